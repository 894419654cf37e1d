"""Codes: to any number, with or without WhatsApp, and taken back by who never asked."""

from common import MARIA, SimulatorCase
from simulator import Simulator
from simulator.settings import Settings

STRANGER = "+5521912345678"
NEVER_ASKED = "Não solicitei um código"


class CodeCase(SimulatorCase):
    def send_code(self, code="482915", language="pt_BR", to=MARIA, **button):
        parameters = [{"type": "text", "text": code}]
        link = {"type": "button", "sub_type": "url", "index": "0", **button}
        components = [
            {"type": "body", "parameters": parameters},
            {**link, "parameters": parameters},
        ]
        return self.send_template(
            "codigo_acesso", language, components=components, to=to
        )

    def sent_code(self, **options):
        answer = self.send_code(**options)
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()["messages"][0]["id"]

    def assert_failed(self, wamid, code):
        self.simulator.flush()
        (status,) = [
            each for each in self.business.parts("statuses") if each["id"] == wamid
        ]
        self.assertEqual(status["status"], "failed")
        self.assertEqual(status["errors"][0]["code"], code)


class TestCode(CodeCase):
    def test_every_language_is_approved(self):
        """P18: Portuguese, English and Spanish; the phone knows the code itself."""
        for language in ("pt_BR", "en_US", "es"):
            with self.subTest(language=language):
                self.sent_code(language=language)
                shown = self.maria.messages()[-1].content
                self.assertEqual(shown["code"], "482915")
                self.assertIn("482915", shown["body"])
                self.assertEqual(shown["category"], "authentication")

    def test_button_must_be_a_link(self):
        """P18: the second copy of the code travels as the button's url."""
        answer = self.send_code(sub_type="quick_reply")
        self.assert_refused(answer, 131008)

    def test_who_never_asked_says_so(self):
        """P18: one tap, and the business learns which code it is about."""
        wamid = self.sent_code()
        for choice in (NEVER_ASKED, "DID_NOT_REQUEST_CODE"):
            with self.subTest(choice=choice):
                self.business.received.clear()
                self.maria.tap(choice, wamid)
                self.simulator.flush()
                (told,) = self.business.parts("messages")
                self.assertEqual(told["type"], "button")
                self.assertEqual(
                    told["button"],
                    {"payload": "DID_NOT_REQUEST_CODE", "text": NEVER_ASKED},
                )
                self.assertEqual(told["context"]["id"], wamid)

    def test_way_out_is_in_the_language_of_the_code(self):
        """P18: each language has its own words for the tap."""
        texts = set()
        for language in ("pt_BR", "en_US", "es"):
            self.sent_code(language=language)
            texts.add(self.maria.messages()[-1].content["buttons"][-1]["text"])
        self.assertEqual(len(texts), 3)

    def test_other_templates_have_no_such_way_out(self):
        """P18: it belongs to codes alone."""
        self.send_template()
        shown = self.maria.messages()[-1].content
        payloads = {button["payload"] for button in shown["buttons"]}
        self.assertNotIn("DID_NOT_REQUEST_CODE", payloads)


class TestWithoutWhatsApp(CodeCase):
    def test_code_fails_later(self):
        """P19: accepted at first, then 131026, and nothing is on the phone."""
        self.change(has_whatsapp=False)
        self.assert_failed(self.sent_code(), 131026)
        self.assertEqual(self.maria.messages(), [])

    def test_code_fails_at_once_where_wanted(self):
        """P19: the same refusal in the answer itself."""
        self.simulator.settings.refuse_unreachable_at_once = True
        self.change(has_whatsapp=False)
        self.assert_refused(self.send_code(), 131026)
        self.assert_refused(self.send_code(to=STRANGER), 131026)

    def test_somebody_may_be_so_from_the_start(self):
        """P19: a new phone without WhatsApp, which takes SMS only."""
        self.control(
            "POST",
            "customers",
            {"key": "rui", "name": "Rui", "phone": STRANGER, "has_whatsapp": False},
        )
        self.assert_failed(self.sent_code(to=STRANGER), 131026)

    def test_does_not_write_either(self):
        """P19: nothing comes from a number that is not there."""
        self.change(has_whatsapp=False)
        answer = self.control(
            "POST", "customers/maria/send", {"type": "text", "text": "Oi"}
        )
        self.assertEqual(answer.status_code, 400)
        self.assertIn("WhatsApp", answer.json()["error"])

    def test_comes_back(self):
        """P19: who installs it gets the next code."""
        self.change(has_whatsapp=False)
        self.change(has_whatsapp=True)
        self.sent_code()
        self.assertEqual(len(self.maria.messages()), 1)

    def change(self, **given):
        answer = self.control("POST", "customers/maria/change", given)
        self.assertEqual(answer.status_code, 200, answer.text)


class TestUnknownNumber(CodeCase):
    def test_has_no_whatsapp_in_tests(self):
        """P19: the code fails, and no phone appears."""
        self.assert_failed(self.sent_code(to=STRANGER), 131026)
        with self.assertRaises(LookupError):
            self.simulator.customer(STRANGER)

    def test_gets_a_phone_where_everybody_has_whatsapp(self):
        """P18: a newcomer types any number, and sees the code on its phone."""
        self.simulator.settings.unknown_has_whatsapp = True
        self.sent_code(to=STRANGER)
        stranger = self.simulator.customer(STRANGER)
        self.assertEqual(stranger.messages()[0].content["code"], "482915")

    def test_free_text_makes_no_phone_appear(self):
        """P18: only a template may reach somebody who never wrote."""
        self.simulator.settings.unknown_has_whatsapp = True
        self.assert_failed(self.send_accepted(to=STRANGER), 131026)

    def test_refused_template_makes_no_phone_appear(self):
        """P18: what is wrong with the message is told before."""
        self.simulator.settings.unknown_has_whatsapp = True
        self.assert_refused(self.send_code("1" * 16, to=STRANGER), 132005)
        with self.assertRaises(LookupError):
            self.simulator.customer(STRANGER)

    def test_old_number_of_somebody_is_unknown_again(self):
        """P18: its next owner has a phone of their own."""
        self.simulator.settings.unknown_has_whatsapp = True
        self.sent_code(to=STRANGER)
        before = self.simulator.customer(STRANGER)
        before.change_number("+5521900000000")
        self.sent_code(to=STRANGER)
        after = self.simulator.customer(STRANGER)
        self.assertIsNot(after.customer, before.customer)
        self.assertEqual(len(after.messages()), 1)

    def test_reset_returns_to_the_habits_of_the_start(self):
        """P18: what a test turned is turned back, what the program wanted stays."""
        for is_wanted in (True, False):
            with self.subTest(is_wanted=is_wanted):
                simulator = Simulator(settings=Settings(unknown_has_whatsapp=is_wanted))
                with simulator:
                    simulator.settings.unknown_has_whatsapp = not is_wanted
                    simulator.reset()
                self.assertIs(simulator.settings.unknown_has_whatsapp, is_wanted)
