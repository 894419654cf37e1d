"""Whatever is sent to a door of ours is answered, and never with a fault of ours."""

import ast
import itertools
import re
from datetime import timedelta
from inspect import getsource, signature
from sys import modules
from urllib.parse import quote_from_bytes, urlencode

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from odoo import fields, http
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.password import PHONE
from .test_ticket_portal import FORM, PortalCase

OURS = "odoo.addons.pact_team."
EACH = 450
BOUNDARY = "aFence"
LOGGERS = ("odoo.addons.base.models.ir_rule",)
# What no browser sends, and what one does.
ODD = (
    b"",
    b"\0",
    b"\xff\xfe",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"0",
    b"-1",
    b"1.5",
    b"1e9",
    b"NaN",
    b"true",
    b"None",
    b"[]",
    b"{}",
    b'{"a":[1]}',
    b"[1,[2,[3]]]",
    b"2147483648",
    b"9223372036854775808",
    b"9" * 400,
    b"x" * 30_000,
    "١٢".encode(),
    "²".encode(),
    "é".encode() * 300,
    b"' OR 1=1 --",
    b"<script>alert(1)</script>",
    b"../../etc/passwd",
    b"{{7*7}}%(x)s%s",
    b"0001-01-01",
    b"9999-12-31",
    b"2026-02-30",
    b"2026-W01-1",
    b"20260101",
    b"all",
    b"open",
    b"finished",
    b"name",
    b"\r\nX-Odd: 1",
    "\u202eexe.fdp".encode(),
)
fuzz = settings(
    max_examples=EACH,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def our_doors(env):
    """Return ``(path, methods, names of parameters)`` of each route that is ours."""
    doors = {}
    for rule in env["ir.http"].routing_map().iter_rules():
        module = rule.endpoint.__module__
        if module.startswith(OURS):
            methods = (rule.methods or {"GET", "POST"}) - {"OPTIONS", "HEAD"}
            names = _names(module, rule.endpoint)
            doors[rule.rule, tuple(sorted(methods))] = names
    return sorted((path, [*methods], doors[path, methods]) for path, methods in doors)


def _names(module, endpoint):
    """Return every word in the controller that may name what it asks for."""
    tree = ast.walk(ast.parse(getsource(modules[module])))
    words = {node.value for node in tree if isinstance(node, ast.Constant)}
    named = {one for one in words if isinstance(one, str) and one.isidentifier()}
    return sorted(named | set(signature(endpoint).parameters) | set(FORM))


@tagged("post_install", "-at_install")
class TestRouteFuzz(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls._registry_patched:
            # Else what is counted would outlive the test.
            cls.registry_enter_test_mode_cls()
        cls.env["ir.config_parameter"].set_param("sms.endpoint", "http://127.0.0.1:1")
        cls.ticket = cls._file()
        cls.said = cls.ticket.message_post(
            body="Segue",
            attachments=[("via.txt", b"via")],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        cls.token = cls._invite()
        cls.doors = our_doors(cls.env)
        cls.good = cls._good()

    @classmethod
    def _invite(cls):
        invitation = cls.env["pact.invitation"].create(
            {"email": "nina@example.com", "company_id": cls.company.id}
        )
        now = fields.Datetime.now()
        invitation._advance("sent", sent_date=now, expiry_date=now + timedelta(days=7))
        return cls.env["pact.invitation.link"]._make(invitation)

    @classmethod
    def _good(cls):
        """Return what is there, so that not all fails at the first look."""
        named = (cls.ticket, cls.said.attachment_ids, cls.invoices, cls.second_copy)
        ids = [str(one.id).encode() for one in named]
        words = (cls.token, cls.inbox.webhook_key, "whatsapp", "pdf", *FORM.values())
        return [*ids, *(word.encode() for word in words)]

    def test_there_is_something_to_try(self):
        """The routes are found by themselves: of customers, networks, invitees."""
        paths = {path for path, _methods, _names in self.doors}
        self.assertGreaterEqual(
            paths,
            {
                "/my/requests/new",
                "/my/requests/<int:ticket_id>/reply",
                "/pact/webhook/<string:provider>/<string:key>",
                "/pact/invitation/<string:token>",
                "/web/reset_password/code",
            },
        )

    def test_each_oddity_at_each_door(self):
        """HM6: one oddity for whatever may be asked, as who may come in there."""
        self.tried, self.faults = 0, []
        for path, methods, names in self.doors:
            user = None if path.startswith(("/pact/", "/web/")) else self.responsible
            self._come_in(user)
            way = re.sub(r"<int:ticket_id>", str(self.ticket.id), path)
            way = re.sub(r"<[^>]+:token>", self.token, way)
            for odd, method in itertools.product(ODD, methods):
                filled = re.sub("<[^>]+>", quote_from_bytes(odd[:200], safe=""), way)
                pairs = [(name.encode(), odd) for name in names]
                short = [(name, said[:500]) for name, said in pairs]
                self._ask((method, filled, short, "parts", pairs, [], True))
        self.assertGreater(self.tried, 2000 - 3 * EACH)
        self.assertFalse(self.faults, self.faults[:9])

    def test_stranger(self):
        """HM6: nobody in particular, with a good link and a good number in hand."""
        self._try(None)

    def test_responsible(self):
        """HM6: a customer's responsible person."""
        self._try(self.responsible)

    def test_agent(self):
        """HM6: who works here."""
        self._try(self.ana)

    def _try(self, user):
        self.tried, self.faults = 0, []

        @seed(6)
        @fuzz
        @given(_requests(self.doors, self.good))
        def every(asked):
            # Some doors end the session.
            if not self.tried % 20:
                self._come_in(user)
            self._ask(asked)

        with mute_logger(*LOGGERS):
            every()
        self.assertEqual(self.tried, EACH)
        self.assertFalse(self.faults, self.faults[:9])

    def _come_in(self, user):
        login = user and user.login
        session = None if user else {PHONE: "+5511987654321"}
        self.authenticate(login, login, session_extra=session)
        self.csrf = http.Request.csrf_token(self).encode()

    def _ask(self, asked):
        method, path, query, kind, pairs, files, has_token = asked
        if has_token:
            pairs = [*pairs, (b"csrf_token", self.csrf)]
        body, headers = _written(kind, pairs, files)
        self.tried += 1
        answer = self.opener.request(
            method,
            f"{self.base_url()}{path}?{urlencode(query)}",
            data=body,
            headers=headers,
            allow_redirects=False,
            timeout=60,
        )
        if fault := _fault(method, answer):
            self.faults.append((fault, repr(asked)[:600]))


def _fault(method, answer):
    """Return what is wrong: a fault of ours, or a refusal without a sentence."""
    is_page = "html" in answer.headers.get("Content-Type", "")
    is_refusal = answer.status_code >= 400 and is_page and method != "HEAD"
    if answer.status_code >= 500 or "Traceback" in answer.text:
        return f"{answer.status_code}: {answer.text[-200:]}"
    if "X-Odd" in answer.headers:
        return "A header of theirs"
    if is_refusal and not re.search(r"\w{2,} \w+ \w{2,}", _words(answer.text)):
        return f"{answer.status_code} without a sentence: {answer.text[:300]}"
    return None


def _requests(doors, good):
    """Return a strategy of whole requests to ``doors``."""
    value = st.one_of(
        st.sampled_from(good),
        st.sampled_from(ODD),
        st.sampled_from(ODD),
        st.text(max_size=40).map(lambda typed: typed.encode()),
        st.integers().map(lambda number: str(number).encode()),
        st.binary(max_size=20),
    )
    known = st.one_of(st.sampled_from(good), value)
    return st.sampled_from(doors).flatmap(lambda door: _request(door, value, known))


def _request(door, value, known):
    path, methods, names = door
    name = st.one_of(
        st.sampled_from(names).map(str.encode),
        st.sampled_from(names).map(lambda one: f"{one}[]".encode()),
        st.sampled_from([b"", b"files", b"csrf_token", b"self", b"context", b"\xff"]),
    )
    pairs = st.lists(st.tuples(name, value), max_size=12)
    # No server reads an address of any length.
    query = pairs.map(lambda asked: [(one, said[:500]) for one, said in asked])
    whole = st.tuples(*(st.tuples(st.just(one.encode()), value) for one in names))
    return st.tuples(
        st.sampled_from([*methods * 4, "GET", "POST", "PUT", "DELETE", "HEAD"]),
        _path(path, known),
        query,
        st.sampled_from(["form", "form", "parts", "parts", "json", "odd", "cut"]),
        st.one_of(pairs, whole.map(list)),
        st.lists(st.tuples(name, value, value), max_size=3),
        st.sampled_from([True, True, True, False]),
    )


def _path(path, value):
    """Fill in the blanks of a path: mostly with what fits there."""
    pieces = re.split(r"(<[^>]+>)", path)
    numbers = st.sampled_from([0, 1, 7, 2**31 - 1, 2**31, 2**63, 10**30]).map(str)
    typed = value.map(lambda each: quote_from_bytes(each[:200], safe=""))
    fill = {"<i": st.one_of(numbers, typed), "<s": typed}
    return st.tuples(*(fill.get(one[:2], st.just(one)) for one in pieces)).map("".join)


def _written(kind, pairs, files):
    """Return the body of a request, and the headers that (do not) fit it."""
    form = urlencode(pairs).encode()
    parts = _parts(pairs, files)
    fence = f"multipart/form-data; boundary={BOUNDARY}"
    body, sort = {
        "form": (form, "application/x-www-form-urlencoded"),
        "parts": (parts, fence),
        "json": (b'{"params": [1, {"a": "\\u0000"}]}', "application/json"),
        "odd": (parts, "multipart/form-data"),
        "cut": (parts[: len(parts) // 2], fence),
    }[kind]
    return body, {"Content-Type": sort}


def _parts(pairs, files):
    head = b'--%b\r\nContent-Disposition: form-data; name="%b"'
    fence = BOUNDARY.encode()
    words = [head % (fence, name) + b"\r\n\r\n" + said for name, said in pairs]
    sent = [
        head % (fence, name)
        + b'; filename="%b"\r\nContent-Type: %b\r\n\r\n' % (said[:300], said[:20])
        + content
        for name, said, content in files
    ]
    return b"\r\n".join([*words, *sent, b"--%b--\r\n" % fence])


def _words(page):
    """Return what a person reads of ``page``."""
    page = re.sub(r"(?s)<(script|style|head|header|footer).*?</\1>", " ", page)
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())
