import re
from urllib.parse import quote

from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_ticket import TicketCase

PATH = "/my/requests"
FORM = {
    "name": "Maria Souza",
    "phone": "+55 31 98765-0001",
    "email": "maria@metalurgica.example",
    "message": "Preciso da segunda via.\n\n<b>Obrigada</b>",
}


class PortalCase(TicketCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.responsible = cls._make_customer("maria", cls.customer)
        cls.colleague = cls._make_customer("jose", cls.customer)
        cls.company_of_others = cls.env["res.partner"].create(
            {"name": "Outra", "is_company": True}
        )
        cls.stranger = cls._make_customer("eva", cls.company_of_others)
        (cls.responsible + cls.stranger).partner_id.pact_is_responsible = True

    @classmethod
    def _make_customer(cls, name, customer):
        user = cls._make_user(f"{name}_portal", groups="base.group_portal")
        user.partner_id.write({"name": name.title(), "parent_id": customer.id})
        return user

    def _log_in(self, user):
        self.authenticate(user.login, user.login)

    def _get(self, path="", status=200):
        answer = self.url_open(f"{PATH}{path}", allow_redirects=False)
        self.assertEqual(answer.status_code, status, path)
        return answer.text

    def _form(self, **typed):
        page = self._get("/new")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        key = re.search(r'name="request_key"\s+value="([^"]+)"', page)[1]
        chosen = {"classification": self.invoices.id, "sub": self.second_copy.id}
        return FORM | {"csrf_token": token, "request_key": key} | chosen | typed

    def _post(self, path, form, files=(), status=303):
        sent = [("files", file) for file in files] or None
        answer = self.url_open(
            f"{PATH}{path}", data=form, files=sent, allow_redirects=False
        )
        self.assertEqual(answer.status_code, status, answer.text[:2000])
        return answer

    def _tickets(self):
        domain = [("company_id", "=", self.company.id)]
        return self.env["pact.ticket"].search(domain, order="id")


@tagged("post_install", "-at_install")
class TestTicketPortal(PortalCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)

    def test_filed_in_a_minute(self):
        """S11-S20: filed with a file, its protocol shown, listed, read by the team."""
        answer = self._post(
            "/new", self._form(), [("boleto.pdf", b"%PDF-1.4", "application/pdf")]
        )
        [ticket] = self._tickets()
        self.assertIn(f"{PATH}/{ticket.id}", answer.headers["Location"])
        self.assertEqual(ticket.classification_id, self.second_copy)
        self.assertEqual(ticket.commercial_partner_id, self.customer)
        self.assertEqual(ticket.contact_phone, "+5531987650001")
        page = self._get(f"/{ticket.id}?filed=1")
        self.assertIn(ticket.protocol, page)
        self.assertIn("+55 31 98765-0001", page)
        self.assertIn("&lt;b&gt;Obrigada", page)
        self.assertNotIn("<b>Obrigada", page)
        self.assertIn("boleto.pdf", page)
        self.assertIn(ticket.protocol, self._get())
        self.assertEqual(self._rpc(self.ana, "pact.ticket", "search", []), ticket.ids)

    def test_the_list_has_all_its_columns(self):
        """S20: what is not finished, or has no classification, has an empty cell."""
        self._file()
        self._file(classification_id=False)
        [body] = html.fromstring(self._get()).iter("tbody")
        cells = [len(row.findall("td")) for row in body.iter("tr")]
        self.assertEqual(cells, [5, 5])

    def test_what_is_wrong_is_said_and_kept(self):
        """S11: each field, with what was typed still there; nothing is filed."""
        for typed, sentence in (
            ({"classification": ""}, "Fill this in"),
            ({"sub": ""}, "Fill this in"),
            ({"classification": "999999"}, "not offered any more"),
            ({"phone": "ligue-me"}, "cannot be right"),
            ({"email": "nobody"}, "cannot be right"),
            ({"message": "  "}, "Fill this in"),
            ({"name": "x" * 300}, "too long"),
        ):
            with self.subTest(typed=typed):
                page = self._post("/new", self._form(**typed), status=422).text
                self.assertIn(sentence, page)
                self.assertIn("Souza" if "name" not in typed else "xxx", page)
        self.assertFalse(self._tickets())

    def test_only_what_is_offered(self):
        """S13, S14, HM7: hidden, archived, of another pair, of another company."""
        hidden = self._make_kind("Oculta", is_on_portal=False)
        archived = self._make_kind("Antiga", active=False)
        crm = self._make_kind("CRM", mode="crm")
        other = self._make_kind("Outro assunto")
        company = self.env["res.company"].create({"name": "Outra empresa"})
        foreign = self._make_kind("De fora", company_id=company.id)
        pairs = [(one.id, "") for one in (hidden, archived, crm, foreign)]
        for root, part in (*pairs, (other.id, self.second_copy.id)):
            form = self._form(classification=root, sub=part)
            with self.subTest(root=root):
                self._post("/new", form, status=422)
        self.assertFalse(self._tickets())

    def test_pressed_twice(self):
        """S18: one request, whatever is pressed."""
        form = self._form()
        first, second = (self._post("/new", form) for _time in range(2))
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(len(self._tickets()), 1)

    def test_crm(self):
        """S3, S10, S24-S27: another form at once, another set; old ones stay."""
        self._post("/new", self._form())
        self.company.pact_ticket_mode = "crm"
        self.assertIn("has not set this form up yet", self._get("/new"))
        kind = self._make_kind("Proposta", mode="crm")
        by_phone = self.env["pact.contact.method"].create(
            {"name": "Carta", "company_id": self.company.id}
        )
        form = self._form(classification=kind.id, sub="")
        self._post("/new", form, status=422)
        self._post("/new", form | {"method": by_phone.id})
        central, crm = self._tickets()
        self.assertEqual((central.mode, crm.mode), ("central", "crm"))
        self.assertEqual(crm.contact_method_id, by_phone)

    def test_without_an_address(self):
        """S21: who has none is heard all the same, from an address of ours."""
        self.responsible.partner_id.email = False
        self.company.email = "casa@example.com"
        self._post("/new", self._form())
        [ticket] = self._tickets()
        said = ticket._thread_of_customer()
        self.assertEqual(said.author_id, self.responsible.partner_id)
        self.assertTrue(said.email_from)
        self.assertEqual(said.email_from, ticket._sender())

    def test_the_four_options(self):
        """S9, S20, S22, S23: all, open and finished, with right numbers."""
        for _each in range(3):
            self._file()
        self._tickets()[0]._go("finished")
        self.assertEqual(
            self.env["pact.ticket"].with_user(self.responsible)._counts_of_customer(),
            {"all": 3, "open": 2, "finished": 1},
        )
        for wanted, count in (("all", 3), ("open", 2), ("finished", 1)):
            page = self._get(f"?filter={wanted}")
            found = set(re.findall(rf'href="{PATH}/(\d+)"', page))
            self.assertEqual(len(found), count, wanted)
        self.assertIn(
            "Nothing was found", self._get("?filter=all&search=nada&since=2026-01-01")
        )

    def test_replied(self):
        """S21: added; what waits for it goes on, what is finished reopens."""
        ticket = self._file()
        token = self._form()["csrf_token"]
        for state, then in (("waiting", "in_progress"), ("finished", "in_progress")):
            ticket._go(state)
            form = {"csrf_token": token, "message": f"Olá {state}"}
            self._post(f"/{ticket.id}/reply", form, [("a.txt", b"ola", "text/plain")])
            self.assertEqual(ticket.state, then)
            self.assertIn(f"Olá {state}", self._get(f"/{ticket.id}"))
        self.company.pact_ticket_reopens = False
        ticket._go("finished")
        self._post(
            f"/{ticket.id}/reply", {"csrf_token": token, "message": "Oi"}, status=409
        )
        self.assertNotIn(">Oi<", self._get(f"/{ticket.id}"))


@tagged("post_install", "-at_install")
class TestTicketPortalAttack(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._file()
        self.said = self.ticket.message_post(
            body="Segue",
            attachments=[("via.txt", b"via")],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def test_of_another_company(self):
        """S8: neither page, file nor reply of what is not theirs; as if it were not."""
        file = self.said.attachment_ids.id
        for user in (self.stranger, self.colleague, self.ana):
            self._log_in(user)
            with self.subTest(user.login):
                self._get(f"/{self.ticket.id}", status=404)
                self._get(f"/{self.ticket.id}/file/{file}", status=404)
                if user != self.stranger:
                    self._get(status=404)
                    self._get("/new", status=404)

    def test_a_stranger_logs_in_first(self):
        answer = self.url_open(f"{PATH}/{self.ticket.id}", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_by_rpc(self):
        """S8: no model of ours is theirs to call, nor the messages or files of it."""
        self._log_in(self.responsible)
        for model, method, args in (
            ("pact.ticket", "read", [[self.ticket.id], ["protocol"]]),
            ("pact.ticket", "search", [[]]),
            ("pact.ticket", "web_search_read", [[], {"protocol": {}}]),
            ("pact.ticket", "export_data", [[self.ticket.id], ["protocol"]]),
            ("pact.ticket", "name_search", ["2026"]),
            ("pact.ticket", "action_finish", [[self.ticket.id]]),
            ("pact.ticket", "message_post", [[self.ticket.id]]),
            ("pact.ticket", "create", [{"partner_id": 1}]),
            ("pact.classification", "search_read", [[], ["name"]]),
            ("pact.contact.method", "search_read", [[], ["name"]]),
            ("mail.message", "read", [self.said.ids, ["body"]]),
            ("ir.attachment", "read", [self.said.attachment_ids.ids, ["raw"]]),
        ):
            with self.subTest(f"{model}.{method}"), mute_logger("odoo.http"):
                answer = self.url_open(
                    "/web/dataset/call_kw",
                    json={
                        "params": {
                            "model": model,
                            "method": method,
                            "args": args,
                            "kwargs": {},
                        }
                    },
                ).json()
                self.assertIn("error", answer)

    def test_nobody_makes_themself_responsible(self):
        """S29: not by their account's page, nor by RPC."""
        self._log_in(self.colleague)
        token = re.search(r'csrf_token: "([^"]+)"', self.url_open("/my/security").text)[
            1
        ]
        self.url_open(
            "/my/address/submit",
            data={
                "csrf_token": token,
                "partner_id": self.colleague.partner_id.id,
                "name": "Jose Lima",
                "email": "jose@x.example",
                "phone": "+55 31 98765-0009",
                "street": "Rua A, 1",
                "city": "Belo Horizonte",
                "zip": "30100-000",
                "country_id": self.env.ref("base.pt").id,
                "pact_is_responsible": "1",
            },
        )
        contact = self.colleague.partner_id
        self.assertEqual((contact.name, contact.city), ("Jose Lima", "Belo Horizonte"))
        self.assertFalse(contact.pact_is_responsible)
        for model, ids in (
            ("res.partner", contact.ids),
            ("res.users", self.colleague.ids),
        ):
            with mute_logger("odoo.http", "odoo.models"):
                self.url_open(
                    "/web/dataset/call_kw",
                    json={
                        "params": {
                            "model": model,
                            "method": "write",
                            "args": [ids, {"pact_is_responsible": True}],
                            "kwargs": {},
                        }
                    },
                )
            contact.invalidate_recordset()
            self.assertFalse(contact.pact_is_responsible, model)

    def test_what_nobody_types(self):
        """HM6: whatever is sent gets an answer in words, and never a 500."""
        self._log_in(self.responsible)
        odd = (
            "",
            "\0",
            "\ud800".encode("utf-8", "surrogatepass"),
            "9" * 400,
            "-1",
            "[]",
            "0001-01-01",
            "0002-01-01",
            "9998-12-31",
            "9999-12-31",
        )
        for value in odd:
            for name in ("filter", "search", "since", "until", "page"):
                asked = f"{PATH}?{name}={quote(value)}"
                answer = self.url_open(asked, allow_redirects=False)
                self.assertEqual(answer.status_code, 200, asked)
            form = self._form() | dict.fromkeys(
                ("classification", "sub", "method", "name", "request_key"), value
            )
            with self.subTest(value=value):
                self._post("/new", form, status=422)
        for path in (
            "/0",
            "/99999999999999999999",
            "/page/0",
            "/page/99999",
            "/x",
            "/-1",
        ):
            answer = self.url_open(f"{PATH}{path}", allow_redirects=False)
            self.assertLess(answer.status_code, 500, path)
