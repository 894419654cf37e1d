"""What somebody sends with a form of the portal beside what it asks."""

from odoo.tests import tagged

from .test_ticket_portal import PATH
from .ticket_attack_case import TicketAttackCase

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@tagged("post_install", "-at_install")
class TestTicketForm(TicketAttackCase):
    """What a form sends beside what it asks."""

    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)

    def test_hidden_fields(self):
        """S18: nothing is assigned that the form does not ask for."""
        hidden = {
            "company_id": self.other_company.id,
            "partner_id": self.stranger.partner_id.id,
            "commercial_partner_id": self.company_of_others.id,
            "user_id": self.boss.id,
            "team_id": self._make_team("Purchases").id,
            "state": "finished",
            "protocol": "1",
            "mode": "crm",
            "source": "staff",
            "due_date": "2099-01-01 00:00:00",
            "filed_date": "2001-01-01 00:00:00",
            "finished_date": "2001-01-01 00:00:00",
            "merged_into_id": self.ticket.id,
            "message_ids": "[(6, 0, [])]",
            "tag_ids": "1",
            "id": self.ticket.id,
            "context": '{"default_state": "finished"}',
            "uid": 1,
        }
        more = {f"default_{name}": value for name, value in hidden.items()}
        self._post("/new", self._form(**hidden, **more))
        filed = self._tickets() - self.ticket
        self.assertEqual(len(filed), 1)
        self.assertEqual(filed.company_id, self.company)
        self.assertEqual(filed.partner_id, self.responsible.partner_id)
        self.assertEqual(filed.commercial_partner_id, self.customer)
        self.assertEqual((filed.state, filed.mode), ("new", "central"))
        self.assertEqual((filed.source, filed.team_id), ("portal", self.team))
        self.assertFalse(filed.user_id or filed.merged_into_id or filed.tag_ids)
        self.assertNotEqual(filed.protocol, "1")
        allowed = filed.due_date - filed.filed_date
        self.assertEqual(allowed, self.ticket.due_date - self.ticket.filed_date)

    def test_somebody_elses_key(self):
        """S18: the mark of another customer's form finds nothing of theirs."""
        form = self._form(request_key="k" * 32)
        self._post("/new", form)
        theirs = self._tickets() - self.ticket
        self._log_in(self.stranger)
        answer = self._post("/new", self._form(request_key="k" * 32))
        self.assertNotIn(f"/{theirs.id}?", answer.headers["Location"])
        self.assertEqual(len(self._tickets() - self.ticket), 2)

    def test_script_in_every_field(self):
        """S16: shown as it was typed, in the portal, in the list and in the mail."""
        typed = dict.fromkeys(("name", "reference", "message"), SCRIPT)
        files = [(f"{SCRIPT}.txt", b"<script>", "text/html")]
        self._post("/new", self._form(**typed), files)
        filed = self._tickets() - self.ticket
        self._post("/new", self._form(**typed, phone=SCRIPT, email=SCRIPT), status=422)
        pages = [self._get(f"/{filed.id}"), self._get(), self._get(f"?search={SCRIPT}")]
        pages.append(
            self._post("/new", self._form(**typed, email=SCRIPT), status=422).text
        )
        mails = self.env["mail.mail"].search([("model", "=", "pact.ticket")])
        pages += [str(filed.message_ids.mapped("body")), *mails.mapped("body_html")]
        for page in pages:
            self.assertNotIn("<script>alert(1)", page)
            self.assertNotIn("<img src=x", page)
        file = filed.message_ids.attachment_ids
        self.assertEqual(len(file), 1)
        given = self.url_open(f"{PATH}/{filed.id}/file/{file.id}")
        self.assertNotIn("html", given.headers["Content-Type"])
        self.assertIn("attachment", given.headers["Content-Disposition"])
        self.assertIn("sandbox", given.headers["Content-Security-Policy"])

    def test_a_thousand_files(self):
        """S17: refused with a sentence, and none is kept."""
        kept = self.env["ir.attachment"].search_count([])
        for count, statuses in ((900, (422,)), (1001, (413,))):
            files = [("files", ("a.txt", b"x", "text/plain"))] * count
            answer = self.url_open(f"{PATH}/new", data=self._form(), files=files)
            self.assertIn(answer.status_code, statuses)
            self.assertRegex(answer.text, r"too many|exceeds|too large|too much")
        self.assertEqual(self.env["ir.attachment"].search_count([]), kept)
        self.assertEqual(self._tickets(), self.ticket)
