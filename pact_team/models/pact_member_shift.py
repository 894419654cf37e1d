from odoo import models


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
        resource; so does what was entered there by hand, without that application.
        """
        # sudo: resource.calendar.leaves - whether somebody is away, and not why
        absences = self.env["resource.calendar.leaves"].sudo()
        found = absences.search_fetch(
            [
                ("resource_id.user_id", "in", self.user_id.ids),
                ("time_type", "=", "leave"),
                ("date_from", "<=", now),
                ("date_to", ">", now),
            ],
            ["resource_id"],
        )
        away = {
            (resource.user_id.id, resource.company_id.id)
            for resource in found.resource_id
        }
        return self.filtered(
            lambda one: (
                not away.isdisjoint(
                    {(one.user_id.id, one.company_id.id), (one.user_id.id, False)}
                )
            )
        )
