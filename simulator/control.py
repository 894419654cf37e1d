"""Playing the world: the API that changes it and tells what happened in it."""

import json
from datetime import datetime

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from . import acting, nodes, signature, template_edges
from .account import Account, Media, Number, Token
from .clock import as_iso
from .customers import Customer
from .delivery import tell
from .errors import GraphError, status_error
from .handshake import HandshakeError, ask
from .phone import Phone
from .postbox import Letter


class Control:
    """One method per route; each takes what was given and returns plain values."""

    def __init__(self, network):
        self._network = network
        self._routes = Map(
            [
                Rule(f"/control/{path}", endpoint=(method, name), methods=[method])
                for method, path, name in ROUTES
            ]
        )

    def respond(self, request):
        try:
            matched = self._routes.bind_to_environ(request.environ).match()
            (_method, name), arguments = matched
            answer = getattr(self, name)(_given(request), **arguments)
        except HTTPException as error:
            return _refusal(error.description, error.code)
        except (
            HandshakeError,
            GraphError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            return _refusal(str(error), 400)
        if isinstance(answer, Response):
            return answer
        return Response(json.dumps(answer), mimetype="application/json")

    def connect(self, given):
        """Tell a number's or an account's news to ``url`` from now on."""
        node = self._network.node(given.get("number_id") or given["account_id"])
        node.webhook = nodes.register_webhook(
            self._network,
            given["url"],
            given["verify_token"],
            given.get("app_secret", ""),
        )
        node.account.is_subscribed = True
        return {"success": True}

    def handshake(self, given):
        """Ask a webhook anything, right or wrong, and return its answer."""
        response = ask(given["url"], given.get("query", {}))
        return {
            "status": response.status_code,
            "body": response.text,
            "type": response.headers.get("Content-Type", ""),
        }

    def reset(self, _given):
        self._network.reset()
        return {"success": True}

    def clock(self, given):
        clock = self._network.clock
        if "freeze" in given:
            clock.freeze(is_frozen=given["freeze"])
        if "set" in given:
            clock.set(datetime.fromisoformat(given["set"]))
        clock.advance(given.get("advance", 0))
        return clock.as_dict()

    def settings(self, given):
        self._network.settings.change(given)
        return self._network.settings.as_dict()

    def list_customers(self, _given):
        customers = self._network.customers.values()
        return [self._shown(each) | self._latest(each) for each in customers]

    def create_customer(self, given):
        customer = Customer(**given)
        if customer.key in self._network.customers:
            message = f"{customer.key!r} exists already."
            raise ValueError(message)
        self._network.customers[customer.key] = customer
        return self._shown(customer)

    def act(self, given, key, action):
        customer = self._network.customer(key)
        return acting.act(Phone(self._network, customer), action, given)

    def phone(self, given, key):
        """Return what is on a customer's phone."""
        phone = Phone(self._network, self._network.customer(key))
        messages = phone.messages(given.get("number_id"))
        return {
            "customer": self._shown(phone.customer),
            "is_typed_to": phone.is_typed_to(given.get("number_id")),
            "now": self._network.clock.now(),
            "messages": [message.as_dict() for message in messages],
        }

    def raw(self, given):
        """Post any payload, signed in any way."""
        node = self._network.node(given.get("number_id", "203040506070809"))
        webhook = node.webhook or node.account.webhook
        mode = given.get("signature", "good")
        if webhook is None or mode not in signature.MODES:
            message = f"A webhook and one of {signature.MODES} are needed."
            raise ValueError(message)
        secret = webhook.app_secret or node.account.app_secret
        letter = Letter(webhook.url, secret, given["payload"], mode=mode)
        is_received = self._network.courier.post_raw(
            letter,
            times=given.get("times", 1),
            at_once=given.get("concurrent", False),
        )
        return {"received": is_received, **self._last_answer()}

    def status(self, given):
        """Tell any status of a message, in any order."""
        message = self._network.messages[given["wamid"]]
        error = status_error(given["code"]) if "code" in given else None
        tell(self._network, message, given["status"], error)
        return {"success": True}

    def review(self, given, name):
        """Approve, reject, pause or disable a template."""
        for account in self._network.of_kind(Account):
            for template in account.templates:
                if template.name == name and given.get("language") in (
                    None,
                    template.language,
                ):
                    template_edges.review(
                        self._network,
                        template,
                        given["event"],
                        reason=given.get("reason"),
                    )
        return {"success": True}

    def list_faults(self, _given):
        return self._network.faults.as_list()

    def add_fault(self, given):
        return {"id": self._network.faults.add(**given)}

    def clear_faults(self, given):
        self._network.faults.clear(given.get("id"))
        return {"success": True}

    def log(self, given):
        return self._network.journal.entries(given.get("kind"))

    def deliveries(self, given):
        """Return the posts that carried a word, such as a wamid, or the latest."""
        word, latest = given.get("containing", ""), int(given.get("latest", 0))
        posts = self._network.journal.entries("delivery")[-latest:]
        return [post for post in posts if word in json.dumps(post["payload"])]

    def waiting(self, _given):
        return [
            {
                "update": update.number,
                "field": update.field,
                "attempts": update.attempts,
                "due": as_iso(update.due),
            }
            for update in self._network.courier.waiting
        ]

    def flush(self, _given):
        return {"posts": self._network.courier.flush()}

    def list_numbers(self, _given):
        return [
            {
                **number.metadata(),
                "name": number.name,
                "display": number.display,
                "account_id": number.account.id,
                "is_connected": number.webhook is not None,
            }
            for number in self._network.of_kind(Number)
        ]

    def create_account(self, given):
        self._network.add(Account(**given))
        return {"success": True}

    def create_number(self, given):
        account = self._network.node(given.pop("account_id"), Account)
        self._network.add(Number(account=account, **given))
        return {"success": True}

    def create_token(self, given):
        """Add or change a token; ``expires`` is in seconds from now."""
        expires = given.get("expires")
        date = None if expires is None else self._network.clock.now() + expires
        account_ids = set(given["account_ids"])
        self._network.tokens[given["value"]] = Token(given["value"], account_ids, date)
        return {"success": True}

    def media(self, _given, media_id):
        """Return a file to the phone's page, which must not run it."""
        media = self._network.node(media_id, Media)
        response = Response(media.content, mimetype=media.mime_type)
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def _shown(self, customer):
        accounts = self._network.of_kind(Account)
        user_ids = {account.id: customer.user_id(account) for account in accounts}
        return customer.as_dict() | {"user_ids": user_ids}

    def _latest(self, customer):
        messages = self._network.conversation(customer)
        unread = [each for each in messages if each.is_unread]
        latest = messages[-1].as_dict() if messages else None
        return {"latest": latest, "unread": len(unread)}

    def _last_answer(self):
        post = self._network.journal.entries("delivery")[-1]
        return {name: post[name] for name in ("status", "response", "error")}


ROUTES = (
    ("POST", "webhook", "connect"),
    ("POST", "handshake", "handshake"),
    ("POST", "reset", "reset"),
    ("GET", "clock", "clock"),
    ("POST", "clock", "clock"),
    ("GET", "settings", "settings"),
    ("POST", "settings", "settings"),
    ("GET", "customers", "list_customers"),
    ("POST", "customers", "create_customer"),
    ("POST", "customers/<key>/<action>", "act"),
    ("GET", "phone/<key>", "phone"),
    ("POST", "raw", "raw"),
    ("POST", "status", "status"),
    ("POST", "templates/<name>/review", "review"),
    ("GET", "faults", "list_faults"),
    ("POST", "faults", "add_fault"),
    ("DELETE", "faults", "clear_faults"),
    ("GET", "log", "log"),
    ("GET", "deliveries", "deliveries"),
    ("GET", "waiting", "waiting"),
    ("POST", "flush", "flush"),
    ("GET", "numbers", "list_numbers"),
    ("POST", "accounts", "create_account"),
    ("POST", "numbers", "create_number"),
    ("POST", "tokens", "create_token"),
    ("GET", "media/<media_id>", "media"),
)


def _given(request):
    """Return what the address says, and over it the JSON body."""
    body = request.get_json() if request.content_length else {}
    if not isinstance(body, dict):
        message = "A JSON object is expected."
        raise TypeError(message)
    return request.args.to_dict() | body


def _refusal(message, status):
    body = json.dumps({"error": str(message)})
    return Response(body, status, mimetype="application/json")
