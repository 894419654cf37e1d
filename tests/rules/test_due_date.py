from datetime import UTC, datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import clock, due_date
from rules.holiday import Holiday, is_off, without

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
MADRID = ZoneInfo("Europe/Madrid")
ZONES = ("America/Sao_Paulo", "Europe/Madrid", "America/Santiago", "Asia/Kathmandu")
MONDAY = datetime(2026, 3, 2)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1))
spans = st.timedeltas(timedelta(), timedelta(days=30))


@st.composite
def weeks(draw):
    """Stretches of work in order, some days of them without any."""
    begins, found = draw(moments), []
    for _number in range(draw(st.integers(0, 12))):
        begins += draw(st.timedeltas(timedelta(), timedelta(days=3)))
        ends = begins + draw(st.timedeltas(SECOND, timedelta(hours=10)))
        found.append((begins, ends))
        begins = ends
    return found


def at(text, zone=MADRID):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


class TestLegal(TestCase):
    def test_a_table_of_cases(self):
        """SN3: seven days later at the same hour, also when the clocks change."""
        for filed, days, expected in (
            ("2026-03-02 09:30:00", 7, "2026-03-09 08:30:00"),
            # A week with 167 hours, and one with 169.
            ("2026-03-25 09:30:00", 7, "2026-04-01 07:30:00"),
            ("2026-10-20 09:30:00", 7, "2026-10-27 08:30:00"),
            # An hour that there is not.
            ("2026-03-22 02:30:00", 7, "2026-03-29 01:30:00"),
            ("2028-02-22 23:59:59", 7, "2028-02-29 22:59:59"),
            ("2026-03-02 09:30:00", 0, "2026-03-02 08:30:00"),
        ):
            with self.subTest(filed=filed, days=days):
                due = due_date.legal(at(filed), days=days)
                self.assertEqual(due, datetime.fromisoformat(expected))

    @always_the_same
    @given(moments, st.integers(0, 60), st.sampled_from(ZONES), st.integers(0, 1))
    def test_never_before_it_was_filed(self, moment, days, zone, fold):
        """SN3: in no time zone, in no hour that comes twice."""
        filed = moment.replace(tzinfo=ZoneInfo(zone), fold=fold)
        start = filed.astimezone(UTC).replace(tzinfo=None)
        due = due_date.legal(filed, days=days)
        self.assertGreaterEqual(due, start)
        self.assertLessEqual(abs(due - start - days * DAY), 2 * HOUR)


class TestWorking(TestCase):
    MORNINGS = [
        (MONDAY + (24 * day + 8) * HOUR, MONDAY + (24 * day + 12) * HOUR)
        for day in range(5)
    ]

    def test_a_table_of_cases(self):
        """SN3: only what is worked counts, to the second."""
        for since, hours, expected in (
            (8, 4, 12),
            (8, 5, 24 + 9),
            (0, 1, 9),
            (11, 3, 24 + 10),
            (12, 1, 24 + 9),
            (13, 0, 24 + 8),
            (8, 20, 4 * 24 + 12),
            (8, 21, None),
        ):
            with self.subTest(since=since, hours=hours):
                due = due_date.working(
                    MONDAY + since * HOUR, hours * HOUR, self.MORNINGS
                )
                self.assertEqual(due, expected and MONDAY + expected * HOUR)

    def test_on_a_holiday_nothing_counts(self):
        """SN3: nobody works on that Tuesday; it is answered a day later."""
        monday, _holiday, *others = self.MORNINGS
        for since, hours, expected in (
            (8, 4, 12),
            (11, 3, 48 + 10),
            (24 + 9, 1, 48 + 9),
        ):
            with self.subTest(since=since):
                due = due_date.working(
                    MONDAY + since * HOUR, hours * HOUR, [monday, *others]
                )
                self.assertEqual(due, MONDAY + expected * HOUR)

    def test_on_a_holiday_of_ours(self):
        """SN3, HN8: of everybody or of its team; that of another team is a workday."""
        tuesday = (MONDAY + DAY).date()
        for teams, expected in (((), 48 + 10), ({1}, 48 + 10), ({2}, 24 + 10)):
            with self.subTest(teams=teams):
                ours = [Holiday(tuesday, teams=frozenset(teams))]
                worked = without(self.MORNINGS, 1, ours, UTC)
                due = due_date.working(MONDAY + 11 * HOUR, 3 * HOUR, worked)
                self.assertEqual(due, MONDAY + expected * HOUR)

    @always_the_same
    @given(weeks(), moments, spans, st.sets(st.integers(0, 40)), st.sampled_from(ZONES))
    def test_a_holiday_makes_nothing_earlier(self, stretches, since, length, off, name):
        """SN3, HN8: nor is anything due on one."""
        zone = ZoneInfo(name)
        first = stretches[0][0].date() if stretches else MONDAY.date()
        holidays = [Holiday(first + days * DAY) for days in off]
        usual = due_date.working(since, length, stretches)
        due = due_date.working(since, length, without(stretches, 1, holidays, zone))
        if due is not None:
            self.assertGreaterEqual(due, usual)
        if due is not None and length:
            # At midnight of what follows, the day is over that was worked.
            worked = clock.at(due - SECOND / 1000, zone).date()
            self.assertFalse(is_off(1, worked, holidays))

    @always_the_same
    @given(weeks(), moments, spans)
    def test_never_before_the_start_and_always_in_work(self, stretches, since, length):
        """SN3: at an hour in which somebody works, a holiday is none."""
        due = due_date.working(since, length, stretches)
        if due is not None:
            self.assertGreaterEqual(due, since)
            self.assertTrue(any(begins <= due <= ends for begins, ends in stretches))
            self.assertEqual(due_date.worked(since, due, stretches), length)

    @always_the_same
    @given(weeks(), moments, spans, spans)
    def test_longer_is_never_earlier(self, stretches, since, length, more):
        short = due_date.working(since, length, stretches)
        long = due_date.working(since, length + more, stretches)
        if long is not None:
            self.assertLessEqual(short, long)


