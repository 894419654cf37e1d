from odoo import api, fields, models
from odoo.exceptions import ValidationError

NOTICES = ("received", "answered", "finished")


class ResCompany(models.Model):
    """In which words customers are told of their requests (S18, SN3)."""

    _inherit = "res.company"

    pact_ticket_received_template_id = fields.Many2one(
        "mail.template",
        string="When a request is received",
        domain="[('model', '=', 'pact.ticket')]",
        ondelete="restrict",
        default=lambda self: self._pact_usual_notice("received"),
        help="Empty means that nothing is sent.",
    )
    pact_ticket_answered_template_id = fields.Many2one(
        "mail.template",
        string="When it is answered",
        domain="[('model', '=', 'pact.ticket')]",
        ondelete="restrict",
        default=lambda self: self._pact_usual_notice("answered"),
        help="Empty means that answers are read in the portal only.",
    )
    pact_ticket_finished_template_id = fields.Many2one(
        "mail.template",
        string="When it is finished",
        domain="[('model', '=', 'pact.ticket')]",
        ondelete="restrict",
        default=lambda self: self._pact_usual_notice("finished"),
        help="Empty means that nothing is sent.",
    )

    @api.constrains(lambda self: [self._pact_notice_field(kind) for kind in NOTICES])
    def _check_pact_notices(self):
        for company in self:
            chosen = [company._pact_notice(kind) for kind in NOTICES]
            if any(one and one.model != "pact.ticket" for one in chosen):
                raise ValidationError(
                    self.env._("Choose an e-mail template that is made for requests.")
                )

    @api.model
    def _pact_notice_field(self, kind):
        return f"pact_ticket_{kind}_template_id"

    @api.model
    def _pact_usual_notice(self, kind):
        # Not there yet while the addon is installed.
        return self.env.ref(f"pact_team.mail_template_request_{kind}", False)

    def _pact_use_usual_notices(self):
        """Let each send what comes with the addon, where nothing was chosen yet."""
        for kind in NOTICES:
            name = self._pact_notice_field(kind)
            self.filtered(lambda one, name=name: not one[name])[name] = (
                self._pact_usual_notice(kind)
            )

    def _pact_notice(self, kind):
        # sudo: mail.template - the words of a notice, whoever causes it
        return self.sudo()[self._pact_notice_field(kind)]

    def _pact_tells(self, kind):
        return bool(self._pact_notice(kind))
