"""Requests of Pact Team: the form of the mode Central, and one agent of ten."""

from odoo.tools import SQL

from . import fill
from .filing import (
    IS_NOBODYS,
    IS_OPEN,
    MESSAGE,
    OF_ANA,
    Filing,
    dealt_to_customers,
    found_customer,
)


class OurFiling(Filing):
    """Ana's are those of one team that nobody has, and her own, which are old."""

    requests = "pact.ticket"
    shown_requests = ("protocol", "contact_name", "commercial_partner_id", "team_id")
    shown_requests += ("user_id", "state", "due_date", "filed_date")
    column = "state"
    pages = {
        "list": "/my/requests",
        "form": "/my/requests/new",
        "post": "/my/requests/new",
        "counter": "pact_request_count",
    }
    has_requests = False

    def found_requests(self, env, teams):
        user = found_customer(env)
        user.partner_id.write({"pact_is_responsible": True, "phone": "+551133334444"})
        kind = env["pact.classification"].create(
            {"name": "Cards", "is_on_portal": True, "team_id": teams[0].id}
        )
        self.customer, self.kind = user.partner_id.commercial_partner_id.id, kind.id
        self.asker, self.dealt = user.partner_id.id, teams.ids

    def file(self, env, count):
        values = {"classification_id": self.kind, "partner_id": self.asker}
        env[self.requests].create([dict(values) for _ in range(count)])

    def typed(self):
        self.filed = getattr(self, "filed", 0) + 1
        return {
            "classification": str(self.kind),
            "name": "Maria",
            "phone": "+55 11 3333-4444",
            "email": "maria@example.com",
            "message": MESSAGE,
            "request_key": f"bench-{self.filed}",
        }

    @staticmethod
    def open_domain(_env):
        return [("state", "!=", "finished")]

    def fill_requests(self, env, count):
        whose = dealt_to_customers(env, self.customer)
        if not self.has_requests:
            self.has_requests = True
            self._insert(env, OF_ANA, [self.ana], whose)
            count -= OF_ANA
        self._insert(env, count, self.others, whose)

    def _insert(self, env, count, agents, whose):
        first = fill.next_id(env.cr, "pact_ticket")
        fill.insert(
            env.cr,
            "pact_ticket",
            count,
            protocol=SQL("lpad((%s + n)::text, 14, '0')", first),
            mode="central",
            source="portal",
            state=SQL(
                "CASE WHEN %s THEN (ARRAY['new', 'in_progress', 'waiting'])"
                "[1 + n / 10 %% 3] ELSE 'finished' END",
                IS_OPEN,
            ),
            company_id=env.company.id,
            classification_id=self.kind,
            team_id=fill.one_of(self.dealt),
            user_id=SQL(
                "CASE WHEN %s THEN NULL ELSE %s END", IS_NOBODYS, fill.one_of(agents)
            ),
            commercial_partner_id=whose,
            contact_name=SQL("'Contact ' || n"),
            filed_date=fill.PAST,
            due_date=fill.LATER,
            finished_date=SQL("CASE WHEN %s THEN NULL ELSE %s END", IS_OPEN, fill.PAST),
            create_uid=env.uid,
            create_date=fill.PAST,
        )
