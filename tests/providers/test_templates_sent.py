from unittest import TestCase

from simulated import MARIA, OWNER, SimulatedCase

from common import ACCOUNT, BIA, whatsapp
from providers import courier
from providers.courier import ButtonValue, Parameter, Template
from providers.signals import Failure
from providers.transport import Accepted

HANDLE = "4:a"
PICTURE = b"\xff\xd8 a picture"
HEADED = [
    {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [HANDLE]}},
    {"type": "BODY", "text": "Chegou."},
]
RESUME = ("retomar_atendimento", "pt_BR")
VALUES = (Parameter("Maria"), Parameter("A-17"))


def built(**parts):
    template = Template("aviso", "pt_BR", **parts)
    options = {"tag": "pact:7", "header_ref": "m1", "filename": "nota.pdf"}
    return whatsapp.build_template(ACCOUNT, "+" + BIA, template, **options)


class TestBuilding(TestCase):
    def test_a_table_of_components(self):
        """C23: what has no value is not sent; each part goes where it belongs."""
        text = {"type": "text", "text": "Ana"}
        for parts, components in (
            ({}, None),
            (
                {"body": (Parameter("Ana"),)},
                [{"type": "body", "parameters": [text]}],
            ),
            (
                {"body": (Parameter("Ana", "nome"),)},
                [{"type": "body", "parameters": [{**text, "parameter_name": "nome"}]}],
            ),
            (
                {"header": ("text", Parameter("Ana"))},
                [{"type": "header", "parameters": [text]}],
            ),
            (
                {"header": ("image", None)},
                [_header({"type": "image", "image": {"id": "m1"}})],
            ),
            (
                {"header": ("document", None)},
                [
                    _header(
                        {
                            "type": "document",
                            "document": {"id": "m1", "filename": "nota.pdf"},
                        }
                    )
                ],
            ),
            (
                {"buttons": (ButtonValue(1, "url", "t/42"),)},
                [_button("url", "1", {"type": "text", "text": "t/42"})],
            ),
            (
                {"buttons": (ButtonValue(0, "quick_reply", "csat:5"),)},
                [_button("quick_reply", "0", {"type": "payload", "payload": "csat:5"})],
            ),
            (
                {"buttons": (ButtonValue(0, "copy_code", "MAIO"),)},
                [
                    _button(
                        "copy_code",
                        "0",
                        {"type": "coupon_code", "coupon_code": "MAIO"},
                    )
                ],
            ),
        ):
            with self.subTest(parts=parts):
                sent = built(**parts).json["template"]
                self.assertEqual(sent.get("components"), components)

    def test_the_whole_request(self):
        """C24: addressed and tagged as any other message."""
        sent = built().json
        self.assertEqual(
            sent,
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": "+" + BIA,
                "type": "template",
                "template": {"name": "aviso", "language": {"code": "pt_BR"}},
                "biz_opaque_callback_data": "pact:7",
            },
        )

    def test_values_are_one_line(self):
        """C23: white space that the network refuses (132018) is never sent."""
        sent = built(body=(Parameter(" Rua Nova,\n\t12     B\u2028"),)).json
        (part,) = sent["template"]["components"]
        self.assertEqual(part["parameters"][0]["text"], "Rua Nova, 12 B")

    def test_an_empty_value_is_refused_before_sending(self):
        """C23: an empty place would be refused, so nobody is asked."""
        for parts in (
            {"body": (Parameter("Ana"), Parameter(" \n "))},
            {"header": ("text", Parameter(""))},
            {"buttons": (ButtonValue(0, "url", "\t"),)},
        ):
            with self.subTest(parts=parts):
                failure = built(**parts)
                self.assertIsInstance(failure, Failure)
                self.assertEqual((failure.kind, failure.code), ("rejected", "empty"))

    def test_an_unknown_button_is_refused(self):
        """C23: what nobody could fill is no request."""
        failure = built(buttons=(ButtonValue(0, "flow", "x"),))
        self.assertEqual((failure.kind, failure.code), ("rejected", "button"))


