from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase


class AddressCase(PactCase):
    def _archive(self):
        self.inbox.active = False
        self.env.flush_all()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestArchivedInbox(AddressCase):
    """C13: only what is active is used, and nothing that customers write is lost."""

    def setUp(self):
        super().setUp()
        self.held = self._write()
        self._take(self.held)

    def test_it_receives(self):
        self.inbox.active = False
        waiting = self._write("Ainda aí?", "5531987650002")
        self.assertEqual(waiting.pact_state, "waiting")
        self.assertIn("Ainda aí?", self._said(waiting).body)

    def test_whoever_writes_never_waits_for_a_closed_team(self):
        self.inbox.active = False
        self.team.write({"member_ids": [fields.Command.clear()]})
        self.held._pact_finish()
        self.team.active = False
        waiting = self._write("Ainda aí?", "5531987650002")
        self.assertTrue(waiting.pact_team_id.active)

    def test_nobody_answers_from_it(self):
        self._archive()
        self.assertEqual(self.held.pact_window_kind, "archived")
        with self.assertRaisesRegex(UserError, "archived"):
            self._answer(self.held)

    def test_what_was_queued_is_kept_until_it_comes_back(self):
        self._answer(self.held)
        self._archive()
        messages = self.env["pact.message"]
        self.assertFalse(messages._claim(10) & self._outbox(self.held))
        self.inbox.active = True
        self.env.flush_all()
        later = fields.Datetime.now() + timedelta(seconds=1)
        self._outbox(self.held).next_date = later - timedelta(minutes=1)
        self.assertEqual(messages._claim(10), self._outbox(self.held))

    def test_it_leaves_its_number_to_the_one_that_took_over(self):
        """The app still calls the old address: its successor gets what comes."""
        self._archive()
        successor = self._make_inbox()
        event = self._accept(self._change(messages=[self._element()]))
        self.assertEqual(event.inbox_id, successor)

    def test_an_archived_sibling_still_receives(self):
        sibling = self._make_inbox(number_ref="71")
        sibling.active = False
        change = self._change(inbox=sibling, messages=[self._element()])
        self.assertEqual(self._accept(change).inbox_id, sibling)


@tagged("post_install", "-at_install")
class TestNumbersAndCompanies(AddressCase):
    """One number is served in one place; several inboxes, several companies."""

    def setUp(self):
        super().setUp()
        other = self.env["res.company"].create({"name": "Outra"})
        self.other_team = self._make_team("Equipe", other)

    def _assert_taken(self, team, **values):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.cr.savepoint(),
        ):
            self._make_inbox(team, **values)

    def test_one_company_has_several(self):
        second = self._make_inbox(number_ref="71", name="Second")
        for inbox, sender in ((self.inbox, "5531900000001"), (second, "5531900000002")):
            self._receive(self._element(sender=sender), inbox=inbox)
            self.assertEqual(self._conversation(sender).pact_inbox_id, inbox)

    def test_a_number_is_served_once_in_a_company(self):
        self._assert_taken(self.team)
        self._assert_taken(self.team, app_secret="another")

    def test_a_number_of_one_owner_is_served_in_one_company(self):
        """Both would answer the same customer, and only one would hear them."""
        self._assert_taken(self.other_team)

    def test_it_may_move_to_another_company(self):
        """What comes to the old address is the new company's from then on."""
        self._archive()
        moved = self._make_inbox(self.other_team)
        event = self._accept(self._change(messages=[self._element()]))
        self.assertEqual((event.inbox_id, event.company_id), (moved, moved.company_id))

    def test_nobody_takes_a_number_away_by_naming_it(self):
        """Without the secret of the app it is a wrong number, which blocks nobody."""
        self._make_inbox(self.other_team, app_secret="guessed")
        event = self._accept(self._change(messages=[self._element()]))
        self.assertEqual(event.inbox_id, self.inbox)
        self._archive()
        self.inbox.active = True
        self.env.flush_all()

    def test_siblings_of_two_companies_each_get_their_own(self):
        """One app serves two companies: each number goes to its own."""
        theirs = self._make_inbox(self.other_team, number_ref="71")
        event = self._accept(self._change(inbox=theirs, messages=[self._element()]))
        self.assertEqual(
            (event.inbox_id, event.company_id), (theirs, theirs.company_id)
        )


@tagged("post_install", "-at_install")
class TestInboxCard(PactCase):
    def test_what_the_card_says(self):
        """C13: configured and active, or why it is not used."""
        later = fields.Datetime.now() + timedelta(minutes=5)
        for values, status in (
            ({}, "active"),
            ({"pause_date": later}, "paused"),
            ({"stop_reason": "131031"}, "stopped"),
            ({"number_ref": ""}, "unconfigured"),
            ({"active": False}, "archived"),
        ):
            self.inbox.write(values)
            self.assertEqual(self.inbox.status, status)

    def test_how_many_wait(self):
        self._write()
        self._take(self._write(sender="5531987650002"))
        [card] = self._rpc(
            self.boss, "pact.inbox", "read", self.inbox.ids, ["waiting_count"]
        )
        self.assertEqual(card["waiting_count"], 1)
