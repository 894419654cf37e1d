from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

SECRETS = ("token", "app_secret")


class PactInbox(models.Model):
    """What proves who we are to the network: it is written, and never shown again."""

    _inherit = "pact.inbox"

    token = fields.Char(groups=fields.NO_ACCESS, copy=False)
    app_secret = fields.Char(groups=fields.NO_ACCESS, copy=False)
    token_input = fields.Char(
        string="Access token",
        compute="_compute_inputs",
        inverse="_inverse_token_input",
        help="A permanent token of a system user of your business. Nobody reads it "
        "here again; a new one replaces it.",
    )
    app_secret_input = fields.Char(
        string="App secret",
        compute="_compute_inputs",
        inverse="_inverse_app_secret_input",
        help="Proves that a message really comes from the network. Nobody reads it "
        "here again; a new one replaces it.",
    )
    has_token = fields.Boolean(compute="_compute_has_secrets")
    has_app_secret = fields.Boolean(compute="_compute_has_secrets")

    # Whoever has the secret of the app owns the number: nobody else can take it away.
    _owner_uniq = models.UniqueIndex(
        "(provider, number_ref, md5(app_secret)) WHERE active",
        "An inbox of another company already serves this number. Archive it there "
        "before you connect it here.",
    )

    def _compute_inputs(self):
        self.token_input = self.app_secret_input = False

    @api.depends("token", "app_secret", "token_input", "app_secret_input")
    def _compute_has_secrets(self):
        for inbox in self:
            # sudo: pact.inbox - whether there is a credential, not which
            kept = inbox._origin.sudo()
            inbox.has_token = bool(kept.token or inbox.token_input)
            inbox.has_app_secret = bool(kept.app_secret or inbox.app_secret_input)

    def _inverse_token_input(self):
        self._keep_secret("token")

    def _inverse_app_secret_input(self):
        for inbox in self.filtered("app_secret_input"):
            inbox._check_is_free(inbox.app_secret_input.strip())
        self._keep_secret("app_secret")

    def _keep_secret(self, name):
        for inbox in self:
            if typed := (inbox[f"{name}_input"] or "").strip():
                # sudo: pact.inbox - written by who may write the inbox, read by nobody
                inbox.sudo()[name] = typed

    def _check_is_free(self, secret):
        """Say it in words; the index, which is for races, would log the secret.

        :raise UserError: if another company serves this number with the same app
        """
        # sudo: pact.inbox - whoever knows the app's secret may know of the number
        twins = self.sudo().search(
            Domain("provider", "=", self.provider)
            & Domain("number_ref", "=", self.number_ref)
            & Domain("app_secret", "=", secret)
            & Domain("id", "not in", self.ids)
        )
        if self.active and self.number_ref and twins:
            raise UserError(
                self.env._(
                    "An inbox of another company already serves this number. Archive "
                    "it there before you connect it here."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(vals_list)._without_inputs()

    def write(self, vals):
        result = super().write(vals)
        self._without_inputs()
        return result

    def _without_inputs(self):
        """Forget what was typed: not even its author reads it back."""
        self.invalidate_recordset([f"{name}_input" for name in SECRETS], flush=False)
        return self