class TestHeld(TestCase):
    def test_the_legal_clock_stands_still(self):
        """SN3: for as long as the customer is asked; what was late stays late."""
        due = MONDAY + 7 * DAY
        for held, now, expected in (
            (1, 1, 7),
            (1, 3, 9),
            (7, 9, 9),
            (8, 9, 7),
        ):
            with self.subTest(held=held, now=now):
                moved = due_date.moved(
                    due, held=MONDAY + held * DAY, now=MONDAY + now * DAY
                )
                self.assertEqual(moved, MONDAY + expected * DAY)

    @always_the_same
    @given(moments, st.timedeltas(-DAY, 30 * DAY), spans)
    def test_what_was_left_is_left_after(self, held, left, held_for):
        """SN3: never earlier than promised, nor before it went on; late stays late."""
        due, now = held + left, held + held_for
        moved = due_date.moved(due, held=held, now=now)
        self.assertGreaterEqual(moved, due)
        if left >= timedelta():
            self.assertEqual(moved - now, left)
        else:
            self.assertEqual(moved, due)

    @always_the_same
    @given(weeks(), moments, spans, spans, spans)
    def test_what_was_left_of_work_is_left_after(
        self, stretches, filed, length, until, more
    ):
        """SN3: exactly what was left when it was held, and never earlier."""
        due = due_date.working(filed, length, stretches)
        held = filed + until
        now = held + more
        if due is None or held > due:
            return
        left = due_date.worked(held, due, stretches)
        moved = due_date.moved_working(
            due, held=held, now=now, before=stretches, after=stretches
        )
        if moved is not None:
            self.assertGreaterEqual(moved, now)
            self.assertEqual(due_date.worked(now, moved, stretches), left)

    def test_late_before_it_was_held(self):
        moved = due_date.moved_working(
            MONDAY, held=MONDAY + SECOND, now=MONDAY + DAY, before=[], after=[]
        )
        self.assertEqual(moved, MONDAY)


class TestUrgency(TestCase):
    def test_a_table_of_cases(self):
        """SN3: warned before, late after, kept in the very second."""
        due, warning = MONDAY + 7 * DAY, DAY
        for now, finished, is_held, expected in (
            (6 * DAY - SECOND, None, False, "in_time"),
            (6 * DAY, None, False, "soon"),
            (7 * DAY, None, False, "soon"),
            (7 * DAY + SECOND, None, False, "late"),
            (7 * DAY + SECOND, None, True, "held"),
            (9 * DAY, 7 * DAY, False, "kept"),
            (9 * DAY, 7 * DAY + SECOND, False, "late"),
        ):
            with self.subTest(now=now, finished=finished, is_held=is_held):
                urgency = due_date.urgency(
                    due,
                    now=MONDAY + now,
                    finished=None if finished is None else MONDAY + finished,
                    is_held=is_held,
                    warning=warning,
                )
                self.assertEqual(urgency, expected)

    def test_without_a_due_date(self):
        self.assertIsNone(due_date.urgency(None, now=MONDAY))
