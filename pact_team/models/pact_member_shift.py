from odoo import api, models
from odoo.tools import SQL


class PactMember(models.Model):
    """Who is expected at work.

    Asked for many members at once: what it costs grows with how many different working
    hours they have, and not with how many they are.
    """

    _inherit = "pact.member"

    def _on_shift(self, now):
        """Return those whose working hours include ``now``, in UTC, naive.

        Whoever has none always works, and everybody where the company keeps to none.
        """
        bound = self.filtered(
            lambda one: one.calendar_id and one.company_id.pact_keeps_hours
        )
        groups = bound.grouped(lambda one: (one.calendar_id, one.company_id))
        resting = [
            members
            for (calendar, company), members in groups.items()
            if not calendar._pact_is_working(now, company)
        ]
        return self - self.browse().concat(*resting)

    def _on_leave(self, now):
        """Return those who have time off at ``now``, in UTC, naive.

        Odoo's time off, once approved, stands in the calendar of the employee's
        resource; so does what was entered there by hand, without that application. Odoo
        lets everybody enter it for themself: that counts only if it was approved.
        """
        if not self:
            return self
        self._flush_leaves()
        rows = self.env.execute_query(
            SQL(
                "SELECT member.id FROM pact_member member"
                " WHERE member.id IN %s AND %s ORDER BY member.id",
                tuple(self.ids),
                self._on_leave_sql(now),
            )
        )
        away = {found for (found,) in rows}
        return self.filtered(lambda one: one.id in away)

    def _flush_leaves(self):
        self.flush_model(["user_id", "company_id"])
        self.env["resource.resource"].flush_model(["user_id", "company_id"])
        self.env["resource.calendar.leaves"].flush_model()
        if self._is_time_off_approved():
            self.env["hr.leave"].flush_model(["state", "date_from", "date_to"])
            self.env["hr.employee"].flush_model(["resource_id"])

    @api.model
    def _on_leave_sql(self, now):
        """Return the condition that a row of ``member`` has time off at ``now``."""
        return SQL(
            """EXISTS (
                SELECT FROM resource_calendar_leaves absence
                  JOIN resource_resource resource ON resource.id = absence.resource_id
                 WHERE resource.user_id = member.user_id
                   AND (resource.company_id = member.company_id
                        OR resource.company_id IS NULL)
                   AND absence.company_id = member.company_id
                   AND absence.time_type = 'leave'
                   AND absence.date_from <= %(now)s AND absence.date_to > %(now)s
                   AND (member.user_id NOT IN (COALESCE(absence.create_uid, 0),
                                            COALESCE(absence.write_uid, 0))
                        OR %(is_approved)s))""",
            now=now,
            is_approved=self._approved_sql(now),
        )

    @api.model
    def _is_time_off_approved(self):
        """Return whether Odoo's application for time off is here, and asks somebody."""
        return "holiday_id" in self.env["resource.calendar.leaves"]._fields

    @api.model
    def _approved_sql(self, now):
        """Return the condition that an approved request of the person is behind it."""
        if not self._is_time_off_approved():
            return SQL("FALSE")
        return SQL(
            """EXISTS (
                SELECT FROM hr_leave request
                  JOIN hr_employee employee ON employee.id = request.employee_id
                 WHERE request.id = absence.holiday_id AND request.state = 'validate'
                   AND employee.resource_id = resource.id
                   AND request.date_from <= %(now)s AND request.date_to > %(now)s)""",
            now=now,
        )
