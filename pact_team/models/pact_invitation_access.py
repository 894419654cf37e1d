from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..rules import addresses
from .pact_invitation import DERIVED, FOLLOWS


class PactInvitation(models.Model):
    """Whom one may invite, and what of it one may change."""

    _inherit = "pact.invitation"

    def _check_open(self):
        """Let nobody act on what they may not write, or what is accepted."""
        self.check_access("write")
        if any(offer.state == "accepted" for offer in self):
            raise UserError(
                self.env._("This invitation is accepted already; the person is in.")
            )

    def _check_written(self, vals):
        if self.env.su:
            return
        if vals.keys() & {*FOLLOWS, *DERIVED, "email"}:
            raise AccessError(
                self.env._(
                    "That follows from what happens to the invitation. To invite "
                    "another address, create another invitation."
                )
            )
        self._check_open()

    def _check_deletable(self):
        allowed = self.env["pact.member"]._companies_where(self._right_to_delete)
        if self.company_id - allowed:
            raise AccessError(
                self.env._(
                    "Deleting invitations needs the right to remove members. Cancel "
                    "this one instead."
                )
            )

    @api.model
    def _prepare_offer(self, vals):
        own = {name: vals[name] for name in vals if name not in DERIVED}
        return {**own, **FOLLOWS, "email_normalized": self._read_address(vals)}

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

    @api.model
    def _check_addresses(self, offered):
        """Refuse addresses of people who are in already.

        Before anything is written: who may not invite learns nothing of who is there.
        """
        self._check_may_invite([vals["company_id"] for vals in offered])
        wanted = defaultdict(list)
        for vals in offered:
            wanted[vals["company_id"]].append(vals["email_normalized"])
        for company_id, emails in wanted.items():
            company = self.env["res.company"].browse(company_id)
            inside = self._addresses_inside(company, emails)
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
    def _check_may_invite(self, company_ids):
        if self.env.su:
            return
        Member = self.env["pact.member"]
        allowed = Member._companies_where("may_invite")
        allowed |= Member._companies_where("may_configure")
        if any(company_id not in allowed.ids for company_id in company_ids):
            raise AccessError(
                self.env._("Only who may invite people to this company does that.")
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
