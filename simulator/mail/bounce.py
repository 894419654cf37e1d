"""The news that a mail could not be delivered after all (RFC 3464)."""

from datetime import datetime, timezone
from email.generator import BytesGenerator
from email.headerregistry import Address
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from io import BytesIO

from .door import NAME, enhanced, reason

SAID = """\
This is the mail system at {name}.

Your message to {address} could not be delivered: {reason}.

What follows is for programs, and the headers of your message.
"""


def report(mail, address, *, now, code=550):
    """Return what the sender of ``mail`` gets back, as text to hand to a program."""
    if not mail.sender:
        message = "Nobody is told about a mail without a sender."
        raise ValueError(message)
    parts = MIMEMultipart("report", report_type="delivery-status")
    _address(parts, mail, now)
    parts.attach(MIMEText(_said(address, code)))
    parts.attach(_status(mail, address, now, code))
    parts.attach(_headers(mail))
    return _as_text(parts)


def _address(parts, mail, now):
    message_id = str(mail.message["Message-Id"] or "").strip()
    parts["From"] = str(Address("Mail Delivery System", "MAILER-DAEMON", NAME))
    parts["To"] = mail.sender
    parts["Subject"] = "Undelivered Mail Returned to Sender"
    parts["Date"] = _date(now)
    parts["Message-Id"] = f"<bounce.{mail.id}.{int(now)}@{NAME}>"
    parts["Auto-Submitted"] = "auto-replied"
    parts["Return-Path"] = "<>"
    if message_id:
        parts["In-Reply-To"] = parts["References"] = message_id


def _said(address, code):
    return SAID.format(name=NAME, address=address, reason=reason(code))


def _status(mail, address, now, code):
    """Return the part for programs: a block on the message, one on the recipient."""
    part = MIMEBase("message", "delivery-status")
    part.attach(
        _block({"Reporting-MTA": f"dns; {NAME}", "Arrival-Date": _date(mail.date)})
    )
    diagnosis = f"{code} {enhanced(code)} <{address}>: {reason(code)}"
    part.attach(
        _block(
            {
                "Final-Recipient": f"rfc822; {address}",
                "Original-Recipient": f"rfc822; {address}",
                "Action": "failed",
                "Status": enhanced(code),
                "Diagnostic-Code": f"smtp; {diagnosis}",
                "Last-Attempt-Date": _date(now),
            }
        )
    )
    return part


def _block(fields):
    block = Message()
    for name, value in fields.items():
        block[name] = value
    return block


def _headers(mail):
    """Return the headers of ``mail`` as they came, and none of its text."""
    raw = mail.raw.replace(b"\r\n", b"\n")
    head = raw.partition(b"\n\n")[0].decode(errors="replace")
    return MIMEText(f"{head}\n", "rfc822-headers")


def _date(moment):
    return format_datetime(datetime.fromtimestamp(moment, timezone.utc))


def _as_text(parts):
    output = BytesIO()
    BytesGenerator(output, mangle_from_=False, maxheaderlen=0).flatten(parts)
    return output.getvalue().decode("ascii")
