import hashlib
from datetime import date, timedelta
from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..report.rest_evidence import document
from .nr17_case import HOUR, MINUTE, Nr17Case

DAY = timedelta(days=1)
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


class EvidenceCase(Nr17Case):
    def _kept(self, day=timedelta(), user=None):
        """Let somebody work a day as it ought to be, and go when they had to."""
        pauses = (
            (self.rest, 70 * MINUTE, 10 * MINUTE),
            (self.body, 100 * MINUTE, 7 * MINUTE),
            (self.meal, 120 * MINUTE, 25 * MINUTE),
            (self.rest, 200 * MINUTE, 12 * MINUTE),
        )
        self._work(user, day, pauses)

    def _document(self, user=None, members=None, first=MONDAY, last=FRIDAY, team=None):
        user = user or self.ana
        asking = self.env["pact.member"].with_user(user).sudo(False)
        with self._at(30 * DAY):
            people = asking._proven(self.company.with_user(user), team, members)
            return document(people, first, last)

    def _told(self, made):
        return [
            (
                line.day.day,
                line.kind,
                line.begins,
                line.ends,
                line.minutes,
                line.verdict,
            )
            for person in made.people
            for line in person.lines
        ]


class TestEvidence(EvidenceCase):
    def test_a_day_as_it_was(self):
        """I4: each rest and meal, planned and real, and nothing of the body."""
        self._kept()
        made = self._document()
        self.assertEqual(
            self._told(made),
            [
                (2, "Rest", "09:10", "09:20", 10, "Kept"),
                (2, "Meal", "10:00", "10:25", 25, "Kept"),
                (2, "Rest", "11:20", "11:32", 12, "Kept"),
            ],
        )
        [person] = made.people
        self.assertEqual(person.lines[1].planned, 60)
        self.assertEqual(person.lines[0].shift, "08:00–14:00")
        self.assertIn("Rests kept: 2, missing: 0. Meals kept: 1", person.sums)
        self.assertNotIn("Particular", str(made))

    def test_what_is_missing(self):
        """I4: too short, at the wrong hour, and not at all; absent days are not."""
        self.company.pact_nr17 = False
        pauses = (
            (self.rest, 20 * MINUTE, 10 * MINUTE),
            (self.rest, 90 * MINUTE, 9 * MINUTE),
        )
        self._work(pauses=pauses)
        self.assertEqual(
            [
                (kind, verdict)
                for _d, kind, *_h, verdict in self._told(self._document())
            ],
            [
                ("Rest", "In the first or last hour"),
                ("Rest", "Too short"),
                ("Rest", "Missing"),
                ("Rest", "Missing"),
                ("Meal", "Missing"),
            ],
        )

    def test_without_hours(self):
        """I4: then the shift is six hours from when they came."""
        self._kept(2 * HOUR, self.bia)
        made = self._document(self.bia)
        self.assertEqual(made.people[0].lines[0].shift, "10:00–16:00")
        self.assertIn("Rests kept: 2, missing: 0", made.people[0].sums)

    def test_a_night_belongs_to_the_day_it_began(self):
        """I4: across midnight, in the time zone of the person."""
        night = self._make_calendar([(0, 4), (22, 24)], range(7))
        self.ana_member.calendar_id = night
        self._work(
            day=14 * HOUR,
            pauses=[(self.rest, HOUR, 10 * MINUTE), (self.rest, 3 * HOUR, 11 * MINUTE)],
        )
        made = self._document(last=MONDAY)
        told = self._told(made)
        self.assertEqual([one[0] for one in told], [2, 2, 2])
        self.assertEqual(told[1][2:4], ("01:00", "01:11"))
        self.assertEqual(made.people[0].lines[0].shift, "22:00–04:00")

    def test_the_checksum(self):
        """I4: the same data gives the same, whoever makes it; other data another."""
        self._kept()
        own = self._document()
        theirs = self._document(self.boss, self.ana_member)
        self.assertEqual(own.facts[-1], theirs.facts[-1])
        told = "".join(f"{line}\n" for line in own.data).encode()
        self.assertEqual(own.facts[-1][1], hashlib.sha256(told).hexdigest())
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE pact_availability SET date_to = date_to + interval '1 second'"
            " WHERE rest_kind = 'rest'"
        )
        self.assertNotEqual(self._document().facts[-1], own.facts[-1])

    def test_whose_it_may_be(self):
        """I4, C8: one's own by everybody, others' by who looks after people there."""
        other = self.env["res.company"].create({"name": "Outra"})
        elsewhere = self._make_team("O", other)
        people = {
            role: self._make_member(f"{role}_e_pact", role, self.team)
            for role in ("agent", "manager", "supervisor", "stakeholder", "payments")
        }
        people["stranger"] = self._make_member("o_e_pact", "administrator", elsewhere)
        people["boss"] = self.boss
        for role, user in people.items():
            with self.subTest(role):
                for asked in (
                    {"members": self.ana_member},
                    {"members": self.ana_member | self.bia_member},
                    {"team": self.team},
                ):
                    if role in ("manager", "boss"):
                        self.assertTrue(self._document(user, **asked))
                    else:
                        with self.assertRaises(AccessError):
                            self._document(user, **asked)
                if role != "stranger":
                    made = self._document(user)
                    self.assertEqual(len(made.people), 1)
        with self.assertRaises(AccessError):
            self._document(self._make_user("employee_pact"))

    def test_by_right(self):
        """I4: either right opens it, ticked for one person in one company."""
        for name in ("may_see_team_figures", "may_grant_pauses"):
            user = self._make_member(f"{name}_pact", "supervisor", self.team)
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    self._document(user, self.ana_member)
                option = self.env["pact.right"].search([("code", "=", name)])
                self._member_of(user).option_ids |= option
                self.assertTrue(self._document(user, self.ana_member))

    def test_who_left_is_proven_too(self):
        """I4: an inspector asks for whoever worked then."""
        self._kept()
        self.ana_member.action_remove()
        [person] = self._document(self.boss, self.ana_member).people
        self.assertIn("Rests kept: 2", person.sums)

    def test_periods_that_are_none(self):
        """I4: refused in a sentence."""
        for first, last in (
            (None, FRIDAY),
            (FRIDAY, MONDAY),
            (MONDAY, MONDAY + 366 * DAY),
        ):
            with self.subTest(first=first, last=last), self.assertRaises(UserError):
                self._document(first=first, last=last)

    def test_one_query_of_the_log(self):
        """I4: however many people and days."""
        self._kept()
        self._kept(user=self.bia)
        self.assertEqual(self._cost(self.ana_member | self.bia_member, FRIDAY), 1)

    def _cost(self, members, last):
        self.env.flush_all()
        self.env.invalidate_all()
        queries = []
        with _Listening(self.env.cr, queries):
            self._document(self.boss, members, last=last)
        return sum("FROM pact_availability" in query for query in queries)


