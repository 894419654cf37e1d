from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from ..providers.transport import Accepted
from .access_case import AccessCase


@tagged("post_install", "-at_install")
class TestReaction(AccessCase):
    """U8: an agent's emoji reaches the customer, one on a message, in its turn."""

    def setUp(self):
        super().setUp()
        self.said = self._said(self.held)[0]

    def _react(self, emoji, action="add", user=None, message=None):
        """React as core's route does, which asks first who may write there."""
        user = user or self.ana
        message = (message or self.said).with_user(user)
        message.check_access("create")
        message.sudo()._message_reaction(
            emoji, action, user.partner_id, self.env["mail.guest"]
        )

    def _reactions(self):
        return self.env["pact.message"].search(
            [("message_id", "=", self.said.id), ("direction", "=", "reaction")],
            order="id",
        )

    def _parcels(self):
        return [row._parcel()[2] for row in self._reactions()]

    def _uid_of(self, message):
        rows = self.env["pact.message"].search([("message_id", "=", message.id)])
        return rows.sorted("id")[0].uid

    def test_it_is_sent(self):
        """U8: the network gets the emoji and the message it is on."""
        self._react("👍")
        self.assertEqual(self.said.reaction_ids.content, "👍")
        [parcel] = self._parcels()
        self.assertEqual(
            (parcel.reaction_to, parcel.text), (self._uid_of(self.said), "👍")
        )
        self.assertEqual(self._reactions().user_id, self.ana)

    def test_the_newest_replaces(self):
        """U8: one of ours on a message, whoever of us it is by."""
        self._react("👍")
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.held.ids)
        self._take(self.held, self.bia)
        self._react("🎉", user=self.bia)
        self.assertEqual(self.said.reaction_ids.content, "🎉")
        self.assertEqual(self.said.reaction_ids.partner_id, self.bia.partner_id)
        self.assertEqual([one.text for one in self._parcels()], ["👍", "🎉"])

    def test_taking_it_back_takes_it_back_there(self):
        self._react("👍")
        self._react("👍", "remove")
        self.assertFalse(self.said.reaction_ids)
        last = self._parcels()[-1]
        self.assertEqual((last.reaction_to, last.text), (self._uid_of(self.said), ""))

    def test_the_same_twice_is_sent_once(self):
        for _time in range(2):
            self._react("👍")
        self._react("🎉", "remove")
        self.assertEqual(len(self._reactions()), 1)

    def test_the_customers_own_stays(self):
        uid = self._uid_of(self.said)
        self._receive(self._element("reaction", {"message_id": uid, "emoji": "❤️"}))
        self._react("👍")
        self._react("👍", "remove")
        self.assertEqual(self.said.reaction_ids.content, "❤️")

    def test_nobody_else_reacts(self):
        """U8: neither a watcher, a stranger, nor a former holder."""
        for user in (*self._outsiders(), self.boss):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._react("👍", user=user)
            poster = self.said.with_user(user).sudo()
            with self.assertRaises(AccessError):
                poster._message_reaction(
                    "👍", "add", user.partner_id, self.env["mail.guest"]
                )
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.held.ids)
        with self.assertRaises(AccessError):
            self._react("👍")
        self.assertFalse(self.said.reaction_ids)

    def test_nobody_reacts_as_somebody_else(self):
        poster = self.said.with_user(self.ana).sudo()
        with self.assertRaises(AccessError):
            poster._message_reaction(
                "👍", "add", self.bia.partner_id, self.env["mail.guest"]
            )

    def test_only_what_the_customer_wrote(self):
        """The network knows no emoji on our own words, even if they have one there."""
        answer = self._answer(self.held)
        row = self._outbox(self.held)
        row.write({"state": "sent", "uid": self._uid()})
        self._receive(self._element("reaction", {"message_id": row.uid, "emoji": "❤️"}))
        note = self.held._pact_note("nota")
        for message in (answer, note):
            with self.assertRaisesRegex(UserError, "what the customer wrote"):
                self._react("👍", message=message)

    def test_only_within_the_window(self):
        """C24: asked when it is chosen, and again when it leaves."""
        self._react("👍")
        self._age_window(self.held, hours=24)
        [failure] = self._parcels()
        self.assertEqual(failure.kind, "window")
        with self.assertRaisesRegex(UserError, "24 hours"):
            self._react("🎉")

    def test_no_emoji_is_refused_in_words(self):
        for wrong in ("", None, 7, "x" * 100):
            with self.assertRaisesRegex(UserError, "Choose an emoji"):
                self._react(wrong)

    def test_it_waits_its_turn(self):
        """U8: behind the answer that was written before it."""
        self._answer(self.held)
        self._react("👍")
        answer, reaction = self._outbox(self.held), self._reactions()
        Message = self.env["pact.message"]
        self.assertEqual(Message._claim(9), answer)
        answer._apply(Accepted(self._uid()))
        self.assertEqual(Message._claim(9), reaction)

    def _told(self):
        store = Store().add(self.said.with_user(self.ana))
        [told] = [
            one
            for one in store.get_result()["mail.message"]
            if one["id"] == self.said.id
        ]
        return told

    def test_its_state_is_shown(self):
        """U8: queued, sent, delivered; the customer's words do not look like ours."""
        self.assertNotIn("pact_reaction", self._told())
        self._react("👍")
        self.assertEqual(self._told()["pact_reaction"]["state"], "queued")
        reaction = self._reactions()
        reaction.write({"state": "sending"})
        reaction._apply(Accepted(self._uid()))
        self._status(reaction, "delivered")
        told = self._told()
        self.assertEqual(told["pact_reaction"]["state"], "delivered")
        self.assertNotIn("pact_delivery", told)

    def test_it_is_no_answer(self):
        """P22: who reacted has not answered."""
        self._react("👍")
        self.assertFalse(self.held.pact_replier_ids)
        found = self.env["discuss.channel"].search(
            [("pact_replier_ids", "in", self.ana.ids)]
        )
        self.assertFalse(found)
