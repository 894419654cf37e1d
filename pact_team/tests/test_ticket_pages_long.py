from datetime import datetime, timedelta

from odoo.tests import tagged, warmup

from .test_ticket_portal import PortalCase

BEGIN = datetime(2026, 3, 2, 12)


@tagged("post_install", "-at_install")
class TestTicketLong(PortalCase):
    """S21, HM6: what one customer piles up slows nobody."""

    def setUp(self):
        super().setUp()
        self.ticket = self._file()
        self._log_in(self.responsible)

    def _say(self, count):
        vals = {
            "model": "pact.ticket",
            "res_id": self.ticket.id,
            "author_id": self.responsible.partner_id.id,
            "message_type": "comment",
            "subtype_id": self.env.ref("mail.mt_comment").id,
        }
        return self.env["mail.message"].create(
            [
                {
                    **vals,
                    "body": f"palavra {number}.",
                    "date": BEGIN + timedelta(minutes=number),
                    "message_id": f"<{number}@belavista.example>",
                }
                for number in range(count)
            ]
        )

    def test_the_newest_first(self):
        """S21: a hundred, in the order they were said; the others by a link."""
        self._say(205)
        page = self._get(f"/{self.ticket.id}")
        self.assertNotIn("palavra 104.", page)
        self.assertLess(page.index("palavra 105."), page.index("palavra 204."))
        self.assertIn(f"/{self.ticket.id}?page=2", page)
        self.assertIn("palavra 104.", self._get(f"/{self.ticket.id}?page=2"))
        last = self._get(f"/{self.ticket.id}?page=3")
        self.assertIn("palavra 0.", last)
        self.assertNotIn("?page=4", last)
        for odd in ("0", "-1", "x", "9" * 9, "9" * 99, "%00"):
            self._get(f"/{self.ticket.id}?page={odd}")

    def test_all_of_it_is_printed(self):
        """SN4: the history, not a page of it; up to a thousand words."""
        self._say(205)
        page = self._get(f"/{self.ticket.id}/print")
        for number in (0, 104, 204):
            self.assertIn(f"palavra {number}.", page)
        self._say(795)
        self.assertNotIn("Only the newest", self._get(f"/{self.ticket.id}/print"))
        self._say(1)
        self.assertIn("Only the newest", self._get(f"/{self.ticket.id}/print"))

    @warmup
    def test_a_file_is_found_without_the_rest(self):
        """S17: and the last letters by their three."""
        said = self._say(10)
        said[5].attachment_ids = self.env["ir.attachment"].create(
            {"name": "a.txt", "raw": b"a", "res_model": "pact.ticket"}
        )
        file = said[5].attachment_ids
        self.assertEqual(
            self.ticket._references(said[-1]),
            " ".join(f"<{number}@belavista.example>" for number in (7, 8, 9)),
        )
        before = self._read(file)
        self._say(1000)
        self.assertEqual(self._read(file), before)
        for odd in (0, file.id + 10**6, 10**30):
            self.assertFalse(self.ticket._find_told_file(odd))

    def _read(self, file):
        """Return what a file costs, and how many messages are read for it."""
        for _time in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(self.ticket._find_told_file(file.id), file)
        read = self.env.cache.get_records(
            self.env["mail.message"], self.env["mail.message"]._fields["date"]
        )
        return self.cr.sql_log_count - before, len(read)
