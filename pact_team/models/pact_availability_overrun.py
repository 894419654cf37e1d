from odoo import api, fields, models


class PactAvailability(models.Model):
    """A pause that takes longer than it may: whoever looks after the team is told once.

    That it did is written down at once; its end changes nothing about it.
    """

    _inherit = "pact.availability"

    _running_pause_idx = models.Index(
        "(date_from) WHERE date_to IS NULL AND state = 'paused'"
    )

    @api.model
    def _cron_overrun(self):
        self.env["ir.cron"]._pact_each(
            self._overrunning(),
            type(self)._note_overrun,
            "Pause %s: its overrun was not noted",
        )

    @api.model
    def _overrunning(self):
        running = self.search(
            [
                ("date_to", "=", False),
                ("state", "=", "paused"),
                ("planned_minutes", ">", 0),
                ("outcome", "!=", "overrun"),
            ]
        )
        return running.filtered(lambda one: one._is_overrunning())

    def _is_overrunning(self):
        is_running = not self.date_to and not self.outcome
        return is_running and self._outcome(fields.Datetime.now()) == "overrun"

    def _note_overrun(self):
        if not self._is_overrunning():
            return
        self.outcome = "overrun"
        overseers = self.member_id._overseers(
            "may_see_team_figures", "may_grant_pauses"
        )
        overseers.user_id._pact_tell(
            self,
            lambda said: said.env._(
                "%(name)s is still in the pause %(pause)s, of %(count)s minutes at "
                "most.",
                name=said.user_id.name,
                pause=said.pause_type_id.name,
                count=said.planned_minutes,
            ),
            is_sticky=True,
        )
