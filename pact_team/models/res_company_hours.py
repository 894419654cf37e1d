from odoo import fields, models


class ResCompany(models.Model):
    """By which clock a company works, and whether it keeps to it."""

    _inherit = "res.company"

    pact_team_ids = fields.One2many(
        "pact.team", "company_id", groups=fields.NO_ACCESS, copy=False
    )
    pact_keeps_hours = fields.Boolean(
        string="Only in working hours",
        default=True,
        help="Outside of their working hours nobody is given anything by itself. They "
        "may still take what waits.",
    )
    pact_works_on_time_off = fields.Boolean(
        string="Available on time off",
        help="Whoever has time off may say that they are available, and take what "
        "waits. Nothing is given to them by itself all the same.",
    )

    def _pact_zones(self):
        """Yield the names of its time zones, which may be missing or unknown.

        The first known one is enough: others are not read.
        """
        yield self.resource_calendar_id.tz
        yield self.partner_id.tz
