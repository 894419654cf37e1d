from datetime import datetime, timedelta
from itertools import product
from unittest import TestCase

from rules import invitation
from rules.invitation import (
    EVENTS,
    LIVE,
    STATES,
    advance,
    due_reminder,
    expiry_date,
    is_expired,
    may_accept,
    may_ask_again,
    may_renew,
)

SENT = datetime(2026, 3, 2, 9, 0)
WEEK = expiry_date(SENT, 7)
SECOND = timedelta(seconds=1)
# A row for each state; a column for each event, in the order of EVENTS.
LIFE = """
    state      queued    sent      refused   bounced   opened    accepted  expired   cancelled resent
    draft      draft     sent      bounced   bounced   opened    accepted  expired   cancelled draft
    sent       sent      sent      bounced   bounced   opened    accepted  expired   cancelled draft
    bounced    bounced   bounced   bounced   bounced   opened    accepted  expired   cancelled draft
    opened     opened    opened    opened    bounced   opened    accepted  expired   cancelled draft
    accepted   accepted  accepted  accepted  accepted  accepted  accepted  accepted  accepted  accepted
    expired    expired   expired   expired   expired   expired   expired   expired   cancelled draft
    cancelled  cancelled cancelled cancelled cancelled cancelled cancelled cancelled cancelled draft
"""  # noqa: E501 - a table


def after(**span):
    return SENT + timedelta(**span)


class TestAdvance(TestCase):
    def test_the_whole_table(self):
        """P8, P10, P11, P15: what may follow what."""
        (_, *events), *rows = map(str.split, LIFE.strip().splitlines())
        self.assertEqual((tuple(events), len(rows)), (EVENTS, len(STATES)))
        for state, *following in rows:
            for event, expected in zip(events, following, strict=True):
                with self.subTest(state=state, event=event):
                    self.assertEqual(advance(state, event), expected)

    def test_what_is_accepted_stays_accepted(self):
        """P11: nothing that comes later takes a person's entry back."""
        for event in EVENTS:
            self.assertEqual(advance("accepted", event), "accepted")

    def test_two_late_letters_change_no_person(self):
        """P20: once opened, no news about sending makes it less, in any order."""
        for first, second in product(("queued", "sent", "refused"), repeat=2):
            state = advance(advance("opened", first), second)
            self.assertEqual(state, "opened")

    def test_the_unknown_is_refused(self):
        """P8: a word nobody knows is an error, not a state."""
        for state, event in (("lost", "sent"), ("sent", "lost")):
            with self.subTest(state=state, event=event), self.assertRaises(KeyError):
                advance(state, event)

    def test_every_state_is_explained(self):
        """P8: the list of states says what each one means."""
        for state in STATES:
            self.assertIn(f"- ``{state}``: ", invitation.__doc__)


class TestIsDeletable(TestCase):
    def test_all_but_the_accepted(self):
        """P10, P11."""
        kept = [state for state in STATES if not invitation.is_deletable(state)]
        self.assertEqual(kept, ["accepted"])


class TestExpiry(TestCase):
    def test_a_table_of_cases(self):
        """X6: seven days are seven days, to the second."""
        for days, now, expected in (
            (7, SENT, False),
            (7, after(days=6, hours=23, minutes=59, seconds=59), False),
            (7, after(days=7), True),
            (7, after(days=7, seconds=1), True),
            (1, after(days=1) - SECOND, False),
            (1, after(days=1), True),
        ):
            with self.subTest(days=days, now=now):
                expiry = expiry_date(SENT, days)
                self.assertEqual(is_expired(expiry, now=now), expected)


class TestLink(TestCase):
    def test_opens_while_it_lives(self):
        """P10, P16: by its state and by the clock, whichever ends first."""
        for state in STATES:
            with self.subTest(state=state):
                in_time = may_accept(state, WEEK, now=WEEK - SECOND)
                self.assertEqual(in_time, state in LIVE)
                self.assertFalse(may_accept(state, WEEK, now=WEEK))

    def test_a_new_one_is_had_only_for_one_that_ran_out(self):
        """P15: neither before, nor once cancelled or accepted."""
        for state in STATES:
            with self.subTest(state=state):
                early = may_ask_again(state, WEEK, now=WEEK - SECOND)
                self.assertEqual(early, state == "expired")
                late = may_ask_again(state, WEEK, now=WEEK)
                self.assertEqual(late, state not in ("accepted", "cancelled"))

    def test_it_never_does_both(self):
        """P15: a link that works needs no successor."""
        for state, now in product(STATES, (SENT, WEEK - SECOND, WEEK)):
            answers = [ask(state, WEEK, now=now) for ask in (may_accept, may_ask_again)]
            self.assertLess(sum(answers), 2)


class TestDueReminder(TestCase):
    def test_a_table_of_cases(self):
        """P15: on day 3 and 6, never two at once, never after the end."""
        for days, sent, now, expected in (
            (7, 0, SENT, 0),
            (7, 0, after(days=3) - SECOND, 0),
            (7, 0, after(days=3), 1),
            (7, 1, after(days=3), 0),
            (7, 1, after(days=6) - SECOND, 0),
            (7, 1, after(days=6), 2),
            (7, 0, after(days=6), 2),
            (7, 2, after(days=6), 0),
            (7, 1, after(days=7) - SECOND, 2),
            (7, 1, after(days=7), 0),
            (30, 2, after(days=29), 0),
            (30, 0, after(days=29), 2),
            (3, 0, after(days=3), 0),
            (6, 1, after(days=6), 0),
            (1, 0, after(days=3), 0),
        ):
            with self.subTest(days=days, sent=sent, now=now):
                due = due_reminder(SENT, sent, expiry_date(SENT, days), now=now)
                self.assertEqual(due, expected)

    def test_an_outage_of_any_length_costs_no_flood(self):
        """P15: however rarely somebody looks, each look sends one letter at most."""
        for step in range(1, 8 * 24):
            sent, letters, now = 0, 0, SENT
            while now < WEEK:
                if due := due_reminder(SENT, sent, WEEK, now=now):
                    sent, letters = due, letters + 1
                now += timedelta(hours=step)
            with self.subTest(step=step):
                self.assertLessEqual(letters, len(invitation.REMINDERS))


class TestMayRenew(TestCase):
    def test_a_table_of_cases(self):
        """U7: three times in all, and an hour apart."""
        hour = timedelta(hours=1)
        for renewals, last, expected in (
            (0, None, True),
            (0, SENT, True),
            (2, WEEK - hour + SECOND, False),
            (2, WEEK - hour, True),
            (3, None, False),
            (3, SENT, False),
        ):
            with self.subTest(renewals=renewals, last=last):
                self.assertEqual(may_renew(renewals, last, now=WEEK), expected)
