from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..rules import starting, transfer


class DiscussChannel(models.Model):
    """Asking whoever talks to a customer to hand the conversation over."""

    _inherit = "discuss.channel"

    @api.model
    def action_pact_ask_transfer(self, asked):
        """Ask the holder of a customer's conversation for it, with a note in it.

        ``asked`` names the customer and the inbox as for ``action_pact_start``, and
        says why in ``text``. The note stays in the house.

        :raise UserError: if nobody holds one, or the holder was asked already
        """
        wish = starting.read(asked)
        member = self._pact_starter()
        if len(wish.text) > transfer.LONGEST_NOTE:
            raise UserError(self._pact_transfer_sentence("long"))
        # sudo: discuss.channel - whoever may start may ask; nothing is told back
        channels = self.sudo()
        partner, number = channels._pact_whom(member.company_id, wish)
        inbox = channels.env["pact.inbox"].search(
            [("id", "=", wish.inbox_id), ("company_id", "=", member.company_id.id)]
        )
        known = channels.env["pact.identity"]._known_to(inbox, partner, number)
        identities = channels.env["pact.identity"].concat(*known.values())
        running = channels._pact_running(identities)
        if not running or running._pact_obstacle() != "held":
            raise UserError(
                self.env._("Nobody talks to them right now. Start the conversation.")
            )
        running._pact_ask_holder(wish.text)
        return True

    def _pact_ask_holder(self, text):
        if self._pact_was_asked():
            raise UserError(
                self.env._(
                    "You asked %(agent)s already. Wait for the answer, or call.",
                    agent=self.pact_agent_id.name,
                )
            )
        # The holder reads it, in their language.
        channel = self.with_context(lang=self.pact_agent_id.lang)
        sentence = channel.env._(
            "%(name)s asks you to transfer this conversation.", name=self.env.user.name
        )
        channel.message_post(
            pact_from_network=self._pact_from_network,
            body=plaintext2html("\n".join(filter(None, [sentence, text]))),
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def _pact_was_asked(self):
        """Return whether the asking user asked since this person holds it."""
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        return self.env["mail.message"].search_count(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("author_id", "=", self.env.user.partner_id.id),
                ("subtype_id", "=", note),
                ("date", ">=", self.pact_stint_id.date_from or fields.Datetime.now()),
            ],
            limit=1,
        )
