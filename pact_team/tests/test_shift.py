from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .crowd_case import CrowdCase
from .test_inbox_hours import HoursCase

# Tuesday; São Paulo is three hours behind all year.
MORNING, SECOND = datetime(2026, 3, 3, 12, 0), timedelta(seconds=1)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestShift(CrowdCase, HoursCase):
    """CN8: working hours of each member, for as many as there are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = cls.env["pact.member"].search(
            [("company_id", "=", cls.company.id)]
        )
        cls.member = cls.members.filtered(lambda one: one.user_id == cls.ana)
        cls.member.calendar_id = cls.calendar

    def _is_on(self, now, member=None):
        member = member or self.member
        return member._on_shift(now) == member

    def _nights(self, tz):
        """Return hours from ten in the evening to six, every day."""
        spans = [
            Command.create(
                {
                    "name": f"{day} {start}",
                    "dayofweek": str(day),
                    "day_period": period,
                    "hour_from": start,
                    "hour_to": end,
                }
            )
            for day in range(7)
            for start, end, period in ((0, 6, "morning"), (22, 24, "afternoon"))
        ]
        return self.env["resource.calendar"].create(
            {
                "name": "Nights",
                "tz": tz,
                "company_id": self.company.id,
                "attendance_ids": [Command.clear(), *spans],
            }
        )

    def test_to_the_second(self):
        """CN8: from nine to six in São Paulo, Monday to Friday."""
        for now, expected in (
            (MORNING - SECOND, False),
            (MORNING, True),
            (datetime(2026, 3, 3, 20, 59, 59), True),
            (datetime(2026, 3, 3, 21, 0), False),
            (datetime(2026, 3, 7, 15, 0), False),
        ):
            with self.subTest(now=now):
                self.assertIs(self._is_on(now), expected)

    def test_who_has_no_hours_always_works(self):
        colleagues = self.members - self.member
        night = datetime(2026, 3, 7, 3, 0)
        self.assertEqual(self.members._on_shift(night), colleagues)

    def test_a_company_may_not_keep_to_them(self):
        """CN8: a setting; then hours are for knowing and not for giving."""
        self.company.pact_keeps_hours = False
        self.assertTrue(self._is_on(datetime(2026, 3, 7, 3, 0)))

    def test_over_midnight_and_over_the_change_of_clocks(self):
        """CN8: a night shift has no gap, on days of 23 and of 25 hours."""
        self.member.calendar_id = self._nights("Europe/Madrid")
        for day, hours in (
            # From 22:00 to 6:00, on a usual night, a short and a long one.
            (datetime(2026, 3, 2, 21), 8),
            (datetime(2026, 3, 28, 21), 7),
            (datetime(2026, 10, 24, 20), 9),
        ):
            end = day + timedelta(hours=hours)
            with self.subTest(day=day):
                self.assertFalse(self._is_on(day - SECOND))
                for minutes in range(0, hours * 60, 15):
                    self.assertTrue(self._is_on(day + timedelta(minutes=minutes)))
                self.assertTrue(self._is_on(end - SECOND))
                self.assertFalse(self._is_on(end))

    def test_flexible_hours_are_no_hours(self):
        self.calendar.schedule_type = "flexible"
        self.assertTrue(self._is_on(datetime(2026, 3, 7, 3, 0)))

    def test_a_zone_that_nobody_knows(self):
        """CN8: the next clock that is known is asked, and nothing fails."""
        self.company.resource_calendar_id.tz = "America/Sao_Paulo"
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE resource_calendar SET tz = 'Mars/Base' WHERE id = %s",
                self.calendar.id,
            )
        )
        self.env.invalidate_all()
        self.assertTrue(self._is_on(MORNING))
        self.assertFalse(self._is_on(MORNING - SECOND))

    def test_a_holiday_of_the_hours_is_free(self):
        """HN8: Odoo's own holidays count, those of another company do not."""
        other = self.env["res.company"].create({"name": "Outra"})
        for company, expected in ((other, True), (self.company, False)):
            day = self.env["resource.calendar.leaves"].with_company(company)
            day = day.create(
                {
                    "name": "Carnaval",
                    "date_from": "2026-03-03 03:00:00",
                    "date_to": "2026-03-04 02:59:59",
                }
            )
            # Its company is that of whoever first asks for it.
            self.assertEqual(day.company_id, company)
            self.assertIs(self._is_on(MORNING), expected)

    def test_as_many_members_as_there_are(self):
        """CN8: five hundred members with two kinds of hours cost what two do."""
        crowd = self._crowd(500)
        few = self._cost(crowd[:2])
        self.assertEqual(self._cost(crowd), few)
        # The members and their company, then attendances and holidays of each.
        self.assertLessEqual(few, 12)

    def _crowd(self, count):
        crowd = self._fill(count, calendar_id=SQL("%s", self.calendar.id))
        crowd[::2].calendar_id = self._nights("Europe/Madrid")
        return crowd

    def _cost(self, members):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        members._on_shift(MORNING)
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestTimeOff(HoursCase):
    """I19: who has time off is given nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = cls.env["pact.member"].search(
            [("company_id", "=", cls.company.id)]
        )
        cls.member = cls.members.filtered(lambda one: one.user_id == cls.ana)

    def _away(self, company, **vals):
        resource = self.env["resource.resource"].create(
            {
                "name": "Ana",
                "user_id": self.ana.id,
                "company_id": company.id,
                "calendar_id": self.calendar.id,
            }
        )
        away = self.env["resource.calendar.leaves"].create(
            {
                "name": "Férias",
                "resource_id": resource.id,
                "date_from": MORNING,
                "date_to": MORNING + timedelta(hours=9),
                **vals,
            }
        )
        # What is still to be computed would be written as whoever comes next.
        self.env.flush_all()
        return away

    def test_from_the_first_moment_to_the_last(self):
        """I19: neither a second before nor after."""
        self._away(self.company)
        for now, expected in (
            (MORNING - SECOND, self.members.browse()),
            (MORNING, self.member),
            (MORNING + timedelta(hours=9) - SECOND, self.member),
            (MORNING + timedelta(hours=9), self.members.browse()),
        ):
            with self.subTest(now=now):
                self.assertEqual(self.members._on_leave(now), expected)

    def test_a_training_is_no_time_off(self):
        self._away(self.company, time_type="other")
        self.assertFalse(self.members._on_leave(MORNING))

    def test_of_another_company_is_not_ours(self):
        """I19: who works in two companies has time off where they have it."""
        other = self.env["res.company"].create({"name": "Outra"})
        self._away(other)
        self.assertFalse(self.members._on_leave(MORNING))

    def test_of_no_company_is_everywhere(self):
        self._away(self.env["res.company"])
        self.assertEqual(self.members._on_leave(MORNING), self.member)

    def test_nobody_is_available_on_it(self):
        """I19: neither by choice nor by logging in, until it is over."""
        now = datetime.now()
        away = self._away(self.company, date_from=now - DAY, date_to=now + DAY)
        mine = self.env["pact.member"].with_user(self.ana)
        mine.choose_availability("unavailable")
        with self.assertRaisesRegex(UserError, "You have time off now"):
            mine.choose_availability("available")
        self.company.pact_is_chosen_at_login = False
        log = self.env["res.users.log"].with_user(self.ana).sudo().create({})
        self.env.cr.execute(
            "UPDATE res_users_log SET create_date = %s WHERE id = %s",
            (now + DAY, log.id),
        )
        self.env.invalidate_all()
        self.assertEqual(mine.arrive()["state"], "unavailable")
        away.date_to = now - SECOND
        self.env.flush_all()
        self.assertEqual(mine.arrive()["state"], "available")

    def test_who_was_away_stays_so(self):
        """I19: a screen that is touched on time off brings nobody back."""
        self.member._become("available")
        self.member._become("away", cause="idle")
        self._away(self.company)
        mine = self.env["pact.member"].with_user(self.ana)
        with freeze_time(MORNING):
            self.assertEqual(mine.arrive()["state"], "away")

    def test_unless_the_company_allows_it(self):
        """I19: they may take what waits; nothing is given to them by itself."""
        self._away(self.company)
        self.company.pact_works_on_time_off = True
        mine = self.env["pact.member"].with_user(self.ana)
        with freeze_time(MORNING):
            self.assertEqual(
                mine.choose_availability("available")["state"], "available"
            )
            self.assertEqual(self.members._on_leave(MORNING), self.member)
