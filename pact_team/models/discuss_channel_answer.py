from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import words
from .discuss_channel import is_pact
from .pact_template_fill import Filled

# An answer goes to the customer, a note stays in the house.
SAID_BY_US = ("mail.mt_comment", "mail.mt_note")


class DiscussChannel(models.Model):
    """What an agent says, and what may be said at all."""

    _inherit = "discuss.channel"

    # Neither an RPC argument nor an RPC context can produce this very object.
    _pact_from_network = object()

    def action_pact_send_again(self, message_id):
        """Send what failed, or what nobody knows the fate of, once more.

        :raise UserError: if it is on its way, or arrived
        """
        self.ensure_one()
        self._pact_check_answering()
        # sudo: pact.message - the outbox of the conversation this person holds
        outbox = self.env["pact.message"].sudo()
        outbox._send_again(self, words.record_id(message_id))
        return True

    def message_post(
        self,
        *,
        message_type="notification",
        pact_from_network=None,
        pact_filled=None,
        **kwargs,
    ):
        """Post what the network said, a filled template, or what somebody typed.

        Neither an RPC argument nor a context can be the licence of the first two.
        """
        from_network = pact_from_network is self._pact_from_network
        filled = pact_filled if isinstance(pact_filled, Filled) else None
        # sudo: discuss.channel - the type of a channel is no secret
        if is_pact(self.sudo()) and not from_network and not filled:
            self._pact_check_answer(message_type, kwargs)
        # Set anew on every call: a post within this one must not inherit it.
        channel = self.with_context(
            pact_from_network=self._pact_from_network if from_network else None,
            pact_filled=filled,
        )
        return super(DiscussChannel, channel).message_post(
            message_type=message_type, **kwargs
        )

    def _pact_check_answer(self, message_type, kwargs):
        """Refuse what the composer would not offer.

        :raise AccessError: if the asking user neither holds nor joined it, and if a
            note, may not whisper there
        :raise UserError: if the network takes no free text at this moment
        """
        is_composer = self.env.su and message_type == "comment"
        subtype = kwargs.get("subtype_xmlid")
        if not is_composer or kwargs.get("author_id") or subtype not in SAID_BY_US:
            raise AccessError(self.env._("Write to the customer in the conversation."))
        is_note = subtype == "mail.mt_note"
        if not (
            self._pact_is_noted_by_me() if is_note else self._pact_is_answered_by_me()
        ):
            raise AccessError(self._pact_not_yours_to_answer())
        self._pact_check_files(kwargs.get("attachment_ids"))
        if not is_note:
            self._pact_check_window()

    def _pact_check_window(self):
        # sudo: discuss.channel - the window of a conversation held by this person
        identity = self.sudo().pact_identity_id
        if not identity._is_answerable(fields.Datetime.now()):
            raise UserError(identity._why_not_answerable())

    def _pact_check_files(self, attachment_ids):
        """Let only files in that were uploaded for it: those then hang on it.

        Any other file stays where it is, and could be changed after it was sent.
        """
        # sudo: ir.attachment - where the files hang that are about to be sent
        files = self.env["ir.attachment"].sudo().browse(attachment_ids or [])
        if any(
            file.res_model != "mail.compose.message" or file.create_uid != self.env.user
            for file in files
        ):
            raise UserError(
                self.env._("Upload the file into this conversation to send it.")
            )

    def _message_post_after_hook(self, message, msg_vals):
        # sudo: discuss.channel - the type of a channel is no secret
        if is_pact(self.sudo()) and self._pact_is_answer(msg_vals):
            # sudo: discuss.channel - the conversation of whoever may answer here
            self.sudo()._pact_enqueue(message.sudo())
        return super()._message_post_after_hook(message, msg_vals)

    def _pact_enqueue(self, message):
        self._pact_answered()
        filled = self.env.context.get("pact_filled")
        if isinstance(filled, Filled):
            self.env["pact.message"]._enqueue_template(self, message, filled)
        else:
            self.env["pact.message"]._enqueue(self, message)

    def _pact_is_answer(self, msg_vals):
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        return (
            msg_vals["message_type"] == "comment"
            and msg_vals["subtype_id"] == comment
            and self.env.context.get("pact_from_network") is not self._pact_from_network
        )
