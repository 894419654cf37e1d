from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..rules.words import record_id


class PactMember(models.Model):
    """Leaving for today, oneself or on behalf of somebody who is gone.

    Whoever gives a conversation to a member writes their row, as leaving does: of two
    that meet the second is repeated. So what leaving offers to hand over is all that
    there is, and nothing comes after it.
    """

    _inherit = "pact.member"

    is_mine_to_send_off = fields.Boolean(
        string="Mine to send off", compute="_compute_is_mine_to_send_off"
    )

    @api.depends("active", "company_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_mine_to_send_off(self):
        companies = self._companies_sending_off()
        for member in self:
            # sudo: pact.member - for a button; the act itself asks again
            stored = member._origin.sudo()
            member.is_mine_to_send_off = (
                stored.active
                and stored.company_id in companies
                and stored.user_id != self.env.user
            )

    @api.model
    def leave(self, member_id=None, is_logging_out=False):
        """Be unavailable from now on, and see who could go on with what is held.

        :param member_id: somebody else who is gone; None for the asking user
        :param is_logging_out: leave all companies, not only the one on the screen
        :return: ``availability``, what :meth:`my_availability` returns, and ``offers``,
            one for each company in which something is held
        :raise AccessError: if they answer nobody there, or it is not theirs to decide
        """
        leaving = self._leaving_now(member_id, is_logging_out=bool(is_logging_out))
        leaving._go_for_today(is_logging_out=bool(is_logging_out))
        return {
            "availability": self.my_availability(),
            "offers": [
                offer for member in leaving if (offer := member._leave_offer())["rows"]
            ],
        }

    def action_leave_for(self):
        """Mark somebody who is gone as unavailable, and hand over what they hold."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "pact_team.leave_for",
            "params": {"member_id": self.id},
        }

    @api.model
    def _leaving_now(self, member_id, *, is_logging_out):
        if member_id:
            return self._to_send_off(member_id)
        if is_logging_out:
            return self._mine().filtered("may_answer")
        return self._me()

    @api.model
    def _to_send_off(self, member_id):
        """Return the member, under sudo, if the asking user may decide for them.

        :raise AccessError: if they may not, or there is nobody with that number
        """
        # sudo: pact.member - only of companies where the asking user decides
        members = self.sudo().search(
            [
                ("id", "=", record_id(member_id)),
                ("company_id", "in", self._companies_sending_off().ids),
                ("active", "=", True),
            ]
        )
        if members:
            return members
        raise AccessError(
            self.env._("Your roles do not let you decide whether others are there.")
        )

    @api.model
    def _companies_sending_off(self):
        return self._companies_where("may_assign") | self._companies_where(
            "may_grant_pauses"
        )

    def _go_for_today(self, *, is_logging_out):
        others = self.filtered(lambda one: one.user_id != self.env.user)
        there = others.filtered(lambda one: one.availability != "unavailable")
        others._go("supervisor")
        there._tell_sent_off()
        (self - others)._go("logout" if is_logging_out else "chosen")

    def _tell_sent_off(self):
        """Tell them, so that nobody waits in vain for customers."""
        for member in self:
            sender = self.env.user.name
            member.user_id._pact_warn(
                member,
                lambda said, sender=sender: said.env._(
                    "%(name)s marked you as unavailable in %(company)s. Be "
                    "available again to be given conversations.",
                    name=sender,
                    company=said.company_id.name,
                ),
            )
