from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tools.discuss import Store

from .access_case import AccessCase
from .template_case import TemplateCase


@tagged("post_install", "-at_install")
class TestScheduled(AccessCase):
    """A message is sent later, by who still may, or says why it was not."""

    def setUp(self):
        super().setUp()
        self.now = fields.Datetime.now()
        self.later = self.now + timedelta(hours=2)

    def _plan(self, user=None, date=None, text="Até logo", **kwargs):
        date = fields.Datetime.to_string(date or self.later)
        self._rpc(
            user or self.ana,
            "discuss.channel",
            "action_pact_schedule",
            self.held.ids,
            date,
            text,
            **kwargs,
        )
        return self._planned()[-1:]

    def _planned(self):
        return self.env["pact.scheduled"].search(
            [("channel_id", "=", self.held.id)], order="id"
        )

    def _run(self, date=None):
        with (
            freeze_time((date or self.later) + timedelta(seconds=1)),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("pact_team.ir_cron_scheduled").method_direct_trigger()
        self.env.invalidate_all()

    def test_it_is_sent_when_it_is_due(self):
        row = self._plan()
        self._run(self.now)
        self.assertFalse(self._outbox(self.held))
        for _time in range(2):
            self._run()
        sent = self._outbox(self.held)
        self.assertEqual((sent.text, sent.user_id), ("Até logo", self.ana))
        self.assertEqual((row.state, row.message_id), ("sent", sent.message_id))
        self.assertEqual(row.message_id.author_id, self.ana.partner_id)

    def test_the_lane_is_woken_for_it(self):
        self._plan()
        cron = self.env.ref("pact_team.ir_cron_scheduled")
        wakes = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn(self.later.replace(microsecond=0), wakes.mapped("call_at"))

    def test_who_no_longer_holds_it_says_nothing(self):
        """H10: the right is asked when it leaves; its author hears of it."""
        row = self._plan()
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.held.ids)
        self._take(self.held, self.bia)
        self._run()
        self.assertFalse(self._outbox(self.held))
        self.assertEqual(row.state, "failed")
        self.assertIn("Take the conversation", row.reason)
        self.assertIn("was not sent", self._said(self.held)[-1].body)
        told = self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("partner_ids", "in", self.ana.partner_id.ids),
            ]
        )
        self.assertIn("Até logo", told.body)

    def test_the_window_is_asked_when_it_leaves(self):
        """C24: closed at that time, it fails in words; to the second open, it goes."""
        wrote = self.held.pact_identity_id.last_inbound_date
        closes = wrote + timedelta(hours=24)
        row = self._plan(date=closes - timedelta(seconds=2))
        self._run(closes - timedelta(seconds=2))
        self.assertEqual(row.state, "sent")
        row = self._plan(date=closes)
        self._run(closes)
        self.assertEqual(row.state, "failed")
        self.assertIn("24 hours", row.reason)

    def test_who_joined_plans_in_their_own_name(self):
        """P22, H16: a supervisor who joined answers now, and so later."""
        self._rpc(self.boss, "discuss.channel", "action_pact_join", self.held.ids)
        row = self._plan(self.boss)
        self._run()
        self.assertEqual((row.state, row.user_id), ("sent", self.boss))
        self.assertEqual(self._outbox(self.held).user_id, self.boss)

    def test_who_left_again_says_nothing(self):
        """P22, H16: who joined and left answers neither now nor later."""
        self._rpc(self.boss, "discuss.channel", "action_pact_join", self.held.ids)
        row = self._plan(self.boss)
        self._rpc(self.boss, "discuss.channel", "action_pact_leave", self.held.ids)
        self._run()
        self.assertEqual(row.state, "failed")
        self.assertFalse(self._outbox(self.held))

    def test_nobody_else_plans(self):
        date = fields.Datetime.to_string(self.later)
        for user in (*self._outsiders(), self.boss):
            self._assert_refused(
                user,
                "discuss.channel",
                "action_pact_schedule",
                self.held.ids,
                date,
                "Oi",
            )
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        self._assert_refused(
            self.ana, "discuss.channel", "action_pact_schedule", group.ids, date, "Oi"
        )
        self.assertFalse(self._planned())

    def test_only_its_author_changes_it(self):
        row = self._plan()
        date = fields.Datetime.to_string(self.later + timedelta(hours=1))
        change = ("discuss.channel", "action_pact_schedule_change", self.held.ids)
        for user in (*self._outsiders(), self.boss):
            self._assert_refused(user, *change, row.id, date, "Oi")
        self._assert_refused(
            self.ana, change[0], change[1], self.waiting.ids, row.id, date, "Oi"
        )
        self._rpc(self.ana, *change, row.id, date, "Novo")
        self.assertEqual(row.text, "Novo")
        self._run()
        self.assertEqual(row.state, "planned")
        self._run(self.later + timedelta(hours=1))
        self.assertEqual(self._outbox(self.held).text, "Novo")
        self._assert_refused(self.ana, *change, row.id, date, "Tarde")

    def test_its_author_cancels_it_or_who_assigns(self):
        cancel = ("discuss.channel", "action_pact_schedule_cancel", self.held.ids)
        for user in (self.ana, self.boss):
            row = self._plan()
            for outsider in self._outsiders():
                self._assert_refused(outsider, *cancel, row.id)
            self._rpc(user, *cancel, row.id)
            self.assertEqual(row.state, "cancelled")
        self._run()
        self.assertFalse(self._outbox(self.held))

    def test_rows_are_nobodys_to_write(self):
        row = self._plan()
        for user in (self.ana, self.boss, *self._outsiders()):
            self._assert_refused(
                user, "pact.scheduled", "write", row.ids, {"text": "Outro"}
            )
            self._assert_refused(user, "pact.scheduled", "unlink", row.ids)
        for user in (self.ana, *self._outsiders()):
            self._assert_refused(user, "pact.scheduled", "read", row.ids, ["text"])

    def test_what_cannot_be_planned_is_said(self):
        for date, text in (
            (self.now - timedelta(seconds=1), "Oi"),
            (self.now + timedelta(days=91), "Oi"),
            (self.later, " \0\n"),
            (self.later, "x" * 20_001),
        ):
            with self.assertRaises(UserError):
                self._plan(date=date, text=text)
        for date in (None, "", "amanhã", [], 7):
            self._assert_refused(
                self.ana,
                "discuss.channel",
                "action_pact_schedule",
                self.held.ids,
                date,
                "Oi",
            )

    def test_not_more_than_anybody_oversees(self):
        for _i in range(20):
            self._plan()
        with self.assertRaisesRegex(UserError, "Too many"):
            self._plan()

    def test_a_crash_sends_it_neither_twice_nor_never(self):
        """Message and state stand in one transaction: both are there, or neither."""
        row = self._plan()
        with freeze_time(self.later), self.env.cr.savepoint() as point:
            row._send_safely()
            self.assertTrue(self._outbox(self.held))
            point.rollback()
        self.env.invalidate_all()
        self.assertEqual(row.state, "planned")
        self.assertFalse(self._outbox(self.held))
        self._run()
        self.assertEqual(len(self._outbox(self.held)), 1)

    def test_one_that_breaks_does_not_stop_the_others(self):
        broken, good = self._plan(), self._plan(text="Boa")
        Scheduled = type(self.env["pact.scheduled"])
        post = Scheduled._post

        def break_once(row, channel):
            if row == broken:
                raise ZeroDivisionError
            return post(row, channel)

        self.patch(Scheduled, "_post", break_once)
        with mute_logger("odoo.addons.pact_team.models.pact_scheduled_send"):
            self._run()
        self.assertEqual((broken.state, good.state), ("failed", "sent"))

    def test_it_goes_to_the_heir(self):
        """P12: who is removed says nothing later; their heir does."""
        row = self._plan()
        heir = self._member_of(self.bia)
        self._member_of(self.ana)._leave({self.held: heir}, None)
        self.assertEqual(row.user_id, self.bia)
        self._run()
        self.assertEqual(self._outbox(self.held).user_id, self.bia)

    def test_without_an_heir_it_is_cancelled(self):
        row = self._plan()
        self._member_of(self.ana)._leave({}, None)
        self.assertEqual(row.state, "cancelled")

    def test_the_receipt_lists_it(self):
        """P12, I18: for whom, for when, and who sends it now; not what it says."""
        self._plan()
        heir = self._member_of(self.bia)
        self._member_of(self.ana)._leave({self.held: heir}, None)
        line = self._receipt_line(self.ana)
        self.assertIn(self.held.name, line.what)
        self.assertNotIn("Até logo", line.what)
        self.assertEqual(line.where_to, self.bia.name)
        self._member_of(self.bia)._leave({}, None)
        self.assertEqual(self._receipt_line(self.bia).where_to, "Not sent")

    def _receipt_line(self, user):
        return self.env["pact.removal.line"].search(
            [("removal_id.user_id", "=", user.id), ("kind", "=", "scheduled")]
        )

    def test_who_reads_the_conversation_sees_it(self):
        self._plan()
        told = Store().add(self.held.with_user(self.ana)).get_result()
        [channel] = told["discuss.channel"]
        [row] = channel["pact_scheduled"]
        self.assertEqual((row["text"], row["state"]), ("Até logo", "planned"))


