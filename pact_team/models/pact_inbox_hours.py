from odoo import api, fields, models

from ..rules import clock, holiday
from .resource_calendar import MOMENT


class PactInbox(models.Model):
    """When somebody is there to answer, and what customers are told when nobody is."""

    _inherit = "pact.inbox"

    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working hours",
        check_company=True,
        domain="[('company_id', 'in', [company_id, False]),"
        " ('flexible_hours', '=', False)]",
        help="Holidays of these working hours count too. Empty means at any time. A "
        "team with working hours of its own goes by those.",
    )
    out_of_hours_message = fields.Text(
        help="Sent by itself, once in a conversation, when a customer writes outside "
        "of the working hours. Empty means that nothing is sent.",
    )
    # Kept here, so that receiving reads no team where none has anything to say.
    has_team_words = fields.Boolean(
        compute="_compute_has_team_words", store=True, groups=fields.NO_ACCESS
    )

    @api.depends(
        "company_id.pact_team_ids.has_words", "company_id.pact_team_ids.active"
    )
    def _compute_has_team_words(self):
        for inbox in self:
            inbox.has_team_words = any(
                inbox.company_id.pact_team_ids.mapped("has_words")
            )

    def _speaks(self):
        """Return whether anything might be said by itself to who writes here.

        Nothing is asked of the database for it.
        """
        self.ensure_one()
        if not self.active or self.stop_reason:
            return False
        return self.has_team_words or bool((self.out_of_hours_message or "").strip())

    def _is_open(self, now):
        """Return whether ``now`` is within the working hours, and no holiday."""
        return self._opens_on(now, within=MOMENT) == now

    def _opens_on(self, now, within):
        """Return the first working moment from ``now`` on; None if there is none."""
        company, end = self.company_id, now + within
        holidays = self.env["pact.holiday"]._of(company.id)
        while now < end:
            opens = self.calendar_id._pact_opens_on(now, end - now, company)
            if not opens:
                return None
            wall = clock.wall(opens, [self.calendar_id.tz, *company._pact_zones()])
            if not holiday.is_off(None, wall.date(), holidays):
                return opens
            _today, now = clock.day_bounds(wall)
        return None
