from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..rules import rights


class PactRole(models.Model):
    """A named set of rights that a member may hold.

    The shipped roles belong to no company: everyone uses them, nobody changes them.
    A company's own role starts from one of them and never carries more than it could.
    """

    _name = "pact.role"
    _description = "Role"
    _inherit = ["pact.owned", "pact.rights"]
    _order = "sequence, id"
    _right_to_read = "may_answer"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=100)
    company_id = fields.Many2one(required=False)
    kind = fields.Selection(
        selection="_selection_kind",
        string="Based on",
        required=True,
        default="agent",
        help="The most that this role may carry, and the menus its holders see.",
    )
    option_ids = fields.Many2many(
        "pact.right",
        string="Options",
        compute="_compute_option_ids",
        store=True,
        readonly=False,
        help="What may be ticked for one member with this role.",
    )
    member_ids = fields.Many2many("pact.member", copy=False)
    member_count = fields.Integer(string="Members", compute="_compute_member_count")

    @api.model
    def _selection_kind(self):
        names = {
            "agent": self.env._("Agent"),
            "conversation": self.env._("Conversation agent"),
            "manager": self.env._("Manager"),
            "supervisor": self.env._("Supervisor"),
            "payments": self.env._("Payment-orders administrator"),
            "stakeholder": self.env._("Stakeholder"),
            "administrator": self.env._("Administrator"),
        }
        return [(kind, names[kind]) for kind in rights.KINDS]

    @api.depends("kind")
    def _compute_rights(self):
        for role in self:
            given = rights.granted(role.kind)
            for right in rights.RIGHTS:
                role[right] = right in given

    @api.depends("kind")
    def _compute_option_ids(self):
        for role in self:
            role.option_ids = self.env["pact.right"]._of(rights.optional(role.kind))

    @api.depends("member_ids")
    def _compute_member_count(self):
        counts = dict(
            self.env["pact.member"]._read_group(
                [("role_ids", "in", self.ids)], ["role_ids"], ["__count"]
            )
        )
        for role in self:
            role.member_count = counts.get(role, 0)

    # The record rule asks for the company next: it is read along with the name.
    @api.depends("name", "company_id")
    def _compute_display_name(self):
        super()._compute_display_name()

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        super()._compute_is_readable()
        shipped = self.filtered(lambda role: not role.company_id)
        shipped.is_readable = bool(self.env["pact.member"]._mine())

    def _search_is_readable(self, operator, value):
        found = super()._search_is_readable(operator, value)
        if found is NotImplemented or not self.env["pact.member"]._mine():
            return found
        shipped = Domain("company_id", "=", False)
        return found | shipped if True in value else found & ~shipped

    @api.constrains("kind", "option_ids", *rights.RIGHTS)
    def _check_ceiling(self):
        for role in self:
            excess = role._carried() - rights.ceiling(role.kind)
            if excess:
                names = self.env["pact.right"]._of(excess).mapped("name")
                raise ValidationError(
                    self.env._(
                        "A role based on %(kind)s never carries: %(rights)s. Base it "
                        "on another role, or leave that out.",
                        kind=dict(self._selection_kind())[role.kind],
                        rights=", ".join(names),
                    )
                )

    @api.constrains("company_id")
    def _check_company(self):
        if not self.env.user._is_superuser() and not all(self.mapped("company_id")):
            raise UserError(self.env._("A role of your own belongs to your company."))

    @api.model_create_multi
    def create(self, vals_list):
        # Named, so that no default hands the role out either.
        nobody = {"member_ids": []}
        return super().create([self._completed(vals) | nobody for vals in vals_list])

    def write(self, vals):
        vals = self._completed(vals)
        if not {"kind", "option_ids", *rights.RIGHTS} & vals.keys():
            return super().write(vals)
        # sudo: pact.member - whoever holds the role, whether or not they are visible
        with self.sudo().member_ids._rights_change():
            return super().write(vals)

    @api.model
    def _completed(self, vals):
        """Return ``vals`` with what follows from the role it is based on.

        Holders are not among them: a role is handed out on the member, past whose
        checks there is no way from this side.
        """
        if "member_ids" in vals:
            raise UserError(self.env._("Give the role on the form of the member."))
        kind = vals.get("kind")
        given = rights.granted(kind) if kind else ()
        return {right: right in given for right in rights.RIGHTS if kind} | vals

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_held(self):
        # sudo: pact.member - whoever holds the role, removed people included
        if self.sudo().with_context(active_test=False).member_ids:
            raise UserError(
                self.env._(
                    "Somebody holds this role. Archive it, or give them another first."
                )
            )

    @api.model
    def _refresh_shipped(self):
        """Give the shipped roles the rights that this version knows of."""
        shipped = self.with_context(active_test=False).search(
            [("company_id", "=", False)]
        )
        with shipped.member_ids._rights_change():
            shipped._compute_rights()
            shipped._compute_option_ids()

    def _granted(self):
        self.ensure_one()
        return frozenset(right for right in rights.RIGHTS if self[right])

    def _allowed(self):
        return frozenset(self.option_ids.mapped("code"))

    def _carried(self):
        return self._granted() | self._allowed()
