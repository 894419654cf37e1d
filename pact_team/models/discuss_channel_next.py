from psycopg2.errors import SerializationFailure

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..rules import capacity

# So many may be taken by others in the moment in which one asks.
AT_HAND = 20


class DiscussChannel(models.Model):
    """The dispenser: whoever asks for the next conversation gets exactly one."""

    _inherit = "discuss.channel"

    @api.model
    def action_pact_next(self):
        """Give the asking user the oldest that waits for their teams.

        Two who ask in the same moment get different ones.

        :return: ``channel_id``, or False and a ``sentence``: nobody waits
        :raise AccessError: without the right to the dispenser
        :raise UserError: if they pause, or hold as many as they may
        """
        asking, too_heavy = self._pact_dispensing(), []
        oldest = self._pact_oldest_waiting(asking.team_ids)
        for channel in oldest:
            if not channel._pact_fits(asking):
                too_heavy.append(channel)
            elif channel._pact_is_locked_for_me():
                channel._pact_hold(self.env.user, "dispensed")
                return {"channel_id": channel.id, "sentence": ""}
        if oldest and too_heavy == oldest:
            raise UserError(oldest[0]._pact_heavy_sentence(asking))
        return self._pact_nothing_next(is_taken=bool(oldest))

    def _pact_fits(self, members):
        """Return whether there is room for it where it waits."""
        member = self._pact_of_its_company(members)
        # Who has no maximum is asked for nothing.
        return not member.max_open or member._has_room(self._pact_weight())

    def _pact_heavy_sentence(self, members):
        member = self._pact_of_its_company(members)
        return member._unfit_sentence("full", self._pact_weight())

    def _pact_of_its_company(self, members):
        if len(members) == 1:
            return members
        return members.filtered(lambda one: one.company_id == self.pact_company_id)

    @api.model
    def _pact_dispensing(self):
        """Return the memberships in which the asking user may get one now."""
        asking = self.env["pact.member"]._mine()
        asking = asking.filtered(lambda one: one.may_dispense and one.may_answer)
        if not asking:
            raise AccessError(
                self.env._(
                    "The dispenser is not among your rights. Ask an administrator for "
                    "it, or take what waits by hand."
                )
            )
        problems = {
            member: member._unfitness("dispensed", capacity.LIGHTEST)
            for member in asking
        }
        fit = asking.filtered(lambda member: not problems[member])
        if not fit:
            raise UserError(asking[0]._unfit_sentence(problems[asking[0]]))
        return fit

    @api.model
    def _pact_oldest_waiting(self, teams):
        """Return the first few that wait for ``teams``, under sudo, oldest first.

        A list: nothing is read of those that are not given.
        """
        # sudo: discuss.channel - what waits for one's own teams, to be given one of it
        waiting = self.sudo()
        return [waiting.browse(id_) for id_ in self._pact_oldest_ids(teams, AT_HAND)]

    def _pact_is_locked_for_me(self):
        """Return whether nobody else has changed, or is changing, it since we looked.

        One who was faster does not cost this request a new beginning, which would be
        a second or two away: the next one is as good.
        """
        lock = SQL(
            "SELECT 1 FROM discuss_channel WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED",
            self.id,
        )
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(lock, log_exceptions=False)
                return bool(self.env.cr.fetchone())
        except SerializationFailure:
            return False

    @api.model
    def _pact_nothing_next(self, *, is_taken):
        sentence = (
            self.env._("Colleagues were faster just now. Ask once more.")
            if is_taken
            else self.env._("Nobody waits for your teams right now.")
        )
        return {"channel_id": False, "sentence": sentence}
