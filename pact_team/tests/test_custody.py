from odoo.exceptions import UserError
from odoo.tests import tagged

from ..providers import PROVIDERS
from .common import PactCase


@tagged("post_install", "-at_install")
class TestCustody(PactCase):
    """U8, H10: who holds a conversation, and who no longer does."""

    def test_arrives_waiting_without_members(self):
        channel = self._write()
        self.assertEqual(channel.pact_state, "waiting")
        self.assertEqual(channel.pact_team_id, self.team)
        self.assertFalse(channel.channel_member_ids)
        self.assertEqual(channel.pact_stint_id.reason, "arrived")

    def test_taking_makes_one_the_only_member(self):
        channel = self._write()
        self._take(channel)
        self.assertEqual(channel.pact_agent_id, self.ana)
        self.assertEqual(channel.channel_member_ids.partner_id, self.ana.partner_id)

    def test_taken_once_only(self):
        channel = self._write()
        self._take(channel)
        with self.assertRaisesRegex(UserError, "ana_pact.* already took"):
            self._take(channel, self.bia)

    def test_what_nobody_answered_is_news(self):
        channel = self._write("one")
        self._write("two")
        self._take(channel)
        self.assertEqual(channel.channel_member_ids.message_unread_counter, 2)

    def test_after_a_transfer_only_the_unanswered_is_news(self):
        channel = self._write("one")
        self._take(channel)
        self._answer(channel)
        self._write("two")
        self._rpc(self.ana, "discuss.channel", "action_pact_return", channel.ids)
        self._take(channel, self.bia)
        self.assertEqual(channel.channel_member_ids.message_unread_counter, 1)

    def test_returning_makes_it_wait_again(self):
        channel = self._write()
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", channel.ids)
        self.assertEqual(channel.pact_state, "waiting")
        self.assertFalse(channel.pact_agent_id)
        self.assertFalse(channel.channel_member_ids)

    def test_every_stint_is_kept(self):
        """I9: who held it from when to when, and why."""
        channel = self._write()
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", channel.ids)
        self._take(channel, self.bia)
        self._rpc(self.bia, "discuss.channel", "action_pact_finish", channel.ids)
        stints = self.env["pact.assignment"].search(
            [("channel_id", "=", channel.id)], order="id"
        )
        self.assertEqual(
            stints.mapped("reason"), ["arrived", "taken", "returned", "taken"]
        )
        self.assertEqual(stints.user_id, self.ana + self.bia)
        self.assertTrue(all(stints.mapped("date_to")))

    def test_after_finishing_a_new_episode_begins(self):
        first = self._write()
        self._take(first)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", first.ids)
        self.assertFalse(first.channel_member_ids)
        second = self._write("again")
        self.assertNotEqual(second, first)
        self.assertEqual(second.pact_partner_id, first.pact_partner_id)

    def test_finished_cannot_be_finished_again(self):
        channel = self._write()
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        with self.assertRaisesRegex(UserError, "already finished"):
            self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)

    def test_an_administrator_ends_for_others(self):
        """U20, CN4: who may read others' conversations may finish them too."""
        channel = self._write()
        self._take(channel)
        self._rpc(self.boss, "discuss.channel", "action_pact_finish", channel.ids)
        self.assertEqual(channel.pact_state, "finished")

    def test_a_watcher_typing_stays_a_watcher(self):
        channel = self._write()
        self._take(channel)
        watched = channel.with_user(self.boss)
        self.assertFalse(watched._find_or_create_member_for_self())
        self.assertEqual(channel.channel_member_ids.partner_id, self.ana.partner_id)

    def test_each_stint_speaks_on_its_own_bus_channel(self):
        channel = self._write()
        while_waiting = channel._bus_channel()
        self._take(channel)
        while_held = channel._bus_channel()
        self.assertEqual(while_held, channel.pact_stint_id)
        self.assertNotEqual(while_held, while_waiting)

    def test_the_queue_tells_no_content(self):
        """X5: team, inbox and waiting time; neither name nor words."""
        self._write("segredo")
        payloads = " ".join(self._bus_rows_of(self.ana).mapped("message"))
        self.assertIn(
            '"pact_state": "waiting"'.replace(" ", ""), payloads.replace(" ", "")
        )
        self.assertNotIn("segredo", payloads)
        self.assertNotIn("Maria", payloads)

    def test_the_queue_shows_the_teams_colour(self):
        """H6: a team is known by its colour, also before anything is taken."""
        self.team.color = 7
        channel = self._write()
        self.assertEqual(channel.pact_team_color, 7)
        names = [field.field_name for field in channel._pact_queue_fields()]
        self.assertIn("pact_team_color", names)

    def test_every_network_can_be_chosen(self):
        """C13: the list of kinds is the list of providers."""
        kinds = self.inbox._fields["provider"].get_values(self.env)
        self.assertEqual(kinds, list(PROVIDERS))

    def test_crm_responsible_is_left_alone(self):
        """P6: holding a conversation makes nobody the contact's salesperson."""
        channel = self._write()
        self._take(channel)
        self.assertFalse(channel.pact_partner_id.user_id)
