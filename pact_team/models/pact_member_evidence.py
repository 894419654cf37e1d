from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import evidence

# A day in UTC is at most so far from the same day of anybody.
FARTHEST = timedelta(hours=14)


class PactMember(models.Model):
    """Which rests and meals members had: what is shown to an inspector, and to them."""

    _inherit = "pact.member"

    @api.model
    def _proven(self, company, team=None, members=None):
        """Return whose evidence is meant, under sudo, if the asking user may have it.

        Everybody has their own; whoever looks after the people of the company, all.

        :raise AccessError: for anybody else
        """
        # sudo: pact.member - compared with what the person who asks may see, below
        known = self.sudo().with_context(active_test=False)
        domain = [("company_id", "=", company.id)]
        if team:
            domain.append(("team_ids", "in", team.ids))
        if members:
            domain.append(("id", "in", members.ids))
        found = known.search(domain) if team or members else self._mine_in(company)
        supervised = self.env["pact.availability"]._supervised_companies()
        if company not in supervised and found.user_id != self.env.user:
            raise AccessError(
                self.env._("You may only have the evidence of your own rests here.")
            )
        if not found:
            raise UserError(self.env._("Nobody works there. Choose other people."))
        return found

    def _check_period(self, first, last):
        sentences = {
            "unreadable": self.env._("Say from which day until which day, please."),
            "reversed": self.env._("The period ends before it begins."),
            "huge": self.env._(
                "This is too much for one document. Choose fewer people or a shorter "
                "period: a year for one person, a month for a hundred and sixty."
            ),
        }
        if problem := evidence.period_problem(first, last, len(self)):
            raise UserError(sentences[problem])

    def _evidence_rows(self, first, last):
        """Return ``{member: [Row]}`` of the shifts that begin on these days.

        :raise UserError: for days that are none, or too many of them
        """
        self._check_period(first, last)
        now = fields.Datetime.now()
        begins, ends = (datetime.combine(day, time()) for day in (first, last))
        works = self._works(begins - FARTHEST, ends + timedelta(1) + FARTHEST, now)
        found = {}
        for member in self:
            zone = member._zone()
            rows = (
                row
                for work in works[member]
                for row in evidence.rows(member.name, member.id, zone, work, now=now)
            )
            found[member] = [row for row in rows if first <= row.day <= last]
        return found
