import csv
import tracemalloc
from datetime import UTC
from io import BytesIO, StringIO

from openpyxl import load_workbook

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket_portal import PATH, PortalCase

EXPORT = f"{PATH}/export"


@tagged("post_install", "-at_install")
class TestTicketExport(PortalCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)

    def _csv(self, **asked):
        answer = self.url_open(EXPORT, params={"form": "csv", **asked})
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"\xef\xbb\xbf"))
        return [*csv.reader(StringIO(answer.content.decode("utf-8-sig")))]

    def test_as_csv(self):
        """SN4: what is looked for, and nothing of others; no cell is a formula."""
        for text in ("=1+1", "@SUM(A1)", " -2", "+55 31 3333-4444"):
            self._file(contact_name=text, reference=text)
        self._tickets()[0]._go("finished")
        other = self.company_of_others.copy()
        strange = self._file(partner_id=other.id)
        head, *rows = self._csv()
        self.assertEqual(len(rows), 4)
        self.assertEqual(head[0], "Protocol")
        self.assertNotIn(strange.protocol, str(rows))
        self.assertIn("'=1+1", rows[-1])
        for row in rows:
            for cell in row:
                self.assertNotIn(cell.strip()[:1], [*"=+-@"] if cell else [])
        self.assertEqual(len(self._csv(filter="finished")), 2)
        self.assertEqual(len(self._csv(filter="open")), 4)
        self.assertEqual(len(self._csv(until="2020-01-01")), 1)
        self.assertEqual(len(self._csv(search=rows[0][0])), 2)

    def test_by_days_of_who_looks(self):
        """S20, SN4: a day begins where they are, in the list as in the file."""
        self.responsible.tz = "America/Sao_Paulo"
        late = self._file(filed_date="2026-03-03 00:30:00")
        early = self._file(filed_date="2026-03-03 03:30:00")
        for day, mine, other in (
            ("2026-03-02", late, early),
            ("2026-03-03", early, late),
        ):
            asked = {"since": day, "until": day}
            page = self.url_open(PATH, params=asked).text
            for told in (page, str(self._csv(**asked))):
                self.assertIn(mine.protocol, told)
                self.assertNotIn(other.protocol, told)

    def test_by_days_of_the_company(self):
        """S20: of whoever has no zone, by the clock that the list shows, too."""
        self.responsible.tz = False
        self.company.partner_id.tz = "America/Sao_Paulo"
        late = self._file(filed_date="2026-03-03 00:30:00")
        zone = self.env["pact.ticket"].with_user(self.responsible)._zone_of_customer()
        day = late.filed_date.replace(tzinfo=UTC).astimezone(zone).date()
        page = self.url_open(PATH, params={"since": day, "until": day}).text
        self.assertIn(late.protocol, page)
        self.assertIn(f"{day:%m/%d/%Y}", page)

    def test_as_xlsx(self):
        """SN4: dates are dates, and what begins like a formula is text."""
        self._file(contact_name="=1+1")
        answer = self.url_open(EXPORT, params={"form": "xlsx"})
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        [sheet] = load_workbook(BytesIO(answer.content)).worksheets
        head, row = sheet.iter_rows()
        self.assertEqual(head[6].value, "Contact person")
        self.assertEqual((row[6].value, row[6].data_type), ("=1+1", "s"))
        self.assertTrue(row[1].is_date)

    def test_nothing_of_ours(self):
        """HM1, HM9: neither who answers nor what is said among us."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        ticket.message_post(body="cliente difícil", subtype_xmlid="mail.mt_note")
        self.assertNotIn("ana_pact", str(self._csv()))

    def test_whose_it_is(self):
        """S8: nobody without the flag, and no other company's."""
        self._file()
        self._log_in(self.stranger)
        self.assertEqual(len(self._csv()), 1)
        for user in (self.colleague, self.ana):
            self._log_in(user)
            self.assertEqual(self.url_open(EXPORT).status_code, 404)

    def test_odd_words(self):
        """HM6: whatever is asked for gets an answer, and never a 500."""
        for value in ("", "\0", "x" * 300, "9999-12-31", "0001-01-01", "-1"):
            for name in ("form", "filter", "search", "since", "until"):
                with self.subTest(name=name, value=value):
                    answer = self.url_open(EXPORT, params={name: value})
                    self.assertLess(answer.status_code, 500)

    def test_ten_thousand(self):
        """SN4: all of them, and no more in memory than of a few."""
        ticket = self._file()
        self.env.flush_all()
        self.env.cr.execute(
            """INSERT INTO pact_ticket (company_id, commercial_partner_id, partner_id,
                   classification_id, protocol, mode, source, state, filed_date)
               SELECT company_id, commercial_partner_id, partner_id, classification_id,
                   'P' || n, mode, source, state, filed_date
               FROM pact_ticket, generate_series(1, 9999) n WHERE id = %s""",
            [ticket.id],
        )
        tickets = self.env["pact.ticket"].with_user(self.responsible)
        domain = tickets._customer_domain()
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)
        peaks = []
        for _round in range(2):
            tracemalloc.reset_peak()
            before, _peak = tracemalloc.get_traced_memory()
            count = sum(1 for _row in tickets._exported(domain))
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
        self.assertEqual(count, 10_000)
        self.assertLess(max(peaks), 30 * 1024**2)
        self.assertEqual(len(self._csv()), 10_001)


