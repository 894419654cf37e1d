import struct
import zlib
from io import BytesIO

from markupsafe import Markup
from PIL import Image

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket_portal import PortalCase

FOREIGN = (
    "<p>Bom dia <img src='http://evil.example/pixel.gif'/>"
    "<span style='background-image: url(//evil.example/b.png)'>até</span>"
    "<img src='/web/image/../session/logout?evil.example'/>"
    "<img srcset='http://evil.example/2x.png 2x' src='data:image/png;base64,AAAA'/>"
    "<a href='https://metalurgica.example/'>logo</a></p>"
)
# What mail programs leave between the words: for other programs, and for nobody.
REMARKS = (
    "<p>Bom dia</p><!-- WebPart --><?xml version='1.0'?><div>até<!----> logo</div>"
    "<!--[if mso]><p>evil.example</p><![endif]-->"
)


def png(width, height, rows=b""):
    """Return a picture of one bit a point, whether or not all of it is there."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pieces = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


def cut_short():
    """Return a photo whose upload broke off."""
    whole = BytesIO()
    Image.effect_noise((2400, 1800), 60).save(whole, "JPEG")
    return whole.getvalue()[:60_000]


@tagged("post_install", "-at_install")
class TestTicketPictures(PortalCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)
        self.pictures = {
            "bomba.png": png(20_000, 20_000),
            "cortada.jpg": cut_short(),
            "enorme.png": png(13_000, 13_000, bytes(1626 * 13_000)),
        }

    def _sent(self):
        return [(name, data, "image/png") for name, data in self.pictures.items()]

    def _assert_kept(self, ticket):
        kept = {
            file.name: file.raw for file in ticket._thread_of_customer().attachment_ids
        }
        self.assertEqual(kept, self.pictures)

    def test_kept_as_they_were_sent(self):
        """S17: filed and added, whatever a picture says of itself."""
        self._post("/new", self._form(), self._sent())
        [ticket] = self._tickets()
        self._assert_kept(ticket)
        other = self._file()
        form = {"csrf_token": self._form()["csrf_token"], "message": "Segue"}
        self._post(f"/{other.id}/reply", form, self._sent())
        self._assert_kept(other)

    def test_shown_smaller(self):
        """S19: to who answers; what cannot be shown has a stand-in."""
        self._post("/new", self._form(), self._sent())
        [ticket] = self._tickets()
        self._log_in(self.ana)
        for file in ticket._thread_of_customer().attachment_ids:
            with self.subTest(file.name), mute_logger("odoo.http"):
                answer = self.url_open(f"/web/image/{file.id}?width=200&height=200")
                self.assertEqual(answer.status_code, 200)

    def test_nothing_foreign_is_loaded(self):
        """S21, HM9: neither in the page, nor in print, nor by who prints for us."""
        ticket = self._file(user_id=self.ana.id)
        ticket.message_post(
            body=FOREIGN,
            body_is_html=True,
            author_id=self.maria.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        pages = [self._get(f"/{ticket.id}{path}") for path in ("", "/print")]
        self._log_in(self.ana)
        report = f"/report/html/pact_team.request_history/{ticket.id}"
        pages.append(self.url_open(report).text)
        for page in pages:
            self.assertIn("Bom dia", page)
            self.assertIn("até", page)
            self.assertIn("https://metalurgica.example/", page)
            self.assertNotIn("evil.example", page)

    def test_remarks_of_mail_programs(self):
        """S21: a letter with remarks in it is read, and printed, without them."""
        ticket = self._file()
        ticket.message_post(
            body=Markup(REMARKS),
            author_id=self.maria.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        for path in ("", "/print"):
            page = self._get(f"/{ticket.id}{path}")
            for word in ("Bom dia", "até", "logo"):
                self.assertIn(word, page)
            for remark in ("WebPart", "evil.example"):
                self.assertNotIn(remark, page)
