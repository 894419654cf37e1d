from odoo import api, models
from odoo.exceptions import AccessError, UserError

TYPED_BY_CUSTOMERS = ("portal", "email")


class DiscussChannel(models.Model):
    """I16: going on with a request in a conversation that is started for it."""

    _inherit = "discuss.channel"

    @api.model
    def _pact_start(self, member, wish):
        ticket = self._pact_request_to_continue(member, wish)
        channel = super()._pact_start(member, wish)
        if ticket:
            # One's own conversation with this customer, that was open already.
            channel._pact_link(ticket)
        return channel

    @api.model
    def _pact_begin(self, wish, team, identity):
        channel = super()._pact_begin(wish, team, identity)
        if wish.ticket_id:
            # Before anything is said: the first word is the first answer.
            channel._pact_link(self.env["pact.ticket"].browse(wish.ticket_id))
        return channel

    @api.model
    def _pact_begin_once(self, wish, team, inbox, identity, whom):
        channel = super()._pact_begin_once(wish, team, inbox, identity, whom)
        partner, number = whom
        if wish.ticket_id and not (identity or partner):
            channel._pact_introduce(wish, number)
        return channel

    def _pact_introduce(self, wish, number):
        """Count a new contact to the customer, if we were told that number of theirs.

        What a customer types into a form or a letter may be anybody's number.
        """
        ticket = self.env["pact.ticket"].browse(wish.ticket_id)
        if ticket.source in TYPED_BY_CUSTOMERS:
            return
        given = ticket.company_id._pact_read_number(ticket.contact_phone or "")
        if given == number and ticket.commercial_partner_id:
            self.pact_partner_id.parent_id = ticket.commercial_partner_id

    @api.model
    def _pact_request_to_continue(self, member, wish):
        """Return the request to go on with, if the asking user may change it.

        :raise AccessError: if it is neither theirs nor theirs to decide about
        :raise UserError: if it is finished
        """
        # The asker's own rights say what they may go on with.
        ticket = self.env["pact.ticket"].sudo(False).browse(wish.ticket_id).exists()
        if not wish.ticket_id:
            return ticket
        if (
            not ticket
            or not ticket.has_access("write")
            or ticket.company_id != member.company_id
        ):
            raise AccessError(
                self.env._("Only whoever is responsible goes on with a request.")
            )
        if ticket.state == "finished":
            raise UserError(ticket._refusals()["finished"])
        return ticket
