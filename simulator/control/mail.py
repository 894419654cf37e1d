"""The mail and the SMS that came in."""

from werkzeug.wrappers import Response

from ..mail import bounce
from ..sms import sending
from .routes import route

# Nothing runs, nothing is fetched but pictures of this machine; links open elsewhere.
POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data: http://127.0.0.1:*; "
    "frame-ancestors 'self'"
)


@route("GET", "mail")
def list_mail(network, given):
    return [mail.summary() for mail in network.mailbox.mails(given.get("to", ""))]


@route("GET", "mail/<number>")
def look(network, _given, number):
    return network.mailbox.mail(number).as_dict()


@route("GET", "mail/<number>/raw")
def raw(network, _given, number):
    return Response(network.mailbox.mail(number).raw, mimetype="text/plain")


@route("GET", "mail/<number>/page")
def show(network, _given, number):
    """Return the mail as a page to frame, where links open a window of their own."""
    contents = network.mailbox.mail(number).contents
    response = Response(contents.page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@route("POST", "mail/<number>/read")
def mark_read(network, _given, number):
    network.mailbox.mail(number).is_read = True
    return {"success": True}


@route("POST", "mail/<number>/bounce")
def bounce_later(network, given, number):
    """Return what a mail server would send back, for ``address`` or the first one."""
    mail = network.mailbox.mail(number)
    report = bounce.report(
        mail,
        given.get("address") or mail.recipients[0],
        now=network.clock.now(),
        code=given.get("code", 550),
    )
    return Response(report, mimetype="text/plain")


@route("GET", "sms")
def list_sms(network, given):
    return [text.as_dict() for text in sending.texts(network, given.get("number", ""))]