class _Listening:
    """Notes what is asked of the database."""

    def __init__(self, cr, queries):
        self.cr, self.queries = cr, queries

    def __enter__(self):
        self.execute = self.cr.execute
        self.cr.execute = self._note

    def __exit__(self, *_error):
        self.cr.execute = self.execute

    def _note(self, query, *args, **kwargs):
        self.queries.append(str(getattr(query, "code", query)))
        return self.execute(query, *args, **kwargs)


class TestEvidenceWizard(EvidenceCase):
    def test_it_leads_to_the_file(self):
        """I4: of oneself without choosing anybody."""
        action = self._press(self.ana)
        self.assertEqual(action["target"], "download")
        self.assertIn("/pact/rests/pdf?company=", action["url"])

    def test_it_refuses_in_words(self):
        """I4: what the file would refuse is refused in the dialog."""
        with self.assertRaises(AccessError):
            self._press(self.ana, member_ids=[(6, 0, self.bia_member.ids)])
        with self.assertRaisesRegex(UserError, "too much"):
            self._press(self.ana, date_from="2020-01-01")
        with self.assertRaisesRegex(UserError, "from which day"):
            self._press(self.ana, date_from=False)
        with self.assertRaisesRegex(UserError, "from which day"):
            self._press(self.ana, date_from="1000-01-01", date_to="1000-01-02")

    def test_the_months(self):
        """I4: this month and the last one by a click, on the day of who asks."""
        for period, days in (
            ("this_month", "from=2026-03-01&until=2026-03-02"),
            ("last_month", "from=2026-02-01&until=2026-02-28"),
        ):
            with self.subTest(period), self._at(12 * HOUR):
                made = self._rpc(
                    self.ana,
                    "pact.rest.evidence",
                    "create",
                    [{"period": period}],
                    context={
                        "allowed_company_ids": self.company.ids,
                        "tz": "America/Sao_Paulo",
                    },
                )
                action = self._rpc(self.ana, "pact.rest.evidence", "action_pdf", made)
                self.assertIn(days, action["url"])

    def test_it_is_ones_own(self):
        """Nobody reads or presses what somebody else has filled in."""
        made = self._make(self.ana)
        for method, args in (("read", [["date_from"]]), ("action_pdf", [])):
            with self.subTest(method), self.assertRaises(AccessError):
                self._rpc(self.boss, "pact.rest.evidence", method, made, *args)

    def _make(self, user, **vals):
        context = {"allowed_company_ids": self.company.ids}
        return self._rpc(
            user,
            "pact.rest.evidence",
            "create",
            [
                {
                    "period": "chosen",
                    "date_from": "2026-03-02",
                    "date_to": "2026-03-06",
                    **vals,
                }
            ],
            context=context,
        )

    def _press(self, user, **vals):
        made = self._make(user, **vals)
        return self._rpc(user, "pact.rest.evidence", "action_pdf", made)


