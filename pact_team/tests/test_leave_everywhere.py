from odoo import fields
from odoo.tests import HttpCase, tagged

from .leave_case import LUA, LeaveCase


class TestLeaveEverywhere(LeaveCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Outra"})
        self.there = self._make_team("O", self.other)
        self.ana.company_ids |= self.other
        self.elsewhere = self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": self.other.id,
                "role_ids": [fields.Command.set(self._role("agent").ids)],
                "team_ids": [fields.Command.set(self.there.ids)],
            }
        )
        self.elsewhere._become("available")
        inbox = self._make_inbox(self.there, number_ref="700100200300401")
        self._receive(
            self._element("text", {"body": "Oi"}, LUA), inbox=inbox, names={LUA: "Lua"}
        )
        self.abroad = self._conversation(LUA)
        self._take(self.abroad)

    def test_leaving_is_of_one_company(self):
        """P7: gone here, there for the other company."""
        self.assertEqual(self._offer()["company"], self.company.name)
        self.assertEqual(self.elsewhere.availability, "available")

    def test_logging_out_is_of_all(self):
        """C1: gone everywhere, and asked about what is held everywhere."""
        offers = self._leave(self.ana, False, True)["offers"]
        self.assertEqual(
            {offer["company"] for offer in offers}, {self.company.name, "Outra"}
        )
        self.assertEqual(self.elsewhere.availability, "unavailable")
        self.assertEqual(self.elsewhere.availability_id.cause, "logout")
        [strange] = [offer for offer in offers if offer["company"] == "Outra"]
        self.assertEqual(strange["people"], [])
        outcomes, _why = self._give({self.first: False, self.abroad: False})
        self.assertEqual(outcomes, ["queued", "queued"])

    def test_nobody_of_one_company_gets_what_is_of_the_other(self):
        """P7: not even between one's own two."""
        heir = self._member_of(self.bia)
        self._tick_there()
        outcomes, why = self._give({self.first: heir, self.abroad: heir})
        self.assertEqual(outcomes, ["handed", "queued"])
        self.assertIn("does not answer customers here", why[1])

    def _tick_there(self):
        option = self.env["pact.right"].search([("code", "=", "may_transfer")])
        self.elsewhere.option_ids = [fields.Command.link(option.id)]


class TestLeaveWhileLocked(LeaveCase):
    def test_somebody_changes_it_right_now(self):
        """I3: that one is kept and said, the others go on."""
        channel = self.first
        original = type(channel).try_lock_for_update

        def taken(records, *args, **kwargs):
            if records == channel:
                return records.browse()
            return original(records, *args, **kwargs)

        self.patch(type(channel), "try_lock_for_update", taken)
        outcomes, why = self._give({self.first: False, self.second: False})
        self.assertEqual(outcomes, ["kept", "queued"])
        self.assertIn("right now", why[0])
        self.assertEqual(self.first.pact_agent_id, self.ana)
        self.assertEqual(self.second.pact_state, "waiting")


@tagged("post_install", "-at_install")
class TestLeaveAndLogout(LeaveCase, HttpCase):
    def test_logging_out_by_the_address(self):
        """C1: the server needs no dialog to know that they are gone."""
        self.authenticate("ana_pact", "ana_pact")
        self.url_open("/web/session/logout")
        self.env.invalidate_all()
        self.assertEqual(self.member.availability, "unavailable")
        self.assertEqual(self.held.pact_agent_id, self.ana)
