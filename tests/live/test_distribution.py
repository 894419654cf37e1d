"""Many write while their agents come, pause and leave: who gets what, and when."""

import os
import sys
import threading
from collections import Counter
from contextlib import contextmanager

import journal
from staff import Customers, Staff
from waiting import wait_until

from common import Live

# A small day's work, for each run of the tests; PACT_ARRIVALS=2000 is a long one.
ARRIVALS = int(os.environ.get("PACT_ARRIVALS", "120"))
AGENTS = 50
SEED = 19
# So many write at once, then nobody for a while: what two busy cores can follow.
BURST, PAUSE = 4, 2.0
# Between two things that an agent does.
RHYTHM = (6, 16)
# In the end all come; each of them has something given before the next one does.
PACE = 0.4
LONGEST_DELAY = 2
PATIENCE = 120
STINTS = """
    SELECT stint.channel_id, stint.user_id, stint.reason, stint.date_from, stint.date_to
      FROM pact_assignment stint WHERE stint.team_id = %s ORDER BY stint.id
"""
# Stints that began outside of every stretch in which their agent was available.
OUTSIDE = """
    SELECT stint.id FROM pact_assignment stint
     WHERE stint.team_id = %s AND stint.reason = 'distributed' AND NOT EXISTS (
        SELECT 1 FROM pact_availability stretch
         WHERE stretch.user_id = stint.user_id AND stretch.state = 'available'
           AND stretch.date_from <= stint.date_from
           AND (stretch.date_to IS NULL OR stretch.date_to >= stint.date_from))
"""
WAITING = """
    SELECT id FROM discuss_channel WHERE pact_team_id = %s AND pact_state = 'waiting'
"""
ARRIVED = "SELECT id FROM discuss_channel WHERE pact_team_id = %s"


class TestDistribution(Live):
    def setUp(self):
        super().setUp()
        self.admin = self.user("admin")

    def test_fifty_agents_who_come_and_go(self):
        """H19, C5: no limit exceeded, nobody who is gone, nobody kept waiting.

        Told twice: by our own log, and by what the database saw.
        """
        limits = [1 + (number % 4 == 0) for number in range(AGENTS)]
        staff = self.staff("carga", limits)
        story = self.work(staff, ARRIVALS)
        sys.stderr.write(
            f"{ARRIVALS} arrivals, {AGENTS} agents, full {story.times_full} times:"
            f" at most {story.longest_delay:.2f} s, {self.late(story, 1)} over 1 s\n"
        )
        self.assert_log(staff, ARRIVALS)
        self.assertEqual(story.problems, [])
        self.assertEqual(len(story.delays), ARRIVALS)
        # Otherwise nobody has tried the limits.
        self.assertGreater(story.times_full, 0)
        self.assertLessEqual(story.longest_delay, LONGEST_DELAY)

    def test_a_server_killed_in_the_middle(self):
        """Whoever dies leaves nothing half done; the rest is given after it."""
        staff = self.staff("corte", [2] * 8)
        story = self.work(staff, 40, meanwhile=self.cut_power_twice)
        self.assert_log(staff, 40)
        self.assertEqual(story.problems, [])
        self.assertEqual(len(story.delays), 40)

    def test_in_turn_the_difference_is_one_at_most(self):
        """Round robin, where everybody is there and has room."""
        staff = self.staff("vez", [0] * 7)
        staff.come()
        customers = Customers(self.network, 45, 9, 0.5)
        with self.customers_of(staff):
            customers.begin()
            customers.end()
            self.await_given(staff, 45)
        got = Counter(stint[1] for stint in self.given(staff))
        self.assertEqual(len(got), 7)
        self.assertLessEqual(max(got.values()) - min(got.values()), 1)
        staff.leave()

    def cut_power_twice(self, staff, customers):
        for so_many in (10, 25):
            wait_until(lambda so_many=so_many: self.came(staff) >= so_many, PATIENCE)
            with customers.silent():
                self.product.kill_odoo()
                self.product.start_odoo()

    # Scenery

    def staff(self, name, limits):
        return Staff(self.product, self.admin, self.sql, name, limits)

    @contextmanager
    def customers_of(self, staff):
        """Let whoever writes wait for this team, for as long as the block lasts."""
        change = "UPDATE pact_inbox SET team_id = %s RETURNING id"
        query = "SELECT id, team_id FROM pact_inbox"
        before = self.sql(query)
        self.sql(change, staff.team)
        try:
            yield
        finally:
            for inbox, team in before:
                self.sql(
                    "UPDATE pact_inbox SET team_id = %s WHERE id = %s", team, inbox
                )

    def work(self, staff, arrivals, meanwhile=lambda _staff, _customers: None):
        """Let ``arrivals`` customers write while the staff works; return the story."""
        customers = Customers(self.network, arrivals, BURST, PAUSE)
        is_over = threading.Event()
        at_work = threading.Thread(
            target=staff.work,
            args=(self.sql,),
            kwargs={"seed": SEED, "rhythm": RHYTHM, "customers_are_done": is_over},
        )
        with self.customers_of(staff), journal.kept(self.sql):
            staff.come()
            at_work.start()
            try:
                customers.begin()
                meanwhile(staff, customers)
                customers.end()
                wait_until(lambda: self.came(staff) == arrivals, PATIENCE)
            finally:
                is_over.set()
                at_work.join()
            staff.come(PACE)
            while self.sql(WAITING, staff.team):
                staff.finish_all(self.sql)
            self.await_given(staff, arrivals)
            rows = self.sql(journal.READ)
        staff.leave()
        return journal.Story(rows, staff.limits)

    # What came of it

    def came(self, staff):
        return len(self.sql(ARRIVED, staff.team))

    def given(self, staff):
        return [
            each for each in self.sql(STINTS, staff.team) if each[2] == "distributed"
        ]

    def await_given(self, staff, count):
        wait_until(lambda: len(self.given(staff)) == count, PATIENCE)

    def late(self, story, seconds):
        return sum(delay > seconds for delay in story.delays)

    def assert_log(self, staff, arrivals):
        """H19, C5: as stints and availability tell it."""
        given = self.given(staff)
        self.assertEqual(len({channel for channel, *_rest in given}), arrivals)
        self.assertEqual(len(given), arrivals)
        self.assertEqual(self.sql(OUTSIDE, staff.team), [])
        for user, most in staff.limits.items():
            held = [(begin, end) for _c, u, _r, begin, end in given if u == user]
            self.assertLessEqual(most_at_once(held), most)


def most_at_once(spans):
    """Return how many of these (begin, end) ran at once; who ends makes room first."""
    changes = [(begin, 1) for begin, _end in spans]
    changes += [(end, -1) for _begin, end in spans if end]
    running, most = 0, 0
    for _at, change in sorted(changes):
        running += change
        most = max(most, running)
    return most
