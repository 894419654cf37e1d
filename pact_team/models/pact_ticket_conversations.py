from odoo import SUPERUSER_ID, fields, models
from odoo.fields import Domain

from .discuss_channel import is_pact

# Marks what is said to us about what a customer sent, not to the customer.
ASIDE = "o-pact-aside"


class PactTicket(models.Model):
    """I16: the conversations of a request: one protocol across portal and chat."""

    _inherit = "pact.ticket"

    # Each is opened by the right to read it, and by no right to the request.
    conversation_ids = fields.One2many(
        "discuss.channel", "pact_ticket_id", groups=fields.NO_ACCESS
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("merged_into_id"):
            # sudo: discuss.channel - they go on under the protocol that stays
            channels = self.sudo().conversation_ids
            channels.pact_ticket_id = vals["merged_into_id"]
            channels._pact_notify_watchers(["pact_ticket_protocol"])
        return result

    def _hear_elsewhere(self):
        """Go on as after a reply; what reopens no more stays finished."""
        if not self.merged_into_id:
            # The customer did it; nobody of us is named for it.
            self.with_user(SUPERUSER_ID)._go_on_after_reply()

    def _thread_domain(self):
        """Return what was said here and in conversations; no note, no aside.

        To one of us, only what they may read where it was said.
        """
        # sudo: discuss.channel - which there are; who may read each is asked next
        channels = self.sudo()._conversations_of_customer()
        if not self.env.su:
            channels &= channels.sudo(False)._filtered_access("read")
        said = [self._domain_of_conversation(one) for one in channels]
        return Domain.OR([super()._thread_domain(), *said])

    def _domain_of_conversation(self, channel):
        """Return what was said in it since it was linked, until this is finished.

        What was said before is another matter, and so is what comes later, unless it
        reopens this one.
        """
        domain = (
            Domain("model", "=", channel._name)
            & Domain("res_id", "=", channel.id)
            & Domain("id", ">", channel.pact_ticket_after)
            & Domain("message_type", "=", "comment")
            & Domain("subtype_id", "=", self.env.ref("mail.mt_comment").id)
            & Domain("is_internal", "=", False)
            & Domain("body", "not ilike", ASIDE)
        )
        if self.finished_date:
            domain &= Domain("date", "<=", self.finished_date)
        return domain

    def _told(self, found):
        told = super()._told(found)
        return told - self._sent_to_many(told)

    def _sent_to_many(self, said):
        """Return what was sent to many: named by us, and no word about a request."""
        # sudo: pact.message - how what may be read here was sent
        rows = self.env["pact.message"].sudo()
        found = rows.search(
            [("message_id", "in", said.ids), ("recipient_id", "!=", False)]
        )
        return found.message_id.with_env(self.env)

    def _conversations_of_customer(self):
        """Return those that the customer may see: with somebody of theirs, alone.

        Whoever answers at a number that only the customer typed may be anybody.
        """
        customer = self.commercial_partner_id
        return self.conversation_ids.filtered(
            lambda one: (
                is_pact(one)
                and not one.pact_is_group
                and customer
                and one.pact_company_id == self.company_id
                and one.pact_partner_id.commercial_partner_id == customer
                and one.pact_identity_id._is_proved()
            )
        )

    def _seen_to_link(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return {"id": self.id, "name": self.display_name, "state": states[self.state]}

    def _note_conversation(self, channel, *, is_linked):
        names = {"inbox": channel.pact_inbox_id.name}
        if is_linked:
            line = self.env._("A conversation on %(inbox)s was linked.", **names)
        else:
            line = self.env._("A conversation on %(inbox)s was unlinked.", **names)
        self.message_post(body=line, subtype_xmlid="mail.mt_note")
