"""What somebody may do to the pauses, hours and evidence of others: nothing."""

from datetime import date, datetime

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..report import rest_evidence, rest_evidence_pdf, rest_evidence_xlsx
from ..rules import evidence
from .distribution_case import DistributionCase
from .nr17_case import HOUR, MINUTE, Nr17Case

MONDAY = date(2026, 3, 2)


@tagged("post_install", "-at_install")
class TestHoursOfOthers(Nr17Case):
    """What another company calls a holiday is none here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls.env["res.company"].create({"name": "Outra"})
        cls.stranger = cls._make_user(
            "erp_pact", cls.elsewhere, "base.group_user,base.group_erp_manager"
        )

    def _sum(self):
        self.env.invalidate_all()
        document = rest_evidence.document(self.ana_member, MONDAY, MONDAY)
        return evidence.checksum(document.data)

    def _day_off(self, **vals):
        first, last = "2026-02-28 00:00:00", "2026-03-08 00:00:00"
        vals = {"name": "x", "date_from": first, "date_to": last, **vals}
        self._rpc(self.stranger, "resource.calendar.leaves", "create", [vals])

    def test_no_day_off_elsewhere_changes_what_is_proven(self):
        """I4, P7: neither of all hours, nor of hours that both work by."""
        self.env["resource.calendar.attendance"].search(
            [("calendar_id", "=", self.calendar.id)]
        ).hour_to = 16
        self._work()
        before = self._sum()
        # Working hours may be shared; what each company calls a holiday is not.
        self.calendar.company_id = False
        for vals in (
            {"company_id": self.elsewhere.id},
            {"company_id": False},
            {"calendar_id": self.calendar.id},
        ):
            with self.subTest(vals):
                self._day_off(**vals)
                self.assertEqual(self._sum(), before)
                with self._at(HOUR):
                    now = fields.Datetime.now()
                    self.assertEqual(self.ana_member._on_shift(now), self.ana_member)

    def test_a_zone_that_the_machine_lacks(self):
        """I4, C11: who works by it chooses, pauses and leaves all the same."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE resource_calendar SET tz = 'US/Pacific-New' WHERE id = %s",
                self.calendar.id,
            )
        )
        self.env.invalidate_all()
        with self._at(MINUTE):
            self.assertEqual(self._choose(self.ana)["state"], "available")
            self.assertEqual(self._begin(self.ana, self.body)["state"], "paused")
            self._end(self.ana)
            self.env["pact.member"]._see_missing(self.company)
        self.assertTrue(self._sum())
        self.ana_member.active = False
        self.assertEqual(self.ana_member.availability, "unavailable")


