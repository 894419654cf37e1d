from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..providers.signals import Person
from .common import MARIA, PactCase


@tagged("post_install", "-at_install")
class TestWish(PactCase):
    """Whether a customer wants broadcasts, as they told the network."""

    def setUp(self):
        super().setUp()
        self.channel = self._write()
        self.identity = self.channel.pact_identity_id

    def _say(self, value, sender=MARIA, hours_ago=0, inbox=None):
        """Let a customer ``stop`` or ``resume`` marketing on their phone."""
        said = fields.Datetime.now() - timedelta(hours=hours_ago)
        wish = {
            "wa_id": sender,
            "detail": "User requested it",
            "category": "marketing_messages",
            "value": value,
            "timestamp": int(said.timestamp()),
        }
        change = self._change("user_preferences", inbox=inbox, user_preferences=[wish])
        event = self._accept(change, inbox=inbox)
        self._process(inbox)
        self.assertEqual(event.state, "done")

    def test_stopped_and_resumed(self):
        """P4: who stops marketing is opted out, until they want some."""
        self._say("stop")
        self.assertTrue(self.identity.is_opted_out)
        self.assertTrue(self.identity.opted_out_date)
        self._say("resume")
        self.assertFalse(self.identity.is_opted_out)
        self.assertFalse(self.identity.opted_out_date)

    def test_the_latest_wish_counts(self):
        """P4: the network repeats itself, and news come in any order."""
        self._say("resume", hours_ago=1)
        self._say("stop", hours_ago=2)
        self.assertFalse(self.identity.is_opted_out)

    def test_it_opens_nothing(self):
        """P4: a wish is no word in a conversation, and answers still go."""
        before = self.identity.last_inbound_date
        said = self.channel.message_ids
        self._say("stop")
        self.assertEqual(self.identity.last_inbound_date, before)
        self.assertEqual(self.channel.message_ids, said)
        self._take(self.channel)
        self._answer(self.channel)
        self.assertTrue(self._outbox(self.channel)._packed()[2].text)

    def test_a_stranger_is_ignored(self):
        """P4: nobody comes to be by not wanting anything."""
        before = self.env["pact.identity"].search_count([])
        self._say("stop", sender="5531900000001")
        self.assertEqual(self.env["pact.identity"].search_count([]), before)

    def test_another_inbox_is_not_concerned(self):
        other = self._make_inbox(number_ref="71", account_ref="81")
        self._say("stop", inbox=other)
        self.assertFalse(self.identity.is_opted_out)

    def test_two_who_turn_out_to_be_one(self):
        """P4: whoever wants none under one id wants none under the other."""
        person = Person(("BR.1",), None, "Maria")
        [other] = self.env["pact.identity"]._find_or_create(self.inbox, [person])
        self._say("resume", hours_ago=2)
        other._wish_marketing(False, fields.Datetime.now())
        latest = other.wish_date
        self.identity._absorb(other)
        self.assertTrue(self.identity.is_opted_out)
        self.assertEqual(self.identity.wish_date, latest)

    def test_nobody_writes_it(self):
        """X5: it is the customer's word, and no agent's or administrator's."""
        for user in (self.ana, self.boss):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._rpc(
                    user,
                    "pact.identity",
                    "write",
                    self.identity.ids,
                    {"wish_date": False},
                )