@tagged("post_install", "-at_install")
class TestScheduledTemplate(TemplateCase):
    """What is planned for when the window is closed: a template, filled in."""

    def _plan(self, values, user=None):
        date = fields.Datetime.now() + timedelta(hours=2)
        self._rpc(
            user or self.ana,
            "discuss.channel",
            "action_pact_schedule",
            self.channel.ids,
            fields.Datetime.to_string(date),
            template_id=self.template.id,
            values=values,
        )
        return self.env["pact.scheduled"].search([], order="id desc", limit=1)

    def _run(self, date):
        with freeze_time(date), self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_scheduled").method_direct_trigger()
        self.env.invalidate_all()

    def test_it_leaves_with_its_blanks_filled(self):
        """C24, C28: outside of the window too; what was read is what is sent."""
        row = self._plan({"body:3": "o pedido"})
        self.assertIn("sobre o pedido", row.text)
        self._run(row.date)
        sent = self._outbox(self.channel)
        self.assertEqual((row.state, sent.template_id), ("sent", self.template))
        self.assertEqual(sent.text, row.text)
        self.assertEqual(sent.user_id, self.ana)

    def test_what_it_is_about_is_known(self):
        """C28: the subject of the conversation fills its blank later as it does now."""
        self.channel.pact_subject = "seu orçamento"
        self.template.variable_ids[-1].source = "subject"
        row = self._plan({})
        self._run(row.date)
        self.assertIn("sobre seu orçamento", self._outbox(self.channel).text)

    def test_a_blank_is_asked_for_when_it_is_planned(self):
        with self.assertRaises(UserError):
            self._plan({"body:3": " "})

    def test_a_template_that_was_paused_meanwhile(self):
        """C26: what may not be sent any more is not, and its author is told."""
        row = self._plan({"body:3": "o pedido"})
        self.template.state = "paused"
        self._run(row.date)
        self.assertEqual(row.state, "failed")
        self.assertIn("Choose another one", row.reason)
        self.assertFalse(self._outbox(self.channel))
