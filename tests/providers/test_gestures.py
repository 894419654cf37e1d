from unittest import TestCase

from simulated import SimulatedCase

from common import ACCOUNT, BIA, SHOP_ID, whatsapp
from providers import courier
from providers.transport import Accepted


class TestBuilding(TestCase):
    def test_a_receipt(self):
        """WA21: it names a message, and may be made twice."""
        request = whatsapp.build_receipt(ACCOUNT, "wamid.1")
        url = f"https://graph.facebook.com/v25.0/{SHOP_ID}/messages"
        self.assertEqual((request.method, request.url), ("POST", url))
        self.assertTrue(request.is_repeatable)
        told = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": "wamid.1",
        }
        self.assertEqual(request.json, told)
        typing = whatsapp.build_receipt(ACCOUNT, "wamid.1", is_typing=True).json
        self.assertEqual(typing, told | {"typing_indicator": {"type": "text"}})

    def test_a_reaction(self):
        """WA17: it quotes nothing; an empty one takes back."""
        for emoji in ("👍", ""):
            sent = whatsapp.build_reaction(
                ACCOUNT, "+" + BIA, "wamid.1", emoji, tag="pact:7"
            ).json
            content = {"message_id": "wamid.1", "emoji": emoji}
            self.assertEqual((sent["type"], sent["reaction"]), ("reaction", content))
            self.assertNotIn("context", sent)


class TestGestures(SimulatedCase):
    def setUp(self):
        super().setUp()
        self.wamid = self.maria.send_text("Oi")

    def test_a_customer_sees_that_it_was_read(self):
        """WA21: without being told that somebody types."""
        self.assertIsNone(self.tell_read())
        self.assertIn("read", self.maria.messages()[0].states)
        self.assertFalse(self.maria.is_typed_to())

    def test_a_customer_sees_that_somebody_types(self):
        """WA21: for a while, or until the answer is there."""
        self.assertIsNone(self.tell_read(is_typing=True))
        self.assertTrue(self.maria.is_typed_to())
        self.simulator.clock.advance(25)
        self.assertFalse(self.maria.is_typed_to())
        self.tell_read(is_typing=True)
        self.deliver(text="Bom dia")
        self.assertFalse(self.maria.is_typed_to())

    def test_what_cannot_be_read_is_told(self):
        """WA21: a message of somebody else, or nobody's."""
        failure = courier.tell_read(self.whatsapp, self.account, "wamid.unknown")
        self.assertEqual(failure.code, "100")

    def test_an_emoji_appears_and_goes(self):
        """WA17: on the message it is meant for."""
        for emoji in ("👍", "❤️", ""):
            answer = self.deliver(text=emoji, reaction_to=self.wamid)
            self.assertIsInstance(answer, Accepted)
            (message,) = self.maria.messages()
            self.assertEqual(message.reactions["business"], emoji)

    def test_an_emoji_needs_its_message(self):
        """WA17: on a message nobody knows it is refused."""
        failure = self.deliver(text="👍", reaction_to="wamid.unknown")
        self.assertEqual((failure.kind, failure.code), ("rejected", "131009"))

    def test_an_emoji_needs_the_window(self):
        """WA7: it is a free message like any other."""
        self.simulator.settings.refuse_closed_window_at_once = True
        self.simulator.clock.advance(24 * 3600)
        failure = self.deliver(text="👍", reaction_to=self.wamid)
        self.assertEqual(failure.kind, "window")

    def tell_read(self, **options):
        return courier.tell_read(self.whatsapp, self.account, self.wamid, **options)
