from odoo import fields, models
from odoo.tools import SQL

from ..rules import capacity

# What the points of a conversation follow from.
FLUSHED = {
    "discuss.channel": (
        "pact_agent_id",
        "pact_company_id",
        "pact_state",
        "pact_unanswered_date",
        "pact_inbox_id",
        "pact_classification_id",
    ),
    "pact.inbox": ("load_points",),
    "pact.classification": ("load_points",),
    "res.company": ("pact_awaited", "pact_keeps_hours", "pact_ramp_weeks"),
}


class PactMember(models.Model):
    """How much somebody holds, in points, and how much they may."""

    _inherit = "pact.member"

    def _has_room(self, weight=1):
        """Return whether a conversation of ``weight`` points fits."""
        return not (self.max_open and self._rooms(weight)[self.id]["is_full"])

    def _rooms(self, weight):
        """Return ``{member id: what a screen says of their room for one more}``."""
        now, rooms = fields.Datetime.now(), {}
        for row in self._candidate_rows(SQL("member.id = ANY(%s)", self.ids), now):
            most = row.maximum(now.date())
            has_room = capacity.has_room(load=row.load, weight=weight, maximum=most)
            rooms[row.id] = {
                "load": row.load,
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
        self._flush_load()
        query = SQL(
            "SELECT member.id, %s FROM pact_member member WHERE member.id = ANY(%s)",
            self._load_sql(),
            self.ids,
        )
        return dict(self.env.execute_query(query))

    def _load_sql(self):
        """Return the points of what ``member`` holds: see ``rules.capacity.points``."""
        return SQL(
            """(SELECT COALESCE(sum(
                           COALESCE(NULLIF(about.load_points, 0), inbox.load_points, 1)
                           * CASE WHEN held.pact_unanswered_date IS NULL
                                  THEN %s ELSE 1 END), 0)::float
                  FROM discuss_channel held
                  JOIN res_company company ON company.id = held.pact_company_id
                  LEFT JOIN pact_inbox inbox ON inbox.id = held.pact_inbox_id
                  LEFT JOIN pact_classification about
                         ON about.id = held.pact_classification_id
                 WHERE held.pact_agent_id = member.user_id
                   AND held.pact_company_id = member.company_id
                   AND held.pact_state = 'in_progress')""",
            self._awaited_sql(),
        )

    def _awaited_sql(self):
        """Return what a point is worth where the customer's answer is awaited."""
        told = [
            SQL("WHEN company.pact_awaited = %s THEN %s::float", name, share)
            for name, share in capacity.AWAITED.items()
        ]
        return SQL("CASE %s END", SQL(" ").join(told))

    def _flush_load(self):
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names)
