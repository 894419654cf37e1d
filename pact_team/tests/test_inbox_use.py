from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PactCase


@tagged("post_install", "-at_install")
class TestInboxUse(PactCase):
    def _offered(self, team=None):
        return self.env["pact.inbox"]._usable_for_start(team or self.team)

    def test_either_side_begins_unless_told_otherwise(self):
        self.assertEqual(self.inbox.use, "both")
        self.assertEqual(self._offered(), self.inbox)

    def test_an_inbound_inbox_is_never_offered(self):
        """C22: what only customers begin is no choice for an agent."""
        self.inbox.use = "inbound"
        self.assertFalse(self._offered())

    def test_an_outbound_inbox_receives_all_the_same(self):
        """C22: what is written to it is not lost."""
        self.inbox.use = "outbound"
        self.assertEqual(self._offered(), self.inbox)
        conversation = self._write("Alguém aí?")
        self.assertEqual(conversation.pact_state, "waiting")
        self.assertIn("Alguém aí?", self._said(conversation).body)

    def test_an_archived_inbox_is_not_offered(self):
        """C13: only what is active can be used."""
        self.inbox.active = False
        self.assertFalse(self._offered())

    def test_an_inbox_that_is_not_connected_is_not_offered(self):
        """C13: only what is configured can be used."""
        self.inbox.number_ref = ""
        self.assertFalse(self.inbox.is_configured)
        self.assertFalse(self._offered())
        found = self.env["pact.inbox"].search([("is_configured", "=", True)])
        self.assertNotIn(self.inbox, found)

    def test_only_the_teams_named_begin(self):
        """C13: an inbox is lent to some teams, or to every team."""
        sales = self._make_team("Sales")
        self.inbox.team_ids = sales
        self.assertFalse(self._offered())
        self.assertEqual(self._offered(sales), self.inbox)

    def test_an_archived_team_does_not_open_it_to_all(self):
        sales = self._make_team("Sales")
        self.inbox.team_ids = sales
        sales.active = False
        self.assertFalse(self._offered())

    def test_off_departments_every_inbox_is_everybodys(self):
        """H2: where no departments are used, none of them limits anything."""
        self.inbox.team_ids = self._make_team("Sales")
        self.company.pact_uses_departments = False
        self.assertEqual(self._offered(), self.inbox)

    def test_another_company_has_its_own(self):
        """P7: no inbox of one company is offered in another."""
        other = self.env["res.company"].create({"name": "Outra"})
        self.assertFalse(self._offered(self._make_team("Equipe", other)))

    def test_an_agent_is_offered_a_name_and_no_credential(self):
        """P3: what is chosen from is under sudo, and nothing else opens it."""
        offered = self.env["pact.inbox"].with_user(self.ana)
        self.assertEqual(offered._usable_for_start(self.team), self.inbox)
        with self.assertRaises(UserError):
            self._rpc(self.ana, "pact.inbox", "read", self.inbox.ids, ["name"])
        with self.assertRaises(UserError):
            self._rpc(self.ana, "pact.inbox", "search", [("is_configured", "=", True)])

    def test_teams_of_another_company_are_refused(self):
        """P7: an inbox is lent to teams of its own company only."""
        other = self.env["res.company"].create({"name": "Outra"})
        theirs = self._make_team("Equipe", other)
        with self.assertRaises(UserError):
            self._rpc(
                self.boss,
                "pact.inbox",
                "write",
                self.inbox.ids,
                {"team_ids": [Command.link(theirs.id)]},
            )
