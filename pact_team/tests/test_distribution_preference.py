from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestPreference(DistributionCase):
    """HN5, HN9: whom the customer knows comes first, if they may have it."""

    def _finished_by(self, user, hours=1):
        channel = self._write()
        self._take(channel, user)
        self._rpc(user, "discuss.channel", "action_pact_finish", channel.ids)
        channel.pact_finished_date = fields.Datetime.now() - timedelta(hours=hours)

    def test_the_last_agent(self):
        """HN5: who finished with them lately, if they may have it."""
        self.team.last_agent_hours = 24
        self._finished_by(self.bia, 23)
        self.assertEqual(self._next_of_maria(), self.bia)
        self._finished_by(self.bia)
        self.by_bia._become("unavailable")
        self.assertEqual(self._next_of_maria(), self.ana)

    def test_not_a_second_later(self):
        """HN5: after the hours, it is anybody's turn."""
        self.team.last_agent_hours = 24
        self._finished_by(self.bia, 24)
        self.assertEqual(self._next_of_maria(), self.ana)

    def _next_of_maria(self):
        """Return who is given what she writes now, where nobody had one before."""
        self.env.cr.execute("UPDATE pact_member SET assigned_date = NULL")
        channel = self._write()
        self._decide()
        user = channel.pact_agent_id
        self._rpc(user, "discuss.channel", "action_pact_finish", channel.ids)
        return user

    def test_never_asked_for_it_is_never_so(self):
        """HN5: 0 is off."""
        self._finished_by(self.bia)
        self.assertEqual(self._next_of_maria(), self.ana)

    def test_the_salesperson(self):
        """HN9: the contact's owner, if in the team and fit; else the method."""
        self.team.puts_owner_first = True
        channel = self._write()
        channel.pact_partner_id.user_id = self.bia
        self._decide()
        self.assertEqual(channel.pact_agent_id, self.bia)
        self.assertEqual(channel.pact_stint_id.decision["by"], "owner")

    def test_a_salesperson_in_a_pause(self):
        """HN9, C5: the customer does not wait for them."""
        self.team.puts_owner_first = True
        channel = self._write()
        channel.pact_partner_id.user_id = self.bia
        self.by_bia._become("paused")
        self._decide()
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_where_people_choose(self):
        """HN5, HN9: by hand, only who is known is given anything by itself."""
        self.team.write({"method": "by_hand", "puts_owner_first": True})
        stranger, known = self._arrive(2), self._write()
        known.pact_partner_id.user_id = self.bia
        self._decide()
        self.assertEqual(stranger.pact_state, "waiting")
        self.assertEqual(known.pact_agent_id, self.bia)
        self.team.write({"puts_owner_first": False, "last_agent_hours": 5})
        self._rpc(self.bia, "discuss.channel", "action_pact_finish", known.ids)
        again = self._write()
        self._decide()
        self.assertEqual(stranger.pact_state, "waiting")
        self.assertEqual(again.pact_agent_id, self.bia)
