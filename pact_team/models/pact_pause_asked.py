from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class PactPauseAsked(models.AbstractModel):
    """What somebody asked for about a pause, and what became of it.

    Theirs to read, and of whoever grants pauses. Written once, and once more for each
    thing that became of it; what is over stays as it was.
    """

    _name = "pact.pause.asked"
    _description = "Asked about a pause"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "id desc"
    _rec_name = "member_id"
    _check_company_auto = True
    _right_to_read = "may_grant_pauses"
    # The states in which something may still become of it.
    _open_states = ()

    member_id = fields.Many2one(
        "pact.member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one(
        related="member_id.user_id",
        related_sudo=False,
        string="Person",
        store=True,
        index=True,
    )
    pause_type_id = fields.Many2one(
        "pact.pause.type",
        string="Type of pause",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    asked_date = fields.Datetime(string="Asked on", required=True)
    decided_date = fields.Datetime(string="Decided on")
    by_user_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    is_grantable = fields.Boolean(
        string="Mine to decide", compute="_compute_is_grantable"
    )

    @api.depends("company_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        super()._compute_is_readable()
        for one in self:
            one.is_readable |= one.user_id == self.env.user

    @api.depends("company_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_grantable(self):
        companies = self.env["pact.member"]._companies_where("may_grant_pauses")
        for one in self:
            is_own = one.user_id == self.env.user
            one.is_grantable = one.company_id in companies and not is_own

    def _search_is_readable(self, operator, value):
        found = super()._search_is_readable(operator, value)
        if found is NotImplemented:
            return found
        own = Domain("user_id", "=", self.env.uid)
        return found | own if True in value else found & ~own

    def write(self, vals):
        fixed = {"member_id", "company_id", "pause_type_id", "asked_date"}
        if vals.keys() & fixed or set(self.mapped("state")) - set(self._open_states):
            raise AccessError(self.env._("What was asked and decided stays as it was."))
        return super().write(vals)

    def _check_deletable(self):
        raise AccessError(self.env._("What was asked and decided stays as it was."))

    def _close(self, state, **vals):
        """Write down what became of it, when, and by whom."""
        self.write(
            {
                "state": state,
                "decided_date": fields.Datetime.now(),
                "by_user_id": self.env.uid,
                **vals,
            }
        )

    def _to_decide(self):
        """Return these under sudo, if the asking user decides about them.

        :raise AccessError: without the right, and about what one asked oneself
        """
        if not all(self.mapped("is_grantable")):
            raise AccessError(
                self.env._(
                    "Whoever may grant pauses decides about this, and nobody about "
                    "their own. Ask a colleague."
                )
            )
        # sudo: pact.pause.asked - the right to decide is checked above
        return self.sudo()
