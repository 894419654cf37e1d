from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..rules import availability

# Written when somebody comes, goes or gets a conversation, and never by hand.
SYSTEM_FIELDS = frozenset({"availability", "availability_id", "assigned_date"})


class PactMember(models.Model):
    """Whether a member is there for customers.

    Every change updates the member's row, as every conversation given to them does:
    of two that meet, the second is repeated, and sees what the first has done.
    """

    _inherit = "pact.member"

    availability = fields.Selection(
        [
            ("available", "Available"),
            ("away", "Away"),
            ("paused", "Paused"),
            ("unavailable", "Unavailable"),
        ],
        required=True,
        default="unavailable",
        readonly=True,
        copy=False,
    )
    availability_id = fields.Many2one(
        "pact.availability",
        string="Present",
        readonly=True,
        copy=False,
        groups="base.group_no_one",
    )
    assigned_date = fields.Datetime(
        string="Last conversation given",
        readonly=True,
        copy=False,
        groups="pact_team.pact_team_group_manager",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_system_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_system_fields(vals)
        if "active" in vals and not vals["active"]:
            self.filtered("active")._go("removed")
        return super().write(vals)

    @api.model
    def _check_system_fields(self, vals):
        if not self.env.su and vals.keys() & SYSTEM_FIELDS:
            raise AccessError(
                self.env._("Whether somebody is available follows from what they do.")
            )

    @api.model
    def choose_availability(self, state):
        """Be ``available`` or ``unavailable`` in the current company, by choice.

        :return: what :meth:`my_availability` returns
        :raise UserError: if they have time off now
        """
        mine = self._me()
        if not availability.is_choice(state):
            raise AccessError(self.env._("Choose available or unavailable."))
        if state == "available":
            mine._check_may_be_there()
        mine._become(state)
        return self.my_availability()

    @api.model
    def arrive(self):
        """Note that somebody is at the asking user's screen.

        Whoever was only away is back, and so is who has logged in since they left;
        whoever left by choice stays unavailable.

        :return: what :meth:`my_availability` returns
        """
        mine = self._mine_to_answer()
        if mine and mine._has_logged_in_since():
            mine._become("available", cause="login")
        mine._come_back()
        return self.my_availability()

    @api.model
    def _me(self):
        """Return the asking user's own membership in the current company, under sudo.

        :raise AccessError: if they answer no customers there
        """
        if mine := self._mine_to_answer():
            return mine
        raise AccessError(
            self.env._(
                "You answer no customers of %(company)s: nobody expects you there.",
                company=self.env.company.name,
            )
        )

    @api.model
    def _mine_to_answer(self):
        return self._mine_in(self.env.company).filtered("may_answer")

    def _has_logged_in_since(self):
        """Return whether they came anew, in a company that counts that as being there.

        Logins are counted to the second, and the first ever finds no stretch.
        """
        if (
            self.availability != "unavailable"
            or self.company_id.pact_is_chosen_at_login
        ):
            return False
        left, login = self.availability_id.date_from, self.user_id.login_date
        is_new = bool(login) and (not left or login >= left)
        return is_new and bool(self._who_may_be_there())

    def _become(self, state, cause="chosen", **stretch):
        """Be ``state`` from now on; what was before ends, unless it is the same."""
        # sudo: pact.member - whoever may change it was asked before
        changing = self.sudo().filtered(lambda one: one.availability != state)
        if not changing:
            return
        # First of all: of two that say the same at once, one is repeated and sees it.
        changing._stay()
        now = fields.Datetime.now()
        changing.availability_id._end(now)
        begun = changing._begin_stretches(now, state, cause, stretch)
        for member, present in zip(changing, begun, strict=True):
            member.write({"availability": state, "availability_id": present.id})
        changing._notify_availability()
        if state == "available":
            changing._came()
        else:
            kinds = self.env["pact.pause.type"]
            changing._went(kinds.browse(stretch.get("pause_type_id")))

    def _came(self):
        """Do what follows when they become available, who were not."""

    def _went(self, kind):
        """Do what follows when they are available no more; ``kind``: their pause."""

    def _begin_stretches(self, now, state, cause, stretch):
        return self.env["pact.availability"].create(
            [
                {
                    "member_id": member.id,
                    "company_id": member.company_id.id,
                    "state": state,
                    "date_from": now,
                    "cause": cause,
                    "by_user_id": self.env.uid,
                    **stretch,
                }
                for member in self
            ]
        )

    @api.model
    def _log_out(self):
        """Be unavailable in every company; an open tab that is closed says nothing."""
        self._mine()._go("logout")

    def _go(self, cause):
        """Be unavailable, whatever one was."""
        self._become("unavailable", cause)
