from datetime import timedelta

from pytz import utc

from odoo import fields, models

MOMENT = timedelta(seconds=1)


class PactInbox(models.Model):
    """When somebody is there to answer, and what customers are told when nobody is."""

    _inherit = "pact.inbox"

    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working hours",
        check_company=True,
        domain="[('company_id', 'in', [company_id, False]),"
        " ('flexible_hours', '=', False)]",
        help="Holidays of these working hours count too. Empty means at any time.",
    )
    out_of_hours_message = fields.Text(
        help="Sent by itself, once in a conversation, when a customer writes outside "
        "of the working hours. Empty means that nothing is sent.",
    )

    def _is_closed(self, now):
        """Return whether customers are to be told that nobody is there at ``now``.

        Where nothing is to be told, nothing is asked of the database.
        """
        self.ensure_one()
        is_silent = not (self.out_of_hours_message or "").strip() or not self.active
        if is_silent or self.stop_reason or not self.calendar_id:
            return False
        return not self._is_open(now)

    def _is_open(self, now):
        """Return whether ``now`` is within the working hours."""
        return self._opens_on(now, within=MOMENT) == now

    def _opens_on(self, now, within):
        """Return the first working moment from ``now`` on; None if there is none."""
        calendar = self.calendar_id
        if calendar.flexible_hours:
            # Nobody said which hours those are.
            return now
        start = utc.localize(now)
        holidays = [
            ("time_type", "=", "leave"),
            # Without working hours it is a holiday of a whole company: ours, please.
            "|",
            ("calendar_id", "=", calendar.id),
            ("company_id", "=", self.company_id.id),
        ]
        intervals = calendar._work_intervals_batch(
            start, start + within, domain=holidays
        )
        first = next(iter(intervals[False]), None)
        return first and first[0].astimezone(utc).replace(tzinfo=None)
