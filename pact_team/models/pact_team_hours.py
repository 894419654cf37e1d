from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import clock, holiday, words

# What is said to customers, as it was typed; a sign that no database keeps goes.
TEXTS = ("out_of_hours_message", "place_message", "pause_message")
# What stands for the place in the queue in the words of a team.
PLACE = "%(place)s"


class PactTeam(models.Model):
    """When a team works, and what its customers are told by itself."""

    _inherit = "pact.team"

    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working hours",
        check_company=True,
        domain="[('company_id', 'in', [company_id, False]),"
        " ('flexible_hours', '=', False)]",
        help="Outside of them nothing is given to anybody by itself. Empty means at "
        "any time but on holidays; customers are then told by the hours of the inbox.",
    )
    out_of_hours_message = fields.Text(
        help="Sent by itself, once in a conversation, when a customer writes outside "
        "of the working hours or on a holiday. Empty means the words of the inbox."
    )
    tells_place = fields.Boolean(
        string="Tell the place in the queue",
        help="Who begins to wait within the working hours is told once which place "
        "they have.",
    )
    place_message = fields.Text(
        string="Words for the place",
        help="%(place)s is where the number goes. Empty means our own words, in the "
        "language of the inbox.",
    )
    has_words = fields.Boolean(
        compute="_compute_has_words", store=True, groups=fields.NO_ACCESS
    )

    @api.depends("out_of_hours_message", "tells_place")
    def _compute_has_words(self):
        for team in self:
            team.has_words = team.tells_place or said(team.out_of_hours_message)

    @api.constrains("place_message")
    def _check_place_message(self):
        for team in self:
            if said(team.place_message) and PLACE not in team.place_message:
                raise ValidationError(
                    self.env._(
                        "Write %(place)s in the words for the place, where the number "
                        "goes.",
                        place=PLACE,
                    )
                )

    @api.model
    def _tidy(self, vals):
        texts = {name: words.text(vals[name]) for name in TEXTS if name in vals}
        return super()._tidy(vals) | texts

    def _is_open(self, now, inbox=None):
        """Return whether this team works at ``now``, in UTC, naive.

        :param inbox: whose hours count where the team has none of its own
        """
        self.ensure_one()
        hours = self.calendar_id or (inbox and inbox.calendar_id)
        if self._is_on_holiday(now, hours):
            return False
        return not hours or hours._pact_is_working(now, self.company_id)

    def _is_on_holiday(self, now, hours):
        """Return whether it is a holiday of this team, by the clock of its hours."""
        company = self.company_id
        # Nothing is asked of the database where a company has none.
        if not (holidays := self.env["pact.holiday"]._of(company.id)):
            return False
        zones = [hours and hours.tz, *company._pact_zones()]
        return holiday.is_off(self.id, clock.wall(now, zones).date(), holidays)

    def _deals(self, now):
        return super()._deals(now) and self._is_open(now)

    def _words_when_closed(self, inbox):
        return said(self.out_of_hours_message) or said(inbox.out_of_hours_message)

    def _words_for_place(self, place, inbox):
        if text := said(self.place_message):
            return text.replace(PLACE, str(place))
        return inbox._in_its_language().env._(
            "You are number %(place)s in the queue. Somebody will be with you soon.",
            place=place,
        )


def said(text):
    return (text or "").strip()
