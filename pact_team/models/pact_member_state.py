from odoo import api, fields, models

from ..rules import pause


class PactMember(models.Model):
    """What screens show of who is there: one's own, and of colleagues."""

    _inherit = "pact.member"

    @api.model
    def my_availability(self):
        """Return what the asking user's own menu shows, in the current company.

        ``state`` is None for whoever answers no customers there. ``now``, ``since`` and
        ``ends`` are in UTC; ``pauses`` say why each may not begin now, and from when.
        """
        if mine := self._mine_to_answer():
            return mine._own_availability()
        return {"state": None, "pauses": []}

    def _own_availability(self):
        stretch = self.availability_id
        return {
            "member_id": self.id,
            "state": self.availability,
            "now": fields.Datetime.to_string(fields.Datetime.now()),
            "since": fields.Datetime.to_string(stretch.date_from) or False,
            "pause": self._running_pause(stretch),
            "pauses": self._offered_pauses(),
            "turn": self._shown_turn(),
        }

    def _running_pause(self, stretch):
        if not (kind := stretch.pause_type_id):
            return False
        terms = pause.Terms(most_minutes=stretch.planned_minutes)
        ends = pause.ends_at_most(terms, stretch.date_from)
        return {
            "name": kind.name,
            "icon": kind.icon,
            "ends": fields.Datetime.to_string(ends) or False,
            "least_minutes": stretch.least_minutes,
        }

    def _offered_pauses(self):
        if not self._has_pauses():
            return []
        asked = self._open_exceptions()
        granted = asked.filtered(lambda one: one.state == "granted")
        refusals = self._pause_refusals(self._pause_types(), granted)
        states = {one.pause_type_id: one.state for one in asked}
        return [
            {
                "id": kind.id,
                "name": kind.name,
                "description": kind.description or "",
                "icon": kind.icon,
                "color": kind.color,
                "minutes": kind.most_minutes,
                "refusal": refusal or False,
                "exception": states.get(kind, False),
                "is_askable": pause.is_askable(refusal, states.get(kind)),
                "opens": self._opens_at(kind) if refusal == "early" else "",
            }
            for kind, refusal in refusals.items()
        ]

    def _notify_availability(self):
        """Tell one's own screens, and those of colleagues, who is there now."""
        for member in self:
            mine = member.with_context(lang=member.user_id.lang)
            own = mine._own_availability()
            member.user_id._bus_send("pact_team.my_availability", own)
            shown = {"id": member.id, **member._shown_availability()}
            member.team_ids._tell("pact_team.availability", shown)
            member._deciding_elsewhere()._bus_send("pact_team.availability", shown)

    def _shown_availability(self):
        """Return what colleagues see: the reason only where the company shows it.

        That of a need of the body is never shown.
        """
        self.ensure_one()
        present = self.availability_id
        is_shown = self.company_id.pact_is_pause_shown
        is_shown = is_shown and not present._is_of_the_body()
        return {
            "availability": self.availability,
            "pause": is_shown and present.pause_type_id.name,
        }

    def _deciding_elsewhere(self):
        """Return who decides about this member without answering in their teams."""
        deciding = self._holding("may_assign", self.company_id)
        return (deciding - self.team_ids.member_ids.filtered("may_answer")).user_id
