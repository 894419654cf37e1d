from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_time

from ..rules import clock, nr17

BY_LAW = frozenset({"first_hour", "last_hour"})


class PactMember(models.Model):
    """A rest in the first or the last hour of a shift, which no exception lifts."""

    _inherit = "pact.member"

    @api.model
    def ask_exception(self, type_id, why):
        mine = self._me()
        kind = mine._pause_type(type_id)
        if reason := mine._rest_refusals(kind).get(kind):
            raise UserError(mine._pause_sentence(kind, reason))
        return super().ask_exception(type_id, why)

    def _begin_stretches(self, now, state, cause, stretch):
        """Write down with a pause what it is for the law."""
        if kind_id := stretch.get("pause_type_id"):
            # sudo: pact.pause.type - what the pause that begins is
            kind = self.env["pact.pause.type"].sudo().browse(kind_id)
            rest_kind = "body" if kind.is_physiological else kind.rest_kind
            stretch = stretch | {"rest_kind": rest_kind}
        return super()._begin_stretches(now, state, cause, stretch)

    def _pause_refusals(self, kinds, *args):
        refusals = super()._pause_refusals(kinds, *args)
        return refusals | self._rest_refusals(kinds)

    def _rest_refusals(self, kinds):
        """Return ``{type: reason}`` of those that the law refuses now."""
        rests = kinds.filtered(lambda kind: kind.rest_kind == "rest")
        shift = self._shift_now() if rests and self.company_id.pact_nr17 else None
        now = fields.Datetime.now()
        reason = shift and nr17.rest_refusal(shift, now=now)
        return dict.fromkeys(rests, reason) if reason else {}

    def _shift_now(self):
        """Return the shift this member is in, from when they came to it."""
        now = fields.Datetime.now()
        work = self._work_now(now).get(self)
        return work and (work.attended or work.shift)

    def _offered_pauses(self):
        offered = super()._offered_pauses()
        if any(one["refusal"] == "first_hour" for one in offered):
            kinds = self._pause_types().grouped("id")
            for one in offered:
                if one["refusal"] == "first_hour":
                    one["opens"] = self._rest_opens_at(kinds[one["id"]])
        return offered

    def _rest_opens_at(self, kind):
        """Return the hour from which a rest is taken: the later of law and type."""
        opens = clock.at(nr17.rest_opens(self._shift_now()), self._zone()).time()
        later = max(opens, kind._terms().opens or opens)
        return format_time(self.env, later, time_format="short")

    def _pause_sentence(self, kind, reason):
        if reason not in BY_LAW:
            return super()._pause_sentence(kind, reason)
        if reason == "last_hour":
            return self.env._(
                "%(pause)s has to be over when the last hour of your shift begins. "
                "Choose another pause.",
                pause=kind.name,
            )
        return self.env._(
            "%(pause)s begins at %(hour)s, after the first hour of your shift. Until "
            "then, choose another pause.",
            pause=kind.name,
            hour=self._rest_opens_at(kind),
        )
