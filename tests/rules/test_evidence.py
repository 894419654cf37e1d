import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import evidence
from rules.nr17 import Shift, Taken

EIGHT = datetime(2026, 3, 2, 11)
SHIFT = Shift(EIGHT, EIGHT + timedelta(hours=6))
MINUTE = timedelta(minutes=1)
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
LATER = EIGHT + timedelta(days=1)


def rows(*taken, attended=SHIFT):
    work = (SHIFT, attended, list(taken))
    return evidence.rows("Ana", 7, SAO_PAULO, work, now=LATER)


class TestEvidence(TestCase):
    def test_a_day(self):
        """I4: what was taken, from when to when, and what is missing."""
        rest = Taken("rest", EIGHT + 60 * MINUTE, EIGHT + 70 * MINUTE, 10)
        found = rows(rest)
        self.assertEqual(
            [(row.line.kind, row.line.verdict, row.minutes) for row in found],
            [
                ("rest", "kept", 10),
                ("rest", "missing", None),
                ("meal", "missing", None),
            ],
        )
        self.assertEqual(found[0].local(rest.begins).hour, 9)

    def test_whoever_was_not_there(self):
        """I4: is owed nothing, and is not listed."""
        self.assertEqual(rows(attended=None), [])

    def test_a_short_shift_is_listed(self):
        """I4: a shift in which nothing is due is one that was worked."""
        [row] = rows(attended=Shift(EIGHT, EIGHT + timedelta(hours=2)))
        self.assertIsNone(row.line)
        self.assertIn('"none"', evidence.written(row))

    def test_the_checksum_is_that_of_the_lines(self):
        """I4: anybody can take it again, with any tool."""
        lines = [evidence.written(row) for row in rows()]
        told = "".join(f"{line}\n" for line in lines).encode()
        self.assertEqual(evidence.checksum(lines), hashlib.sha256(told).hexdigest())

    @always_the_same
    @given(
        st.text(max_size=evidence.LONGEST_NAME - 1),
        st.integers(0, 400),
        st.integers(1, 60),
    )
    def test_whatever_changes_is_seen(self, name, after, minutes):
        """I4: another name or minute is another checksum; a line is one line."""
        begins = EIGHT + after * MINUTE
        one = Taken("rest", begins, begins + minutes * MINUTE)
        other = Taken("rest", begins, begins + (minutes + 1) * MINUTE)
        work, changed = ((SHIFT, SHIFT, [each]) for each in (one, other))
        lines = [
            [
                evidence.written(row)
                for row in evidence.rows(who, 7, UTC, what, now=LATER)
            ]
            for who, what in ((name, work), (name, changed), (f"{name}x", work))
        ]
        self.assertEqual(len(set(map(evidence.checksum, lines))), 3)
        self.assertTrue(all("\n" not in line for each in lines for line in each))
        self.assertEqual(json.loads(lines[0][0])[1], name)

    @always_the_same
    @given(st.one_of(st.text(), st.none(), st.integers(), st.binary()))
    def test_whatever_is_typed(self, typed):
        """I4: is a day or none, and never an error."""
        found = evidence.day(typed)
        self.assertTrue(found is None or isinstance(found, date))
