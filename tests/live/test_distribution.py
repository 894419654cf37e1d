"""Many write while their agents come, pause and leave: who gets what, and when."""

import os
import statistics
import sys
import threading
from collections import Counter
from contextlib import contextmanager

import journal
from staff import Customers, Staff
from waiting import wait_until

from common import Live

# A small day's work, for each run of the tests; PACT_ARRIVALS=2000 is a long one, in
# which the server is killed, too.
USUAL = 120
ARRIVALS = int(os.environ.get("PACT_ARRIVALS", USUAL))
AGENTS = 50
SEED = 19
# So many write at once, then nobody for a while: what two busy cores can follow.
BURST, PAUSE = 4, 2.0
# Between two things that an agent does.
RHYTHM = (6, 16)
# In the end all come; each of them has something given before the next one does.
PACE = 0.4
LONGEST_DELAY = 2
PATIENCE, LONG = 120, 3600
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
# Stints of one conversation that somebody had before the one before was over.
TWICE = """
    SELECT one.id, other.id FROM pact_assignment one
      JOIN pact_assignment other
        ON other.channel_id = one.channel_id AND other.id > one.id
     WHERE one.team_id = %s AND (one.date_to IS NULL OR one.date_to > other.date_from)
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
        """H19, H20, C5: no limit exceeded, nobody who is gone, nobody kept waiting.

        They take, ask for the next, give back and hand over meanwhile, too.
        """
        limits = [1 + (number % 4 == 0) for number in range(AGENTS)]
        staff = self.staff("carga", limits)
        cuts = [ARRIVALS // 4, ARRIVALS // 2] if ARRIVALS > USUAL else []
        story = self.work(staff, ARRIVALS, cuts=cuts)
        self.assert_guarantees(staff, story, ARRIVALS)
        # Otherwise nobody has tried the limits.
        self.assertGreater(story.times_full, 0)

    def test_a_server_killed_in_the_middle(self):
        """H19, H20, C5: whoever dies leaves nothing half done, and the same holds."""
        staff = self.staff("corte", [2] * 8)
        story = self.work(staff, 40, cuts=(10, 25))
        self.assert_guarantees(staff, story, 40)

    def test_in_turn_the_difference_is_one_at_most(self):
        """Round robin, where everybody is there and has room; the server dies once."""
        staff = self.staff("vez", [0] * 7)
        customers = Customers(self.network, 45, 9, 0.5, lambda: self.came(staff))
        with self.customers_of(staff), journal.kept(self.sql, self.product.database):
            staff.come()
            customers.begin()
            self.cut_power(staff, customers, (20,))
            customers.end()
            self.await_given(staff, 45)
            story = journal.Story(self.sql, staff.limits)
        got = Counter(stint[1] for stint in self.given(staff))
        self.assertEqual(len(got), 7)
        self.assertLessEqual(max(got.values()) - min(got.values()), 1)
        self.assert_guarantees(staff, story, 45)
        staff.leave()

    def cut_power(self, staff, customers, cuts):
        for so_many in cuts:
            wait_until(lambda so_many=so_many: self.came(staff) >= so_many, LONG)
            with customers.silent(), journal.nobody_serves(self.sql):
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

    def work(self, staff, arrivals, *, cuts):
        """Let ``arrivals`` customers write while the staff works; return the story.

        :param cuts: after how many of them the server is killed
        """
        came = lambda: self.came(staff)  # noqa: E731
        customers = Customers(self.network, arrivals, BURST, PAUSE, came)
        is_over = threading.Event()
        at_work = threading.Thread(
            target=staff.work,
            args=(self.sql,),
            kwargs={"seed": SEED, "rhythm": RHYTHM, "customers_are_done": is_over},
        )
        with self.customers_of(staff), journal.kept(self.sql, self.product.database):
            staff.come()
            at_work.start()
            try:
                customers.begin()
                self.cut_power(staff, customers, cuts)
                customers.end()
                wait_until(lambda: came() == arrivals, PATIENCE)
            finally:
                is_over.set()
                at_work.join()
            staff.come(PACE)
            while self.sql(WAITING, staff.team):
                staff.finish_all(self.sql)
            story = journal.Story(self.sql, staff.limits)
        staff.leave()
        return story

    # What came of it

    def came(self, staff):
        return len(self.sql(ARRIVED, staff.team))

    def given(self, staff):
        return [
            each for each in self.sql(STINTS, staff.team) if each[2] == "distributed"
        ]

    def await_given(self, staff, count):
        wait_until(lambda: len(self.given(staff)) == count, PATIENCE)

    def assert_guarantees(self, staff, story, arrivals):
        """Told twice: by our own log, and by what the database saw."""
        sys.stderr.write(f"{arrivals} arrivals, {told(story)}\n")
        self.assert_log(staff, arrivals)
        self.assertEqual(story.problems, [])
        self.assertEqual(len(story.given), arrivals)
        self.assertLessEqual(story.longest_delay, LONGEST_DELAY)

    def assert_log(self, staff, arrivals):
        """H19, C5: as stints and availability tell it."""
        held = [stint for stint in self.sql(STINTS, staff.team) if stint[1]]
        self.assertEqual(len({channel for channel, *_rest in held}), arrivals)
        self.assertEqual(self.sql(OUTSIDE, staff.team), [])
        self.assertEqual(self.sql(TWICE, staff.team), [])
        for user, most in staff.limits.items():
            spans = [(begin, end) for _c, u, _r, begin, end in held if u == user]
            self.assertLessEqual(most_at_once(spans), most or len(spans))


def told(story):
    over = {limit: sum(delay > limit for delay in story.delays) for limit in (0.5, 1)}
    median = statistics.median(story.delays)
    return (
        f"full {story.times_full} times; somebody free: at most"
        f" {story.longest_delay:.2f} s, median {median:.2f} s, over 0.5 s"
        f" {over[0.5]}, over 1 s {over[1]} of {len(story.delays)}; the machine stood"
        f" still for {story.stood_still:.1f} s; {dict(story.reasons)}"
    )


def most_at_once(spans):
    """Return how many of these (begin, end) ran at once; who ends makes room first."""
    changes = [(begin, 1) for begin, _end in spans]
    changes += [(end, -1) for _begin, end in spans if end]
    running, most = 0, 0
    for _at, change in sorted(changes):
        running += change
        most = max(most, running)
    return most
