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
        mine._ask_for_pause(kind)
        return self.my_availability()

    @api.model
    def end_pause(self):
        """Be available again; what :meth:`my_availability` returns is returned."""
        mine = self._me()
        if mine.availability != "paused":
            raise UserError(self.env._("You are in no pause right now."))
        mine._become("available")
        return self.my_availability()

    def _ask_for_pause(self, kind):
        """Begin it, or wait where too few would stay; an exception lifts either."""
        granted = self._granted_exceptions().filtered(
            lambda one: one.pause_type_id == kind
        )
        if reason := self._pause_refusals(kind, granted)[kind]:
            raise UserError(self._pause_sentence(kind, reason))
        is_free = kind.is_physiological or self._may_go(self._turns())
        if not is_free and not granted:
            self._wait_for_pause(kind)
        elif is_free and not self._pause_refusals(kind)[kind]:
            self._start_pause(kind)
        else:
            self._start_pause(kind, granted)

    def _start_pause(self, kind, granted=None):
        """Begin a pause that may begin; an exception that it needs is used by it."""
        terms = kind._terms()
        if granted:
            granted._use()
        self._turns().filtered(lambda one: one.pause_type_id == kind)._close("begun")
        self._become(
            "paused",
            pause_type_id=kind.id,
            planned_minutes=terms.most_minutes,
            least_minutes=terms.least_minutes,
            exception_id=granted and granted.id,
        )

    def _may_begin(self, kind):
        """Return whether a pause that was asked for before may still begin."""
        is_theirs = self._has_pauses() and kind in self._pause_types()
        return is_theirs and not self._pause_refusals(kind)[kind]

    def _has_pauses(self):
        return self.may_pause and self.company_id.pact_has_pauses

    def _check_may_pause(self):
        is_enabled = self._has_pauses()
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
        return kinds.search(domain).filtered(lambda kind: kind._is_for(self.team_ids))

    def _pause_refusals(self, kinds, granted=None):
        """Return ``{type: why it may not begin now, or None}``.

        :param granted: the exceptions of this member that hold now
        """
        now = self._wall_clock()
        taken = self._taken_today(kinds, now)
        lifted = granted.pause_type_id if granted else kinds.browse()
        return {
            kind: pause.refusal(
                kind._terms(),
                taken=taken.get(kind, 0),
                now=now,
                has_exception=kind in lifted,
            )
            for kind in kinds
        }

    def _taken_today(self, kinds, now):
        first, last = clock.day_bounds(now)
        counts = self.env["pact.availability"]._read_group(
            [
                ("member_id", "=", self.id),
                ("pause_type_id", "in", kinds.ids),
                ("date_from", ">=", first),
                ("date_from", "<", last),
            ],
            ["pause_type_id"],
            ["__count"],
        )
        return dict(counts)

    def _wall_clock(self):
        """Return what the clock shows where the member works."""
        return clock.at(fields.Datetime.now(), self._zone())

    def _zone(self):
        """Return the time zone in which the member works.

        By their working hours, or by those of the company: nobody sets them for
        themself, and so moves today. Their own time zone is only the last resort.
        """
        return clock.first(self._zones())

    def _zones(self):
        yield self.calendar_id.tz
        yield from self.company_id._pact_zones()
        yield self.user_id.tz

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
