from odoo import api, fields, models
from odoo.exceptions import UserError

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What somebody decides who prepares one; the rest is written by the system.
CHOSEN = frozenset(
    {
        "name",
        "company_id",
        "sender",
        "team_id",
        "template_id",
        "blank_ids",
        "audience",
        "domain",
        "partner_ids",
        "numbers",
        "planned_date",
        "speed",
        "hours",
        "hour_from",
        "hour_to",
        *WEEK,
    }
)
# What may still be decided while it runs.
LATE = frozenset({"name", "speed"})


class PactCorrespondence(models.Model):
    """One template to many people: who gets it, how far it has come, who replied.

    It opens no conversation; the reply of each customer does.
    """

    _name = "pact.correspondence"
    _description = "Correspondence"
    _inherit = ["pact.owned"]
    _order = "id desc"
    _check_company_auto = True
    _right_to_read = "may_use_templates"

    name = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Prepared by",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        ondelete="restrict",
        help="Whose name stands where the template names the agent.",
    )
    inbox_id = fields.Many2one(
        "pact.inbox",
        compute="_compute_inbox_id",
        store=True,
        # A template that the asker may not read tells nothing of its inbox.
        compute_sudo=False,
        readonly=False,
        check_company=True,
        ondelete="restrict",
    )
    sender = fields.Selection(
        selection="_selection_sender",
        string="From",
        compute="_compute_sender",
        inverse="_inverse_sender",
    )
    team_id = fields.Many2one(
        "pact.team",
        string="Replies go to",
        check_company=True,
        domain="[('company_id', '=', company_id)]",
        ondelete="restrict",
        help="Whoever replies waits in the queue of this team. Empty means the queue "
        "of the inbox.",
    )
    template_id = fields.Many2one(
        "pact.template",
        check_company=True,
        domain="[('company_id', '=', company_id), ('state', '=', 'approved'), "
        "('category', '!=', 'authentication'), ('is_published', '=', True)]",
        ondelete="restrict",
    )
    blank_ids = fields.One2many(
        "pact.correspondence.blank",
        "correspondence_id",
        string="Blanks",
        compute="_compute_blank_ids",
        store=True,
        # The blanks of a template that the asker may not read are none of theirs.
        compute_sudo=False,
        readonly=False,
        copy=True,
    )
    audience = fields.Selection(
        [
            ("filter", "Contacts found by a filter"),
            ("contacts", "Contacts I choose"),
            ("numbers", "Numbers I paste"),
        ],
        string="To",
        required=True,
        default="filter",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("ready", "Ready"),
            ("running", "Running"),
            ("paused", "Paused"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    pause_reason = fields.Char(readonly=True, copy=False)
    planned_date = fields.Datetime(
        string="Not before", copy=False, help="Empty means as soon as it is started."
    )
    started_date = fields.Datetime(string="Started on", readonly=True, copy=False)
    started_user_id = fields.Many2one(
        "res.users", string="Started by", readonly=True, copy=False
    )
    done_date = fields.Datetime(string="Done on", readonly=True, copy=False)
    speed = fields.Integer(
        string="Messages a minute",
        help="At most so many. 0 is as fast as the network allows.",
    )
    recipient_ids = fields.One2many(
        "pact.correspondence.recipient", "correspondence_id", copy=False, readonly=True
    )

    _running_idx = models.Index("(inbox_id, id) WHERE state = 'running'")
    _speed_positive = models.Constraint(
        "CHECK (speed >= 0)", "The messages a minute are 0, for no limit, or more."
    )

    @api.depends("template_id")
    def _compute_blank_ids(self):
        """Ask for what the template leaves to be written."""
        for one in self:
            asked = one.template_id.variable_ids.filtered(
                lambda variable: variable.source in ("free", "subject")
            )
            known = one.blank_ids.variable_id
            stale = one.blank_ids.filtered(lambda b, a=asked: b.variable_id not in a)
            one.blank_ids = [
                *(fields.Command.delete(blank.id) for blank in stale),
                *(
                    fields.Command.create({"variable_id": variable.id})
                    for variable in asked - known
                ),
            ]

    @api.constrains("company_id", "inbox_id", "template_id")
    def _check_template(self):
        for one in self:
            account = one.template_id.inbox_id
            chosen = one.inbox_id if account else account
            if chosen and chosen not in account._all_of_account():
                raise UserError(
                    self.env._(
                        "%(template)s belongs to another account of the network. "
                        "Choose a number of that account.",
                        template=one.template_id.display_name,
                    )
                )
