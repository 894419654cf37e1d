from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..rules import addresses, invitation, rights

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
        addressed = [
            {**vals, **FOLLOWS, "email_normalized": self._read_address(vals)}
            for vals in vals_list
        ]
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        offers = super(PactInvitation, quiet).create(addressed)
        offers = offers.with_env(self.env)
        offers._follow_roles("is_agent_only")
        offers._check_roles()
        offers._check_not_in_yet()
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

    @api.ondelete(at_uninstall=False)
    def _unlink_by_right(self):
        if self.env.su:
            return
        Member = self.env["pact.member"]
        allowed = Member._companies_where("may_remove")
        allowed |= Member._companies_where("may_configure")
        if self.company_id - allowed:
            raise AccessError(
                self.env._(
                    "Deleting invitations needs the right to remove members. You may "
                    "cancel this one instead."
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

    def _check_open(self):
        """Let nobody act on what they may not write, or what is accepted."""
        self.check_access("write")
        if any(offer.state == "accepted" for offer in self):
            raise UserError(
                self.env._("This invitation is accepted already; the person is in.")
            )

    @api.model
    def _read_address(self, vals):
        found = addresses.read(str(vals.get("email") or ""))
        email = len(found) == 1 and email_normalize(found[0].email)
        if not email:
            raise ValidationError(
                self.env._(
                    "%(typed)s is no e-mail address. Check how it is written.",
                    typed=str(vals.get("email") or "")[:80],
                )
            )
        return email

    def _check_written(self, vals):
        if self.env.su:
            return
        if vals.keys() & {*FOLLOWS, "email", "is_agent_only"}:
            raise AccessError(
                self.env._(
                    "That follows from what happens to the invitation. To invite "
                    "another address, create another invitation."
                )
            )
        self._check_open()

    def _check_not_in_yet(self):
        """Refuse an address of somebody who is in the company already."""
        for company in self.company_id:
            offers = self.filtered(lambda offer, company=company: offer.company_id == company)
            inside = offers._addresses_inside(company, offers.mapped("email_normalized"))
            if inside:
                raise UserError(
                    self.env._(
                        "Already members of %(company)s: %(addresses)s. Leave these "
                        "addresses out.",
                        company=company.name,
                        addresses=", ".join(sorted(inside)),
                    )
                )

    @api.model
    def _addresses_inside(self, company, emails):
        """Return those of ``emails`` by which a member of ``company`` goes."""
        known = Domain("user_id.login", "in", emails)
        known |= Domain("user_id.partner_id.email_normalized", "in", emails)
        own = Domain("company_id", "=", company.id) & Domain("active", "=", True)
        # sudo: pact.member - whether an address is taken, in the inviter's company
        users = self.env["pact.member"].sudo().search(own & known).user_id
        used = {*users.mapped("login"), *users.mapped("email_normalized")}
        return used & {*emails}

    def _advance(self, event, **vals):
        """Write what ``event`` makes of each of these."""
        after = self.grouped(lambda offer: invitation.advance(offer.state, event))
        for state, offers in after.items():
            offers.write({"state": state, **vals})
