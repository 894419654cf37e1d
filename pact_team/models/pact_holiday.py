from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ..rules import clock, holiday, words


class PactHoliday(models.Model):
    """A day on which teams do not work, once or every year.

    Odoo's own holidays stand in one working time, between two moments, and end; they
    count too. These come back by themselves, and need no working time.
    """

    _name = "pact.holiday"
    _description = "Holiday"
    _inherit = ["pact.owned"]
    _order = "date, id"
    _check_company_auto = True
    _right_to_read = "may_answer"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    date = fields.Date(required=True)
    is_yearly = fields.Boolean(
        string="Every year",
        help="From then on, on the same day. 29 February is kept on the 28th in years "
        "without it.",
    )
    team_ids = fields.Many2many(
        "pact.team",
        string="Teams",
        check_company=True,
        # Without its teams it would be everybody's.
        ondelete="restrict",
        context={"active_test": False},
        help="Who does not work. Empty means everybody.",
    )

    _company_idx = models.Index("(company_id, date) WHERE active")

    @api.model_create_multi
    def create(self, vals_list):
        self._forget()
        # What the context says for them is tidied, too.
        said = self.default_get(["name"])
        return super().create([self._tidy(said | vals) for vals in vals_list])

    def write(self, vals):
        self._forget()
        return super().write(self._tidy(vals))

    def unlink(self):
        self._forget()
        return super().unlink()

    @api.model
    def _tidy(self, vals):
        if "name" not in vals:
            return vals
        name = words.one_line(vals["name"])
        if not name:
            raise ValidationError(self.env._("Give the holiday a name."))
        return vals | {"name": name}

    @api.model
    @ormcache("company_id")
    def _of(self, company_id):
        """Return the holidays of a company; asked for each conversation that is given.

        Kept in memory, so that it costs nothing there.
        """
        # sudo: pact.holiday - whether it is one now, and not which
        days = self.sudo().search(
            [("company_id", "=", company_id), ("active", "=", True)]
        )
        return tuple(
            holiday.Holiday(day.date, day.is_yearly, frozenset(day._all_teams().ids))
            for day in days
        )

    @api.model
    def _leave_out(self, stretches, team, hours, company):
        """Yield what of ``stretches`` is on no holiday of ``team``, nor of everybody.

        :param hours: the working hours by whose clock a day begins
        """
        # sudo: resource.calendar - by which clock, whoever asks
        zone = clock.first([hours.sudo().tz, *company._pact_zones()])
        return holiday.without(stretches, team.id, self._of(company.id), zone)

    def _all_teams(self):
        """Return its teams, archived ones too: without them it would be everybody's."""
        return self.with_context(active_test=False).team_ids
