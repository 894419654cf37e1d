from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import coverage, pause


class PactMember(models.Model):
    """Who may leave for a while without leaving too few, and who waits for it."""

    _inherit = "pact.member"

    @api.model
    def withdraw_pause(self):
        """Wait for a pause no more; what :meth:`my_availability` returns is returned.

        :raise UserError: if the asking user waits for none
        """
        mine = self._me()
        if not (turn := mine._turns()):
            raise UserError(self.env._("You wait for no pause right now."))
        turn._close("withdrawn")
        return self.my_availability()

    def _may_go(self, turn=None):
        """Return whether enough stay in each of their teams when they go now.

        If so, nobody else leaves these teams in this moment: who tries is repeated.
        """
        if self.availability != "available":
            return True
        teams = self._guarded_teams()
        if not coverage.may_go(teams._standings(turn)):
            return False
        teams._keep_count()
        return True

    def _turns(self):
        """Return what each of them waits for."""
        return self.env["pact.pause.turn"]._of(self)

    def _guarded_teams(self):
        return self.env["pact.team"]._guarded(self.team_ids)

    def _wait_for_pause(self, kind):
        """Wait for one's turn; nobody waits for two."""
        if turn := self._turns():
            raise UserError(
                self.env._(
                    "You wait for %(pause)s already. Leave its queue before you ask "
                    "for another pause.",
                    pause=turn.pause_type_id.name,
                )
            )
        self.env["pact.pause.turn"]._ask(self, kind)
        self._notify_own()

    def _shown_turn(self):
        """Return what one waits for, in which place, and about until when."""
        if not (turn := self._turns()):
            return False
        kind = turn.pause_type_id
        asked = self._open_exceptions().filtered(lambda one: one.pause_type_id == kind)
        standings = self._guarded_teams()._standings(turn)
        place, expected = coverage.outlook(standings)
        return {
            "id": kind.id,
            "name": kind.name,
            "place": place,
            "expected": fields.Datetime.to_string(expected) or False,
            "is_askable": pause.is_askable("coverage", asked.state),
        }

    def _came(self):
        """Whoever is back may let others go."""
        super()._came()
        if self._guarded_teams():
            self.env["pact.pause.turn"]._wake()

    def _went(self, kind):
        """Whoever is gone waits for no pause."""
        super()._went(kind)
        if not kind.is_physiological:
            self._turns()._lapse()

    def _notify_own(self):
        """Tell one's own screens how it stands."""
        for member in self:
            mine = member.with_context(lang=member.user_id.lang)
            member.user_id._bus_send(
                "pact_team.my_availability", mine._own_availability()
            )
