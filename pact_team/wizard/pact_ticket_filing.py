from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import words

TYPED = ("contact_name", "contact_phone", "contact_email", "reference")


class PactTicketFiling(models.TransientModel):
    """A request that somebody of ours files for a customer: on the phone, at the desk.

    It is checked as the form in the portal is, but for what is offered to us only.
    """

    _name = "pact.ticket.filing"
    _description = "Filing a request for a customer"
    _inherit = ["pact.ticket.dialog"]
    _check_company_auto = True
    _typed = (*TYPED, "message")

    mode = fields.Selection(
        [("central", "Central"), ("crm", "CRM")], compute="_compute_mode"
    )
    partner_id = fields.Many2one("res.partner", string="Customer")
    classification_id = fields.Many2one(
        "pact.classification",
        check_company=True,
        domain="[('company_id', '=', company_id), ('mode', '=', mode),"
        " '|', ('mode', '=', 'crm'), ('child_ids', '=', False)]",
    )
    is_file_required = fields.Boolean(
        related="classification_id.is_file_required", related_sudo=False
    )
    is_reference_required = fields.Boolean(
        related="classification_id.is_reference_required", related_sudo=False
    )
    contact_method_id = fields.Many2one("pact.contact.method", check_company=True)
    contact_name = fields.Char(string="Contact person")
    contact_phone = fields.Char(string="Phone")
    contact_email = fields.Char(string="E-mail")
    reference = fields.Char()
    message = fields.Text(string="What the customer said")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    @api.depends("company_id")
    def _compute_mode(self):
        for filing in self:
            # sudo: res.company - which form it has, where the asking user answers
            filing.mode = filing._own_company().sudo().pact_ticket_mode

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        """Begin with what is known of them, if the asking user may know it."""
        self.partner_id.check_access("read")
        for name in ("name", "phone", "email"):
            self[f"contact_{name}"] = self.partner_id[name]

    @api.model
    def _tidy(self, vals):
        one_line = {name: words.one_line(vals[name]) for name in TYPED if name in vals}
        if "message" in vals:
            one_line["message"] = words.text(vals["message"])
        return vals | one_line

    def action_file(self):
        """File it once, however often it is pressed, and say its protocol.

        :raise UserError: if something is missing or cannot be right
        """
        self.ensure_one()
        self.check_access("write")
        self._check_may_file()
        form = self._form()
        self._check_whole(form)
        return self._show(self._file_once(form))

    def _check_may_file(self):
        if not self._own_company():
            raise AccessError(
                self.env._("Your roles do not let you file requests in this company.")
            )
        if not self.partner_id:
            raise UserError(self.env._("Choose whose request it is."))
        self.partner_id.check_access("read")

    def _file_once(self, form):
        # sudo: pact.ticket - whether the asking user may file it was asked above
        tickets = self.env["pact.ticket"].sudo()
        key = f"desk:{self.id}"
        customer = tickets.env["res.partner"].browse(self.partner_id.id)
        known = tickets.search(
            [
                ("company_id", "=", self.company_id.id),
                ("commercial_partner_id", "=", customer.commercial_partner_id.id),
                ("request_key", "=", key),
            ]
        )
        if known:
            return known
        ticket = tickets._create_once(self._vals(form) | {"request_key": key})
        files = [(one.name, lambda one=one: one.raw) for one in self.attachment_ids]
        ticket._post_filed(form.message, files)
        return ticket

    def _vals(self, form):
        return self.env["pact.ticket"]._vals_of_form(form) | {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "source": "staff",
            "state": "new",
            "user_id": False,
        }

    def _show(self, ticket):
        """Open it, where its team is the asking user's; else say the protocol."""
        if ticket.sudo(False).has_access("read"):
            return {
                "type": "ir.actions.act_window",
                "res_model": "pact.ticket",
                "res_id": ticket.id,
                "views": [(False, "form")],
            }
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "title": ticket.protocol,
                "message": self.env._("It was filed, and its team goes on with it."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
