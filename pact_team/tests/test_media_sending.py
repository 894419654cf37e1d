from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import PactCase


@tagged("post_install", "-at_install")
class TestMediaSending(PactCase):
    """Files and recordings: limits are named, and they arrive as what they are."""

    def setUp(self):
        super().setUp()
        self.channel = self._write()
        self._take(self.channel)

    def _upload(self, name, size=10, **kwargs):
        """Upload a file into the composer, as its route does."""
        # sudo: ir.attachment - what the route of the composer does after its check
        files = self.env["ir.attachment"].with_user(self.ana).sudo()
        file = files.create(
            {
                "name": name,
                "raw": b"x" * size,
                "res_model": "mail.compose.message",
                "res_id": 0,
            }
        )
        file._post_add_create(**kwargs)
        return file

    def _parcel(self, file):
        self._answer(self.channel, body="", attachment_ids=file.ids)
        _provider, _account, parcel = self._outbox(self.channel)[-1]._parcel()
        return parcel

    def test_the_limit_is_named(self):
        """What a browser did not stop is refused in the same words."""
        for name, size, sentence in (
            ("foto.jpg", 5_000_001, "pictures up to 5 MB"),
            ("filme.mp4", 16_000_001, "videos up to 16 MB"),
            ("som.mp3", 16_000_001, "sound up to 16 MB"),
        ):
            file = self._upload(name, size)
            with self.subTest(name=name), self.assertRaisesRegex(UserError, sentence):
                self._answer(self.channel, attachment_ids=file.ids)
        self.assertFalse(self._outbox(self.channel))

    def test_an_empty_file_is_refused(self):
        with self.assertRaisesRegex(UserError, "vazio.png is empty"):
            self._answer(
                self.channel, attachment_ids=self._upload("vazio.png", size=0).ids
            )

    def test_a_recording_of_the_composer_arrives_as_sound(self):
        """Odoo records MP3: sound to the network, and no voice message."""
        parcel = self._parcel(self._upload("Voice-2026-03-02-1.mp3", voice=True))
        self.assertEqual((parcel.mime_type, parcel.is_voice), ("audio/mpeg", False))

    def test_ogg_arrives_as_a_voice_message(self):
        parcel = self._parcel(self._upload("Voice.ogg", voice=True))
        self.assertEqual((parcel.mime_type, parcel.is_voice), ("audio/ogg", True))
        parcel = self._parcel(self._upload("music.ogg"))
        self.assertFalse(parcel.is_voice)

    def test_agents_screens_know_the_limits(self):
        """What a browser says before somebody sends is what the server would say."""
        store = Store()
        self.ana.with_user(self.ana)._init_store_data(store)
        network = store.get_result()["Store"]["pact_networks"]["whatsapp"]
        self.assertEqual(network["text_limit"], 4096)
        self.assertEqual(list(network["media_limits"]["image/png"]), ["image", 5000000])
        self.assertEqual(list(network["media_limits"][""]), ["document", 100000000])
