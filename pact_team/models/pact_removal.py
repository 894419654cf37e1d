from odoo import api, fields, models
from odoo.exceptions import AccessError


class PactRemoval(models.Model):
    """The receipt of a removal: who left, when, by whom, and what went where.

    Written once, by the removal itself; nobody changes or deletes it.
    """

    _name = "pact.removal"
    _description = "Removal receipt"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "id desc"

    name = fields.Char(required=True)
    member_id = fields.Many2one("pact.member", index=True, ondelete="set null")
    user_id = fields.Many2one("res.users", string="Person", ondelete="restrict")
    by_user_id = fields.Many2one(
        "res.users", string="Removed by", required=True, ondelete="restrict"
    )
    date = fields.Datetime(string="Removed on", required=True)
    note = fields.Text()
    is_company_withdrawn = fields.Boolean(string="Access to the company withdrawn")
    is_user_archived = fields.Boolean(string="Login closed")
    is_phone_freed = fields.Boolean(string="Phone freed")
    line_ids = fields.One2many("pact.removal.line", "removal_id", string="What moved")

    @api.model
    def _record(self, member, note, lines):
        """Write the receipt for ``member``; ``lines`` say what went where."""
        # sudo: pact.removal - written by the removal, never by hand
        return self.sudo().create(
            {
                "name": member.name,
                "company_id": member.company_id.id,
                "member_id": member.id,
                "user_id": member.user_id.id,
                "by_user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "note": note or False,
                "line_ids": [fields.Command.create(line) for line in lines],
            }
        )

    def write(self, vals):
        self._check_untouched()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._check_untouched()

    def _check_untouched(self):
        if not self.env.su:
            raise AccessError(self.env._("A receipt stays as it was written."))


class PactRemovalLine(models.Model):
    """One thing that somebody had when they left, and where it is now."""

    _name = "pact.removal.line"
    _description = "Line of a removal receipt"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "id"

    removal_id = fields.Many2one(
        "pact.removal", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="removal_id.company_id", store=True, precompute=True, default=None
    )
    kind = fields.Selection(
        [
            ("conversation", "Conversation"),
            ("team", "Team"),
            ("grant", "For a while"),
            ("invitation", "Invitation"),
            ("scheduled", "Planned message"),
        ],
        required=True,
    )
    what = fields.Char(required=True)
    where_to = fields.Char(string="Went to")
