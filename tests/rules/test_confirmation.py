from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import confirmation
from rules.confirmation import home_of, is_good, read_code, seconds_to_wait

SENT = datetime(2026, 3, 2, 9, 0)
ALMOST = timedelta(microseconds=1)


def after(**span):
    return SENT + timedelta(**span)


class TestIsGood(TestCase):
    def test_a_table_of_cases(self):
        """P18: ten minutes, five tries, once."""
        for state, attempts, now, expected in (
            ("live", 0, SENT, True),
            ("live", 0, after(minutes=9, seconds=59), True),
            ("live", 0, after(minutes=10) - ALMOST, True),
            ("live", 0, after(minutes=10), False),
            ("live", 0, after(days=400), False),
            ("live", 4, SENT, True),
            ("live", 5, SENT, False),
            ("live", 6, SENT, False),
            ("used", 0, SENT, False),
            ("void", 0, SENT, False),
        ):
            with self.subTest(state=state, attempts=attempts, now=now):
                self.assertEqual(is_good(state, SENT, attempts, now=now), expected)

    def test_it_ends_when_it_is_said_to(self):
        """P18: what is shown as the end is the end."""
        end = confirmation.expiry_date(SENT)
        self.assertTrue(is_good("live", SENT, 0, now=end - ALMOST))
        self.assertFalse(is_good("live", SENT, 0, now=end))


class TestSecondsToWait(TestCase):
    def test_a_table_of_cases(self):
        """P18, P19: sixty seconds, unless the first way turned out to lead nowhere."""
        for last, delivery, changes_channel, now, expected in (
            (None, "", False, SENT, 0),
            (SENT, "pending", False, SENT, 60),
            (SENT, "sent", False, after(seconds=59), 1),
            (SENT, "sent", False, after(seconds=60) - ALMOST, 1),
            (SENT, "sent", False, after(seconds=60), 0),
            (SENT, "sent", True, after(seconds=59), 1),
            (SENT, "pending", True, after(seconds=1), 59),
            (SENT, "no_whatsapp", True, after(seconds=1), 0),
            (SENT, "failed", True, SENT, 0),
            (SENT, "no_whatsapp", False, after(seconds=1), 59),
            (SENT, "failed", False, after(seconds=1), 59),
            (SENT, "sent", False, after(days=-3), 60),
        ):
            with self.subTest(delivery=delivery, changes=changes_channel, now=now):
                seconds = seconds_to_wait(
                    last, delivery=delivery, changes_channel=changes_channel, now=now
                )
                self.assertEqual(seconds, expected)


class TestLimits(TestCase):
    def test_the_limit_of_all_is_asked_last(self):
        """P18: one visitor cannot use up what belongs to all."""
        scopes = [limit.scope for limit in confirmation.SEND_LIMITS]
        self.assertEqual(scopes.index("all"), len(scopes) - 1)

    def test_nobody_can_try_every_code(self):
        """P18: a day of guesses at one phone finds one code in a thousand at most."""
        guesses = min(
            limit.count * (86_400 // limit.seconds)
            for limit in confirmation.CHECK_LIMITS
            if limit.scope == "phone"
        )
        self.assertLess(guesses, 10**confirmation.DIGITS / 1_000)


class TestReadCode(TestCase):
    def test_a_table_of_cases(self):
        """P18: a code is read however a person copies it."""
        for typed, code in (
            ("482915", "482915"),
            ("\u200948\u00a02 915\n", "482915"),
            ("482-915", "482915"),
            ("۴۸۲۹۱۵", "482915"),
            ("012345", "012345"),
            ("", None),
            ("48291", None),
            ("4829150", None),
            ("48291a", None),
            ("48291²", None),
            ("48291\x00", None),
            ("482915" + " " * 1_000_000, None),
            (482915, None),
            (None, None),
            (["482915"], None),
        ):
            with self.subTest(typed=str(typed)[:20]):
                self.assertEqual(read_code(typed), code)

    @always_the_same
    @given(st.text(st.characters(exclude_categories=()), max_size=50))
    def test_anything_else_is_none(self, typed):
        """P18: what comes out is six digits or nothing."""
        code = read_code(typed)
        self.assertTrue(code is None or (code.isascii() and code.isdecimal()))
        self.assertIn(len(code or "none"), (4, confirmation.DIGITS))


class TestHome(TestCase):
    def test_a_table_of_cases(self):
        """P18: a new address in the same house is not a new visitor."""
        for address, home in (
            ("203.0.113.9", "203.0.113.9/32"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("fe80::1%eth0", "fe80::/64"),
            ("::ffff:203.0.113.9", "203.0.113.9/32"),
            ("", "unknown"),
            ("203.0.113.9:80", "unknown"),
            (None, "unknown"),
        ):
            with self.subTest(address=address):
                self.assertEqual(home_of(address), home)
