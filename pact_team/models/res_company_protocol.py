from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import protocol, words

BEGINNING = "%(year)s%(month)s%(day)s"
DIGITS = 6


class ResCompany(models.Model):
    """What the protocol numbers of a company look like."""

    _inherit = "res.company"

    pact_protocol_prefix = fields.Char(
        string="Protocols begin with",
        compute="_compute_pact_protocol_prefix",
        inverse="_inverse_pact_protocol_prefix",
        compute_sudo=True,
        help="%(year)s, %(y)s, %(month)s, %(day)s, %(doy)s and %(woy)s stand for the "
        "day on which a request is filed.",
    )
    pact_protocol_digits = fields.Integer(
        string="Digits of the number",
        compute="_compute_pact_protocol_digits",
        inverse="_inverse_pact_protocol_digits",
        compute_sudo=True,
    )

    @api.depends("pact_ticket_sequence_id.prefix")
    def _compute_pact_protocol_prefix(self):
        for company in self:
            numbers = company.pact_ticket_sequence_id
            company.pact_protocol_prefix = numbers.prefix if numbers else BEGINNING

    @api.depends("pact_ticket_sequence_id.padding")
    def _compute_pact_protocol_digits(self):
        for company in self:
            numbers = company.pact_ticket_sequence_id
            company.pact_protocol_digits = numbers.padding if numbers else DIGITS

    def _inverse_pact_protocol_prefix(self):
        for company in self:
            prefix = words.one_line(company.pact_protocol_prefix)
            if not protocol.is_beginning(prefix):
                raise ValidationError(
                    self.env._(
                        "A protocol cannot begin with “%(prefix)s”. Use letters, "
                        "digits and - / . _ and for the day %(holes)s.",
                        prefix=prefix,
                        holes=", ".join(f"%({name})s" for name in protocol.HOLES),
                    )
                )
            company._pact_protocols().prefix = prefix

    def _inverse_pact_protocol_digits(self):
        for company in self:
            if company.pact_protocol_digits not in protocol.DIGITS:
                raise ValidationError(
                    self.env._("The number of a protocol has 1 to 12 digits.")
                )
            company._pact_protocols().padding = company.pact_protocol_digits

    def _pact_protocols(self):
        """Return the sequence that numbers its requests, under sudo."""
        # sudo: ir.sequence - numbers its requests, whoever files one
        company = self.sudo()
        if not company.pact_ticket_sequence_id:
            company.pact_ticket_sequence_id = company.env["ir.sequence"].create(
                {
                    "name": f"{company.name}: protocol",
                    "code": "pact.ticket",
                    "prefix": BEGINNING,
                    "padding": DIGITS,
                    "company_id": company.id,
                }
            )
        return company.pact_ticket_sequence_id
