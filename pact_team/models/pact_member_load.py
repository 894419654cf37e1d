from odoo import fields, models
from odoo.tools import SQL

from ..rules import capacity


class PactMember(models.Model):
    """How much somebody holds, in points, and how much they may."""

    _inherit = "pact.member"

    def _has_room(self, weight=1):
        """Return whether a conversation of ``weight`` points fits."""
        maximum = self._maximum(fields.Date.today())
        if not maximum:
            return True
        load = self._loads()[self.id]
        return capacity.has_room(load=load, weight=weight, maximum=maximum)

    def _rooms(self, weight):
        """Return ``{member id: what a screen says of their room for one more}``."""
        today, loads = fields.Date.today(), self._loads()
        rooms = {}
        for member in self:
            load, most = loads[member.id], member._maximum(today)
            has_room = capacity.has_room(load=load, weight=weight, maximum=most)
            rooms[member.id] = {
                "load": load,
                "max_open": most,
                "is_full": not has_room,
            }
        return rooms

    def _maximum(self, today):
        """Return how many points this member may hold on ``today``; 0 is no limit."""
        self.ensure_one()
        return capacity.ramped(
            self.max_open,
            weeks=self.company_id.pact_ramp_weeks,
            joined=self.create_date.date(),
            today=today,
        )

    def _loads(self):
        """Return ``{member id: points of what they hold}``, of every member asked."""
        loads = dict.fromkeys(self.ids, 0)
        of = {(one.user_id.id, one.company_id.id): one for one in self}
        for user, company, is_awaiting, weight in self._weights_held():
            if member := of.get((user, company)):
                loads[member.id] += capacity.points(
                    weight,
                    is_awaiting=is_awaiting,
                    awaited=member.company_id.pact_awaited,
                )
        return loads

    def _weights_held(self):
        """Return (user, company, whether it waits for the customer, points) rows."""
        self._flush_weights()
        query = SQL(
            """SELECT held.pact_agent_id, held.pact_company_id,
                      held.pact_unanswered_date IS NULL,
                      sum(COALESCE(NULLIF(about.load_points, 0), inbox.load_points, 1))
                 FROM discuss_channel held
                 LEFT JOIN pact_inbox inbox ON inbox.id = held.pact_inbox_id
                 LEFT JOIN pact_classification about
                        ON about.id = held.pact_classification_id
                WHERE held.pact_state = 'in_progress'
                  AND held.pact_agent_id = ANY(%s)
                  AND held.pact_company_id = ANY(%s)
                GROUP BY 1, 2, 3""",
            self.user_id.ids,
            self.company_id.ids,
        )
        return [(*row, float(points)) for *row, points in self.env.execute_query(query)]

    def _flush_weights(self):
        for model, names in (
            (
                "discuss.channel",
                (
                    "pact_agent_id",
                    "pact_company_id",
                    "pact_state",
                    "pact_unanswered_date",
                    "pact_inbox_id",
                    "pact_classification_id",
                ),
            ),
            ("pact.inbox", ("load_points",)),
            ("pact.classification", ("load_points",)),
        ):
            self.env[model].flush_model(names)
