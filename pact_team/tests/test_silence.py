from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from . import full_table
from .correspondence_case import CorrespondenceCase
from .custody_case import CustodyCase

JOAO = "5531987650002"
SECOND = timedelta(seconds=1)


@tagged("post_install", "-at_install")
class TestSilence(CustodyCase):
    """HN6: a conversation is finished where the customer is silent for N hours."""

    def setUp(self):
        super().setUp()
        self.company.pact_silence_hours = 24
        # After everything that a test takes in the meantime, on a slow machine too.
        self.start = fields.Datetime.now() + timedelta(minutes=10)
        self._say(self.channel)
        self.due = self.start + timedelta(hours=24)

    def _say(self, channel, date=None, user=None):
        """Answer at ``date``, and let it arrive."""
        with freeze_time(date or self.start):
            self._answer(channel, user)
            self.env.flush_all()
        self._arrive(channel, date or self.start)

    def _arrive(self, channel, date, state="sent"):
        self._outbox(channel).write({"state": state, "sent_date": date})

    def _run(self, date=None):
        self.env.flush_all()
        with freeze_time(date or self.due), self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_silence").method_direct_trigger()
        self.env.invalidate_all()

    def _assert_open(self, channel=None):
        self.assertEqual((channel or self.channel).pact_state, "in_progress")

    def _assert_finished(self, channel=None):
        self.assertEqual((channel or self.channel).pact_state, "finished")

    def test_not_a_second_early(self):
        """HN6: N hours after our last message, and not a second before."""
        self._run(self.due - SECOND)
        self._assert_open()
        self._run()
        self._assert_finished()
        self.assertEqual(self.channel.pact_finished_date, self.due)

    def test_never_by_default(self):
        """HN6: who has not asked for it keeps every conversation."""
        fresh = self.env["res.company"].create({"name": "Nova"})
        self.assertEqual(fresh.pact_silence_hours, 0)
        self.company.pact_silence_hours = 0
        self._run(self.due + timedelta(days=365))
        self._assert_open()

    def test_it_is_finished_as_by_hand(self):
        """HN6: the stint closes, its screen lets go, and the thread says why."""
        stint = self.channel.pact_stint_id
        self._run()
        self.assertEqual(stint.date_to, self.due)
        self.assertTrue(stint.is_ended_by_silence)
        self.assertFalse(stint.ended_by_user_id & self.ana)
        self.assertEqual(stint.reply_count, 1)
        self.assertFalse(self.channel.channel_member_ids)
        self.assertEqual(self.channel.pact_agent_id, self.ana)
        self.assertIn("did not answer for 24 h", self._notes()[-1].body)

    def test_by_hand_it_is_no_silence(self):
        stint = self.channel.pact_stint_id
        self._act(self.ana, "finish")
        self.assertFalse(stint.is_ended_by_silence)
        self._run()
        self.assertEqual(stint.ended_by_user_id, self.ana)

    def test_without_the_classification_that_is_required(self):
        """HN6: nobody is there to choose one; the line in the thread says so."""
        self.company.pact_classification_required = True
        self._run()
        self._assert_finished()
        self.assertFalse(self.channel.pact_classification_id)
        self.assertIn("without a classification", self._notes()[-1].body)

    def test_who_waits_for_us_is_not_silent(self):
        """HN6: the customer wrote last: it is for us to answer."""
        with freeze_time(self.start + SECOND):
            self._write("E então?")
        self._run()
        self._assert_open()

    def test_our_last_message_counts(self):
        """HN6: not the first one; a note to colleagues is no message."""
        later = self.start + timedelta(hours=5)
        self._say(self.channel, later)
        with freeze_time(later + timedelta(hours=3)):
            self.channel._pact_note("Para os colegas")
            self.env.flush_all()
        self._run(later + timedelta(hours=24) - SECOND)
        self._assert_open()
        self._run(later + timedelta(hours=24))
        self._assert_finished()

    def test_where_we_said_nothing(self):
        """HN6: what was only taken waits for us."""
        taken = self._write("Oi", JOAO)
        self._take(taken, self.bia)
        taken.pact_unanswered_date = False
        self._run(self.due + timedelta(days=9))
        self._assert_open(taken)

    def test_whoever_just_got_it_has_their_time(self):
        """HN6: what was handed over does not end in the hands of who got it."""
        handed = self.start + timedelta(hours=23)
        with freeze_time(handed):
            self._transfer(self.ana, user_id=self.bia.id)
            self.env.flush_all()
        self._run()
        self._assert_open()
        self._run(handed + timedelta(hours=24))
        self._assert_finished()

    def test_what_waits_in_a_queue_stays(self):
        self._act(self.ana, "return")
        self._run(self.due + timedelta(days=9))
        self.assertEqual(self.channel.pact_state, "waiting")

    def test_a_message_on_its_way(self):
        """HN6: nobody is silent to what they did not get yet, or never got."""
        for state in ("queued", "sending", "uncertain", "failed"):
            with self.subTest(state=state):
                self._arrive(self.channel, self.start, state)
                self._run()
                self._assert_open()
        self._arrive(self.channel, self.start, "read")
        self._run()
        self._assert_finished()

    def test_a_message_that_left_late(self):
        """HN6: the hours are counted from when the network took it."""
        left = self.start + timedelta(hours=3)
        self._arrive(self.channel, left)
        self._run(left + timedelta(hours=24) - SECOND)
        self._assert_open()
        self._run(left + timedelta(hours=24))
        self._assert_finished()

    def test_a_planned_message(self):
        """HN6: what we shall say later keeps it open until it is said or given up."""
        planned = self.env["pact.scheduled"].create(
            {
                "company_id": self.company.id,
                "channel_id": self.channel.id,
                "user_id": self.ana.id,
                "date": self.due + timedelta(days=3),
                "text": "Até breve",
            }
        )
        self._run()
        self._assert_open()
        planned.state = "cancelled"
        self._run()
        self._assert_finished()

    def test_groups_are_left_alone(self):
        """HN6: in a group nobody in particular has to answer."""
        self._receive(self._element(group_id="GROUP1"))
        group = self.env["discuss.channel"].search([("pact_is_group", "=", True)])
        self._take(group, self.bia)
        self._say(group, user=self.bia)
        self._run()
        self._assert_open(group)
        self._assert_finished()

    def test_each_company_has_its_own_hours(self):
        """HN6: what one company sets ends nothing of another."""
        there, holder = self._abroad()
        there.pact_company_id.pact_silence_hours = 48
        self._say(there, user=holder)
        self._run()
        self._assert_finished()
        self._assert_open(there)
        self._run(self.start + timedelta(hours=48) - SECOND)
        self._assert_open(there)
        self._run(self.start + timedelta(hours=48))
        self._assert_finished(there)

    def _abroad(self):
        """Return a conversation of another company, and who holds it."""
        abroad = self.env["res.company"].create({"name": "Outra"})
        team = self._make_team("Lá", abroad)
        holder = self._make_member("holder_pact", "agent", team)
        inbox = self._make_inbox(team, number_ref="777", account_ref="778")
        self._receive(self._element(sender=JOAO), inbox=inbox)
        there = self._conversation(JOAO)
        self._take(there, holder)
        return there, holder

    def test_who_writes_again_goes_on(self):
        """HN6, HN7: it is reopened as if finished by hand, for the same person."""
        self.company.pact_reopen_hours = 24
        self._run()
        then = self.due + timedelta(hours=1)
        with freeze_time(then):
            again = self._write("Voltei", sent_date=then)
        self.assertEqual(again, self.channel)
        self._assert_open()
        self.assertEqual(again.pact_agent_id, self.ana)
        self.assertIn("Voltei", self._said(again)[-1].body)

    def test_reopened_by_hand_it_has_its_hours_again(self):
        """HN6: whoever reopens it has as long as anybody to go on."""
        self._run()
        again = self.due + timedelta(hours=2)
        with freeze_time(again):
            self._act(self.ana, "reopen")
            self.env.flush_all()
        self._run(again + timedelta(hours=24) - SECOND)
        self._assert_open()
        self._run(again + timedelta(hours=24))
        self._assert_finished()

    def test_a_word_to_the_customer(self):
        """HN6: the company's text, while free text reaches the customer."""
        self.company.pact_silence_text = " Até a próxima! "
        with freeze_time(self.due - SECOND):
            self.channel.pact_identity_id.last_inbound_date = self.start + 2 * SECOND
        self._run()
        self._assert_finished()
        word = self._outbox(self.channel)[-1]
        self.assertEqual((word.text, word.state), ("Até a próxima!", "queued"))
        self.assertTrue(word.is_automatic)
        self.assertFalse(word.user_id)

    def test_no_word_when_the_window_is_closed(self):
        """HN6: the text needs no template, so it waits for none."""
        self.company.pact_silence_text = "Até a próxima!"
        self._run(self.due + timedelta(days=1))
        self._assert_finished()
        self.assertEqual(len(self._outbox(self.channel)), 1)

    def test_one_that_breaks_does_not_stop_the_others(self):
        other = self._write("Oi", JOAO)
        self._take(other, self.bia)
        self._say(other, user=self.bia)
        broken = self.channel
        Channel = type(self.env["discuss.channel"])
        note = Channel._pact_note

        def break_once(channel, sentence):
            if channel.id == broken.id:
                raise ZeroDivisionError
            return note(channel, sentence)

        self.patch(Channel, "_pact_note", break_once)
        with mute_logger("odoo.addons.pact_team.models.discuss_channel_silence"):
            self._run()
        self._assert_open(broken)
        self._assert_finished(other)

    def test_who_sets_it(self):
        """HN6, H17: administrators set it, for their company; nobody else does."""
        values = {"pact_silence_hours": 12, "pact_silence_text": "Até!"}
        company = {"company_id": self.company.id}
        for user in (self.ana, self.rosa):
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                user,
                "pact.settings",
                "create",
                [company | values],
            )
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                user,
                "res.company",
                "write",
                self.company.ids,
                values,
            )
        self._rpc(self.boss, "pact.settings", "create", [company | values])
        self.env.invalidate_all()
        self.assertEqual(self.company.pact_silence_hours, 12)
        self.assertEqual(self.company.pact_silence_text, "Até!")

    def test_nobody_runs_it_or_says_when_we_spoke(self):
        """HN6: the lane, and what it looks at, are out of everybody's reach."""
        for user in (self.ana, self.rosa, self.boss):
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                user,
                "discuss.channel",
                "write",
                self.channel.ids,
                {"pact_answered_date": "2020-01-01 00:00:00"},
            )
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                user,
                "discuss.channel",
                "_cron_finish_silent",
            )

    def test_only_sensible_hours(self):
        for hours in (-1, 721):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                self.company.pact_silence_hours = hours
                self.env.flush_all()
            self.env.invalidate_all()

    def test_it_is_found_by_an_index(self):
        """HN6: a million finished conversations cost the lane nothing."""
        full_table.fill(self.env, self.team)
        channels = self.env["discuss.channel"]
        channels.search(channels._pact_silent_domain(self.company))
        asked = self.env.cr.query.decode()
        self.env.cr.execute(f"EXPLAIN {asked}")
        plan = " ".join(line for [line] in self.env.cr.fetchall())
        self.assertIn("pact_silent_idx", plan)


@tagged("post_install", "-at_install")
class TestSilenceInCorrespondence(CorrespondenceCase):
    def test_a_running_correspondence(self):
        """HN6: who is being written to by another way may answer that."""
        self.company.pact_silence_hours = 1
        channel = self._write()
        self._take(channel)
        self._answer(channel)
        self._outbox(channel).state = "read"
        running = self._running(channel.pact_partner_id)
        due = fields.Datetime.now() + timedelta(hours=2)
        for state, outcome in (("running", "in_progress"), ("cancelled", "finished")):
            running.state = state
            self.env.flush_all()
            with freeze_time(due), self.enter_registry_test_mode():
                self.env.ref("pact_team.ir_cron_silence").method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(channel.pact_state, outcome)
