from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import phone


class ResCompany(models.Model):
    """How customers file requests, and how they are answered in time."""

    _inherit = "res.company"

    pact_ticket_mode = fields.Selection(
        [("central", "Central"), ("crm", "CRM")],
        string="Form for requests",
        default="central",
        required=True,
        help="Central asks for a classification and its sub-classification; CRM for a "
        "classification and how the customer wants to be contacted.",
    )
    pact_ticket_team_id = fields.Many2one(
        "pact.team", string="Team for requests", ondelete="restrict"
    )
    pact_ticket_days = fields.Integer(
        string="Requests are due after (days)",
        default=7,
        required=True,
        help="Calendar days. Brazil's rules for customer service give seven.",
    )
    pact_ticket_warning_hours = fields.Integer(
        string="Warned before they are due (hours)", default=24, required=True
    )
    pact_ticket_is_held = fields.Boolean(
        string="The clock stands still while the customer is asked", default=True
    )
    pact_ticket_reopens = fields.Boolean(
        string="A reply reopens a finished request",
        default=True,
        help="Otherwise nothing can be added to it, and the customer files a new one.",
    )
    pact_ticket_sequence_id = fields.Many2one(
        "ir.sequence", string="Protocol numbers", ondelete="restrict", copy=False
    )

    _pact_ticket_range = models.Constraint(
        "CHECK (pact_ticket_days BETWEEN 0 AND 365"
        " AND pact_ticket_warning_hours BETWEEN 0 AND 8760)",
        "Requests are due within 0 to 365 days, and warned of within a year.",
    )

    @api.constrains("pact_ticket_team_id")
    def _check_pact_ticket_team(self):
        for company in self:
            if company.pact_ticket_team_id.company_id - company:
                raise ValidationError(
                    self.env._("Requests go to a team of the company itself.")
                )

    def _pact_ticket_warning(self):
        return timedelta(hours=self.pact_ticket_warning_hours)

    def _pact_region(self):
        """Return in which country a number is that was typed without one, or None."""
        # sudo: res.company - whoever knows the company knows where it is
        return self.sudo().country_id.code or None

    def _pact_read_number(self, typed):
        """Return the number, E.164, that somebody typed here, or None."""
        # In which country, is only looked up for a number that does not say it.
        region = None if phone.names_country(typed) else self._pact_region()
        return phone.read(typed, region)

    def _pact_tz(self):
        """Return the name of the time zone on the company's wall."""
        return self.resource_calendar_id.tz or self.partner_id.tz or "UTC"
