from datetime import timedelta

from odoo import models
from odoo.tools import SQL


class DiscussChannel(models.Model):
    """Whom a customer knows: who answered them last, and whose contact they are."""

    _inherit = "discuss.channel"

    def _pact_preferred(self, now):
        """Return ``owner`` and ``last_agent``, members' ids, where the team asks."""
        team = self.pact_team_id
        if not (team.last_agent_hours or team.puts_owner_first):
            return {}
        [(owner, last_agent)] = self.env.execute_query(
            SQL(
                "SELECT (%s), (%s)",
                self._pact_owner_sql() if team.puts_owner_first else SQL("NULL"),
                self._pact_last_agent_sql(now)
                if team.last_agent_hours
                else SQL("NULL"),
            )
        )
        return {"owner": owner, "last_agent": last_agent}

    def _pact_owner_sql(self):
        self.env["res.partner"].flush_model(["user_id"])
        return SQL(
            """SELECT member.id FROM pact_member member
                 JOIN res_partner contact ON contact.user_id = member.user_id
                WHERE contact.id = %s AND member.company_id = %s""",
            self.pact_partner_id.id or None,
            self.pact_company_id.id,
        )

    def _pact_last_agent_sql(self, now):
        """Return who held it when something of theirs was last finished."""
        self.flush_model(["pact_agent_id", "pact_finished_date", "pact_state"])
        return SQL(
            """SELECT member.id FROM discuss_channel past
                 JOIN pact_member member ON member.user_id = past.pact_agent_id
                      AND member.company_id = past.pact_company_id
                WHERE past.pact_partner_id = %s AND past.pact_company_id = %s
                  AND past.pact_state = 'finished' AND past.pact_finished_date > %s
                ORDER BY past.pact_finished_date DESC, past.id DESC LIMIT 1""",
            self.pact_partner_id.id or None,
            self.pact_company_id.id,
            now - timedelta(hours=self.pact_team_id.last_agent_hours),
        )

    def _pact_knows_somebody_sql(self, team, now):
        """Return that the customer of ``channel`` knows somebody in ``team``.

        Where people choose, only these are looked at: a long queue of others costs
        one query.
        """
        known = SQL(
            """SELECT member.user_id FROM pact_member member
                 JOIN pact_member_pact_team_rel rel ON rel.pact_member_id = member.id
                WHERE rel.pact_team_id = %s AND member.availability = 'available'""",
            team.id,
        )
        owner = SQL(
            """EXISTS (SELECT 1 FROM res_partner contact
                        WHERE contact.id = channel.pact_partner_id
                          AND contact.user_id IN (%s))""",
            known,
        )
        last = SQL(
            """EXISTS (SELECT 1 FROM discuss_channel past
                        WHERE past.pact_partner_id = channel.pact_partner_id
                          AND past.pact_company_id = channel.pact_company_id
                          AND past.pact_state = 'finished'
                          AND past.pact_finished_date > %s
                          AND past.pact_agent_id IN (%s))""",
            now - timedelta(hours=team.last_agent_hours),
            known,
        )
        asked = [owner] * team.puts_owner_first + [last] * bool(team.last_agent_hours)
        return SQL("(%s)", SQL(" OR ").join(asked))

    def _pact_knows_sql(self, team, now):
        """Return whom :meth:`_pact_preferred` names, of the row ``channel``."""
        owner = SQL(
            """(SELECT contact.user_id FROM res_partner contact
                 WHERE contact.id = channel.pact_partner_id)"""
        )
        last = SQL(
            """(SELECT past.pact_agent_id FROM discuss_channel past
                 WHERE past.pact_partner_id = channel.pact_partner_id
                   AND past.pact_company_id = channel.pact_company_id
                   AND past.pact_state = 'finished' AND past.pact_finished_date > %s
                 ORDER BY past.pact_finished_date DESC, past.id DESC LIMIT 1)""",
            now - timedelta(hours=team.last_agent_hours),
        )
        asked = [owner] * team.puts_owner_first + [last] * bool(team.last_agent_hours)
        return SQL(" UNION ALL ").join(asked)
