from odoo import models
from odoo.fields import Command


class PactMember(models.Model):
    """What a removal takes from the user, and gives back when they return."""

    _inherit = "pact.member"

    def _withdraw(self):
        """Take the company from its user; return what was done, for the receipt.

        Whoever came by an invitation, and has nothing else here, cannot log in any
        more; an employee of the house stays one. Nobody is ever deleted.
        """
        # sudo: res.users - who may remove a member need not administer users
        user = self.user_id.sudo()
        if not user.active or user.share or self.company_id not in user.company_ids:
            # Odoo itself has withdrawn it, and that is how this came about.
            return {}
        return self._withdraw_company(user) | self._free_phone(user)

    def _withdraw_company(self, user):
        others = user.company_ids - self.company_id
        if others:
            user.write(
                {
                    "company_ids": [Command.unlink(self.company_id.id)],
                    "company_id": (others & user.company_id or others)[:1].id,
                }
            )
            return {"is_company_withdrawn": True}
        # Core lets nobody close the account they work with.
        if user.pact_invited and user != self.env.user:
            user.active = False
            return {"is_user_archived": True}
        return {}

    def _free_phone(self, user):
        """Let somebody else log in with the phone of who is a member nowhere."""
        elsewhere = [("user_id", "=", user.id), ("active", "=", True)]
        if not user.pact_phone or self.search_count(elsewhere, limit=1):
            return {}
        # A login that is closed keeps its number for the day it is opened again.
        if user.active:
            user.pact_phone = False
        return {"is_phone_freed": True}

    def _readmit(self):
        """Give back what the removal took, and nothing that Odoo took."""
        self.check_access("write")
        self._check_manageable({"active": True})
        for member in self:
            last = member._last_receipt()
            # sudo: res.users - as it was before, by who may take the person back
            user = member.user_id.sudo()
            if last.is_user_archived and not user.active:
                user.active = True
            if last.is_company_withdrawn:
                user.company_ids = [Command.link(member.company_id.id)]
        self._check_company_of_user()

    def _last_receipt(self):
        # sudo: pact.removal - what our own removal withdrew, for who may undo it
        return (
            self.env["pact.removal"]
            .sudo()
            .search([("member_id", "=", self.id)], limit=1)
        )
