from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .test_ticket import TicketCase

FILING = "pact.ticket.filing"


@tagged("post_install", "-at_install")
class TestTicketFiling(TicketCase):
    """S19, S28: what somebody of ours files for a customer, checked as the portal."""

    def _filing(self, user=None, **vals):
        whole = {
            "company_id": self.company.id,
            "partner_id": self.maria.id,
            "classification_id": self.second_copy.id,
            "contact_name": "Maria Souza",
            "contact_phone": "+55 31 98765-0001",
            "contact_email": "maria@metalurgica.example",
            "message": "Ligou: precisa da segunda via.",
        }
        return self._rpc(user or self.ana, FILING, "create", [whole | vals])

    def _press(self, filing, user=None):
        return self._rpc(user or self.ana, FILING, "action_file", filing)

    def _tickets(self):
        return self.env["pact.ticket"].search([("company_id", "=", self.company.id)])

    def test_filed_once(self):
        """S18, S19: one request, however often it is pressed; read by its customer."""
        filing = self._filing()
        first, second = self._press(filing), self._press(filing)
        self.assertEqual(first, second)
        [ticket] = self._tickets()
        self.assertEqual(first["res_id"], ticket.id)
        self.assertEqual((ticket.source, ticket.state), ("staff", "new"))
        self.assertEqual(ticket.commercial_partner_id, self.customer)
        self.assertEqual(ticket.contact_phone, "+5531987650001")
        self.assertTrue(ticket.due_date)
        said = ticket._thread_of_customer()
        self.assertIn("segunda via", said.body)
        # In our words: nobody puts any into the customer's mouth.
        self.assertEqual(said.author_id, self.ana.partner_id)
        self.assertIn("We filed this request for you", said.body)
        self.assertEqual(ticket._writer_name(said), self.company.name)
        told = self.env["pact.ticket.notice"].search([("ticket_id", "=", ticket.id)])
        self.assertEqual(told.mapped("kind"), ["received", "told"])

    def test_with_files(self):
        """S17: copies, of what the asking user may read."""
        [file] = self._rpc(
            self.ana, "ir.attachment", "create", [{"name": "a.pdf", "raw": b"%PDF"}]
        )
        self._press(self._filing(attachment_ids=[Command.set([file])]))
        copy = self._tickets()._thread_of_customer().attachment_ids
        self.assertEqual((copy.name, copy.raw), ("a.pdf", b"%PDF"))
        self.assertNotEqual(copy.id, file)
        secret = self.env["ir.attachment"].create({"name": "b.pdf", "raw": b"secret"})
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(UserError),
        ):
            self._press(self._filing(attachment_ids=[Command.set(secret.ids)]))
        self.assertEqual(len(self._tickets()), 1)

    def test_what_is_wrong_is_said(self):
        """S11-S17: by the rules of the portal, in words."""
        hidden = self._make_kind("Interno", is_on_portal=False)
        strict = self._make_kind("Nota", is_reference_required=True)
        proof = self._make_kind("Prova", is_file_required=True)
        archived = self._make_kind("Velha", active=False)
        [script] = self._rpc(
            self.ana, "ir.attachment", "create", [{"name": "a.exe", "raw": b"x"}]
        )
        for vals, sentence in (
            ({"classification_id": False}, "Classification: Fill"),
            ({"classification_id": self.invoices.id}, "Classification: Fill"),
            ({"classification_id": archived.id}, "not offered any more"),
            ({"classification_id": strict.id}, "Reference: Fill"),
            ({"classification_id": proof.id}, "Files: Fill"),
            ({"contact_name": " "}, "Contact person: Fill"),
            ({"contact_phone": "ligue-me"}, "Phone: This cannot be right"),
            ({"contact_email": "nobody"}, "E-mail: This cannot be right"),
            ({"contact_phone": "", "contact_email": ""}, "Phone: Fill"),
            ({"message": " \0 "}, "customer said: Fill"),
            ({"message": "x" * 20_001}, "too long"),
            ({"partner_id": False}, "whose request"),
            ({"attachment_ids": [Command.set([script])]}, "kind is not accepted"),
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(UserError, sentence),
                self.cr.savepoint(),
            ):
                self._press(self._filing(**vals))
        self.assertFalse(self._tickets())
        self._press(self._filing(classification_id=hidden.id, contact_email=""))
        self.assertEqual(self._tickets().classification_id, hidden)

    def test_crm(self):
        """S3, S25, S28: its own set, and a contact method."""
        self.company.pact_ticket_mode = "crm"
        kind = self._make_kind("Proposta", mode="crm")
        method = self.env["pact.contact.method"].create(
            {"name": "Carta", "company_id": self.company.id}
        )
        with self.assertRaisesRegex(UserError, "not offered"), self.cr.savepoint():
            self._press(self._filing())
        crm = {"classification_id": kind.id}
        with self.assertRaisesRegex(UserError, "method: Fill"), self.cr.savepoint():
            self._press(self._filing(**crm))
        self._press(self._filing(**crm, contact_method_id=method.id))
        self.assertEqual(self._tickets().mode, "crm")

    def test_in_crm_a_whole_is_filed(self):
        """S24, S28: what the portal offers in CRM is offered at the desk, too."""
        self.company.pact_ticket_mode = "crm"
        whole = self._make_kind("Proposta", mode="crm")
        self._make_kind("Preço", mode="crm", parent_id=whole.id)
        method = self.env["pact.contact.method"].create(
            {"name": "Carta", "company_id": self.company.id}
        )
        vals = {"classification_id": whole.id, "contact_method_id": method.id}
        filing = self._filing(**vals)
        domain = safe_eval(
            self.env[FILING]._fields["classification_id"].domain,
            {"company_id": self.company.id, "mode": "crm"},
        )
        self.assertIn(whole, self.env["pact.classification"].search(domain))
        self._press(filing)
        self.assertEqual(self._tickets().classification_id, whole)

    def test_for_another_team(self):
        """S19: filed by who may not read it then; they learn its protocol."""
        self.invoices.team_id = self._make_team("Sales")
        answer = self._press(self._filing())
        self.assertEqual(answer["tag"], "display_notification")
        self.assertEqual(answer["params"]["title"], self._tickets().protocol)

    def test_from_a_contact(self):
        """S19: the customer of the page that one comes from, with what is known."""
        action = self._rpc(
            self.boss, "res.partner", "action_pact_tickets", self.maria.ids
        )
        filings = (
            self.env[FILING].with_user(self.boss).with_context(**action["context"])
        )
        with Form(filings) as form:
            self.assertEqual(form.contact_name, "Maria Souza")
            self.assertEqual(form.contact_email, "maria@metalurgica.example")
            form.classification_id = self.second_copy
            form.message = "Oi"
        self._press(form.record.ids, self.boss)
        self.assertEqual(self._tickets().partner_id, self.maria)

    def test_of_whom_one_may_not_read(self):
        """S8: neither their name by looking, nor a request in their name."""
        abroad = self.env["res.company"].create({"name": "Outra"})
        self.env["ir.rule"].create(
            {
                "name": "Nobody abroad",
                "model_id": self.env["ir.model"]._get("res.partner").id,
                "domain_force": f"[('company_id', '!=', {abroad.id})]",
            }
        )
        eva = self.env["res.partner"].create(
            {"name": "Eva", "company_id": abroad.id, "email": "eva@x.example"}
        )
        spec = {"contact_name": {}, "contact_email": {}, "partner_id": {}}
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"):
            with self.assertRaises(AccessError):
                self._rpc(
                    self.ana,
                    FILING,
                    "onchange",
                    [],
                    {"partner_id": eva.id, "company_id": self.company.id},
                    ["partner_id"],
                    spec,
                )
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._press(self._filing(partner_id=eva.id))
        self.assertFalse(self._tickets())

    def test_by_whom(self):
        """A.7: who answers there; and nobody presses what another one typed."""
        payer = self._make_member("payer_pact", "payments", self.team)
        other = self._make_team("X", self.env["res.company"].create({"name": "X"}))
        eva = self._make_member("eva_pact", "administrator", other)
        filing = self._filing()
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"):
            for user in (payer, eva, self.bia):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    self._press(filing, user)
            for user in (payer, eva):
                with (
                    self.subTest(user.login),
                    self.assertRaises(UserError),
                    self.cr.savepoint(),
                ):
                    self._press(self._filing(user), user)
        self.assertFalse(self._tickets())

    def test_what_no_database_keeps(self):
        """HM6: typed, or said by the context."""
        odd = "a\0b\ud800"
        [filing] = self._rpc(
            self.ana,
            FILING,
            "create",
            [{"contact_name": odd}],
            context={"default_message": odd, "default_reference": odd},
        )
        [read] = self._rpc(self.ana, FILING, "read", [filing])
        said = (read["contact_name"], read["message"], read["reference"])
        self.assertEqual(said, ("ab",) * 3)

    def test_by_hand(self):
        """SN1: filed by RPC it is whole, too, on the form it was filed with."""
        vals = {"company_id": self.company.id, "partner_id": self.maria.id}
        kind = {"classification_id": self.second_copy.id}
        self._rpc(self.ana, "pact.ticket", "create", [vals | kind])
        self.assertTrue(self._tickets().due_date)
        crm = self._make_kind("Proposta", mode="crm")
        with self.assertRaisesRegex(UserError, "form it was filed with"):
            self._rpc(
                self.ana,
                "pact.ticket",
                "create",
                [vals | {"classification_id": crm.id}],
            )
