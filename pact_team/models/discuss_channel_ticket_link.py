from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules import words

FEW = 8
LONGEST_PROTOCOL = 64


class DiscussChannel(models.Model):
    """I16: going on under the protocol of a request that is there already."""

    _inherit = "discuss.channel"

    def pact_linkable_requests(self, typed=""):
        """Return a few requests that whoever answers here may read: the customer's.

        Their open ones, or by a part of the protocol; others only by the whole of it.

        :raise AccessError: if the asking user does not answer here
        """
        self.ensure_one()
        self._pact_check_answering()
        typed = words.one_line(typed)[:LONGEST_PROTOCOL]
        found = self.env["pact.ticket"].search(
            self._pact_linkable_domain(typed), limit=FEW
        )
        return [one._seen_to_link() for one in found]

    def _pact_linkable_domain(self, typed):
        # sudo: discuss.channel - whose it is, for who answers the customer
        channel = self.sudo()
        customer = channel.pact_partner_id.commercial_partner_id
        of_company = Domain("company_id", "=", channel.pact_company_id.id)
        theirs = Domain("commercial_partner_id", "=", customer.id)
        if not typed:
            return of_company & theirs & Domain("state", "!=", "finished")
        named = Domain("protocol", "=", typed)
        return of_company & (named | (theirs & Domain("protocol", "ilike", typed)))

    def action_pact_link_request(self, ticket_id):
        """Let the conversation belong to this request; to none, if it is False.

        :raise AccessError: if the asking user does not answer here
        :raise UserError: if they may not read it, or it belongs to another one
        """
        self.ensure_one()
        self._pact_check_answering()
        ticket = self._pact_readable_request(ticket_id) if ticket_id else None
        # sudo: discuss.channel - who may link it, and to what, was asked
        channel = self.sudo()
        channel._pact_lock()
        if ticket:
            channel._pact_link(ticket)
        else:
            channel._pact_unlink_request()
        return True

    def action_pact_open_request(self):
        """Open the request, for who may read both.

        :raise AccessError: if they may not read the request
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: discuss.channel - which request it is; whether it is read is asked next
        ticket = self.sudo().pact_ticket_id.sudo(False)
        if not (ticket and ticket.has_access("read")):
            raise AccessError(
                self.env._("Your roles do not let you read this request.")
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "pact.ticket",
            "res_id": ticket.id,
            "views": [[False, "form"]],
        }

    def _pact_readable_request(self, ticket_id):
        """Return a request that the asking user may read, of the same company."""
        tickets = self.env["pact.ticket"]
        ticket = tickets.browse(words.record_id(ticket_id)).exists()
        # sudo: discuss.channel - whose it is, for who answers the customer
        channel = self.sudo()
        company, customer = channel.pact_company_id, channel.pact_partner_id
        # What another customer says works on it: that is for who may change it.
        # sudo: pact.ticket - whose it is; whether it may be read is asked next
        owner = ticket.sudo().commercial_partner_id
        is_theirs = owner and owner == customer.commercial_partner_id
        right = "read" if is_theirs else "write"
        if not (ticket and ticket.has_access(right) and ticket.company_id == company):
            raise UserError(
                self.env._("This request cannot be linked from here. Choose another.")
            )
        return ticket

    def _pact_link(self, ticket):
        """Let it belong to ``ticket``, whichever rights the asking user has.

        :raise UserError: if it belongs to another one
        """
        # sudo: pact.ticket - linked by who was asked for both
        ticket = ticket.sudo()._kept()
        if self.pact_ticket_id == ticket:
            return
        if self.pact_ticket_id:
            raise UserError(
                self.env._(
                    "This conversation belongs to protocol %(protocol)s. Unlink it "
                    "first, in the conversation.",
                    protocol=self.pact_ticket_protocol,
                )
            )
        self.write(
            {"pact_ticket_id": ticket.id, "pact_ticket_after": self._pact_newest_id()}
        )
        ticket._note_conversation(self, is_linked=True)
        self._pact_notify_watchers(["pact_ticket_protocol"])

    def _pact_newest_id(self):
        said = self.env["mail.message"].search(
            [("model", "=", self._name), ("res_id", "=", self.id)],
            order="id desc",
            limit=1,
        )
        return said.id

    def _pact_unlink_request(self):
        former = self.pact_ticket_id
        self.pact_ticket_id = False
        if former:
            former._note_conversation(self, is_linked=False)
        self._pact_notify_watchers(["pact_ticket_protocol"])
