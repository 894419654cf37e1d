from odoo import fields, models


class PactIdentityKey(models.Model):
    """One id under which the network knows a customer; ids change, people stay."""

    _name = "pact.identity.key"
    _description = "Customer's id on a network"
    _order = "id desc"
    # Its value is a phone number, and Odoo shows names under sudo.
    _rec_name = "id"

    identity_id = fields.Many2one(
        "pact.identity", required=True, index=True, ondelete="cascade"
    )
    inbox_id = fields.Many2one("pact.inbox", required=True, ondelete="restrict")
    is_readable = fields.Boolean(related="identity_id.is_readable")
    value = fields.Char(required=True)

    _inbox_value_uniq = models.UniqueIndex(
        "(inbox_id, value)", "This customer is already known to the inbox."
    )
