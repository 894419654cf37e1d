from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .pact_correspondence import CHOSEN, LATE
from .pact_template_part import storable


class PactCorrespondence(models.Model):
    """Who prepares a correspondence, and who lets it out.

    Whoever may write to a customer first, and use templates, prepares one of their own
    and sees what became of it. To let it out is a decision for the house: it takes the
    right to assign.
    """

    _inherit = "pact.correspondence"

    @api.model
    def _companies_preparing(self):
        members = self.env["pact.member"]
        return members._companies_where("may_start", "may_use_templates")

    @api.model
    def _companies_deciding(self):
        deciding = self.env["pact.member"]._companies_where("may_assign")
        return deciding & self._companies_preparing()

    @api.depends("company_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_configurable(self):
        deciding, preparing = self._companies_deciding(), self._companies_preparing()
        for one in self:
            is_mine = one.user_id.id == self.env.uid
            one.is_configurable = one.company_id in deciding or (
                is_mine and one.company_id in preparing
            )

    def _search_is_configurable(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("user_id", "=", self.env.uid)
        mine &= Domain("company_id", "in", self._companies_preparing().ids)
        found = Domain("company_id", "in", self._companies_deciding().ids) | mine
        return found if True in value else ~found

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create([storable(vals) for vals in vals_list])
        # Asked of the records: defaults of the context count as well.
        if not self.env.su and any(not one._is_new_draft_of_mine() for one in made):
            raise AccessError(
                self.env._("A correspondence begins as a draft of whoever makes it.")
            )
        if not self.env.su:
            for one in made:
                one._check_sender()
        return made

    def _is_new_draft_of_mine(self):
        return (
            self.state == "draft"
            and self.user_id == self.env.user
            and not (self.started_date or self.done_date or self.started_user_id)
            and not (self.pause_reason or self.recipient_ids)
        )

    def write(self, vals):
        if not self.env.su:
            self._check_written(vals)
        return super().write(storable(vals))

    def _check_written(self, vals):
        if vals.keys() - CHOSEN:
            raise AccessError(
                self.env._("Use the buttons: the rest follows by itself.")
            )
        if vals.keys() - LATE and set(self.mapped("state")) - {"draft"}:
            raise UserError(
                self.env._(
                    "The list of this correspondence is made. Go back to the draft to "
                    "change it."
                )
            )

    def _check_deletable(self):
        """Let who prepares it delete a draft; what was sent stays."""
        if self - self.filtered("is_configurable"):
            super()._check_deletable()
        if set(self.mapped("state")) - {"draft", "ready"}:
            raise UserError(
                self.env._("What was sent stays here. Cancel it, or wait for its end.")
            )

    def _checked(self, states, *, deciding=False):
        """Return this correspondence under sudo, locked, if it may be acted upon.

        :raise AccessError: if it is not the asking user's to prepare, or to let out
        :raise UserError: if it has gone on meanwhile
        """
        self.ensure_one()
        self.check_access("read")
        companies = self._companies_deciding()
        is_allowed = self.company_id in companies if deciding else self.is_configurable
        if not is_allowed:
            raise AccessError(
                self.env._(
                    "Your roles do not let you decide about this correspondence. Ask a "
                    "supervisor."
                )
            )
        # sudo: pact.correspondence - its state is changed by these actions alone
        one = self.sudo()
        if not one.try_lock_for_update(allow_referencing=True) or (
            one.state not in states
        ):
            raise UserError(
                self.env._(
                    "This correspondence has just been changed. Look at it again."
                )
            )
        return one
