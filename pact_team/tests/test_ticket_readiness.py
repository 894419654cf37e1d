from odoo.fields import Command
from odoo.tests import tagged

from .test_ticket_portal import PortalCase


@tagged("post_install", "-at_install")
class TestTicketReadiness(PortalCase):
    """S30: what would leave a customer before an empty form, and its mend."""

    def _found(self, words):
        self._rpc(self.boss, "pact.finding", "action_open")
        found = self.env["pact.finding"].search([("create_uid", "=", self.boss.id)])
        return found.filtered(lambda finding: words in finding.name)

    def _assert_goes(self, words, severity, model, mend):
        finding = self._found(words)
        self.assertEqual(finding.severity, severity)
        action = self._rpc(self.boss, "pact.finding", "action_mend", finding.ids)
        self.assertEqual(action["res_model"], model)
        mend()
        self.assertFalse(self._found(words))

    def test_no_classification(self):
        """S30: found where the page shows its notice, gone where it shows the form."""
        self.assertFalse(self._found("no classification"))
        self.company.pact_ticket_mode = "crm"
        self.assertTrue(self._found("no classification of the form “CRM”"))
        self.company.pact_ticket_mode = "central"
        self.invoices.is_on_portal = False
        self._log_in(self.responsible)
        self.assertIn("has not set this form up yet", self._get("/new"))
        self._assert_goes(
            "no classification",
            "1_now",
            "pact.classification",
            lambda: self.invoices.write({"is_on_portal": True}),
        )
        self.assertIn("Boletos", self._get("/new"))

    def test_no_contact_method(self):
        """S30: only where the form asks for one."""
        self.assertFalse(self._found("Add a contact method"))
        self.company.pact_ticket_mode = "crm"
        self._make_kind("Proposta", mode="crm")
        self.assertFalse(self._found("Add a contact method"))
        mine = [("company_id", "=", self.company.id)]
        self.env["pact.contact.method"].search(mine).unlink()
        self._assert_goes(
            "Add a contact method",
            "1_now",
            "pact.contact.method",
            lambda: self.env["pact.contact.method"].create(
                {"name": "Carta", "company_id": self.company.id}
            ),
        )

    def test_nobody_responsible(self):
        """S29, S30: a form that nobody can open."""
        people = self.responsible + self.stranger
        people.partner_id.pact_is_responsible = False
        self._assert_goes(
            "nobody with a login",
            "2_soon",
            "res.partner",
            lambda: people.partner_id.write({"pact_is_responsible": True}),
        )

    def test_who_files_with_another_company(self):
        """S29, S30: may log in here, and finds the form of that one."""
        other = self.env["res.company"].create({"name": "Outra"})
        people = self.responsible + self.stranger
        people.write({"company_ids": [Command.link(other.id)], "company_id": other.id})
        self.assertTrue(self._found("nobody with a login"))

    def test_where_requests_are_not_used(self):
        people = self.responsible + self.stranger
        people.partner_id.pact_is_responsible = False
        self.invoices.is_on_portal = False
        self.assertEqual(self._found("no classification").severity, "3_know")
        self.assertFalse(self._found("nobody with a login"))

    def test_a_team_without_people(self):
        """S19: requests would wait there in vain."""
        empty = self._make_team("Empty")
        self.assertEqual(self._found("Nobody is in Empty").severity, "2_soon")
        self.invoices.team_id = empty
        self.assertEqual(self._found("Nobody is in Empty").severity, "1_now")

    def test_no_mail_domain(self):
        """S18: what is answered by e-mail comes in only with one."""
        domain = self.env["mail.alias.domain"].create({"name": "bela.example"})
        self.company.alias_domain_id = False
        self._assert_goes(
            "no e-mail domain",
            "2_soon",
            "pact.settings",
            lambda: self.company.write({"alias_domain_id": domain.id}),
        )