@tagged("post_install", "-at_install")
class TestEvidenceFile(EvidenceCase, HttpCase):
    def setUp(self):
        super().setUp()
        self._kept()

    def _get(self, form="pdf", user=None, **asked):
        user = user or self.ana
        self.authenticate(user.login, user.login)
        asked = {
            "company": self.company.id,
            "from": "2026-03-02",
            "until": "2026-03-06",
        } | asked
        with mute_logger("odoo.http"):
            return self.url_open(f"/pact/rests/{form}", params=asked)

    def test_as_pdf(self):
        """I4: text that can be selected, who made it, of whom, and the checksum."""
        answer = self._get()
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        text = self._text(answer)
        for told in ("Bela Vista", "ana_pact", "America/Sao_Paulo", "09:10", "Kept"):
            self.assertIn(told, text)
        self.assertRegex(text, r"\b[0-9a-f]{64}\b")
        self.assertNotIn("Particular", text)
        self.assertNotIn("…", text, "what stands in a column fits")

    def test_as_spreadsheet(self):
        """I4: the same to read and to reckon with, and the lines of the checksum."""
        book = load_workbook(BytesIO(self._get("xlsx").content))
        table, data = book.worksheets
        cells = [row for row in table.iter_rows(values_only=True) if any(row)]
        rest = next(row for row in cells if row[3] == "Rest")
        self.assertEqual(rest[1].date(), MONDAY)
        self.assertEqual(rest[4:9], (10, "09:10", "09:20", 10, "Kept"))
        told = "".join(f"{row[0]}\n" for row in data.iter_rows(values_only=True))
        checksum = hashlib.sha256(told.encode()).hexdigest()
        self.assertIn(checksum, [row[1] for row in cells])

    def test_in_the_language_of_who_asks(self):
        """I4: an inspector in Brazil reads Portuguese."""
        module = self.env["ir.module.module"].search([("name", "=", "pact_team")])
        for lang in ("pt_BR", "es_ES"):
            self.env["res.lang"]._activate_lang(lang)
            module._update_translations([lang])
            self.ana.lang = lang
            with self.subTest(lang):
                text = self._text(self._get())
                self.assertIn("02/03/2026", text)
                self.assertNotIn("…", text, "what stands in a column fits")

    def test_a_name_is_no_formula(self):
        """I4: nothing that a spreadsheet would reckon, whatever a name begins with."""
        for name in ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "=HYPERLINK(1)"):
            self.ana.name = name
            with self.subTest(name):
                book = load_workbook(BytesIO(self._get("xlsx").content))
                kinds = {
                    cell.data_type
                    for sheet in book
                    for row in sheet.iter_rows()
                    for cell in row
                }
                self.assertNotIn("f", kinds)
                values = [
                    row[0] for row in book.worksheets[0].iter_rows(values_only=True)
                ]
                self.assertIn(name, values)

    def test_names_of_any_script(self):
        """I4: whatever people are called, a file is made."""
        for name in (
            "Łukasz Żółć",
            "李小龍",
            "مريم",
            "👩‍💻",
            "<b>Ana</b> & Co",
            "a" * 300,
        ):
            self.ana.name = name
            for form in ("pdf", "xlsx"):
                with self.subTest(name=name, form=form):
                    self.assertEqual(self._get(form).status_code, 200)

    def test_whatever_is_asked_for(self):
        """I4: an odd address is answered in a sentence, and never with an error."""
        for odd in (
            {"from": ""},
            {"from": "2026-02-30"},
            {"from": "0001-01-01"},
            {"until": "9999-12-31"},
            {"from": "2026-03-02\x00"},
            {"from": "٢٠٢٦-٠٣-٠٢"},
            {"from": "2026-03-07"},
            {"until": "2027-12-31"},
            {"company": ""},
            {"company": "1,2"},
            {"company": "x"},
            {"company": "-1"},
            {"company": "9" * 30},
            {"company": "1\x00"},
            {"team": "²"},
            {"team": "1,2"},
            {"members": "1,a"},
            {"members": "0"},
            {"members": "1" * 30000},
            {"form": "html"},
            {"form": "pdf\x00"},
        ):
            form = odd.get("form", "pdf")
            rest = {name: value for name, value in odd.items() if name != "form"}
            with self.subTest(odd):
                answer = self._get(form, **rest)
                self.assertIn(answer.status_code, (400, 404))
                if answer.status_code == 400:
                    self.assertIn("text/plain", answer.headers["Content-Type"])
                    self.assertGreater(len(answer.text), 20)

    def test_whose_it_may_be(self):
        """I4: a colleague's, or another company's, is refused by the address too."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_f_pact", "administrator", self._make_team("O", other)
        )
        for user, asked, status in (
            (self.ana, {"members": self.bia_member.id}, 403),
            (self.ana, {"team": self.team.id}, 403),
            (self.ana, {"company": other.id}, 403),
            (stranger, {"members": self.ana_member.id}, 403),
            (stranger, {"company": 2**31 - 1}, 403),
            (self.boss, {"members": self.ana_member.id}, 200),
            (self.boss, {"team": self.team.id}, 200),
            (self.boss, {"members": 2**31 - 1}, 400),
        ):
            with self.subTest(user=user.login, asked=asked):
                self.assertEqual(self._get(user=user, **asked).status_code, status)

    def test_not_without_a_login(self):
        """I4: nobody who is not logged in gets anything."""
        self.authenticate(None, None)
        answer = self.url_open("/pact/rests/pdf", allow_redirects=False)
        self.assertIn(answer.status_code, (302, 303))

    def _text(self, answer):
        self.assertEqual(answer.status_code, 200, answer.text[:200])
        pages = PdfReader(BytesIO(answer.content)).pages
        return "\n".join(page.extract_text() for page in pages)
