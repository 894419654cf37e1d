from odoo import fields, models

from odoo.addons.sms.tools.sms_api import SmsApi


class ResCompany(models.Model):
    """By which ways a company brings people the code that confirms their phone."""

    _inherit = "res.company"

    pact_sms_codes = fields.Boolean(
        string="Send codes by SMS",
        default=True,
        help="Colleagues without WhatsApp confirm their phone by SMS.",
    )

    def _pact_code_inbox(self):
        """Return the inbox that sends this company's codes, if one can at present."""
        if not self:
            return self.env["pact.inbox"]
        # sudo: pact.inbox - whoever confirms a phone need not know the credentials
        return (
            self.env["pact.inbox"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.id),
                    ("code_template", "!=", False),
                    ("stop_reason", "=", False),
                    ("is_configured", "=", True),
                ],
                limit=1,
            )
        )

    def _pact_is_sms_ready(self):
        """Return whether an SMS of this company has a gateway that knows it.

        A gateway other than Odoo's own was chosen on purpose, with its credentials.
        Odoo's own makes itself an account, with a token, at the first attempt: so it
        only counts once Odoo reported it registered, or when somebody gave the
        address of another server.
        """
        if not self or not self.pact_sms_codes:
            return False
        if self._get_sms_api_class() is not SmsApi:
            return True
        # sudo: ir.config_parameter - whether an own gateway was set up, not which
        if self.env["ir.config_parameter"].sudo().get_param("sms.endpoint"):
            return True
        # sudo: iap.account - whether this company has one, not its token
        accounts = self.env["iap.account"].sudo()
        mine = ["|", ("company_ids", "=", False), ("company_ids", "in", self.ids)]
        registered = [("service_name", "=", "sms"), ("state", "=", "registered")]
        return bool(accounts.search_count([*registered, *mine], limit=1))
