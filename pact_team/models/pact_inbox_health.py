import dataclasses

from odoo import api, fields, models
from odoo.tools import formatLang

from ..rules import health

QUALITIES = [("green", "High"), ("yellow", "Medium"), ("red", "Low")]
ABILITIES = [
    ("available", "All messages"),
    ("limited", "Answers only"),
    ("blocked", "Nothing"),
]
NAME_STATES = [
    ("approved", "Approved"),
    ("pending", "In review"),
    ("declined", "Declined"),
    ("expired", "Expired"),
]

# Kept under the same names as the network's are told by.
HEALTH_FIELDS = {
    "quality",
    "throughput",
    "can_send",
    "display_number",
    "verified_name",
    "name_state",
}


class PactInbox(models.Model):
    """How a number is doing, in the network's own judgement."""

    _inherit = "pact.inbox"

    quality = fields.Selection(
        QUALITIES,
        readonly=True,
        copy=False,
        help="What customers think of your messages: blocks and reports lower it.",
    )
    people_limit = fields.Integer(
        readonly=True,
        copy=False,
        help="How many people may be written to first within 24 hours.",
    )
    has_no_people_limit = fields.Boolean(readonly=True, copy=False)
    throughput = fields.Integer(string="Messages per second", readonly=True, copy=False)
    can_send = fields.Selection(ABILITIES, string="May send", readonly=True, copy=False)
    send_reasons = fields.Text(
        string="In the network's words", readonly=True, copy=False
    )
    display_number = fields.Char(
        string="Number at the network", readonly=True, copy=False
    )
    verified_name = fields.Char(string="Name customers see", readonly=True, copy=False)
    name_state = fields.Selection(
        NAME_STATES, string="State of the name", readonly=True, copy=False
    )
    health_date = fields.Datetime(string="Health as of", readonly=True, copy=False)
    people_limit_text = fields.Char(
        string="New people per day", compute="_compute_people_limit_text"
    )

    @api.depends("people_limit", "has_no_people_limit")
    @api.depends_context("lang")
    def _compute_people_limit_text(self):
        for inbox in self:
            if inbox.has_no_people_limit:
                inbox.people_limit_text = self.env._("No limit")
            else:
                limit = inbox.people_limit
                inbox.people_limit_text = limit and formatLang(
                    self.env, limit, digits=0
                )

    def _receive_health_news(self, news):
        """Write down at once what the network tells, and ask it for the rest."""
        for one in news:
            concerned = self._of_number(one.display_number)
            for inbox in concerned:
                inbox._apply_health(one.changes)
            concerned._ask_for_check()

    def _of_number(self, digits):
        """Return which inboxes of this account news are about."""
        everyone = self._everywhere_on_account().filtered("active") | self
        named = everyone.filtered(lambda inbox: inbox._digits() == digits)
        return named if digits and named else everyone

    def _digits(self):
        written = self.display_number or self.number or ""
        return "".join(filter(str.isdigit, written))

    def _apply_health(self, changes):
        """Write ``changes``, fields of Health; warn when things got worse."""
        self.ensure_one()
        before = self._standing()
        self.write(self._health_values(changes))
        problem = health.worsened(before, self._standing())
        # Whoever was told that nothing is sent at all need not hear it twice.
        if problem and not (problem == "blocked" and self.stop_reason):
            inbox = self._in_its_language()
            inbox._tell_administrators(inbox._health_warnings()[problem])

    def _standing(self):
        return health.Standing(self.quality or "", self.can_send or "available")

    @api.model
    def _health_values(self, changes):
        values = {
            name: changes[name] or False for name in HEALTH_FIELDS & changes.keys()
        }
        if "limit" in changes:
            values["people_limit"] = changes["limit"] or 0
            values["has_no_people_limit"] = changes["limit"] is None
        if "reasons" in changes:
            values["send_reasons"] = "\n".join(changes["reasons"]) or False
        return values | {"health_date": fields.Datetime.now()}

    def _apply_health_seen(self, seen):
        """Write down all that the network answered when it was asked."""
        self._apply_health(dataclasses.asdict(seen))
        if seen.display_number and not self.number:
            self.number = seen.display_number

    def _health_warnings(self):
        reasons = self.send_reasons or ""
        return {
            "quality": self.env._(
                "The network rates the quality of this number as low: customers block "
                "or report it. Send less that nobody asked for, or it will be limited."
            ),
            "limited": self.env._(
                "The network lets this number answer customers, but write first to "
                "nobody. %(reasons)s",
                reasons=reasons,
            ),
            "blocked": self.env._(
                "The network lets this number send nothing. %(reasons)s",
                reasons=reasons,
            ),
        }
