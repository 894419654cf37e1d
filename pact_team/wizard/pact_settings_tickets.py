from odoo import api, fields, models

from ..rules import protocol, words
from .pact_settings import _setting


class PactSettings(models.TransientModel):
    """How customers file requests, and are told: form, clock, protocol, notices."""

    _inherit = "pact.settings"

    pact_ticket_mode = fields.Selection(**_setting("pact_ticket_mode"))
    pact_ticket_team_id = fields.Many2one(
        **_setting("pact_ticket_team_id"), domain="[('company_id', '=', company_id)]"
    )
    pact_ticket_days = fields.Integer(**_setting("pact_ticket_days"))
    pact_ticket_warning_hours = fields.Integer(**_setting("pact_ticket_warning_hours"))
    pact_ticket_is_held = fields.Boolean(**_setting("pact_ticket_is_held"))
    pact_ticket_reopens = fields.Boolean(**_setting("pact_ticket_reopens"))
    pact_protocol_prefix = fields.Char(**_setting("pact_protocol_prefix"))
    pact_protocol_digits = fields.Integer(**_setting("pact_protocol_digits"))
    pact_ticket_received_template_id = fields.Many2one(
        **_setting("pact_ticket_received_template_id")
    )
    pact_ticket_answered_template_id = fields.Many2one(
        **_setting("pact_ticket_answered_template_id")
    )
    pact_ticket_finished_template_id = fields.Many2one(
        **_setting("pact_ticket_finished_template_id")
    )
    pact_ticket_received_whatsapp_id = fields.Many2one(
        **_setting("pact_ticket_received_whatsapp_id")
    )
    pact_ticket_answered_whatsapp_id = fields.Many2one(
        **_setting("pact_ticket_answered_whatsapp_id")
    )
    pact_ticket_finished_whatsapp_id = fields.Many2one(
        **_setting("pact_ticket_finished_whatsapp_id")
    )
    pact_protocol_example = fields.Char(
        string="For example", compute="_compute_pact_protocol_example"
    )

    @api.depends("pact_protocol_prefix", "pact_protocol_digits")
    def _compute_pact_protocol_example(self):
        for settings in self:
            prefix = words.one_line(settings.pact_protocol_prefix)
            digits = settings.pact_protocol_digits
            is_valid = protocol.is_beginning(prefix) and digits in protocol.DIGITS
            settings.pact_protocol_example = is_valid and protocol.example(
                prefix, digits, fields.Date.context_today(settings)
            )
