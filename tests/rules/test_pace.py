from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import pace

NOW = datetime(2026, 3, 2, 12, 0)
MINUTE = timedelta(minutes=1)
DAY = timedelta(hours=24)


class TestBucket(TestCase):
    def test_a_table_of_cases(self):
        for now, room in ((0, 0), (0.1, 4), (1, 8), (3600, 8)):
            with self.subTest(now=now):
                bucket = pace.Bucket(per_second=80, at=0)
                self.assertEqual(bucket.room(now=now), room)

    def test_answers_may_take_more_than_there_is(self):
        bucket = pace.Bucket(per_second=80, at=0)
        bucket.take(48, now=0)
        self.assertEqual(bucket.room(now=0.5), 0)
        self.assertEqual(bucket.room(now=1.5), 8)

    @always_the_same
    @given(
        st.integers(1, 1000), st.lists(st.floats(0, 0.5, allow_nan=False), max_size=200)
    )
    def test_no_second_holds_more_than_the_network_takes(self, per_second, pauses):
        bucket, now, taken = pace.Bucket(per_second=per_second, at=0), 0.0, []
        for pause in pauses:
            now += pause
            count = bucket.room(now=now)
            bucket.take(count, now=now)
            taken.append((now, count))
        for begun, _count in taken:
            second = sum(count for at, count in taken if begun <= at < begun + 1)
            self.assertLessEqual(second, max(per_second, 2))


class TestTurns(TestCase):
    """The lane takes turns: it stops, goes on, or is killed and begins anew."""

    def test_a_table_of_cases(self):
        """What was owed is owed still; what was saved up is forgotten."""
        for owes_until, now, room in (
            (None, 10, 0),
            (None, 10.125, 6),
            (9, 10.125, 6),
            (11, 10.5, 0),
            (11, 11, 0),
            (11, 11.125, 6),
            (1000, 11, 0),
        ):
            with self.subTest(owes_until=owes_until, now=now):
                bucket = pace.Bucket.after(80, owes_until, now=10)
                self.assertEqual(bucket.room(now=now), room)

    def test_a_clock_that_was_wrong_holds_it_for_a_minute(self):
        bucket = pace.Bucket.after(80, 1_000_000, now=0)
        self.assertEqual(bucket.room(now=0), 0)
        self.assertEqual(bucket.room(now=pace.MOST_OWED + 1), 8)

    def test_what_is_worth_remembering(self):
        bucket = pace.Bucket(per_second=80, at=0)
        for count, is_much in ((8, False), (1, True)):
            bucket.take(count, now=0)
            self.assertEqual(bucket.owes_much(), is_much)
        self.assertEqual(bucket.owes_until, 9 / 48)

    @always_the_same
    @given(
        st.integers(2, 1000),
        st.lists(
            st.tuples(
                st.sampled_from(("feed", "answer", "turn", "kill")),
                st.floats(0, 0.7, allow_nan=False),
                st.integers(1, 90),
            ),
            max_size=200,
        ),
    )
    def test_no_second_of_any_turns_holds_more(self, per_second, steps):
        """P4: however turns follow each other, and however many answers leave."""
        bucket, now, sent = pace.Bucket(per_second, 0), 0.0, []
        was_killed = False
        for kind, pause, count in steps:
            now += pause
            if kind == "feed":
                room = bucket.room(now=now)
                bucket.take(room, now=now)
                sent.append((now, "feed", room))
            elif kind == "answer":
                bucket.take(count, now=now)
                sent.append((now, "answer", count))
            else:
                kept = bucket.owes_until if kind == "turn" else None
                was_killed |= kind == "kill"
                bucket = pace.Bucket.after(per_second, kept, now)
        self._assert_seconds_hold(sent, per_second, ("feed",))
        if not was_killed:
            self._assert_seconds_hold(sent, per_second, ("feed", "answer"))

    def _assert_seconds_hold(self, sent, per_second, kinds):
        """Up to the last one for many in it, no second holds more than is taken."""
        for at, (begun, _kind, _count) in enumerate(sent):
            total = 0
            for moment, kind, count in sent[at:]:
                if moment >= begun + 1:
                    break
                total += count if kind in kinds else 0
                if kind == "feed" and count:
                    self.assertLessEqual(total, per_second)

    @always_the_same
    @given(
        st.integers(1, 30),
        st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), max_size=60),
    )
    def test_no_day_of_any_turns_reaches_more_people(self, limit, turns):
        """P4: nobody beyond the limit within any 24 hours, whatever the turns."""
        now, reached = NOW, []
        for hours, wanted in turns:
            now += timedelta(hours=hours)
            lately = sum(date > now - pace.DAY for date in reached)
            room = pace.people_left(limit, lately)
            reached += [now] * min(room, wanted)
        for begun in reached:
            day = sum(begun <= date < begun + DAY for date in reached)
            self.assertLessEqual(day, limit)


class TestPeople(TestCase):
    def test_a_table_of_cases(self):
        for count, limit, reached, each in (
            (600, 250, 100, [150, 250, 200]),
            (600, 250, 250, [0, 250, 250, 100]),
            (600, 250, 300, [0, 250, 250, 100]),
            (100, 250, 100, [100]),
            (600, 0, 100, [600]),
        ):
            with self.subTest(count=count, limit=limit, reached=reached):
                self.assertEqual(pace.days(count, limit, reached), each)


class TestAgain(TestCase):
    def test_a_table_of_cases(self):
        for kinds, after, again in (
            (
                "throttled recipient_throttled busy rejected template spam",
                timedelta(),
                True,
            ),
            ("withheld", DAY - MINUTE, False),
            ("withheld", DAY, True),
            ("unreachable window opted_out uncertain", 365 * DAY, False),
        ):
            for kind in kinds.split():
                with self.subTest(kind=kind, after=after):
                    said = pace.may_try_again(kind, NOW - after, now=NOW)
                    self.assertEqual(said, again)


class TestReply(TestCase):
    def test_after_a_week_it_is_news(self):
        week = timedelta(days=7)
        self.assertTrue(pace.awaits_reply(NOW - week + MINUTE, now=NOW))
        self.assertFalse(pace.awaits_reply(NOW - week, now=NOW))
        self.assertFalse(pace.awaits_reply(None, now=NOW))
