from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from ..rules import invitation


class PactInvitation(models.Model):
    """How somebody comes in by an invitation."""

    _inherit = "pact.invitation"

    @api.model
    def _find_by_token(self, token, lock=False):
        """Return the invitation, under sudo, and what its link is worth now.

        ``open``; ``expired``: a new one may be asked for; ``replaced``: a newer one
        was sent; ``over``: nothing to see, whatever the reason. With ``lock`` nobody
        else accepts or edits it until this transaction ends; raises ``LockError``
        where somebody else is doing that at this very moment.
        """
        # sudo: pact.invitation.link - whoever holds the token may come in by it
        link = self.env["pact.invitation.link"].sudo()._find(token)
        offer = link.invitation_id
        if lock and offer:
            offer.lock_for_update()
        if not offer or link._is_worthless():
            return offer, "over"
        return offer, offer._verdict(link.is_replaced)

    def _verdict(self, is_replaced=False):
        now = fields.Datetime.now()
        if self.is_over or self.state in ("accepted", "cancelled"):
            return "over"
        if is_replaced:
            return "replaced"
        if invitation.may_accept(self.state, self.expiry_date, now=now):
            return "open"
        return "expired"

    def _mark_opened(self):
        for offer in self.filtered(lambda offer: not offer.opened_date):
            offer._advance("opened", opened_date=fields.Datetime.now())

    def _accept(self, user):
        """Let ``user`` in with all that is offered now; return the membership.

        A second time for the same user changes nothing. Somebody who was made a
        member by hand meanwhile keeps what they have.
        """
        self.ensure_one()
        # sudo: pact.invitation - the token was checked, and whose address it is
        offer = self.sudo()
        offer.lock_for_update()
        user = user.sudo()
        if offer.state == "accepted" and offer.user_id == user:
            return offer.member_id
        offer._check_acceptable(user)
        offer._open_company(user)
        member = offer._make_member(user)
        offer._drop_letters()
        offer._advance(
            "accepted",
            accepted_date=fields.Datetime.now(),
            user_id=user.id,
            member_id=member.id,
        )
        return member

    def _check_acceptable(self, user):
        if self._verdict() != "open":
            raise UserError(self.env._("This invitation is no longer valid."))
        if self.email_normalized not in (
            email_normalize(user.login),
            user.email_normalized,
        ):
            raise UserError(
                self.env._("This invitation is for somebody else's address.")
            )

    def _open_company(self, user):
        """Give ``user`` the back office and the company, in one write."""
        user = self._env_of_system()["res.users"].browse(user.id)
        vals = {}
        if self.company_id not in user.company_ids:
            vals["company_ids"] = [Command.link(self.company_id.id)]
        if user.share:
            others = self.env["res.groups"]._get_user_type_groups() & user.all_group_ids
            vals["group_ids"] = [
                *(Command.unlink(group.id) for group in user.group_ids & others),
                Command.link(self.env.ref("base.group_user").id),
            ]
        if vals:
            user.write(vals)

    def _make_member(self, user):
        Member = self._env_of_system()["pact.member"]
        member = Member.with_context(active_test=False).search(
            [("user_id", "=", user.id), ("company_id", "=", self.company_id.id)]
        )
        if member.active:
            return member
        vals = {**self._prepare_member_values(), "active": True}
        if member:
            member.write(vals)
            return member
        return Member.create(
            {**vals, "user_id": user.id, "company_id": self.company_id.id}
        )

    def _prepare_member_values(self):
        return {
            "role_ids": [Command.set(self.role_ids.ids)],
            "option_ids": [
                Command.set((self.option_ids & self.role_ids.option_ids).ids)
            ],
            "team_ids": [Command.set(self.team_ids.ids)],
            "max_open": self.max_open,
            "calendar_id": self.calendar_id.id,
        }

    def _hosts(self):
        """Return who answers for it: its sender, else all who may configure."""
        # sudo: pact.member - whether the sender still invites, whoever asks
        members = self.env["pact.member"].sudo()
        sender = members.search(
            [
                ("company_id", "=", self.company_id.id),
                ("user_id", "=", self.create_uid.id),
                ("active", "=", True),
            ]
        )
        if sender.may_configure or sender.may_invite:
            return sender.user_id
        return members._administrators_of(self.company_id).user_id
