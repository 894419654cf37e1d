from collections import namedtuple
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

# How long browsers may take to listen to another channel.
SETTLING = timedelta(seconds=10)

# Who answers in a team now, the name of all of them together, and whether screens
# have had time to listen to it.
Roster = namedtuple("Roster", "name user_ids is_settled")


class PactTeam(models.Model):
    """One bus channel for whoever answers in a team, and for nobody who did before.

    Its name says exactly who they are. With the next change there is another one, and
    whoever left cannot listen to it; what they still listen to is silent. Until the
    screens of the others have had time to follow, each is told on a channel of theirs.
    """

    _name = "pact.team"
    _inherit = ["pact.team", "bus.listener.mixin"]

    roster = fields.Char(copy=False, groups=fields.NO_ACCESS)
    roster_date = fields.Datetime(copy=False, groups=fields.NO_ACCESS)

    def _tell(self, kind, payload):
        """Tell the open screens of whoever answers in these teams."""
        for team, roster in self._rosters().items():
            if roster.is_settled:
                team._bus_send(kind, payload, subchannel=roster.name)
            else:
                # sudo: res.users - where their screens listen
                users = self.env["res.users"].sudo().browse(roster.user_ids)
                team._settle(roster, users)
                users._bus_send(kind, payload)

    def _settle(self, roster, users):
        """Remember since when this is the roster; let screens listen to it."""
        # sudo: pact.team - kept by the system, whoever changes or tells something
        team = self.sudo()
        if team.roster != roster.name:
            team.write({"roster": roster.name, "roster_date": fields.Datetime.now()})
            users._bus_send("pact_team.roster", self.id)

    def _listened_to(self):
        """Return the channels of these teams, for a screen that begins to listen.

        Where nobody was told of this roster yet, the one that they were told of is
        stale: should it come back, this screen has never heard of it.
        """
        rosters = self._rosters()
        # sudo: pact.team - kept by the system, whoever listens
        for team in self.sudo():
            roster = rosters.get(team.sudo(False))
            if roster and team.roster and team.roster != roster.name:
                team.roster = False
        return [(team, roster.name) for team, roster in rosters.items()]

    def _rosters(self):
        """Return ``{team: Roster}`` of those in which anybody answers: one query."""
        self.env["pact.team"].flush_model()
        self.env["pact.member"].flush_model()
        rows = self.env.execute_query(self._rosters_query()) if self else []
        settled = fields.Datetime.now() - SETTLING
        return {
            self.browse(team_id): Roster(
                name, user_ids, told == name and since <= settled
            )
            for team_id, told, since, name, user_ids in rows
        }

    def _rosters_query(self):
        return SQL(
            """
            SELECT team.id, team.roster, team.roster_date,
                   md5(string_agg(person.id::text, ',' ORDER BY person.id)),
                   array_agg(person.id)
              FROM pact_team team
              JOIN pact_member_pact_team_rel place ON place.pact_team_id = team.id
              JOIN pact_member member
                ON member.id = place.pact_member_id
               AND member.active AND member.may_answer
              JOIN res_users person
                ON person.id = member.user_id AND person.active AND NOT person.share
             WHERE team.id IN %s
             GROUP BY team.id
            """,
            tuple(self.ids),
        )
