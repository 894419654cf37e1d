from odoo import models
from odoo.tools import SQL

from ..rules.assignment import Candidate


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
        rows = self._candidate_rows(among, channel)
        found = self.browse(row[0] for row in rows)
        # Whoever is chosen is asked for next.
        self._fields["user_id"]._insert_cache(found, [row[1] for row in rows])
        there, gone = set(found._on_shift(now).ids), set(found._on_leave(now).ids)
        return [
            Candidate(
                member_id,
                **dict(zip(_TOLD, told, strict=True)),
                is_on_shift=member_id in there,
                is_on_leave=member_id in gone,
            )
            for member_id, _user_id, *told in rows
        ]

    def _candidate_rows(self, among, channel):
        self._flush_candidates()
        return self.env.execute_query(
            SQL(
                """SELECT member.id,
                          member.user_id,
                          member.availability,
                          %(is_active)s,
                          COALESCE(past.has_ignored, FALSE),
                          past.user_id IS NOT NULL,
                          %(load)s,
                          %(maximum)s,
                          member.assigned_date
                     FROM pact_member member
                     JOIN res_users person ON person.id = member.user_id
                     LEFT JOIN (%(past)s) past ON past.user_id = member.user_id
                    WHERE %(among)s
                    ORDER BY member.id""",
                is_active=self._active_sql(),
                load=self._load_sql(),
                maximum=self._maximum_sql(),
                past=self._past_sql(channel),
                among=among,
            )
        )

    def _flush_candidates(self):
        self.flush_model()
        self.env["res.users"].flush_model(["active", "share"])
        self.env["pact.assignment"].flush_model()
        self.env["discuss.channel"].flush_model(
            ["pact_agent_id", "pact_company_id", "pact_state"]
        )

    def _active_sql(self):
        return SQL(
            "member.active AND member.may_answer AND person.active AND NOT person.share"
        )

    def _load_sql(self):
        """Return what a member holds, in points: one for each conversation."""
        return SQL(
            """(SELECT count(*) FROM discuss_channel held
                 WHERE held.pact_agent_id = member.user_id
                   AND held.pact_company_id = member.company_id
                   AND held.pact_state = 'in_progress')"""
        )

    def _maximum_sql(self):
        return SQL("member.max_open")

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


# What a row tells of a candidate, after the ids of member and user.
_TOLD = (
    "state",
    "is_active",
    "has_ignored",
    "has_returned",
    "load",
    "maximum",
    "last",
)
