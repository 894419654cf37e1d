from odoo import models

from ..providers import signals


class PactInbox(models.Model):
    """What customers say of a message that is here: a reaction, a correction."""

    _inherit = "pact.inbox"

    def _receive_reactions(self, reactions):
        live = [each for each in self._without_known(reactions) if not each.is_history]
        for reaction in live:
            target = self._find_target(reaction)
            # One to a correspondence is a reply, and opens a conversation.
            if target.channel_id:
                target._react(reaction)
                self._widen_windows([(target.identity_id, reaction)])
                target.channel_id._pact_refresh_window()
            elif reaction.emoji:
                self._receive_messages([self._as_message(reaction, reaction.emoji)])

    def _receive_edits(self, edits):
        for edit in self._without_known(edits):
            self._receive_afterthought(edit, edit.text)

    def _receive_revokes(self, revokes):
        for revoke in self._without_known(revokes):
            self._receive_afterthought(revoke, "")

    def _receive_afterthought(self, signal, text):
        """Show it where the message is that it speaks of, even if that is finished."""
        message = self._as_message(signal, text)
        target = self._find_target(signal)
        if target.channel_id and not signal.is_history:
            said = [(target.channel_id, target.identity_id, message)]
            self.env["discuss.channel"]._pact_write_down(self, said)
        else:
            self._receive_messages([message])

    def _as_message(self, signal, text):
        """Show an afterthought as a message of its own: what was said stays said."""
        return signals.Message(
            uid=signal.uid,
            person=signal.person,
            sent_date=signal.sent_date,
            kind=type(signal).__name__.lower(),
            text=text,
            quoted_uid=signal.target_uid,
            is_echo=signal.is_echo,
            is_history=signal.is_history,
            opens_window=signal.opens_window,
        )

    def _find_message(self, uid):
        """Return the message the network knows as ``uid``, if it is here."""
        if not uid:
            return self.env["pact.message"]
        return self.env["pact.message"].search(
            [("inbox_id", "=", self.id), ("uid", "=", uid)], limit=1
        )

    def _find_target(self, signal):
        """Return the message an afterthought speaks of: one of the same customer."""
        target = self._find_message(signal.target_uid)
        keys = set(target.identity_id.key_ids.mapped("value"))
        return target if keys & {*signal.person.keys} else target.browse()