class TestDelivering(SimulatedCase):
    def test_reaches_somebody_who_never_wrote(self):
        """C24: an approved text passes where a free one does not."""
        answer = self.deliver_template(*RESUME, body=VALUES)
        self.assertIsInstance(answer, Accepted)
        self.assertFalse(answer.is_held)
        shown = "Olá Maria, podemos continuar o atendimento A-17 agora?"
        self.assertEqual(self.shown()["body"], shown)

    def test_named_values_and_a_link(self):
        """C23: values with names come in any order."""
        answer = self.deliver_template(
            "pedido_pronto",
            "pt_BR",
            body=(Parameter("Maria", "nome"), Parameter("P-8", "pedido")),
            buttons=(ButtonValue(0, "url", "8"),),
        )
        self.assertIsInstance(answer, Accepted)
        self.assertEqual(self.shown()["body"], "O pedido P-8 de Maria está pronto.")
        self.assertEqual(self.shown()["buttons"][0]["url"], "http://127.0.0.1/pedido/8")

    def test_a_reply_button_carries_what_we_gave(self):
        """C23: the tap comes back with our word."""
        buttons = (ButtonValue(1, "quick_reply", "later:17"),)
        self.deliver_template(*RESUME, body=VALUES, buttons=buttons)
        self.assertEqual(self.shown()["buttons"][1]["payload"], "later:17")

    def test_a_file_travels_before_its_header(self):
        """C23: the parcel's content becomes the header."""
        self.propose_headed()
        answer = self.deliver_template(
            "foto_pronta",
            "pt_BR",
            header=("image", None),
            content=PICTURE,
            mime_type="image/jpeg",
        )
        self.assertIsInstance(answer, Accepted)
        self.assertEqual(self.shown()["header"]["type"], "image")

    def test_a_file_is_given_once_for_many(self):
        """C23: what a thousand people see is uploaded once."""
        self.propose_headed()
        ref = courier.upload(
            self.whatsapp, self.account, "a.jpg", "image/jpeg", PICTURE
        )
        for _ in range(2):
            answer = self.deliver_template(
                "foto_pronta", "pt_BR", header=("image", ref)
            )
            self.assertIsInstance(answer, Accepted)
        uploads = [each for each in self.simulator.requests if "/media" in each["path"]]
        self.assertEqual(len(uploads), 1)

    def test_a_wrong_file_is_refused_before_it_travels(self):
        """C23: a header of another kind, too big or empty, asks nobody."""
        for content, mime_type in (
            (PICTURE, "application/pdf"),
            (b"", "image/jpeg"),
            (b"x" * 5_000_001, "image/png"),
        ):
            with self.subTest(mime_type=mime_type, size=len(content)):
                answer = self.deliver_template(
                    "foto_pronta",
                    "pt_BR",
                    header=("image", None),
                    content=content,
                    mime_type=mime_type,
                )
                self.assertEqual(answer.kind, "rejected")
        self.assertFalse(self.simulator.requests)

    def test_an_empty_value_asks_nobody(self):
        """C23: nothing travels that would be refused."""
        answer = self.deliver_template(*RESUME, body=(Parameter(""),))
        self.assertEqual(answer.code, "empty")
        self.assertFalse(self.simulator.requests)

    def test_what_the_network_watches_first_is_held(self):
        """C23: accepted, and not yet on its way."""
        self.simulator.fault("messages", "hold", times=1)
        self.assertTrue(self.deliver_template(*RESUME, body=VALUES).is_held)

    def propose_headed(self):
        self.simulator.network.node(OWNER).handles.add(HANDLE)
        self.propose("foto_pronta", HEADED)

    def test_a_text_still_needs_the_window(self):
        """C24: without a template the network refuses who never wrote."""
        self.simulator.settings.refuse_closed_window_at_once = True
        answer = self.deliver(MARIA, text="Oi")
        self.assertEqual(answer.kind, "window")


def _header(parameter):
    return {"type": "header", "parameters": [parameter]}


def _button(kind, index, parameter):
    return {
        "type": "button",
        "sub_type": kind,
        "index": index,
        "parameters": [parameter],
    }
