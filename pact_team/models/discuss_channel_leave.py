from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html


class DiscussChannel(models.Model):
    """What becomes of a conversation whose holder leaves for today."""

    _inherit = "discuss.channel"

    def _pact_name_if_readable(self):
        """Return the customer's name, for who may read what they wrote."""
        return self.name if self.pact_is_readable else self.env._("Conversation")

    def _pact_takers(self, able, teams):
        """Return the ids of those of ``able`` to whom it may be handed over."""
        at = self._pact_standing(able, teams)
        return [member.id for member in able if at.offers(member.user_id.id)]

    def _pact_leave_behind(self, heir, note):
        """Give it to ``heir``, else to its team's queue: nobody waits for who is gone.

        :param heir: a member under sudo, None where nobody was chosen
        :return: ``outcome`` (``handed``, ``queued`` or ``kept``), ``where`` it is now,
            and ``why`` it is not what was chosen
        """
        try:
            with self.env.cr.savepoint():
                return self._pact_leave_to(heir, note)
        except UserError as refusal:
            return {"outcome": "kept", "where": "", "why": str(refusal)}

    def _pact_leave_to(self, heir, note):
        self._pact_check_leaving(heir)
        self._pact_lock()
        self._pact_check_open()
        why = "" if heir is None else self._pact_why_not_to(heir, note)
        if heir is not None and not why:
            return {"outcome": "handed", "where": heir.name, "why": ""}
        self._pact_give_back({"note": note, "transfer_reason": "shift"})
        where = self.env._("Queue of %(team)s", team=self.pact_team_id.name)
        return {"outcome": "queued", "where": where, "why": why}

    def _pact_check_leaving(self, heir):
        """Refuse who may not give it up, or may only give it back.

        :raise AccessError: with what they can do instead
        """
        if not self._pact_is_mine_to_end():
            raise AccessError(
                self.env._("Only whoever holds this conversation can do that.")
            )
        if heir is not None and not self._pact_is_mine_to_give():
            raise AccessError(self._pact_not_yours_to_hand_over())

    def _pact_why_not_to(self, heir, note):
        """Hand it over to ``heir``; return in words why that could not be."""
        if heir.company_id != self.pact_company_id:
            return self._pact_transfer_sentence("person")
        values = {"user_id": heir.user_id.id, "note": note, "reason": "shift"}
        try:
            with self.env.cr.savepoint():
                self._pact_hand_over(values)
        except UserError as refusal:
            return self._pact_why_queued(heir) or str(refusal)
        return ""

    def _pact_why_queued(self, heir):
        """Say of who was chosen what a refusal would ask to choose differently."""
        problem = heir._unfitness("transferred", self._pact_weight())
        if problem == "inactive":
            # Who never answered here is not named.
            return ""
        if problem == "full":
            return self.env._(
                "%(name)s holds as many as they may by now, so it waits in the queue.",
                name=heir.name,
            )
        return problem and self.env._(
            "%(name)s is not there any more, so it waits in the queue.", name=heir.name
        )

    def _pact_give_back(self, words):
        """Put it in its team's queue, with a word to whoever takes it."""
        self._pact_dismiss_members()
        self._pact_wait("returned", **words)
        self._pact_notify_queue()
        nobody = self.env["res.users"]
        self._pact_note(plaintext2html(self._pact_handover_line(nobody, words)))
