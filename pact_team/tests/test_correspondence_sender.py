from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..models.pact_correspondence_feed import Turn
from .correspondence_case import CorrespondenceCase


@tagged("post_install", "-at_install")
class TestCorrespondenceSender(CorrespondenceCase):
    """From which inbox nothing is sent to many: refused before, held in the middle."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls._make_contacts(3)
        cls.company.pact_uses_departments = True
        cls.supervisor = cls._make_member("super_pact", "supervisor", cls.team)
        cls.cases = {
            "archived": {"active": False},
            "only takes": {"use": "inbound"},
            "not connected": {"token": False},
            "Other teams": {"team_ids": [Command.set(cls.sales.ids)]},
            "none of our messages": {"stop_reason": "Account locked"},
            "write first to nobody": {"can_send": "limited"},
            "send nothing": {"can_send": "blocked"},
        }

    def _spoil(self, vals):
        self.inbox.write(vals)
        self.env.flush_all()
        self.env.invalidate_all()

    def _mend(self, vals):
        good = {"active": True, "use": "both", "token": "token-of-the-test"}
        good |= {"team_ids": [Command.clear()], "stop_reason": False}
        self._spoil({name: (good | {"can_send": False})[name] for name in vals})

    def test_none_is_made_from_it(self):
        """P4: create refuses it by RPC, however the inbox is named."""
        for words, vals in self.cases.items():
            self._spoil(vals)
            for user in (self.ana, self.boss):
                for named in (
                    {"sender": str(self.inbox.id)},
                    {"inbox_id": self.inbox.id},
                ):
                    with (
                        self.assertRaises(UserError) as caught,
                        self.env.cr.savepoint(),
                    ):
                        self._draft(user, self.people, **named)
                    if "sender" not in named or words != "archived":
                        self.assertIn(words, str(caught.exception))
            # What is not named is not taken by itself either.
            made = self._draft(partners=self.people)
            self.assertFalse(made.inbox_id, words)
            with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
                self._act(made, "prepare")
            self.assertIn(words, str(caught.exception))
            self._mend(vals)

    def test_none_is_prepared_or_started_from_it(self):
        """P4: it may have changed since the draft, and since the list."""
        for words, vals in self.cases.items():
            draft, ready = (self._draft(partners=self.people) for _ in range(2))
            self._act(ready, "prepare")
            self._spoil(vals)
            for one, action, user in (
                (draft, "prepare", self.boss),
                (ready, "start", self.boss),
                (ready, "start", self.supervisor),
            ):
                with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
                    self._act(one, action, user)
                self.assertIn(words, str(caught.exception))
            self._mend(vals)
            self._act(draft, "prepare")
            self._act(ready, "start")

    def test_it_waits_with_a_sentence_and_nothing_is_lost(self):
        """P4: in the middle of the lane; it goes on when somebody says so."""
        for words, vals in self.cases.items():
            one = self._running(self.people)
            self._feed(one, 1)
            self._send(one)
            self._feed(one, 1)
            self._spoil(vals)
            self._look()
            self.assertEqual(one.state, "paused")
            self.assertIn(words, one.pause_reason)
            self.assertEqual(self._states(one), ["sent", "waiting", "waiting"])
            self.assertFalse(self.env["pact.message"]._claim(8))
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._act(one, "resume")
            self._mend(vals)
            self._act(one, "resume", self.supervisor)
            self._feed(one)
            self._send(one)
            self.assertEqual(self._states(one), ["sent"] * 3)
            self.assertEqual(len(self._rows(one)), 3)

    def _look(self):
        """Look as the lane does, which may have read the inbox a moment ago."""
        running = self.env["pact.correspondence"]._due()
        self.env["pact.message"]._withdraw_held()
        running._feed_all(Turn(), 0)
        self.env.flush_all()
        self.env.invalidate_all()

    def test_whoever_resumes_answers_for_it(self):
        """P4: an inbox given to another team goes on by one of that team."""
        one = self._running(self.people)
        self._spoil({"team_ids": [Command.set(self.sales.ids)]})
        self._look()
        self.assertEqual(one.state, "paused")
        seller = self._make_member("seller_pact", "supervisor", self.sales)
        self._act(one, "resume", seller)
        self._look()
        self.assertEqual(one.state, "running")
        self.assertEqual(one.started_user_id, seller)

    def test_what_answers_took_is_remembered(self):
        """P4: the next turn of the lane owes what the last one left owing."""
        one = self._running(
            self._make_contacts(30, country_id=self.env.ref("base.pt").id)
        )
        first = Turn()
        first.bucket(self.inbox, 1000.25).take(48, 1000.25)
        first.remember(self.env, is_over=False)
        self.env.flush_all()
        self.env.invalidate_all()
        second = Turn()
        for moment, total in ((1000.5, 0), (1001.25, 0), (1001.375, 6)):
            one._feed_all(second, moment)
            self.assertEqual(len(self._rows(one)), total)

    def test_a_little_is_remembered_in_the_end(self):
        """Nobody writes to the inbox at every answer; the end of a turn does."""
        turn = Turn()
        turn.bucket(self.inbox, 1000).take(1, 1000)
        turn.remember(self.env, is_over=False)
        self.assertFalse(self.inbox.owes_until)
        turn.remember(self.env, is_over=True)
        self.assertGreater(self.inbox.owes_until, 1000)
