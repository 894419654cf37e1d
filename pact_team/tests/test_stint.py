from contextlib import suppress
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .custody_case import CustodyCase


@tagged("post_install", "-at_install")
class TestStint(CustodyCase):
    def _later(self, **span):
        self.now = getattr(self, "now", fields.Datetime.now()) + timedelta(**span)
        return freeze_time(self.now)

    def test_first_answer_and_handle_time_of_each_stint(self):
        """I9: credited to whoever held it then, not to the last one."""
        began = self.channel.pact_stint_id.date_from
        self.now = began
        with self._later(minutes=3):
            self._answer(self.channel)
            first = fields.Datetime.now()
        with self._later(minutes=1):
            self._answer(self.channel, body="x " * 3000)
        with self._later(minutes=1):
            self._transfer(self.ana, user_id=self.bia.id)
        with self._later(minutes=2):
            self._answer(self.channel, self.bia)
        with self._later(seconds=30):
            self._act(self.bia, "finish")
        _arrived, by_ana, by_bia = self._stints()
        self.assertEqual(by_ana.first_reply_date, first)
        self.assertEqual(by_ana.reply_count, 2)
        self.assertEqual(by_ana.handle_seconds, 300)
        self.assertEqual(by_bia.first_reply_date, first + timedelta(minutes=4))
        self.assertEqual(by_bia.reply_count, 1)
        self.assertEqual(by_bia.handle_seconds, 150)

    def test_a_stint_without_answers(self):
        self._act(self.ana, "return")
        held = self._stints()[1]
        self.assertFalse(held.first_reply_date)
        self.assertEqual(held.reply_count, 0)

    def test_the_figures_of_many_cost_one_query(self):
        """However much was said, and however many end at once."""
        others = self.channel
        for number in range(5):
            one = self._write("Oi", f"55319876510{number:02}")
            self._take(one)
            self._answer(one)
            others |= one
        stints = others.pact_stint_id
        self.env.flush_all()
        now = fields.Datetime.now()
        stints.mapped("date_from")
        with self.assertQueryCount(1):
            stints._figures(now)

    def test_nobody_writes_or_deletes_one(self):
        """I9: immutable, for administrators by RPC too."""
        stints = self._stints()
        settings = self._make_user(
            "settings_pact", groups="base.group_user,base.group_system"
        )
        for user in (self.ana, self.bia, self.rosa, self.boss, settings):
            for method, args in (
                ("write", [stints.ids, {"note": "Forged"}]),
                ("write", [stints[-1:].ids, {"date_to": "2020-01-01"}]),
                ("unlink", [stints.ids]),
                ("create", [[{"channel_id": self.channel.id, "reason": "taken"}]]),
            ):
                self._assert_refused(
                    AccessError, "", self._rpc, user, "pact.assignment", method, *args
                )

    def test_what_has_ended_stays_as_it_ended(self):
        """Not even our own code writes to it again."""
        ended = self._stints()[0]
        for vals in ({"date_to": fields.Datetime.now()}, {"note": "x"}):
            with self.assertRaises(AccessError):
                ended.write(vals)
        with self.assertRaises(AccessError):
            self.channel.pact_stint_id.channel_id = self.channel

    def test_read_by_who_reads_the_conversation(self):
        """I9, H10: the holder and the supervisor see the stints, nobody else does."""
        domain = [("channel_id", "=", self.channel.id)]

        def seen(user):
            return len(self._rpc(user, "pact.assignment", "search", domain))

        self.assertEqual([seen(user) for user in (self.ana, self.rosa)], [2, 2])
        self.assertEqual([seen(user) for user in (self.bia, self.caio)], [0, 0])
        self._transfer(self.ana, user_id=self.bia.id, note="Segredo")
        self.assertEqual([seen(user) for user in (self.ana, self.bia)], [0, 3])
        self._assert_refused(
            AccessError,
            "",
            self._rpc,
            self.ana,
            "pact.assignment",
            "read",
            self.channel.pact_stint_id.ids,
            ["note"],
        )

    def test_the_form_shows_every_stint(self):
        """I9: the details of a conversation list its stints."""
        [row] = self._rpc(
            self.ana,
            "discuss.channel",
            "web_read",
            self.channel.ids,
            specification={"pact_stint_ids": {"fields": {"reason": {}, "user_id": {}}}},
        )
        self.assertEqual(
            [stint["reason"] for stint in row["pact_stint_ids"]], ["taken", "arrived"]
        )

    def test_no_default_steals_a_stint(self):
        """A default of one's own moves nobody's stint into one's own channel."""
        stint = self.channel.pact_stint_id
        for command in ([4, stint.id], [1, stint.id, {"note": "x"}], [6, 0, stint.ids]):
            with suppress(AccessError), self.cr.savepoint():
                self._rpc(
                    self.bia,
                    "discuss.channel",
                    "create",
                    [{"name": "Mine", "channel_type": "group"}],
                    context={"default_pact_stint_ids": [command]},
                )
            self.env.invalidate_all()
            self.assertEqual(stint.channel_id, self.channel)
            self.assertFalse(stint.note)

    def test_repliers_stay_known(self):
        """P22: after a transfer, and after the person left, found by search."""
        self._answer(self.channel)
        self._transfer(self.ana, user_id=self.bia.id)
        self._answer(self.channel, self.bia)
        self._member_of(self.ana).action_remove()
        self.assertEqual(self.channel.pact_replier_ids, self.ana + self.bia)
        found = self._rpc(
            self.boss,
            "discuss.channel",
            "search",
            [("pact_replier_ids", "in", self.ana.ids)],
        )
        self.assertEqual(found, self.channel.ids)

    def test_me_means_all_that_is_mine(self):
        """P23: open and finished ones, the count is that of the domain."""
        second = self._write("Oi", "5531987650002")
        self._take(second)
        self._act(self.ana, "finish")
        domain = [("channel_type", "=", "pact"), ("pact_agent_id", "=", self.ana.id)]
        found = self._rpc(self.ana, "discuss.channel", "search", domain)
        self.assertEqual(set(found), set((self.channel + second).ids))
        self.assertEqual(
            self._rpc(self.ana, "discuss.channel", "search_count", domain), 2
        )
