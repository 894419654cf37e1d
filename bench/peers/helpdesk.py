"""OCA helpdesk_mgmt: tickets where we have conversations, and lists of them."""

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tools import SQL

from .. import fill, people
from ..measure import Operation

TEAMS = 10
GROUP = "helpdesk_mgmt.group_helpdesk_user"
SHOWN = ("number", "name", "team_id", "user_id", "stage_id", "priority", "create_date")


class Helpdesk:
    """Ten teams share the tickets; Ana sees those of one, the boss sees all."""

    name = "helpdesk_mgmt"
    addons = ("helpdesk_mgmt",)

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

    def fill(self, env, count):
        first = fill.next_id(env.cr, "helpdesk_ticket")
        fill.insert(
            env.cr,
            "helpdesk_ticket",
            count,
            number=SQL("'HT' || lpad((%s + n)::text, 7, '0')", first),
            name=SQL("'Request ' || n"),
            description="<p>Olá, tudo bem?</p>",
            team_id=fill.one_of(self.teams),
            stage_id=fill.one_of(env["helpdesk.ticket.stage"].search([]).ids),
            company_id=env.company.id,
            priority=SQL("(n %% 4)::text"),
            sequence=10,
            active=True,
            create_date=fill.PAST,
        )

    def list_of_agent(self):
        return Operation(self.registry, self.ana, self._list)

    def list_of_supervisor(self):
        return Operation(self.registry, self.boss, self._list)

    @staticmethod
    def _list(env, _given):
        people.read_list(env["helpdesk.ticket"], SHOWN)
