from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import pace

SHOWN_COUNTRIES = 8


class PactCorrespondence(models.Model):
    """What a recipient will read, what it comes to, and how long it takes."""

    _inherit = "pact.correspondence"

    audience_count = fields.Integer(
        string="Found", compute="_compute_audience_count", compute_sudo=False
    )
    preview = fields.Html(
        compute="_compute_preview", sanitize=False, compute_sudo=False
    )
    plan = fields.Html(compute="_compute_plan", sanitize=False, compute_sudo=False)

    def _fill_for(self, partner):
        """Return the template as ``partner`` gets it: for the preview as for sending.

        :raise UserError: if a blank would stay empty
        """
        values = {
            blank.variable_id._key(): blank._value(partner) for blank in self.blank_ids
        }
        return self.template_id._fill(partner, self.user_id, values)

    @api.depends("audience", "domain", "partner_ids", "numbers")
    @api.depends_context("uid")
    def _compute_audience_count(self):
        for one in self:
            one.audience_count = one._count_audience()

    def _count_audience(self):
        if self._is_hidden():
            return 0
        if self.audience == "numbers":
            return len(self._pasted())
        if self.audience == "contacts":
            return len(self.partner_ids)
        try:
            return self.env["res.partner"].search_count(self._filter())
        except UserError:
            return 0

    @api.depends(
        "template_id",
        "blank_ids.source",
        "blank_ids.text",
        "audience",
        "domain",
        "partner_ids",
        "numbers",
    )
    @api.depends_context("uid")
    def _compute_preview(self):
        """Show the first one's: with the asker's own rights, as everything here."""
        for one in self:
            one.preview = one._render_preview() if one.template_id else False

    def _render_preview(self):
        try:
            return self._fill_for(self._first_partner()).html
        except UserError as problem:
            return self.env["ir.qweb"]._render(
                "pact_team.correspondence_problem", {"problem": problem}
            )

    def _first_partner(self):
        """Return somebody who gets it; a made up one where nobody may be shown."""
        if self._is_hidden():
            return self.env["res.partner"].new({"name": self.env._("Customer")})
        if self.audience == "numbers":
            first = next(iter(self._pasted()), "")
            return self.env["res.partner"].new({"name": first})
        if self.audience == "contacts":
            return self.partner_ids[:1]._origin
        return self.env["res.partner"].search(self._filter(), order="id", limit=1)

    @api.depends("state", "speed", "inbox_id")
    def _compute_plan(self):
        for one in self:
            is_listed = one._origin and one.state != "draft"
            one.plan = is_listed and one._origin._render_plan()

    def _render_plan(self):
        """Return what is sent to which country, how long it takes, who is left out."""
        # sudo: pact.correspondence - figures, for whoever may read the correspondence
        one = self.sudo()
        waiting = one._count_by("country", Domain("state", "=", "waiting"))
        left_out = one._count_by("reason", Domain("state", "=", "left_out"))
        count = sum(waiting.values())
        recipients = self.env["pact.correspondence.recipient"]
        return self.env["ir.qweb"]._render(
            "pact_team.correspondence_plan",
            {
                "count": count,
                "category": self._label(one.template_id, "category"),
                "coming": one.template_id.coming_sentence,
                "countries": one._by_name(waiting),
                "how_long": count and self._time_sentence(one, count),
                "left_out": [
                    (self._label(recipients, "reason", reason), number)
                    for reason, number in left_out.items()
                ],
            },
        )

    def _time_sentence(self, one, count):
        inbox = one.inbox_id
        days = pace.days(count, inbox._people_a_day(), inbox._count_reached())
        if len(days) > 1:
            return self.env._(
                "The network lets this account reach %(limit)s people a day who did "
                "not write first: %(today)s go today, the last ones after %(days)s "
                "days.",
                limit=inbox._people_a_day(),
                today=days[0],
                days=len(days) - 1,
            )
        duration = pace.duration(count, inbox._messages_a_second(), one.speed)
        minutes = round(duration.total_seconds() / 60)
        if minutes <= 1:
            return self.env._("They take about a minute.")
        return self.env._("They take about %(minutes)s minutes.", minutes=minutes)

    def _count_by(self, name, domain):
        domain &= Domain("correspondence_id", "=", self.id)
        recipients = self.env["pact.correspondence.recipient"]
        return dict(
            recipients._read_group(domain, [name], ["__count"], order="__count DESC")
        )

    def _by_name(self, numbers):
        """Return ``(country, number)``, the rest of the world in one."""
        known = self.env["res.country"].search([("code", "in", list(numbers))])
        names = {country.code: country.name for country in known}
        named = [
            (names.get(code) or self.env._("Elsewhere"), number)
            for code, number in numbers.items()
        ]
        rest = sum(number for _name, number in named[SHOWN_COUNTRIES:])
        others = [(self.env._("Other countries"), rest)] if rest else []
        return named[:SHOWN_COUNTRIES] + others

    @api.model
    def _label(self, record, name, value=None):
        labels = record._fields[name]._description_selection(self.env)
        return dict(labels)[value or record[name]]
