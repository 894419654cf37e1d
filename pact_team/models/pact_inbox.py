import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..providers import PROVIDERS
from ..providers.transport import Account


class PactInbox(models.Model):
    """An address customers write to, on one network.

    Readable by those who configure it only: the credentials stand in it. Everyone
    else sees its name on their conversations.
    """

    _name = "pact.inbox"
    _description = "Inbox"
    _inherit = ["pact.owned", "mail.thread"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    provider = fields.Selection(
        selection="_selection_provider",
        string="Network",
        required=True,
        default=lambda self: next(iter(PROVIDERS)),
    )
    team_id = fields.Many2one(
        "pact.team",
        required=True,
        check_company=True,
        ondelete="restrict",
        # Nobody sees the field where no departments are used.
        default=lambda self: self._default_team(),
        help="New conversations wait in the queue of this team.",
    )
    number = fields.Char(help="The number your customers write to.")
    number_ref = fields.Char(
        string="Phone number ID",
        copy=False,
        help="The network's own id of the number, from the API settings of your app.",
    )
    account_ref = fields.Char(
        string="Business account ID",
        help="The network's own id of the account the number belongs to.",
    )
    base_url = fields.Char(
        string="API address",
        required=True,
        compute="_compute_base_url",
        store=True,
        precompute=True,
        readonly=False,
        copy=False,
    )
    verify_token = fields.Char(
        string="Verify token",
        required=True,
        copy=False,
        default=lambda self: secrets.token_urlsafe(24),
        help="Enter it beside the webhook address in the settings of your app.",
    )
    webhook_key = fields.Char(
        required=True, copy=False, default=lambda self: secrets.token_urlsafe(24)
    )
    webhook_url = fields.Char(string="Webhook address", compute="_compute_webhook_url")

    failed_event_count = fields.Integer(compute="_compute_failed_event_count")

    _webhook_key_uniq = models.UniqueIndex("(webhook_key)")
    _number_uniq = models.UniqueIndex(
        "(company_id, provider, number_ref) WHERE active",
        "Another inbox already serves this number.",
    )

    @api.model
    def _selection_provider(self):
        return [(provider.code, provider.name) for provider in PROVIDERS.values()]

    @api.model
    def _default_team(self):
        company = self.env.company
        is_hidden = not company.pact_uses_departments
        return is_hidden and company._pact_general_team().id

    @api.depends("provider")
    def _compute_base_url(self):
        for inbox in self:
            inbox.base_url = PROVIDERS[inbox.provider].default_base_url

    @api.depends("webhook_key", "provider")
    def _compute_webhook_url(self):
        for inbox in self:
            path = f"/pact/webhook/{inbox.provider}/{inbox.webhook_key}"
            inbox.webhook_url = inbox.get_base_url() + path

    @api.constrains("base_url", "provider")
    def _check_base_url(self):
        """Refuse another address by whatever way it came, defaults included."""
        # Constraints run under sudo: ask who it is, not what this transaction may.
        is_allowed = self.env.user.has_group("base.group_system")
        for inbox in self:
            usual = PROVIDERS[inbox.provider].default_base_url
            if inbox.base_url != usual and not is_allowed:
                raise UserError(
                    self.env._(
                        "Only a system administrator chooses the address of the API."
                    )
                )

    def _compute_failed_event_count(self):
        counts = self.env["pact.event"]._read_group(
            [("inbox_id", "in", self.ids), ("state", "=", "failed")],
            ["inbox_id"],
            ["__count"],
        )
        failed = {inbox.id: count for inbox, count in counts}
        for inbox in self:
            inbox.failed_event_count = failed.get(inbox.id, 0)

    def _tell_administrators(self, sentence):
        """Say it to everybody who can do something about it, and keep it here."""
        administrators = self.env["pact.member"]._administrators_of(self.company_id)
        self.message_post(
            body=sentence,
            partner_ids=administrators.user_id.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    def action_show_failed_events(self):
        name = self.env._("Events that failed")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "pact.event",
            "view_mode": "list,form",
            "domain": [("inbox_id", "in", self.ids), ("state", "=", "failed")],
        }

    def _in_its_language(self):
        """Return this inbox, writing in the language of its company."""
        return self.with_context(lang=self.company_id.partner_id.lang)

    def _queue(self):
        """Return the team for which new conversations wait.

        The team of an archived inbox may be closed, and who writes must not wait for
        nobody.
        """
        company = self.company_id
        is_usable = company.pact_uses_departments and self.team_id.active
        return self.team_id if is_usable else company._pact_general_team()

    def _provider(self):
        return PROVIDERS[self.provider]

    def _account(self):
        # sudo: pact.inbox - the credential goes to the network, and nowhere else
        inbox = self.sudo()
        return Account(
            base_url=inbox.base_url,
            number_ref=inbox.number_ref or "",
            account_ref=inbox.account_ref or "",
            token=inbox.token or "",
        )
