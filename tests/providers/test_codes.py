"""Codes that prove a phone: how they go out, and how somebody says "not me"."""

from unittest import TestCase

from pywa.types.templates import AuthenticationBody, CopyCodeOTPButton

from common import ACCOUNT, BIA, BIA_ID, MOMENT, SHOP, element, read_one, whatsapp
from providers import courier
from providers.signals import CodeDenied, Failure, Message, Person, Status
from providers.transport import Account
from simulator import Simulator

CODE = "482915"
TEMPLATE = "codigo_acesso"
DENIAL = {"payload": "DID_NOT_REQUEST_CODE", "text": "Não pedi um código"}
NUMBER = "203040506070809"
MARIA = "+5511987654321"


class TestBuilding(TestCase):
    def setUp(self):
        self.request = whatsapp.build_code(
            ACCOUNT, "+" + BIA, TEMPLATE, "pt_BR", CODE, tag="pact:7"
        )

    def test_the_whole_request(self):
        """P18: the code is in the text and under the button that copies it."""
        parameters = [{"type": "text", "text": CODE}]
        button = {"type": "button", "sub_type": "url", "index": "0"}
        self.assertEqual(
            self.request.json,
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": "+" + BIA,
                "type": "template",
                "template": {
                    "name": TEMPLATE,
                    "language": {"code": "pt_BR"},
                    "components": [
                        {"type": "body", "parameters": parameters},
                        button | {"parameters": parameters},
                    ],
                },
                "biz_opaque_callback_data": "pact:7",
            },
        )
        self.assertFalse(self.request.is_repeatable)

    def test_a_client_of_others_says_the_same(self):
        """P18: the parts are those that another client gives for a code."""
        body, button = self.request.json["template"]["components"]
        theirs = AuthenticationBody.params(otp=CODE).to_dict()
        self.assertEqual(body["parameters"], theirs["parameters"])
        theirs = CopyCodeOTPButton.params(otp=CODE).to_dict()
        self.assertEqual(button["sub_type"], theirs["sub_type"].lower())
        self.assertEqual(str(button["index"]), str(theirs["index"]))
        self.assertEqual(button["parameters"], theirs["parameters"])

    def test_a_code_is_not_shown_by_accident(self):
        """P18: whoever reads a log learns no code."""
        self.assertNotIn(CODE, repr(self.request))


class TestDelivering(TestCase):
    def setUp(self):
        self.simulator = Simulator(auto_deliver=False)
        self.simulator.start()
        self.addCleanup(self.simulator.stop)
        url = f"{self.simulator.url}/v25.0"
        self.account = Account(url, NUMBER, "102030405060708", "demo-token")
        self.maria = self.simulator.customer("maria")

    def deliver(self, *languages, recipient=MARIA, template=TEMPLATE):
        return courier.deliver_code(
            whatsapp, self.account, recipient, template, languages, CODE, tag="pact:7"
        )

    def test_the_code_is_on_the_phone(self):
        """P18: what we send is what the network takes, and the person reads."""
        accepted = self.deliver("pt_BR")
        (shown,) = self.maria.messages()
        self.assertEqual(shown.wamid, accepted.uid)
        self.assertIn(CODE, shown.content["body"])

    def test_another_language_serves_where_the_first_is_missing(self):
        """P18: nobody goes without a code because of their language."""
        accepted = self.deliver("nl", "pt_BR", "es")
        self.assertEqual([m.wamid for m in self.maria.messages()], [accepted.uid])

    def test_a_template_in_no_language_is_a_failure(self):
        """P18: the administrator learns that the template is missing."""
        for languages, kind in ((("nl", "tlh"), "template"), ((), "rejected")):
            with self.subTest(languages=languages):
                self.assertEqual(self.deliver(*languages).kind, kind)
        self.assertEqual(self.maria.messages(), [])

    def test_only_a_missing_language_is_tried_again(self):
        """P18: a refusal for another reason is the answer."""
        self.account = Account(self.account.base_url, NUMBER, "1", "wrong")
        self.assertEqual(self.deliver("pt_BR", "es").kind, "account")

    def test_a_code_needs_a_number(self):
        """P18: who hides their number cannot prove it."""
        user_id = self.simulator.customer("lua").user_id()
        failure = self.deliver("pt_BR", recipient=user_id)
        self.assertEqual((failure.kind, failure.code), ("rejected", "131062"))


class TestUnreachable(TestCase):
    def test_a_status_says_that_the_number_is_not_there(self):
        """P19: no account on this network is a kind of its own, and names our tag."""
        status = {
            "id": "wamid.9",
            "status": "failed",
            "timestamp": "1790000000",
            "recipient_id": BIA,
            "biz_opaque_callback_data": "pact:7",
            "errors": [{"code": 131026, "title": "Message undeliverable"}],
        }
        self.assertEqual(
            read_one(statuses=[status]),
            Status(
                "wamid.9",
                "failed",
                MOMENT,
                tag="pact:7",
                failure=Failure("unreachable", "131026", "Message undeliverable"),
                keys=(BIA,),
            ),
        )


class TestDenial(TestCase):
    def test_is_no_message(self):
        """P18: "I didn't request a code" names the code, and starts no conversation."""
        denial = element("button", button=DENIAL, context={"id": "wamid.0"})
        expected = CodeDenied("wamid.1", Person((BIA,), "+" + BIA), "wamid.0", MOMENT)
        self.assertEqual(read_one(denial), expected)

    def test_need_not_name_the_code(self):
        """P18: it counts for whoever says it."""
        for context in (None, {}, 5, {"id": None}):
            with self.subTest(context=context):
                came = element("button", button=DENIAL, context=context, timestamp="x")
                denied = read_one(came)
                self.assertIsInstance(denied, CodeDenied)
                self.assertEqual((denied.target_uid, denied.sent_date), ("", None))

    def test_carries_every_name_of_the_person(self):
        """P18: the phone is known even when the network names them by another id."""
        contacts = [{"wa_id": BIA, "user_id": BIA_ID}]
        came = element("button", button=DENIAL, **{"from": None}, from_user_id=BIA_ID)
        person = read_one(came, contacts=contacts).person
        self.assertEqual((person.keys, person.phone), ((BIA_ID, BIA), "+" + BIA))

    def test_only_a_tap_of_the_person_is_one(self):
        """P18: other buttons, groups, and what we say ourselves stay messages."""
        for parts in (
            {"button": {"payload": "yes:41", "text": DENIAL["payload"]}},
            {"button": {"payload": [DENIAL["payload"]]}},
            {"button": DENIAL["payload"]},
            {"button": DENIAL, "group_id": "g1"},
            {"type": "text", "text": {"body": DENIAL["payload"]}},
        ):
            with self.subTest(parts=parts):
                self.assertIsInstance(read_one(element("button") | parts), Message)
        ours = element("button", button=DENIAL, to=BIA) | {"from": SHOP}
        echo = read_one(field="smb_message_echoes", message_echoes=[ours])
        self.assertIsInstance(echo, Message)
