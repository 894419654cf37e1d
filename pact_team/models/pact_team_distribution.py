from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..rules import assignment


class PactTeam(models.Model):
    """How what waits for a team finds somebody."""

    _inherit = "pact.team"

    method = fields.Selection(
        [
            ("by_hand", "By hand"),
            ("dispenser", "Dispenser"),
            ("round_robin", "In turn"),
            ("least_busy", "Least busy"),
        ],
        string="Distribution",
        required=True,
        default="by_hand",
        help="By hand and by the dispenser, people take what waits; the others give it "
        "to whoever is available.",
    )
    last_agent_hours = fields.Integer(
        string="Last agent first (hours)",
        help="Who finished a conversation with the same contact within so many hours "
        "comes first, if they are available and have room; 0 is never.",
    )
    puts_owner_first = fields.Boolean(
        string="Salesperson first",
        help="The contact's salesperson comes first, if they are in this team, "
        "available and have room.",
    )
    silent_minutes = fields.Integer(
        string="Back when nobody answers (minutes)",
        help="Who was given a conversation and does not answer for so long loses it: "
        "it waits again, in its old place, for somebody else; 0 is never.",
    )
    most_hours = fields.Integer(
        string="Given for at most (hours)",
        help="What has waited longer is not given by itself any more and stays in the "
        "queue, where people take it; 0 is no limit.",
    )
    overflow_team_id = fields.Many2one(
        "pact.team",
        string="Overflow team",
        ondelete="set null",
        check_company=True,
        domain="[('company_id', '=', company_id), ('id', '!=', id)]",
        help="Where what has waited for too long goes on waiting. It is moved once: "
        "never further, and never back.",
    )
    overflow_minutes = fields.Integer(
        string="Overflow after (minutes)",
        default=15,
        help="How long a conversation waits before the other team has to take it.",
    )

    _last_agent_range = models.Constraint(
        "CHECK (last_agent_hours BETWEEN 0 AND 8760)",
        "The hours of the last agent are 0, for never, to 8760, a year.",
    )
    _silent_range = models.Constraint(
        "CHECK (silent_minutes BETWEEN 0 AND 1440)",
        "The minutes without an answer are 0, for never, to 1440, a day.",
    )
    _most_range = models.Constraint(
        "CHECK (most_hours BETWEEN 0 AND 8760)",
        "The hours within which conversations are given are 0, for no limit, to 8760.",
    )
    _overflow_range = models.Constraint(
        "CHECK (overflow_team_id IS NULL OR overflow_minutes BETWEEN 1 AND 1440)",
        "A conversation overflows after 1 to 1440 minutes.",
    )
    _overflow_elsewhere = models.Constraint(
        "CHECK (overflow_team_id IS NULL OR overflow_team_id <> id)",
        "A team overflows into another one. Choose another team.",
    )

    @api.constrains("overflow_team_id", "active")
    def _check_overflow(self):
        # sudo: pact.team - whether a team that is being archived is still needed
        teams = self.sudo()
        for team in teams.search([("overflow_team_id", "in", teams.ids)]) | teams:
            into = team.overflow_team_id
            if team.active and into and not into.active:
                raise ValidationError(
                    self.env._(
                        "%(team)s overflows into %(other)s, which is archived. Choose "
                        "another team there first.",
                        team=team.name,
                        other=into.name,
                    )
                )

    def _deals(self, now):
        """Return whether this team's conversations are given by themselves at ``now``.

        :param datetime now: in UTC, naive
        """
        self.ensure_one()
        return self._gives_by_itself()

    def _gives_by_itself(self):
        """Return whether its settings, whatever the hour, give to somebody."""
        return self.active and (
            self.method in assignment.BY_ITSELF
            or bool(self.last_agent_hours)
            or self.puts_owner_first
        )

    @api.model
    def _giving_domain(self):
        """Return what :meth:`_gives_by_itself` asks, for the database."""
        return Domain("active", "=", True) & (
            Domain("method", "in", list(assignment.BY_ITSELF))
            | Domain("last_agent_hours", ">", 0)
            | Domain("puts_owner_first", "=", True)
        )
