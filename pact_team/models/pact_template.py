from odoo import api, fields, models
from odoo.fields import Domain

CATEGORIES = [
    ("utility", "Utility"),
    ("marketing", "Marketing"),
    ("authentication", "Authentication"),
]
STATES = [
    ("draft", "Draft"),
    ("pending", "In review"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("paused", "Paused"),
    ("disabled", "Disabled"),
    ("limited", "Too many templates"),
    ("archived", "Archived by the network"),
    ("deleted", "Deleted"),
]


class PactTemplate(models.Model):
    """A text that a network has to approve before anybody may send it.

    It is the only thing that reaches a customer whose window is closed. It belongs to
    an account of the network, which several inboxes may share.
    """

    _name = "pact.template"
    _description = "Template"
    _inherit = ["pact.owned", "mail.thread"]
    _order = "name, language, id"
    _check_company_auto = True
    _right_to_read = "may_use_templates"
    _right_to_configure = "may_manage_templates"
    _right_to_delete = "may_manage_templates"

    name = fields.Char(
        required=True,
        help="The name the network knows it by: small letters, digits and _.",
    )
    active = fields.Boolean(default=True)
    inbox_id = fields.Many2one(
        "pact.inbox",
        string="Inbox of its account",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._default_inbox(),
        help="It may be sent from every inbox of the same business account.",
    )
    # Whoever makes templates need not read inboxes, which hold the credentials.
    inbox_choice = fields.Selection(
        selection="_selection_inbox",
        string="Inbox",
        compute="_compute_inbox_choice",
        inverse="_inverse_inbox_choice",
        help="It may be sent from every inbox of the same business account.",
    )
    # What the network calls a language is kept, also if it is new to us.
    language = fields.Selection(
        selection="_selection_language",
        required=True,
        validate=False,
        default=lambda self: self._default_language(),
    )
    category = fields.Selection(CATEGORIES, required=True, default="utility")
    state = fields.Selection(STATES, required=True, default="draft", copy=False)
    reason = fields.Char(
        readonly=True, copy=False, help="In the network's words, why it is not usable."
    )
    quality = fields.Selection(
        [("green", "High"), ("yellow", "Medium"), ("red", "Low")],
        readonly=True,
        copy=False,
        help="What customers think of it, as the network judges by blocks and reports.",
    )
    uid = fields.Char(string="Network's id", readonly=True, copy=False)
    previous_category = fields.Selection(CATEGORIES, readonly=True, copy=False)
    is_supported = fields.Boolean(
        default=True,
        readonly=True,
        copy=False,
        help="Not ticked where it has parts that cannot be filled from here.",
    )
    header_kind = fields.Selection(
        [
            ("text", "Text"),
            ("image", "Image"),
            ("video", "Video"),
            ("document", "Document"),
        ],
    )
    header_text = fields.Char()
    header_attachment_id = fields.Many2one(
        "ir.attachment", string="Stored header file", ondelete="restrict"
    )
    body = fields.Text(required=True)
    footer = fields.Char()
    button_ids = fields.One2many("pact.template.button", "template_id", copy=True)
    variable_ids = fields.One2many("pact.template.variable", "template_id", copy=True)
    parameter_format = fields.Selection(
        [("positional", "Numbers"), ("named", "Names")],
        string="Blanks are",
        required=True,
        default="positional",
    )
    is_continuation = fields.Boolean(
        string="Continues conversations",
        help="Offered first where free text is about to be, or is, no longer allowed.",
    )
    is_published = fields.Boolean(
        string="Published", help="Agents choose among published templates only."
    )
    team_ids = fields.Many2many(
        "pact.team",
        string="Published to",
        check_company=True,
        help="Empty means every team.",
    )

    _uid_uniq = models.UniqueIndex(
        "(company_id, uid) WHERE uid IS NOT NULL",
        "This template of the network is here already.",
    )
    _inbox_name_idx = models.Index("(company_id, name, language)")

    @api.model
    def _default_inbox(self):
        # sudo: pact.inbox - only which one there is, for whoever makes templates
        inboxes = self.env["pact.inbox"].sudo()
        return inboxes.search([("company_id", "=", self.env.company.id)], limit=1)

    @api.model
    def _selection_inbox(self):
        companies = self.env["pact.member"]._companies_where("may_use_templates")
        # sudo: pact.inbox - the names of those one may send from are no secret
        inboxes = self.env["pact.inbox"].sudo().with_context(active_test=False)
        found = inboxes.search([("company_id", "in", companies.ids)])
        return [(str(inbox.id), inbox.name) for inbox in found]

    @api.depends("inbox_id")
    def _compute_inbox_choice(self):
        for template in self:
            number = template.inbox_id.id
            template.inbox_choice = number and str(number)

    def _inverse_inbox_choice(self):
        # sudo: pact.inbox - only whether it exists; its company is compared on saving
        inboxes = self.env["pact.inbox"].sudo()
        for template in self.filtered("inbox_choice"):
            choice = template.inbox_choice
            number = int(choice) if choice.isdecimal() else 0
            template.inbox_id = inboxes.browse(number).exists() or template.inbox_id

    @api.depends("name", "language")
    def _compute_display_name(self):
        for template in self:
            # A new one has neither yet: Odoo then says that it is new.
            template.display_name = (
                template.name and f"{template.name} ({template.language})"
            )

    @api.model
    def _sendable_domain(self, inbox, teams):
        """Return which templates members of ``teams`` may send from ``inbox``."""
        return (
            Domain("inbox_id", "in", inbox._all_of_account().ids)
            & Domain("company_id", "=", inbox.company_id.id)
            & Domain("state", "=", "approved")
            & Domain("category", "!=", "authentication")
            & Domain("is_published", "=", True)
            & Domain("is_supported", "=", True)
            # What shows a file cannot go without it.
            & (
                Domain("header_kind", "in", (False, "text"))
                | Domain("header_attachment_id", "!=", False)
            )
            & (Domain("team_ids", "=", False) | Domain("team_ids", "in", teams.ids))
        )

    def _is_sendable(self, inbox, teams):
        """Return whether members of ``teams`` may send it from ``inbox`` now."""
        self.ensure_one()
        return bool(self.filtered_domain(self._sendable_domain(inbox, teams)).active)
