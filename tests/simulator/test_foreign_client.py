"""A WhatsApp client that nobody here wrote works against the simulator."""

import httpx
from pywa import WhatsApp, types, utils
from pywa.errors import ReEngagementMessage
from pywa.types import templates as parts
from pywa.types.templates import BodyText, TemplateLanguage

from common import ACCOUNT, MARIA, NUMBER, SECRET, TOKEN, VERIFY_TOKEN, SimulatorCase

APP = "405060708091011"


class TestForeignClient(SimulatorCase):
    def setUp(self):
        super().setUp()
        session = httpx.Client(timeout=5, trust_env=False)
        self.addCleanup(session.close)
        self.client = WhatsApp(
            NUMBER,
            TOKEN,
            session=session,
            server=None,
            verify_token=VERIFY_TOKEN,
            app_secret=SECRET,
            waba_id=ACCOUNT,
        )
        session.base_url = f"{self.simulator.url}/v25.0"

    def receive(self, kind):
        """Give what came in to the client's own reader; return what it understood."""
        understood = []
        handle = {
            types.Message: self.client.on_message,
            types.MessageStatus: self.client.on_message_status,
            types.CallbackButton: self.client.on_callback_button,
            parts.TemplateStatusUpdate: self.client.on_template_status_update,
        }[kind]
        handle(lambda _client, update: understood.append(update))
        self.simulator.flush()
        for body, headers in self.business.received:
            signature = headers[utils.HUB_SIG]
            refusal = self.client.webhook_update_validator(body, signature)
            self.assertIsNone(refusal)
            self.client.webhook_update_handler(body)
        return understood

    def test_text_arrives_on_the_phone(self):
        """WA42: the client sends, and the customer reads it."""
        self.open_window()
        sent = self.client.send_message(to=MARIA, text="Já estou verificando.")
        shown = self.maria.messages()[-1]
        self.assertEqual(
            (shown.wamid, shown.content["body"]), (sent.id, "Já estou verificando.")
        )

    def test_client_understands_a_message(self):
        """WA42: its own signature check and parser accept our webhook."""
        self.maria.send_text("A luminária chegou? / está linda")
        (message,) = self.receive(types.Message)
        self.assertEqual(
            (message.text, message.from_user.wa_id, message.from_user.name),
            ("A luminária chegou? / está linda", "551187654321", "Maria Souza"),
        )

    def test_client_understands_every_status(self):
        """WA42: sent, delivered and read come out in its own words."""
        self.open_window()
        sent = self.client.send_message(to=MARIA, text="Oi", tracker="order-17")
        self.maria.read()
        statuses = self.receive(types.MessageStatus)
        self.assertEqual(
            [(each.id, str(each.status.value), each.tracker) for each in statuses],
            [(sent.id, state, "order-17") for state in ("sent", "delivered", "read")],
        )

    def test_client_answers_what_it_received(self):
        """WA42: a reply goes to the right person and quotes the question."""
        asked = self.maria.send_text("Abre no sábado?")
        (message,) = self.receive(types.Message)
        message.reply_text("Sim, até as 14 h.", quote=True)
        self.assertEqual(self.maria.messages()[-1].quoted, asked)

    def test_client_uploads_and_sends_a_file(self):
        """WA42: upload, then send by id."""
        self.open_window()
        uploaded = self.client.upload_media(
            media=b"%PDF-1.7 receipt", mime_type="application/pdf", filename="r.pdf"
        )
        self.client.send_document(to=MARIA, document=uploaded.id, filename="r.pdf")
        self.assertEqual(self.maria.messages()[-1].content["id"], uploaded.id)

    def test_client_downloads_what_a_customer_sent(self):
        """WA42: lookup and download give the bytes that were sent."""
        self.maria.send_media("image", b"picture of a lamp", caption="Esta aqui")
        (message,) = self.receive(types.Message)
        found = self.client.get_media_url(message.image.id)
        self.assertEqual(self.client.get_media_bytes(found.url), b"picture of a lamp")

    def test_client_sends_a_template(self):
        """WA42: a template gets through without an open window."""
        self.client.send_template(
            to=MARIA,
            name="retomar_atendimento",
            language=TemplateLanguage.PORTUGUESE_BR,
            params=[BodyText.params("Maria", "A-17")],
        )
        self.assertIn("Maria", self.maria.messages()[-1].content["body"])

    def test_client_lists_templates(self):
        """WA42: our list of templates is what it expects."""
        names = {template.name for template in self.client.get_templates()}
        self.assertLessEqual({"retomar_atendimento", "codigo_acesso"}, names)

    def test_client_proposes_a_template(self):
        """WA42: an example is uploaded, and every part is accepted."""
        created = self.client.create_template(self.template(), app_id=APP)
        self.assertEqual(str(created.status.value), "PENDING")
        found = self.client.get_template(created.id)
        self.assertEqual(found.name, "entrega_hoje")
        kinds = [type(part).__name__ for part in found.components]
        self.assertEqual(kinds, ["HeaderImage", "BodyText", "FooterText", "Buttons"])

    def test_client_hears_what_became_of_its_template(self):
        """WA42: approved, in its own words; it reads a language without a dash only."""
        self.simulator.settings.language_with_dash = False
        self.client.create_template(self.template(), app_id=APP)
        self.control("POST", "templates/entrega_hoje/review", {"event": "APPROVED"})
        (update,) = self.receive(parts.TemplateStatusUpdate)
        self.assertEqual(str(update.new_status.value), "APPROVED")
        self.assertEqual(update.template_name, "entrega_hoje")

    def test_client_changes_and_deletes_a_template(self):
        """WA42: new words, then none."""
        created = self.client.create_template(self.template(), app_id=APP)
        self.control("POST", "templates/entrega_hoje/review", {"event": "APPROVED"})
        words = [parts.BodyText("O seu pedido saiu para entrega.")]
        self.client.update_template(created.id, new_components=words)
        found = self.client.get_template(created.id)
        self.assertEqual(found.components[0].text, words[0].text)
        self.client.delete_template("entrega_hoje", template_id=created.id)
        names = {template.name for template in self.client.get_templates()}
        self.assertNotIn("entrega_hoje", names)

    def test_client_sends_a_picture_above_a_template(self):
        """WA42: the header of a message is uploaded for itself."""
        template = self.template()
        self.client.create_template(template, app_id=APP)
        self.control("POST", "templates/entrega_hoje/review", {"event": "APPROVED"})
        picture = self.client.upload_media(
            media=b"\xff\xd8 a van", mime_type="image/jpeg", filename="van.jpg"
        )
        self.client.send_template(
            to=MARIA,
            name="entrega_hoje",
            language=TemplateLanguage.PORTUGUESE_BR,
            params=[
                parts.HeaderImage.params(image=picture.id),
                BodyText.params("Maria"),
                parts.QuickReplyButton.params(callback_data="yes:8", index=0),
            ],
        )
        self.maria.tap("Sim")
        (tapped,) = self.receive(types.CallbackButton)
        self.assertEqual(tapped.data, "yes:8")

    def test_client_asks_how_its_number_is(self):
        """WA42: quality, limit and whether it may send."""
        found = self.client.get_business_phone_number()
        self.assertEqual(found.quality_rating, "GREEN")
        self.assertEqual(found.verified_name, "Casa Aurora")

    def test_client_reacts(self):
        """WA42: with an emoji, on what the customer wrote."""
        wamid = self.open_window()
        self.client.send_reaction(to=MARIA, emoji="👍", message_id=wamid)
        self.assertEqual(self.maria.messages()[0].reactions["business"], "👍")

    def template(self):
        return parts.Template(
            name="entrega_hoje",
            language=TemplateLanguage.PORTUGUESE_BR,
            category=parts.TemplateCategory.UTILITY,
            components=[
                parts.HeaderImage(example=b"\xff\xd8 a van"),
                parts.BodyText("Olá {{1}}, podemos entregar hoje?", "Ana"),
                parts.FooterText(text="Casa Aurora"),
                parts.Buttons(buttons=[parts.QuickReplyButton(text="Sim")]),
            ],
        )

    def test_client_marks_as_read(self):
        """WA42: read receipts and typing are accepted."""
        wamid = self.open_window()
        self.client.mark_message_as_read(wamid)
        self.client.indicate_typing(wamid)
        self.assertTrue(self.maria.is_typed_to())
        self.assertIn("read", self.maria.messages()[-1].states)

    def test_client_hears_the_tap_on_its_button(self):
        """WA42: buttons it made come back as its own callback."""
        self.open_window()
        self.client.send_message(
            to=MARIA,
            text="Qual período?",
            buttons=[types.Button("Manhã", "am"), types.Button("Tarde", "pm")],
        )
        self.maria.tap("Tarde")
        (tapped,) = self.receive(types.CallbackButton)
        self.assertEqual((tapped.data, tapped.title), ("pm", "Tarde"))

    def test_client_raises_its_own_error(self):
        """WA42: our refusal becomes the exception it has for it."""
        self.simulator.settings.refuse_closed_window_at_once = True
        with self.assertRaises(ReEngagementMessage):
            self.client.send_message(to=MARIA, text="Olá?")

    def test_client_refuses_a_forged_webhook(self):
        """WA42: its check and ours agree on what is wrong, too."""
        payload = {"object": "whatsapp_business_account", "entry": []}
        self.control("POST", "raw", {"payload": payload, "signature": "wrong"})
        (body, headers), *_rest = self.business.received
        refusal = self.client.webhook_update_validator(body, headers[utils.HUB_SIG])
        self.assertEqual(refusal, ("Forbidden", 403))
