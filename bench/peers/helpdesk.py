"""OCA helpdesk_mgmt: tickets where we have conversations, and lists of them."""

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tools import SQL

from .. import fill, people
from ..filing import (
    IS_NOBODYS,
    IS_OPEN,
    MESSAGE,
    OF_ANA,
    Filing,
    dealt_to_customers,
    found_customer,
)
from ..measure import Operation

TEAMS = 10
GROUP = "helpdesk_mgmt.group_helpdesk_user"
SHOWN = ("number", "name", "team_id", "user_id", "stage_id", "priority", "create_date")


class Helpdesk(Filing):
    """Ten teams share the tickets; Ana sees those of one, the boss sees all."""

    name = "helpdesk_mgmt"
    addons = ("helpdesk_mgmt",)
    requests = "helpdesk.ticket"
    shown_requests = ("number", "name", "partner_id", "team_id", "user_id", "stage_id")
    shown_requests += ("priority", "create_date")
    column = "stage_id"
    pages = {
        "list": "/my/tickets",
        "form": "/new/ticket",
        "post": "/submitted/ticket",
        "counter": "ticket_count",
    }
    has_requests = False

    def __init__(self, registry, _running):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            ana = people.hire(env, "ana", groups=(f"{GROUP}_team",))
            boss = people.hire(env, "boss", groups=(GROUP,))
            teams = env["helpdesk.ticket.team"].create(
                [{"name": f"Team {number}"} for number in range(TEAMS)]
            )
            teams[0].user_ids = [Command.set(ana.ids)]
            self.ana, self.boss, self.teams = ana.id, boss.id, teams.ids
            self._found_requests(env)

    def _found_requests(self, env):
        user = found_customer(env)
        self.customer = user.partner_id.commercial_partner_id.id
        self.asker = user.partner_id.id
        self.kind = env["helpdesk.ticket.category"].create({"name": "Cards"}).id

    def file(self, env, count):
        values = {
            "name": "Cards",
            "description": MESSAGE,
            "team_id": self.teams[0],
            "category_id": self.kind,
            "partner_id": self.asker,
        }
        env[self.requests].create([dict(values) for _ in range(count)])

    def typed(self):
        return {
            "category": str(self.kind),
            "subject": "Cards",
            "description": MESSAGE,
        }

    @staticmethod
    def open_domain(_env):
        return [("stage_id.closed", "=", False)]

    def fill_requests(self, env, count):
        """Add requests: the first are of Ana's team, then of the others."""
        whose = dealt_to_customers(env, self.customer)
        stages = env["helpdesk.ticket.stage"].search([])
        done = stages.filtered("closed")[:1]
        stage = SQL(
            "CASE WHEN %s THEN %s ELSE %s END",
            IS_OPEN,
            fill.one_of((stages - stages.filtered("closed")).ids),
            done.id,
        )
        columns = {"partner_id": whose, "stage_id": stage, "category_id": self.kind}
        if not self.has_requests:
            self.has_requests = True
            self._insert(env, OF_ANA, team_id=self.teams[0], **columns)
            count -= OF_ANA
        team = SQL(
            "CASE WHEN %s THEN %s ELSE %s END",
            IS_NOBODYS,
            self.teams[0],
            fill.one_of(self.teams[1:]),
        )
        self._insert(env, count, team_id=team, **columns)

    def fill(self, env, count):
        self._insert(
            env,
            count,
            team_id=fill.one_of(self.teams),
            stage_id=fill.one_of(env["helpdesk.ticket.stage"].search([]).ids),
        )

    def _insert(self, env, count, **columns):
        first = fill.next_id(env.cr, "helpdesk_ticket")
        fill.insert(
            env.cr,
            "helpdesk_ticket",
            count,
            number=SQL("'HT' || lpad((%s + n)::text, 7, '0')", first),
            name=SQL("'Request ' || n"),
            description="<p>Olá, tudo bem?</p>",
            company_id=env.company.id,
            priority=SQL("(n %% 4)::text"),
            sequence=10,
            active=True,
            create_date=fill.PAST,
            **columns,
        )

    def list_of_agent(self):
        return Operation(self.registry, self.ana, self._list)

    def list_of_supervisor(self):
        return Operation(self.registry, self.boss, self._list)

    @staticmethod
    def _list(env, _given):
        people.read_list(env["helpdesk.ticket"], SHOWN)
