from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_company_ticket_notices import NOTICES

OFFERED = "[('state', '=', 'approved'), ('category', '=', 'utility')]"
# What is known without asking anybody, and names nobody who works here.
FILLED = {"contact", "company", "subject"}


class ResCompany(models.Model):
    """With which templates customers are told of their requests on WhatsApp (S18)."""

    _inherit = "res.company"

    pact_ticket_received_whatsapp_id = fields.Many2one(
        "pact.template",
        string="Message when it is received",
        domain=OFFERED,
        ondelete="restrict",
        help="An approved template, whose subject is the protocol. Who speaks another "
        "language gets the one of the same name in it. Empty means that nothing is "
        "sent.",
    )
    pact_ticket_answered_whatsapp_id = fields.Many2one(
        "pact.template",
        string="Message when it is answered",
        domain=OFFERED,
        ondelete="restrict",
        help="An approved template, whose subject is the protocol. Who speaks another "
        "language gets the one of the same name in it. Empty means that nothing is "
        "sent.",
    )
    pact_ticket_finished_whatsapp_id = fields.Many2one(
        "pact.template",
        string="Message when it is finished",
        domain=OFFERED,
        ondelete="restrict",
        help="An approved template, whose subject is the protocol. Who speaks another "
        "language gets the one of the same name in it. Empty means that nothing is "
        "sent.",
    )

    @api.constrains(lambda self: [self._pact_whatsapp_field(kind) for kind in NOTICES])
    def _check_pact_whatsapp(self):
        for company in self:
            for template in filter(None, map(company._pact_whatsapp, NOTICES)):
                company._check_pact_whatsapp_template(template)

    def _check_pact_whatsapp_template(self, template):
        if template.company_id != self or template.category != "utility":
            raise ValidationError(
                self.env._("Choose a utility template of the same company.")
            )
        if not fills_itself(template):
            raise ValidationError(
                self.env._(
                    "Choose a template whose blanks are the contact, the company or "
                    "the subject: nobody is there to fill in another."
                )
            )

    @api.model
    def _pact_whatsapp_field(self, kind):
        return f"pact_ticket_{kind}_whatsapp_id"

    def _pact_whatsapp(self, kind):
        # sudo: pact.template - what is sent of itself, whoever causes it
        return self.sudo()[self._pact_whatsapp_field(kind)]

    def _pact_tells(self, kind):
        return super()._pact_tells(kind) or bool(self._pact_whatsapp(kind))


def fills_itself(template):
    return FILLED.issuperset(template.variable_ids.mapped("source"))
