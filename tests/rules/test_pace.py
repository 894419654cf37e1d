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
        bucket.take(48)
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
            bucket.take(count)
            taken.append((now, count))
        for begun, _count in taken:
            second = sum(count for at, count in taken if begun <= at < begun + 1)
            self.assertLessEqual(second, max(per_second, 2))


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