@tagged("post_install", "-at_install")
class TestNeedsOfTheBody(Nr17Case):
    """I4: seen by nobody else, in no picture, list, figure or message."""

    def setUp(self):
        super().setUp()
        self.company.pact_is_pause_shown = True
        self._work(pauses=[(self.body, 2 * HOUR, 5 * MINUTE)])

    def _rows(self, user, *domain):
        fields_ = ["pause_type_id", "real_minutes", "rest_kind"]
        domain = [("user_id", "=", self.ana.id), *domain]
        rows = self._rpc(user, "pact.availability", "search_read", domain, fields_)
        return [row for row in rows if row["pause_type_id"]]

    def test_in_no_list(self):
        """I4: not read, not searched, not counted, not exported; one's own is."""
        self.assertFalse(self._rows(self.boss))
        self.assertEqual(len(self._rows(self.ana)), 1)
        for domain in (
            [("rest_kind", "=", "body")],
            [("pause_type_id", "=", self.body.id)],
            [("pause_type_id.is_physiological", "=", True)],
        ):
            count = self._rpc(self.boss, "pact.availability", "search_count", domain)
            self.assertFalse(count, domain)
        groups = self._rpc(
            self.boss,
            "pact.availability",
            "formatted_read_group",
            [],
            ["rest_kind", "pause_type_id"],
            ["real_minutes:sum"],
        )
        self.assertNotIn("Particular", str(groups))
        taken = self._log(self.ana).filtered("pause_type_id")
        self.boss.group_ids += self.env.ref("base.group_allow_export")
        for method, names in ("read", ["rest_kind"]), ("export_data", ["state"]):
            with (
                self.subTest(method),
                mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
                self.assertRaises(AccessError),
            ):
                self._rpc(self.boss, "pact.availability", method, taken.ids, names)

    def test_nor_where_it_was_said_later(self):
        """I4: what is a need of the body by now is shown no more."""
        self._work(day=24 * HOUR, pauses=[(self.meeting, 2 * HOUR, 5 * MINUTE)])
        self.assertEqual(len(self._rows(self.boss)), 1)
        self.meeting.is_physiological = True
        self.assertFalse(self._rows(self.boss))
        context = {"allowed_company_ids": self.company.ids}
        picture = self._rpc(
            self.boss, "pact.availability", "day_of_team", "2026-03-03", context=context
        )
        self.assertNotIn("Reunião", str(picture))

    def test_not_to_colleagues(self):
        """I4, C6: a pause, and no name of it, where the company shows the others."""
        with self._at(24 * HOUR):
            self._choose(self.ana)
            self._choose(self.bia)
            self._begin(self.ana, self.meeting)
            self._end(self.ana)
            self._begin(self.ana, self.body)
            self.assertEqual(
                self.ana_member._shown_availability(),
                {"availability": "paused", "pause": False},
            )
            heard = self._heard_by(self.bia).replace(" ", "")
            self.assertIn('"pause":"Reuni', heard)
            self.assertNotIn('"pause":"Particular', heard)

    def test_not_to_customers(self):
        """HN4, I4: it has no words for them."""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.body.message = "Foi ao banheiro."
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestTimeOffByOneself(DistributionCase):
    """I19: time off is what somebody else has said yes to."""

    def setUp(self):
        super().setUp()
        self.resource = self.env["resource.resource"].create(
            {
                "name": "Ana",
                "user_id": self.ana.id,
                "company_id": self.company.id,
                "resource_type": "user",
            }
        )

    def _vals(self, **vals):
        return {
            "resource_id": self.resource.id,
            "date_from": "2020-01-01 00:00:00",
            "date_to": "2040-01-01 00:00:00",
            "time_type": "leave",
            **vals,
        }

    def _is_off(self):
        self.env.flush_all()
        return bool(self.by_ana._on_leave(fields.Datetime.now()))

    def test_nobody_gives_it_to_themself(self):
        """I19, C5: who stays available is given what comes."""
        leaves = "resource.calendar.leaves"
        self._rpc(self.ana, leaves, "create", [self._vals()])
        self.assertFalse(self._is_off())
        self.by_bia._become("unavailable")
        self.assertEqual(self._given(1).pact_agent_id, self.ana)

    def test_nobody_stretches_what_was_given(self):
        """I19: nor moves it to another day."""
        leaves = self.env["resource.calendar.leaves"].with_company(self.company)
        given = leaves.create(self._vals(date_to="2020-01-02 00:00:00"))
        self.assertFalse(self._is_off())
        values = {"date_to": "2040-01-01 00:00:00"}
        self._rpc(self.ana, "resource.calendar.leaves", "write", given.ids, values)
        self.assertFalse(self._is_off())

    def test_nobody_gives_it_from_elsewhere(self):
        """I19, P7: not by a resource of no company, nor by a leave of another one."""
        elsewhere = self.env["res.company"].create({"name": "Outra"})
        leaves = self.env["resource.calendar.leaves"]
        theirs = elsewhere.resource_calendar_id
        leaves.create(self._vals(calendar_id=theirs.id))
        self.assertFalse(self._is_off())
        anywhere = self.resource.copy({"company_id": False, "user_id": self.ana.id})
        leaves.create(self._vals(resource_id=anywhere.id, calendar_id=theirs.id))
        self.assertFalse(self._is_off())
        leaves.with_company(self.company).create(self._vals())
        self.assertTrue(self._is_off())


@tagged("post_install", "-at_install")
class TestNobodysName(Nr17Case):
    """Contacts of other types than a person may lack a name; people stay people."""

    def setUp(self):
        super().setUp()
        with self._at(MINUTE):
            for user in self.ana + self.bia:
                self._choose(user)
        for user in self.ana + self.bia:
            user.partner_id.write({"type": "other", "name": False})
        self.env.flush_all()
        self.env.invalidate_all()

    def test_leaving_and_handing_over(self):
        """I3, U14: colleagues without a name are offered, and break nothing."""
        self._choose(self.boss)
        held = self._write()
        self._take(held, self.boss)
        told = self._members(self.boss, "leave")
        people = told["offers"][0]["people"]
        self.assertTrue(all(one["name"] for one in people))
        self.assertTrue(
            self._rpc(self.boss, "discuss.channel", "pact_destinations", held.ids)
        )

    def test_evidence_and_pictures(self):
        """I4: both forms, the picture of the day, and why."""
        self._work(day=24 * HOUR)
        members = self.ana_member + self.bia_member
        document = rest_evidence.document(members, MONDAY, date(2026, 3, 3))
        self.assertTrue(rest_evidence_pdf.render(document))
        self.assertTrue(rest_evidence_xlsx.render(document))
        context = {"allowed_company_ids": self.company.ids}
        day = ("pact.availability", "day_of_team", "2026-03-03")
        self.assertTrue(self._rpc(self.boss, *day, context=context)["people"])
        channel = self._write()
        with self._at(datetime(2026, 3, 3, 12) - datetime(2026, 3, 2, 11)):
            self.assertTrue(
                self._rpc(self.boss, "discuss.channel", "pact_why", channel.ids)
            )
