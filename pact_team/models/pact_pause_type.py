from datetime import time

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import pause, words

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
# What people choose it by.
TEXTS = ("name", "description")


class PactPauseType(models.Model):
    """A reason to be absent for a while, and within which limits."""

    _name = "pact.pause.type"
    _description = "Type of pause"
    _inherit = ["pact.owned"]
    _order = "sequence, id"
    _check_company_auto = True
    _right_to_read = "may_pause"

    name = fields.Char(required=True, translate=True)
    description = fields.Char(
        translate=True, help="What it is for, in the words people choose it by."
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    icon = fields.Selection(
        [
            ("fa-pause-circle", "Pause"),
            ("fa-cutlery", "Meal"),
            ("fa-coffee", "Coffee"),
            ("fa-leaf", "Rest"),
            ("fa-user", "Personal"),
            ("fa-users", "Meeting"),
            ("fa-graduation-cap", "Training"),
            ("fa-comments", "Feedback"),
        ],
        required=True,
        default="fa-pause-circle",
    )
    color = fields.Integer()
    most_minutes = fields.Integer(
        string="At most (minutes)", help="From then on it is an overrun; 0 is no limit."
    )
    least_minutes = fields.Integer(
        string="At least (minutes)", help="Ended sooner, it is marked as short."
    )
    times_a_day = fields.Integer(
        string="Times a day", help="How often each person may take it; 0 always."
    )
    opens = fields.Float(string="From", help="On the clock of the person.")
    closes = fields.Float(
        string="Until",
        help="On the clock of the person; 0 is until the end of the day. Earlier than "
        "the beginning, it goes past midnight.",
    )
    monday = fields.Boolean(default=True)
    tuesday = fields.Boolean(default=True)
    wednesday = fields.Boolean(default=True)
    thursday = fields.Boolean(default=True)
    friday = fields.Boolean(default=True)
    saturday = fields.Boolean(default=True)
    sunday = fields.Boolean(default=True)
    team_ids = fields.Many2many(
        "pact.team",
        string="Teams",
        # Without its teams it would be everybody's.
        ondelete="restrict",
        context={"active_test": False},
        check_company=True,
        help="Who may take it. Empty means everybody.",
    )
    is_work = fields.Boolean(
        string="Counts as work", help="As a meeting or a training does."
    )
    is_physiological = fields.Boolean(
        string="Need of the body",
        help="Never refused, limited, queued or judged, whatever else is set here.",
    )
    rest_kind = fields.Selection(
        [("rest", "Rest"), ("meal", "Meal")],
        string="Counts as",
        help="What this pause is for the law: a rest of ten minutes or a meal of "
        "twenty. With the NR-17 mode a rest is refused in the first and the last hour.",
    )

    _minutes_positive = models.Constraint(
        "CHECK (most_minutes >= 0 AND least_minutes >= 0 AND times_a_day >= 0)",
        "Minutes and times a day are 0, for no limit, or more.",
    )
    _minutes_in_order = models.Constraint(
        "CHECK (most_minutes = 0 OR least_minutes <= most_minutes)",
        "A pause cannot be longer at least than it is at most.",
    )
    _hours_of_a_day = models.Constraint(
        "CHECK (opens >= 0 AND opens < 24 AND closes >= 0 AND closes <= 24)",
        "The hours of a pause lie between 0:00 and 24:00.",
    )

    _one_kind = models.Constraint(
        "CHECK (rest_kind IS NULL OR is_physiological IS NOT TRUE)",
        "A need of the body is neither a rest nor a meal.",
    )

    @api.constrains(*WEEKDAYS)
    def _check_weekdays(self):
        if any(not kind._weekdays() for kind in self):
            raise ValidationError(
                self.env._("Choose at least one weekday, or archive the pause.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        # What the context says for them is tidied, too.
        said = self.default_get(TEXTS)
        return super().create([self._tidy(said | vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._tidy(vals))

    @api.model
    def _tidy(self, vals):
        texts = {
            name: words.one_line(vals[name]) or False for name in TEXTS if name in vals
        }
        if texts.get("name", True) is False:
            raise ValidationError(self.env._("Give the pause a name."))
        return vals | texts

    def _is_for(self, teams):
        """Return whether it is meant for who works in ``teams``."""
        # Archived ones too: without them it would be everybody's.
        mine = self.with_context(active_test=False).team_ids
        return not mine or bool(mine & teams)

    def _terms(self):
        """Return its limits as the rules know them."""
        self.ensure_one()
        if self.is_physiological:
            return pause.Terms()
        return pause.Terms(
            opens=_hour(self.opens),
            closes=_hour(self.closes),
            weekdays=self._weekdays(),
            times_a_day=self.times_a_day,
            least_minutes=self.least_minutes,
            most_minutes=self.most_minutes,
        )

    def _weekdays(self):
        return frozenset(day for day, name in enumerate(WEEKDAYS) if self[name])


def _hour(hours):
    """Return the time of a float as Odoo shows it, to the minute; None for midnight."""
    minutes = round(hours * 60) % (24 * 60)
    return time(*divmod(minutes, 60)) if minutes else None
