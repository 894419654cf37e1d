"""What is measured: who can do it takes part, by a method of that name."""

from dataclasses import dataclass, field
from typing import NamedTuple

from odoo import SUPERUSER_ID, api

from setup import postgres, steps

from . import budgets, measure


@dataclass
class Contest:
    title: str
    method: str
    times: int
    budgets: tuple = ()
    figures: dict = field(default_factory=dict)

    def run(self, contestants, scale):
        operations = {
            contestant.name: getattr(contestant, self.method)()
            for contestant in contestants
            if hasattr(contestant, self.method)
        }
        self.figures[scale] = measure.medians(operations, self.times)


class Series(NamedTuple):
    """Contests that are run again as there is more of something."""

    what: str
    grow: str
    sizes: tuple
    contests: list

    def run(self, contestants, size):
        self._grow(contestants, size - max(self.contests[0].figures, default=0))
        steps.say(f"Measuring with {size} {self.what}")
        for contest in self.contests:
            contest.run(contestants, size)

    def _grow(self, contestants, count):
        if not count:
            return
        steps.say(f"Adding {count} {self.what}")
        for contestant in contestants:
            if hasattr(contestant, self.grow):
                with contestant.registry.cursor() as cr:
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    getattr(contestant, self.grow)(env, count)
                    cr.commit()
                _settle(contestant.registry.db_name)


def _settle(name):
    """Leave the database as years would: vacuumed, and everything on the disk."""
    for statement in ("vacuum (analyze)", "checkpoint"):
        postgres.query(statement, database=name)


def about_conversations(sizes):
    flat, over_core = budgets.flat(), budgets.sql_over_core_at_most(6)
    listed = (flat, budgets.faster_than(15))
    accepted = (budgets.sql_at_most(3), budgets.faster_than(10))
    contests = [
        Contest("Webhook accepted, the handler alone", "handler", 15, accepted),
        Contest("Webhook, the whole request", "webhook", 15),
        Contest("Webhook over HTTP", "webhook_over_http", 15),
        Contest("First message of a customer", "first_message", 9, (flat,)),
        Contest("Next message", "next_message", 15, (over_core, flat)),
        Contest("Agent's answer", "answer", 15, (over_core, flat)),
        Contest("Agent's answer, network 300 ms away", "answer_to_far", 5),
        Contest("Opening Discuss", "opening_discuss", 3, (flat,)),
        Contest("List of 80, an agent's", "list_of_agent", 15, listed),
        Contest("List of 80, a supervisor's", "list_of_supervisor", 15, listed),
    ]
    return Series("conversations", "fill", sizes, contests)


def about_members():
    """The fewest are a hundred: a company whose page of 80 is full."""
    flat, as_many = budgets.flat(), budgets.as_many_sql()
    invited = (budgets.sql_at_most(5), flat)
    listed = (budgets.sql_at_most(14), as_many, budgets.rows_as_core_at_most())
    opened = (budgets.sql_at_most(14)._replace(is_strict=False), as_many)
    logged_in = (budgets.sql_over_core_at_most(4), flat)
    contests = [
        Contest("Inviting 100 people, each", "invite", 1, invited),
        Contest("Inviting 100 people, each, with letters", "invite_by_letter", 1),
        Contest("List of members", "members_list", 15, listed),
        Contest("Members page, with its panel", "members_page", 15, opened),
        Contest("Log in by phone", "log_in_by_phone", 3, logged_in),
        Contest("Log in by e-mail", "log_in", 3, logged_in),
    ]
    return Series("members", "hire", (100, 5000), contests)


def about_requests(sizes):
    """What a helpdesk is compared by."""
    flat, listed = budgets.flat(), (budgets.flat(), budgets.faster_than(15))
    as_quick = budgets.as_quick_as("helpdesk_mgmt")
    listed = (*listed, as_quick, budgets.times_faster(5, "helpdesk_mgmt"))
    paged = (flat, as_quick, budgets.times_faster(5, "helpdesk_mgmt"))
    contests = [
        Contest(
            "Filing one", "file_one", 25, (budgets.sql_at_most(20), flat, as_quick)
        ),
        Contest(
            "Filing 100 at once, each",
            "file_many",
            3,
            (budgets.sql_at_most(2), flat, as_quick),
        ),
        Contest("Portal: the form", "portal_form", 17, (flat, as_quick)),
        # One customer files 51 times: beyond 60 in an hour they are asked to wait.
        Contest("Portal: filing one", "portal_file", 15, (flat, as_quick)),
        Contest("Portal: the list", "portal_list", 25, paged),
        Contest("Portal: the counter", "portal_counter", 41, (flat, as_quick)),
        Contest("List of 80, an agent's", "requests_of_agent", 25, listed),
        Contest("List of 80, a supervisor's", "requests_of_supervisor", 25, listed),
        Contest("Open ones, a list of 80", "open_requests", 25, listed),
        Contest("Kanban of open ones", "requests_kanban", 17, (as_quick,)),
        Contest("Open ones counted", "requests_counted", 41, (as_quick,)),
    ]
    return Series("requests", "fill_requests", sizes, contests)


def about_crowds(sizes):
    """What people look at in a contact centre with years behind it."""
    seen = (budgets.faster_than(100), budgets.as_many_sql(), budgets.flat())
    dispensed = (budgets.faster_than(20), budgets.as_many_sql(), budgets.flat())
    decided = (budgets.sql_at_most(15), budgets.faster_than(30), budgets.flat())
    contests = [
        Contest("Own list", "own_list", 9, seen),
        Contest("Everybody's list", "all_lists", 9, seen),
        Contest("Open conversations", "open_list", 9, seen),
        Contest("Open conversations, closing first", "closing_list", 9, seen),
        Contest("Queue", "queue", 9, seen),
        Contest("Search by number", "search_by_number", 9, seen),
        Contest("History of a contact", "history", 9, seen),
        Contest("Opening one", "opening_one", 9, seen),
        Contest("Deciding and assigning, among 500", "deciding", 15, decided),
        # The last, for it makes what waits more.
        Contest("Next of the queue", "next_one", 15, dispensed),
    ]
    return Series("finished conversations", "crowd", sizes, contests)
