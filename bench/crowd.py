"""A contact centre at its largest: what its people look at, with a million finished."""

import itertools

from odoo import SUPERUSER_ID, api
from odoo.fields import Command, Domain

from odoo.addons.mail.tools.discuss import Store

from . import browser, people
from .measure import Operation
from .past import Past

# Of so many finished ones, one is still open: a million makes twenty thousand.
FINISHED_FOR_ONE_OPEN = 50
QUEUE = 50
# As the list says: it counts so far and then shows a plus.
COUNTED = 1001
FIRST_PAGE = 30


class Crowd:
    """What is measured of lists, once there are many conversations in them."""

    def crowd(self, env, count):
        """Add finished conversations of everybody, and some that are open."""
        inbox = env["pact.inbox"].browse(self.inbox)
        agents = [self.ana, *self.others]
        past = Past(env, inbox, agents)
        past.write(count)
        self.waiting = count // FINISHED_FOR_ONE_OPEN
        past.write_open(self.waiting)
        self.write_past_of_dealers(env, inbox, count)
        self._work_everywhere(env)
        env.invalidate_all()

    def _work_everywhere(self, env):
        """Let the one who looks at the queue work in all ten teams."""
        working = env["pact.member"].search([("user_id", "=", self.others[0])])
        working.team_ids = self._ten_teams(env)

    @staticmethod
    def _ten_teams(env):
        return env["pact.team"].search([("method", "=", "by_hand")])

    def own_list(self):
        return self._read_list(self.ana, Domain("pact_agent_id", "=", self.ana))

    def all_lists(self):
        return self._read_list(self.boss, Domain.TRUE)

    def open_list(self):
        open_ones = Domain("pact_state", "in", ("waiting", "in_progress"))
        return self._read_list(self.boss, open_ones)

    def closing_list(self):
        """Return the supervisor's list of open ones, whose window closes first."""
        open_ones = Domain("pact_state", "in", ("waiting", "in_progress"))
        return self._read_list(self.boss, open_ones, order="pact_window_date, id")

    def queue(self):
        def look(env, _given):
            Channel = env["discuss.channel"]
            waiting = Channel._pact_waiting_for_me(limit=QUEUE + 1)
            Store().add(waiting, Channel._pact_queue_fields()).get_result()

        return Operation(self.registry, self.others[0], look)

    def search_by_number(self):
        """Return looking for conversations by a number as people type it."""

        def digits(env):
            finished = [("pact_state", "=", "finished")]
            last = env["discuss.channel"].search(finished, limit=1, order="id desc")
            return last.pact_identity_id.phone[-9:]

        def look(env, number):
            wanted = [*self._domain_of_list(env), ("pact_partner_id", "ilike", number)]
            Channel = env["discuss.channel"].with_context(pact_by_number=True)
            self._page(Channel, wanted)

        return Operation(self.registry, self.boss, look, digits)

    def history(self):
        """Return the finished conversations of one contact after the other."""
        taken = itertools.count()

        def contact(env):
            first = env["pact.identity"].search([], limit=1, order="id desc")
            return first.partner_id.id - next(taken)

        def look(env, partner):
            wanted = [
                *self._domain_of_list(env),
                ("pact_partner_id", "=", partner),
                ("pact_state", "=", "finished"),
            ]
            self._page(env["discuss.channel"], wanted)

        return Operation(self.registry, self.boss, look, contact)

    def opening_one(self):
        """Return the requests by which a supervisor opens a finished conversation."""
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT max(id) FROM discuss_channel WHERE pact_state = 'finished'"
            )
            channel = cr.fetchone()[0]
        return browser.opening_one(self.registry, "boss", channel, FIRST_PAGE)

    def next_one(self):
        """Return asking the dispenser, by somebody of ten teams with full queues."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            inbox, teams = env["pact.inbox"].browse(self.inbox), self._ten_teams(env)
            Past(env, inbox, [self.ana]).write_waiting(self.waiting, teams)
            asking = env["pact.member"].search([("user_id", "=", self.others[0])])
            option = env["pact.right"]._of(["may_dispense"])
            asking.option_ids = [Command.link(option.id)]

        def return_all(env):
            # What was given before would make the agent's work heavier each time.
            given = [("pact_stint_id.reason", "=", "dispensed")]
            env["discuss.channel"].sudo().search(given)._pact_release("returned")

        def ask(env, _given):
            env["discuss.channel"].action_pact_next()

        return Operation(self.registry, self.others[0], ask, return_all)

    def _read_list(self, user, further, order="last_interest_dt desc"):
        def look(env, domain):
            wanted = Domain(domain) & further
            self._page(env["discuss.channel"], wanted, order)

        return Operation(self.registry, user, look, self._domain_of_list)

    def _page(self, Channel, domain, order="last_interest_dt desc"):
        people.read_page(Channel, self.shown, domain, count_limit=COUNTED, order=order)
