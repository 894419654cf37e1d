from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import invitation, rights

# What follows from letters, links and clicks; no person writes it.
FOLLOWS = {
    "email_normalized": False,
    "state": "draft",
    "is_over": False,
    "letter_id": False,
    "queued_date": False,
    "sent_date": False,
    "expiry_date": False,
    "opened_date": False,
    "accepted_date": False,
    "failure_reason": False,
    "reminder_count": 0,
    "renewal_count": 0,
    "renewed_date": False,
    "member_id": False,
    "user_id": False,
}
DERIVED = {"is_agent_only"}
NAME_SIZE = 64


class PactInvitation(models.Model):
    """A membership that is offered to an e-mail address, until somebody takes it.

    What it says of roles and teams is what its person gets at the moment they accept.
    """

    _name = "pact.invitation"
    _description = "Invitation"
    _inherit = ["pact.managed"]
    _order = "create_date desc, id desc"
    _rec_name = "email"
    _right_to_delete = "may_remove"
    # Somebody's own defaults must not slip into what a letter offers.
    _is_written_by_system = True
    _is_name_secret = True

    email = fields.Char(string="E-mail", required=True)
    email_normalized = fields.Char(string="Address", required=True, readonly=True)
    first_name = fields.Char(size=NAME_SIZE)
    last_name = fields.Char(size=NAME_SIZE)
    lang = fields.Selection(
        selection="_selection_lang",
        string="Language",
        required=True,
        default=lambda self: self._default_lang(),
        help="The letter and the page they come to are in this language.",
    )
    state = fields.Selection(
        selection="_selection_state", default="draft", required=True, readonly=True
    )
    # The claim on the address is given up: it may be invited again.
    is_over = fields.Boolean(readonly=True)
    # Only news of the latest letter counts.
    letter_id = fields.Many2one(
        "mail.message", readonly=True, index="btree_not_null", ondelete="set null"
    )
    queued_date = fields.Datetime(readonly=True)
    sent_date = fields.Datetime(string="Sent", readonly=True)
    expiry_date = fields.Datetime(string="Expires", readonly=True)
    opened_date = fields.Datetime(string="Opened", readonly=True)
    accepted_date = fields.Datetime(string="Accepted", readonly=True)
    failure_reason = fields.Char(readonly=True)
    reminder_count = fields.Integer(readonly=True)
    renewal_count = fields.Integer(readonly=True)
    renewed_date = fields.Datetime(readonly=True)
    member_id = fields.Many2one(
        "pact.member", readonly=True, index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")

    _address_uniq = models.UniqueIndex(
        "(company_id, email_normalized) WHERE is_over IS NOT TRUE",
        "This address already has an invitation. Open that one, and send it again.",
    )
    _expiry_idx = models.Index(
        "(expiry_date) WHERE state IN ('draft', 'sent', 'bounced', 'opened')"
    )

    @api.model
    def _default_lang(self):
        return self.env.company.partner_id.lang or self.env.lang or "en_US"

    @api.model
    def _selection_lang(self):
        return self.env["res.lang"].get_installed()

    @api.model
    def _selection_state(self):
        names = {
            "draft": self.env._("Not sent yet"),
            "sent": self.env._("Sent"),
            "bounced": self.env._("Not delivered"),
            "opened": self.env._("Opened"),
            "accepted": self.env._("Accepted"),
            "expired": self.env._("Expired"),
            "cancelled": self.env._("Cancelled"),
        }
        return [(state, names[state]) for state in invitation.STATES]

    @api.depends("role_ids.kind")
    def _compute_is_agent_only(self):
        for offer in self:
            kinds = set(offer.role_ids.mapped("kind"))
            offer.is_agent_only = kinds <= rights.AGENT_KINDS

    @api.model_create_multi
    def create(self, vals_list):
        company = self.default_get(["company_id"]).get("company_id")
        prepared = [
            self._prepare_offer({"company_id": company, **v}) for v in vals_list
        ]
        self._check_addresses(prepared)
        # New rows are inserted before claims that end in the same breath are written.
        self.flush_model(["is_over"])
        quiet = self.with_context(mail_create_nolog=True)
        offers = super(PactInvitation, quiet).create(prepared)
        offers = offers.with_env(self.env)
        offers._check_roles()
        return offers

    def write(self, vals):
        self._check_written(vals)
        result = super().write(vals)
        if {"role_ids", "option_ids"} & vals.keys():
            self._check_roles()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_accepted(self):
        if not all(invitation.is_deletable(offer.state) for offer in self):
            raise UserError(
                self.env._(
                    "An accepted invitation stays. Remove the member from the company "
                    "instead."
                )
            )

    def action_cancel(self):
        """Take the offer back; its links end, and the address is free again."""
        self._check_open()
        # sudo: pact.invitation - who may write it may take it back
        for offer in self.sudo():
            offer._drop_letters()
            offer._advance("cancelled", is_over=True)
            offer._message_log(body=self.env._("Cancelled by %s", self.env.user.name))

    def _advance(self, event, **vals):
        """Write what ``event`` makes of each of these."""
        after = self.grouped(lambda offer: invitation.advance(offer.state, event))
        for state, offers in after.items():
            offers.write({"state": state, **vals})
