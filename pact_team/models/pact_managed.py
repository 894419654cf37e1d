from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class PactManaged(models.AbstractModel):
    """A membership, or one that is offered: who may decide about it.

    Who may configure the company decides about everybody, who may invite about those
    who are agents and nothing more.
    """

    _name = "pact.managed"
    _description = "Managed by who configures or invites"
    _inherit = ["pact.owned", "mail.thread"]
    _check_company_auto = True

    role_ids = fields.Many2many(
        "pact.role",
        string="Roles",
        required=True,
        check_company=True,
        # Archived, it is offered no more; whoever holds it keeps it.
        context={"active_test": False},
        default=lambda self: self.env.ref("pact_team.pact_role_agent").ids,
        tracking=True,
        help="Somebody with several roles has the rights of all of them.",
    )
    option_ids = fields.Many2many(
        "pact.right",
        string="Options",
        compute="_compute_option_ids",
        store=True,
        readonly=False,
        tracking=True,
        help="Rights that the roles leave to be ticked for each person.",
    )
    allowed_option_ids = fields.Many2many(
        "pact.right", compute="_compute_allowed_option_ids"
    )
    is_agent_only = fields.Boolean(compute="_compute_is_agent_only", store=True)
    team_ids = fields.Many2many(
        "pact.team", string="Teams", check_company=True, tracking=True
    )
    max_open = fields.Integer(
        string="Maximum simultaneous",
        tracking=True,
        help="How many conversations this person may hold at once; 0 is no limit.",
    )
    calendar_id = fields.Many2one(
        "resource.calendar", string="Working hours", check_company=True, tracking=True
    )

    _max_open_positive = models.Constraint(
        "CHECK (max_open >= 0)",
        "The maximum of simultaneous conversations is 0, for no limit, or more.",
    )

    @api.depends("role_ids")
    def _compute_option_ids(self):
        """Drop the options that the roles do not allow any more."""
        for record in self:
            record.option_ids &= record.role_ids.option_ids

    @api.depends("role_ids.option_ids")
    def _compute_allowed_option_ids(self):
        for record in self:
            record.allowed_option_ids = record.role_ids.option_ids

    def _compute_is_agent_only(self):
        raise NotImplementedError

    @api.depends("company_id", "is_agent_only")
    @api.depends_context("uid")
    def _compute_is_configurable(self):
        mine = self.env["pact.member"]._mine()
        configuring = mine.filtered("may_configure").company_id
        inviting = mine.filtered("may_invite").company_id
        for record in self:
            record.is_configurable = record.company_id in configuring or (
                record.is_agent_only and record.company_id in inviting
            )

    @api.constrains("role_ids", "option_ids")
    def _check_options(self):
        for record in self:
            foreign = record.option_ids - record.role_ids.option_ids
            if foreign:
                raise UserError(
                    self.env._(
                        "%(options)s cannot be ticked with these roles. Choose a role "
                        "that allows it.",
                        options=", ".join(foreign.mapped("name")),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        quiet = self.with_context(mail_create_nosubscribe=True)
        return super(PactManaged, quiet).create(vals_list).with_env(self.env)

    def _message_subscribe(self, *args, **kwargs):
        """Let nobody follow: they would go on hearing when they lose the right.

        Core lets whoever reads a record follow it, and whoever follows it post there.
        """
        return True

    def _search_is_configurable(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self.env["pact.member"]._mine()
        configurable = Domain(
            "company_id", "in", mine.filtered("may_configure").company_id.ids
        ) | (
            Domain("company_id", "in", mine.filtered("may_invite").company_id.ids)
            & Domain("is_agent_only", "=", True)
        )
        return configurable if True in value else ~configurable

    def _check_roles(self):
        if not all(record.role_ids for record in self):
            raise UserError(self.env._("Choose at least one role."))
        self._check_managed()

    def _check_managed(self):
        """Refuse what its maker could not have given."""
        if self.env.su:
            return
        configuring = self.env["pact.member"]._companies_where("may_configure")
        if any(
            not record.is_agent_only and record.company_id not in configuring
            for record in self
        ):
            raise AccessError(
                self.env._(
                    "You invite and edit agents only. Ask an administrator for any "
                    "other role."
                )
            )

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Show the log of somebody's rights to those only who may change them."""
        return dict.fromkeys(self, "write")
