from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.base.models.res_users import check_identity

from ..rules import phone as phones


class PactPhoneChange(models.TransientModel):
    """Changes one's own phone: the old one logs in until the new one is proven."""

    _name = "pact.phone.change"
    _description = "Change of one's phone"

    phone = fields.Char(required=True, string="New phone")
    country_id = fields.Many2one(
        "res.country", default=lambda self: self.env.company.country_id
    )
    kind = fields.Selection(
        [("work", "Work"), ("personal", "Personal")], required=True, default="personal"
    )
    step = fields.Selection(
        [("phone", "Type the phone"), ("code", "Type the code")],
        default="phone",
        required=True,
        readonly=True,
    )
    code = fields.Char(string="Code of six digits")
    notice = fields.Char(readonly=True)
    can_send = fields.Boolean(compute="_compute_can_send")

    def _compute_can_send(self):
        company, _channel = self.env.user._pact_code_sender("whatsapp")
        self.can_send = bool(company)

    @check_identity
    def action_send_whatsapp(self):
        return self._send("whatsapp")

    @check_identity
    def action_send_sms(self):
        return self._send("sms")

    @check_identity
    def action_confirm(self):
        """Take the new phone, if the code proves it."""
        self.ensure_one()
        code, number = self.code, self._number()
        self.code = False
        codes = self.env["pact.confirmation"]
        address = request.httprequest.remote_addr
        sent = codes._latest("change", self._subject(), number)
        if not codes._check_code("change", self._subject(), number, code, address):
            return self._reopen(
                self.env._(
                    "This code is not right, or no longer good. Look at it again, or "
                    "ask for a new one."
                )
            )
        self.env.user._pact_confirm_phone(number, self.kind, sent.channel)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @check_identity
    def action_leave_to_administrator(self):
        """Keep the phone unconfirmed, where the company has no way to send a code."""
        self.ensure_one()
        if self.can_send:
            raise UserError(self.env._("Have a code sent to the phone instead."))
        self.env.user._pact_note_phone(self._number(), self.kind)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _send(self, channel):
        self.ensure_one()
        number = self._number()
        company, way = self.env.user._pact_code_sender(channel)
        if not company:
            raise UserError(
                self.env._(
                    "Your company cannot send codes at the moment. Ask an "
                    "administrator."
                )
            )
        wait = self.env["pact.confirmation"]._send_code(
            "change",
            self._subject(),
            number,
            company,
            way,
            request.httprequest.remote_addr,
        )
        self.step = "code"
        return self._reopen(self._told(wait, way))

    def _told(self, wait, way):
        if wait:
            return self.env._(
                "A code was sent already. Ask for a new one in %(wait)s seconds.",
                wait=wait,
            )
        if way == "sms":
            return self.env._("A code is on its way by SMS.")
        return self.env._(
            "A code is on its way by WhatsApp. Choose SMS if there is none on this "
            "phone."
        )

    def _number(self):
        number = phones.read(self.phone, self.country_id.code)
        if not number:
            raise UserError(
                self.env._(
                    "This is no phone number of the chosen country. Write it with its "
                    "area code."
                )
            )
        return number

    @api.model
    def _subject(self):
        return f"user:{self.env.uid}"

    def _reopen(self, notice):
        self.notice = notice
        return self.env.user._pact_phone_change_action(self)
