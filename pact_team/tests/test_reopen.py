from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import MARIA
from .custody_case import CustodyCase


@tagged("post_install", "-at_install")
class TestReopen(CustodyCase):
    """HN7: who writes again goes on with the same one, within the hours."""

    def setUp(self):
        super().setUp()
        self.company.pact_reopen_hours = 24
        self._answer(self.channel)
        self._act(self.ana, "finish")
        self.finished = self.channel.pact_finished_date

    def _write_after(self, **span):
        then = self.finished + timedelta(**span)
        with freeze_time(then):
            return self._write("Mais uma coisa", sent_date=then)

    def test_within_the_hours_it_goes_on_with_the_same_person(self):
        """H10, HN5, HN7: the same conversation and holder, on their screen at once."""
        again = self._write_after(hours=23, minutes=59, seconds=59)
        self.assertEqual(again, self.channel)
        self.assertEqual(again.pact_state, "in_progress")
        self.assertEqual(again.pact_agent_id, self.ana)
        self.assertEqual(again.channel_member_ids.partner_id, self.ana.partner_id)
        self.assertEqual(again.channel_member_ids.message_unread_counter, 1)
        self.assertEqual(again.pact_stint_id.reason, "reopened")
        self.assertFalse(again.pact_finished_date)

    def test_at_the_hour_a_new_episode_begins(self):
        """HN7: to the second, as the company set it."""
        again = self._write_after(hours=24)
        self.assertNotEqual(again, self.channel)
        self.assertEqual(again.pact_state, "waiting")

    def test_never_means_never(self):
        """HN7: 0 hours: what was finished stays so, and a new one opens."""
        self.company.pact_reopen_hours = 0
        self.assertNotEqual(self._write_after(seconds=1), self.channel)

    def test_when_the_customer_wrote_is_what_counts(self):
        """A message that reaches us late was written in time."""
        then = self.finished + timedelta(hours=23)
        with freeze_time(self.finished + timedelta(hours=30)):
            self.assertEqual(self._write("Ainda", sent_date=then), self.channel)

    def test_the_holder_who_left_gets_it_no_more(self):
        """HN5: the last agent comes first only if they may hold it; else the queue."""
        self._member_of(self.ana).action_remove()
        again = self._write_after(hours=1)
        self.assertEqual(again, self.channel)
        self.assertEqual(again.pact_state, "waiting")
        self.assertEqual(again.pact_team_id, self.team)
        self.assertFalse(again.pact_agent_id)
        self.assertFalse(again.channel_member_ids)
        self._take(again, self.bia)

    def test_the_holder_without_the_right_gets_it_no_more(self):
        member = self._member_of(self.ana)
        member.role_ids = [Command.set(self._role("payments").ids)]
        self.assertEqual(self._write_after(hours=1).pact_state, "waiting")

    def test_a_team_that_is_closed_meanwhile(self):
        """It waits where new conversations wait, not in a queue that nobody sees."""
        self.inbox.team_id = self.sales
        self._member_of(self.ana).action_remove()
        self.team._close_into(self.sales)
        self.assertEqual(self._write_after(hours=1).pact_team_id, self.sales)

    def test_of_several_the_last_is_reopened(self):
        self.company.pact_reopen_hours = 0
        second = self._write_after(minutes=1)
        self._take(second, self.bia)
        self._act(self.bia, "finish", channel=second)
        self.company.pact_reopen_hours = 24
        self.assertEqual(self._write_after(minutes=9), second)

    def test_a_new_customer_reopens_nothing(self):
        other = self._write("Oi", "5531987650002")
        self.assertNotEqual(other, self.channel)
        self.assertEqual(self.channel.pact_state, "finished")

    def test_many_at_once_cost_one_question(self):
        """One query for all who have no open conversation."""
        Channel = self.env["discuss.channel"]
        identities = self.channel.pact_identity_id
        identities |= self._write("Oi", "5531987650002").pact_identity_id
        wrote = dict.fromkeys(identities, self.finished)
        self.env.flush_all()
        with self.assertQueryCount(1):
            Channel._pact_lately_finished({*identities}, 24, wrote)

    def test_by_hand_by_who_finished_it(self):
        self._act(self.ana, "reopen")
        self.assertEqual(self.channel.pact_state, "in_progress")
        self.assertEqual(self.channel.pact_agent_id, self.ana)
        stint = self.channel.pact_stint_id
        self.assertEqual((stint.reason, stint.by_user_id), ("reopened", self.ana))

    def test_by_hand_by_a_supervisor(self):
        """U19, HN7: it goes back to who held it, else to the queue."""
        self._act(self.rosa, "reopen")
        self.assertEqual(self.channel.pact_agent_id, self.ana)
        self._act(self.rosa, "finish")
        self._member_of(self.ana).action_remove()
        self._act(self.rosa, "reopen")
        self.assertEqual(self.channel.pact_state, "waiting")

    def test_by_hand_by_nobody_else(self):
        for user in (self.bia, self.caio):
            self._assert_refused(
                AccessError, "Only whoever held", self._act, user, "reopen"
            )

    def test_not_what_is_open(self):
        self._act(self.ana, "reopen")
        self._assert_refused(UserError, "open already", self._act, self.ana, "reopen")

    def test_not_beside_another_open_one(self):
        self.company.pact_reopen_hours = 0
        self._write_after(minutes=1)
        self._assert_refused(
            UserError, "another open conversation", self._act, self.ana, "reopen"
        )

    def test_an_echo_of_the_phone_reopens_nothing(self):
        """What the owner says on the phone asks nobody to answer."""
        self._accept(
            self._change(
                "smb_message_echoes",
                message_echoes=[self._element(sender="551140000000", to=MARIA)],
            )
        )
        self._process()
        self.assertEqual(self.channel.pact_state, "finished")

    def test_hours_have_a_range(self):
        """HN7: the setting is the administrator's, 0 to 720."""
        for hours in (-1, 721):
            with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
                self.company.pact_reopen_hours = hours
                self.env.flush_all()
