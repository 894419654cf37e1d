from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_time

from ..rules import availability, clock, pause, words


class PactMember(models.Model):
    """Pauses: which ones somebody may take now, and taking them."""

    _inherit = "pact.member"

    @api.model
    def begin_pause(self, type_id):
        """Begin a pause of this type now, in the current company.

        :return: what :meth:`my_availability` returns
        :raise AccessError: without the right to pauses there
        :raise UserError: if the company, the moment or the type forbids it, with when
            it will be possible
        """
        mine = self._me()
        mine._check_may_pause()
        kind = mine._pause_type(type_id)
        if reason := mine._pause_refusals(kind)[kind]:
            raise UserError(mine._pause_sentence(kind, reason))
        mine._become(
            "paused",
            pause_type_id=kind.id,
            planned_minutes=kind.most_minutes,
            least_minutes=kind.least_minutes,
        )
        return self.my_availability()

    @api.model
    def end_pause(self):
        """Be available again; what :meth:`my_availability` returns is returned."""
        mine = self._me()
        if mine.availability != "paused":
            raise UserError(self.env._("You are in no pause right now."))
        mine._become("available")
        return self.my_availability()

    def _check_may_pause(self):
        is_enabled = self.may_pause and self.company_id.pact_has_pauses
        obstacle = availability.pause_obstacle(self.availability, is_enabled=is_enabled)
        sentences = {
            "disabled": self.env._(
                "Your company has no pauses here. Ask an administrator about them."
            ),
            "paused": self.env._("You are in a pause already. End it first."),
            "not_there": self.env._(
                "You are unavailable, so there is nothing to pause from."
            ),
        }
        if obstacle:
            raise UserError(sentences[obstacle])

    def _pause_type(self, type_id):
        wanted = self._pause_types().browse(words.record_id(type_id))
        if wanted not in self._pause_types():
            raise UserError(
                self.env._("This pause is not one of yours any more. Choose another.")
            )
        return wanted

    def _pause_types(self):
        """Return the pauses that are meant for this member."""
        # sudo: pact.pause.type - what every member of the company may read
        kinds = self.env["pact.pause.type"].sudo()
        domain = [("company_id", "=", self.company_id.id)]
        return kinds.search(domain).filtered(
            lambda kind: not kind.team_ids or kind.team_ids & self.team_ids
        )

    def _pause_refusals(self, kinds):
        """Return ``{type: why it may not begin now, or None}``."""
        now = self._wall_clock()
        taken = self._taken_today(kinds, now)
        return {
            kind: pause.refusal(kind._terms(), taken=taken.get(kind, 0), now=now)
            for kind in kinds
        }

    def _taken_today(self, kinds, now):
        first, last = pause.day_bounds(now)
        counts = self.env["pact.availability"]._read_group(
            [
                ("member_id", "=", self.id),
                ("pause_type_id", "in", kinds.ids),
                ("date_from", ">=", first.replace(tzinfo=None)),
                ("date_from", "<", last.replace(tzinfo=None)),
            ],
            ["pause_type_id"],
            ["__count"],
        )
        return dict(counts)

    def _wall_clock(self):
        """Return what the clock shows where the member works.

        By their working hours, or by those of the company: nobody sets them for
        themself, and so moves today. Their own time zone is only the last resort.
        """
        zones = (self.calendar_id.tz, *self.company_id._pact_zones(), self.user_id.tz)
        return clock.wall(fields.Datetime.now(), zones)

    def _pause_sentence(self, kind, reason):
        hour = self._opens_at(kind)
        sentences = {
            "early": self.env._(
                "%(pause)s begins at %(hour)s. Until then, choose another pause.",
                pause=kind.name,
                hour=hour,
            ),
            "late": self.env._(
                "%(pause)s is over for today. Choose another pause.", pause=kind.name
            ),
            "not_today": self.env._(
                "%(pause)s is not meant for today. Choose another pause.",
                pause=kind.name,
            ),
            "used_up": self.env._(
                "You have had %(pause)s today as often as it is meant. Choose another "
                "pause.",
                pause=kind.name,
            ),
        }
        return sentences[reason]

    def _opens_at(self, kind):
        opens = kind._terms().opens
        return format_time(self.env, opens, time_format="short") if opens else ""
