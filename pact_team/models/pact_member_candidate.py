from dataclasses import dataclass
from datetime import datetime

from odoo import models
from odoo.tools import SQL

from ..rules import capacity
from ..rules.assignment import Candidate


@dataclass(frozen=True)
class Row:
    """A member as the database tells of them: each column has the name of a field."""

    id: int
    user_id: int
    company_id: int
    calendar_id: int | None
    state: str
    is_active: bool
    is_on_leave: bool
    has_ignored: bool
    has_returned: bool
    load: float
    most: int
    last: datetime | None
    joined: datetime
    weeks: int
    partner_id: int
    name: str | None
    keeps_hours: bool

    def maximum(self, today):
        """Return how many points they may hold: ``most``, but for newcomers."""
        return capacity.ramped(
            self.most, weeks=self.weeks, joined=self.joined.date(), today=today
        )


class PactMember(models.Model):
    """What the rule wants to know of a member before it decides."""

    _inherit = "pact.member"

    def _candidates(self, now, channel=None):
        """Return these members as they are at ``now``, the oldest membership first.

        :param channel: the conversation it is about: who had it before is known then
        """
        among = SQL("member.id IN %s", tuple(self.ids) or (0,))
        return self._candidates_where(among, now, channel)

    def _candidates_where(self, among, now, channel=None):
        """Return the members whom the condition ``among`` finds: by one query."""
        rows = self._candidate_rows(among, now, channel)
        found = self._remember(rows)
        there = set(found._on_shift(now).ids)
        return [
            Candidate(
                row.id,
                state=row.state,
                is_active=row.is_active,
                is_on_shift=row.id in there,
                is_on_leave=row.is_on_leave,
                has_ignored=row.has_ignored,
                has_returned=row.has_returned,
                load=row.load,
                maximum=row.maximum(now.date()),
                last=row.last,
            )
            for row in rows
        ]

    def _remember(self, rows):
        """Return the members of ``rows``, with what is asked of them next known.

        So neither who they are nor what their company keeps to is one more query.
        """
        found = self.browse(row.id for row in rows)
        for name in ("user_id", "company_id", "calendar_id"):
            self._know(found, name, [getattr(row, name) for row in rows])
        users = self.env["res.users"].browse(row.user_id for row in rows)
        self._know(users, "partner_id", [row.partner_id for row in rows])
        contacts = self.env["res.partner"].browse(row.partner_id for row in rows)
        self._know(contacts, "name", [row.name for row in rows])
        # The last one says it of all: there are few companies and many members.
        keeps = {row.company_id: row.keeps_hours for row in rows}
        companies = self.env["res.company"].browse(keeps)
        self._know(companies, "pact_keeps_hours", list(keeps.values()))
        return found

    @staticmethod
    def _know(records, name, values):
        # Core's ways to do this read anew what has just been told.
        records._fields[name]._insert_cache(records, values)

    def _candidate_rows(self, among, now, channel=None):
        self._flush_candidates()
        found = self.env.execute_query_dict(
            SQL(
                """SELECT member.id,
                          member.user_id,
                          member.company_id,
                          member.calendar_id,
                          member.availability AS state,
                          %(is_active)s AS is_active,
                          %(is_on_leave)s AS is_on_leave,
                          COALESCE(past.has_ignored, FALSE) AS has_ignored,
                          past.user_id IS NOT NULL AS has_returned,
                          %(load)s AS load,
                          COALESCE(member.max_open, 0) AS most,
                          member.assigned_date AS last,
                          member.create_date AS joined,
                          COALESCE(firm.pact_ramp_weeks, 0) AS weeks,
                          person.partner_id,
                          contact.name,
                          COALESCE(firm.pact_keeps_hours, FALSE) AS keeps_hours
                     FROM pact_member member
                     JOIN res_users person ON person.id = member.user_id
                     JOIN res_partner contact ON contact.id = person.partner_id
                     JOIN res_company firm ON firm.id = member.company_id
                     LEFT JOIN (%(past)s) past ON past.user_id = member.user_id
                    WHERE %(among)s
                    ORDER BY member.id""",
                is_active=self._active_sql(),
                is_on_leave=self._on_leave_sql(now),
                load=self._load_sql(),
                past=self._past_sql(channel),
                among=among,
            )
        )
        return [Row(**told) for told in found]

    def _flush_candidates(self):
        self.flush_model()
        self.env["res.users"].flush_model(["active", "partner_id", "share"])
        self.env["res.partner"].flush_model(["name"])
        self.env["pact.assignment"].flush_model()
        self._flush_leaves()
        self._flush_load()

    def _active_sql(self):
        return SQL(
            "member.active AND member.may_answer AND person.active AND NOT person.share"
        )

    def _past_sql(self, channel):
        """Return who had ``channel`` and gave it up, since it was last taken up."""
        return SQL(
            """SELECT stint.user_id, bool_or(stint.is_ignored) AS has_ignored
                 FROM pact_assignment stint
                WHERE stint.channel_id = %(channel)s
                  AND stint.user_id IS NOT NULL AND stint.date_to IS NOT NULL
                  AND stint.id >= COALESCE(
                      (SELECT max(again.id) FROM pact_assignment again
                        WHERE again.channel_id = %(channel)s
                          AND again.reason = 'reopened'), 0)
                GROUP BY stint.user_id""",
            channel=channel.id if channel else None,
        )