@tagged("post_install", "-at_install")
class TestTicketPrint(PortalCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)
        self._post(
            "/new",
            self._form(confidential="1"),
            [("laudo.pdf", b"%PDF-1.4", "application/pdf")],
        )
        [self.ticket] = self._tickets()
        self._act(self.ana, "take", self.ticket)
        self.ticket.message_post(
            body="cliente difícil",
            attachments=[("nota.txt", b"segredo")],
            subtype_xmlid="mail.mt_note",
        )
        self.ticket.message_post(
            body="Segue a via",
            attachments=[("via.txt", b"via")],
            author_id=self.ana.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def test_printed(self):
        """SN4, HM1, HM9: what was said, to whom and when; nothing of ours."""
        page = self._get(f"/{self.ticket.id}/print")
        for told in (
            "Bela Vista",
            self.ticket.protocol,
            "Metalúrgica Souza",
            "Preciso da segunda via",
            "laudo.pdf",
            "Segue a via",
            "via.txt",
        ):
            self.assertIn(told, page)
        for ours in ("difícil", "nota.txt", "ana_pact", self.ana.name):
            self.assertNotIn(ours, page)
        self.assertEqual(self._get(f"/{self.ticket.id}/print?form=pdf"), page)

    def test_printed_in_their_order(self):
        """SN4: files are named as on the page: in the order in which they came."""
        names = ["primeiro.txt", "segundo.txt", "terceiro.txt"]
        files = [(name, name.encode(), "text/plain") for name in names]
        self._post(f"/{self.ticket.id}/reply", self._form(), files)
        self.env.invalidate_all()
        for path in (f"/{self.ticket.id}", f"/{self.ticket.id}/print"):
            page = self._get(path)
            self.assertEqual(sorted(names, key=page.index), names, path)

    def test_printed_by_others(self):
        """S8, SN2: no other customer; who may not open a file is not told its name."""
        self._log_in(self.stranger)
        self._get(f"/{self.ticket.id}/print", status=404)
        report = f"/report/html/pact_team.request_history/{self.ticket.id}"
        for user, is_told in ((self.boss, True), (self.ana, False)):
            self._log_in(user)
            page = self.url_open(report).text
            self.assertIn(self.ticket.protocol, page)
            self.assertEqual("laudo.pdf" in page, is_told)
        for user in (self.bia, self.responsible, self.stranger):
            self._log_in(user)
            with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
                page = self.url_open(report).text
            self.assertNotIn(self.ticket.protocol, page)
            self.assertNotIn("Segue a via", page)
