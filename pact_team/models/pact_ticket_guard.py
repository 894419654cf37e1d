from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .pact_ticket import SYSTEM_FIELDS


class PactTicket(models.Model):
    """What nobody decides about a request by hand, however they got at it."""

    _inherit = "pact.ticket"

    @api.model
    def default_get(self, fields):
        """What follows from what happens to a request is nobody's own default.

        Neither one that they set for themself nor one of the context, which act under
        sudo too.
        """
        system = SYSTEM_FIELDS.intersection(fields)
        values = super().default_get([name for name in fields if name not in system])
        own = (self._fields[name] for name in system)
        return values | {
            field.name: self._own_default(field) for field in own if field.default
        }

    @api.model
    def _prepare(self, vals, due_on):
        # What is told of a company or a contact follows from the one it really gets.
        names = ["company_id", "partner_id", "classification_id"]
        asked = self.default_get(names) | vals
        self._check_fileable_in(asked.get("company_id") or self.env.company.id)
        self.env["res.partner"].browse(asked.get("partner_id")).check_access("read")
        return super()._prepare(asked, due_on)

    @api.model
    def _check_fileable_in(self, company_id):
        """Refuse before a protocol is taken, which nobody gives back."""
        if self.env.su:
            return
        fileable = self.env["pact.member"]._companies_where("may_answer")
        if company_id not in fileable.ids:
            raise AccessError(
                self.env._("Your roles do not let you file requests in this company.")
            )

    def copy_data(self, default=None):
        """Copy what a request is about; what happens to it begins anew."""
        return [
            {name: each[name] for name in each.keys() - SYSTEM_FIELDS}
            for each in super().copy_data(default)
        ]

    def write(self, vals):
        if "partner_id" in vals:
            self._check_filed_by(vals["partner_id"])
        result = super().write(vals)
        if vals.get("partner_id"):
            self._name_customer()
        return result

    def _check_filed_by(self, partner_id):
        """A request stays with its customer, whoever there is said to have filed it."""
        if self.env.su:
            return
        partner = self.env["res.partner"].browse(partner_id)
        partner.check_access("read")
        # sudo: res.partner - whose company they are of
        customer = partner.sudo().commercial_partner_id
        # sudo: pact.ticket - whose requests these are
        if self.sudo().commercial_partner_id - customer:
            raise UserError(
                self.env._("A request stays with its customer. Choose one of theirs.")
            )

    def _name_customer(self):
        """Say whose it is, once somebody is known who filed it."""
        # sudo: pact.ticket - follows from who filed it
        for ticket in self.sudo().filtered(lambda one: not one.commercial_partner_id):
            ticket.commercial_partner_id = ticket.partner_id.commercial_partner_id

    def _check_can_update_message_content(self, message):
        # sudo: mail.message - to which document the messages belong
        if any(one._pact_is_said_in_request() for one in message.sudo()):
            raise UserError(message._pact_said_sentence())
        return super()._check_can_update_message_content(message)
