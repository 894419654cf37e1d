from collections import namedtuple
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import request_form

# On which clock of ``company`` a request runs: in the hours of a calendar, less the
# holidays of ``team``, else day and night.
Clock = namedtuple("Clock", "length calendar company team")


class PactClassification(models.Model):
    """What a classification means for requests: who sees it, who answers, by when."""

    _inherit = "pact.classification"

    mode = fields.Selection(
        [("central", "Central"), ("crm", "CRM")],
        required=True,
        default="central",
        help="The form on which it is offered. The sets of the two are never mixed.",
    )
    is_on_portal = fields.Boolean(
        string="In the portal", help="Offered to customers who file a request."
    )
    team_id = fields.Many2one(
        "pact.team",
        check_company=True,
        ondelete="restrict",
        help="Who gets its requests. Empty means the team of what it is part of, else "
        "the company's team for requests.",
    )
    due_kind = fields.Selection(
        [("legal", "Days, of every week"), ("working", "Working hours")],
        string="Due time in",
        help="Empty means as what it is part of, else as the company says.",
    )
    due_days = fields.Integer(string="Due after (days)", default=7)
    due_hours = fields.Float(string="Due after (working hours)", default=16)
    is_file_required = fields.Boolean(string="A file is required")
    is_reference_required = fields.Boolean(string="A reference is required")
    guidance = fields.Text(
        translate=True, help="What the customer is asked to tell with such a request."
    )

    _due_range = models.Constraint(
        "CHECK (due_days BETWEEN 0 AND 365 AND due_hours BETWEEN 0 AND 2000)",
        "A request is due within 0 to 365 days, or within 0 to 2000 working hours.",
    )

    @api.constrains("mode", "parent_id")
    def _check_mode(self):
        for one in self.with_context(active_test=False):
            kin = one.parent_id | one.child_ids
            if any(other.mode != one.mode for other in kin):
                raise ValidationError(
                    self.env._(
                        "A classification and its sub-classifications stand on the "
                        "same form. Choose one of the same form."
                    )
                )

    @api.model
    def _offered_in_portal(self, company):
        """Return what a customer of ``company`` may choose from now, under sudo."""
        # sudo: pact.classification - their names, for whoever may file a request
        offered = self.sudo().search_fetch(
            [
                ("company_id", "=", company.id),
                ("mode", "=", company.pact_ticket_mode),
                ("is_on_portal", "=", True),
            ]
        )
        roots = offered.filtered(lambda one: not one.parent_id)
        return roots | offered.filtered(lambda one: one.parent_id in roots)

    @api.model
    def _for_requests_of(self, company):
        """Return what one of us may file about, in the portal or not, under sudo."""
        # sudo: pact.classification - their names, for who may file a request there
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("mode", "=", company.pact_ticket_mode),
                "|",
                ("parent_id", "=", False),
                ("parent_id.active", "=", True),
            ]
        )

    def _as_kinds(self):
        """Return them by id, as the rules of the form read what it offers."""
        parts = self.grouped("parent_id")
        return {
            one.id: request_form.Kind(
                one.id,
                one.parent_id.id or 0,
                frozenset(parts.get(one, one.browse()).ids),
                one.is_file_required,
                one.is_reference_required,
            )
            for one in self
        }

    def _team_of_requests(self, company):
        """Return who gets a request of this classification, or of none."""
        used = (self.team_id, self.parent_id.team_id, company.pact_ticket_team_id)
        general = company.pact_general_team_id
        return next((team for team in used if team.active), general)

    def _clock_of_requests(self, company, team):
        """Return the :class:`Clock` of a request of this classification, or of none.

        :param team: who answers it, in whose working hours if it has any
        """
        told = next((one for one in (self, self.parent_id) if one.due_kind), self)
        calendar = team.calendar_id or company.resource_calendar_id
        if told.due_kind == "working" and calendar:
            return Clock(timedelta(hours=told.due_hours), calendar, company, team)
        days = told.due_days if told.due_kind == "legal" else company.pact_ticket_days
        return Clock(timedelta(days=days), None, company, team)
