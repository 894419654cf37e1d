from odoo import api, fields, models
from odoo.fields import Domain

# Named one by one, as the partial indexes name them: "not finished" is not used.
OPEN = ("waiting", "in_progress")


def is_pact(channel):
    return channel.channel_type == "pact"


class DiscussChannel(models.Model):
    """A conversation with a customer: one episode, from opened to finished.

    Its only member is whoever holds it; while it waits, and once it is finished, it
    has none. So an agent's Discuss stays light however many they have finished.
    """

    _inherit = "discuss.channel"

    channel_type = fields.Selection(
        selection_add=[("pact", "Customer conversation")], ondelete={"pact": "cascade"}
    )
    pact_company_id = fields.Many2one("res.company", string="Company")
    pact_inbox_id = fields.Many2one("pact.inbox", string="Inbox", ondelete="restrict")
    pact_identity_id = fields.Many2one("pact.identity", ondelete="restrict")
    pact_partner_id = fields.Many2one(
        "res.partner", string="Customer", index="btree_not_null", ondelete="restrict"
    )
    pact_team_id = fields.Many2one("pact.team", string="Team", ondelete="restrict")
    # Never called user_id: core would send that user's out-of-office message here.
    pact_agent_id = fields.Many2one("res.users", string="Agent", ondelete="restrict")
    pact_stint_id = fields.Many2one("pact.assignment", string="Stint")
    pact_stint_ids = fields.One2many(
        "pact.assignment", "channel_id", string="Stints", readonly=True
    )
    pact_state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("in_progress", "In progress"),
            ("finished", "Finished"),
        ],
        string="State",
    )
    pact_waiting_date = fields.Datetime(string="Waiting since")
    pact_finished_date = fields.Datetime(string="Finished on")
    pact_classification_id = fields.Many2one(
        "pact.classification",
        string="Classification",
        index="btree_not_null",
        ondelete="restrict",
    )
    pact_finish_note = fields.Text(string="Closing note")
    pact_window_date = fields.Datetime(
        string="Free text until",
        help="After this moment only approved templates reach the customer.",
    )
    # What a screen shows of records that its user may not read. Not related fields:
    # those would tell anybody about a record named in a form that is never saved.
    pact_team_name = fields.Char(compute="_compute_pact_labels")
    pact_team_color = fields.Integer(compute="_compute_pact_labels")
    pact_inbox_name = fields.Char(string="Inbox name", compute="_compute_pact_labels")
    pact_provider = fields.Char(string="Network", compute="_compute_pact_labels")
    pact_agent_name = fields.Char(string="Agent name", compute="_compute_pact_labels")
    pact_agent_ref = fields.Integer(
        string="Agent number", compute="_compute_pact_labels"
    )
    pact_company_ref = fields.Integer(
        string="Company number", compute="_compute_pact_labels"
    )
    pact_phone = fields.Char(string="Phone", compute="_compute_pact_labels")
    pact_username = fields.Char(compute="_compute_pact_labels")
    pact_stint_ref = fields.Integer(
        string="Stint number", compute="_compute_pact_labels"
    )
    pact_window_kind = fields.Selection(
        [
            ("always", "Any time"),
            ("until", "For a while"),
            ("never", "Never"),
            ("archived", "Not while the inbox is archived"),
        ],
        string="Free text",
        compute="_compute_pact_labels",
    )
    pact_is_readable = fields.Boolean(
        compute="_compute_pact_is_readable", search="_search_pact_is_readable"
    )
    pact_message_ids = fields.One2many(
        "pact.message", "channel_id", groups=fields.NO_ACCESS
    )
    pact_replier_ids = fields.Many2many(
        "res.users",
        string="Replied",
        compute="_compute_pact_replier_ids",
        search="_search_pact_replier_ids",
        help="Everyone who answered the customer, also before a transfer.",
    )

    # Also what slips in as a default of the context makes no conversation.
    pact_replier_names = fields.Char(
        string="Answered so far", compute="_compute_pact_replier_names"
    )

    _pact_only = models.Constraint(
        """CHECK (channel_type = 'pact' OR (
            pact_company_id IS NULL AND pact_inbox_id IS NULL
            AND pact_identity_id IS NULL AND pact_partner_id IS NULL
            AND pact_team_id IS NULL AND pact_agent_id IS NULL
            AND pact_stint_id IS NULL AND pact_state IS NULL
            AND pact_classification_id IS NULL AND pact_finish_note IS NULL))""",
        "Only a conversation with a customer has an inbox, a team and a holder.",
    )
    _pact_open_uniq = models.UniqueIndex(
        "(pact_identity_id) WHERE pact_state IN ('waiting', 'in_progress')",
        "This customer already has an open conversation on this inbox.",
    )
    _pact_identity_idx = models.Index(
        "(pact_identity_id, id) WHERE pact_identity_id IS NOT NULL"
    )
    _pact_team_idx = models.Index(
        "(pact_team_id, pact_waiting_date, id) WHERE pact_state = 'waiting'"
    )
    _pact_agent_idx = models.Index(
        "(pact_agent_id, last_interest_dt DESC) WHERE pact_agent_id IS NOT NULL"
    )
    # What is open is a small part of what there is: a supervisor looks at it all day.
    _pact_open_idx = models.Index(
        "(pact_company_id, last_interest_dt DESC)"
        " WHERE pact_state IN ('waiting', 'in_progress')"
    )
    _pact_open_window_idx = models.Index(
        "(pact_company_id, pact_window_date)"
        " WHERE pact_state IN ('waiting', 'in_progress')"
    )
    _pact_company_idx = models.Index(
        "(pact_company_id, last_interest_dt DESC) WHERE pact_company_id IS NOT NULL"
    )

    @api.depends(
        "pact_team_id.name",
        "pact_team_id.color",
        "pact_inbox_id.name",
        "pact_inbox_id.group_access",
        "pact_agent_id.name",
        "pact_identity_id.phone",
        "pact_identity_id.username",
        "pact_stint_id",
    )
    def _compute_pact_labels(self):
        for channel in self:
            # sudo: discuss.channel - labels of what is stored, for who reads it
            stored = channel._origin.sudo()
            channel.pact_team_name = stored.pact_team_id.name
            channel.pact_team_color = stored.pact_team_id.color
            channel.pact_inbox_name = stored.pact_inbox_id.name
            channel.pact_provider = stored.pact_inbox_id.provider
            channel.pact_agent_name = stored.pact_agent_id.name
            channel.pact_agent_ref = stored.pact_agent_id.id
            channel.pact_company_ref = stored.pact_company_id.id
            channel.pact_phone = stored.pact_identity_id.written_phone
            channel.pact_username = stored.pact_identity_id.username
            channel.pact_stint_ref = stored.pact_stint_id.id
            channel.pact_window_kind = stored.pact_identity_id._window_kind()

    @api.depends("channel_type", "pact_agent_id", "pact_company_id", "pact_state")
    @api.depends_context("uid")
    def _compute_pact_is_readable(self):
        answering, reading = self._pact_companies()
        history = self._pact_history_companies()
        for channel in self:
            # sudo: discuss.channel - a rule asks this before reading is granted
            stored = channel.sudo()
            company = stored.pact_company_id
            is_holder = stored.pact_agent_id.id == self.env.uid
            is_finished = stored.pact_state == "finished"
            channel.pact_is_readable = is_pact(stored) and (
                (is_holder and company in answering)
                or company in reading
                or (is_finished and company in history)
            )

    def _search_pact_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        answering, reading = self._pact_companies()
        held = Domain("pact_agent_id", "=", self.env.uid) & Domain(
            # Whoever reads all of a company needs no second condition for it.
            "pact_company_id",
            "in",
            (answering - reading).ids,
        )
        readable = Domain("channel_type", "=", "pact") & (
            held
            | Domain("pact_company_id", "in", reading.ids)
            | self._pact_history_domain()
        )
        return readable if True in value else ~readable

    @api.model
    def _pact_companies(self):
        """Return where the asking user answers, and where they read others' too."""
        mine = self.env["pact.member"]._mine()
        return (
            mine.filtered("may_answer").company_id,
            mine.filtered("may_read_others").company_id,
        )

    @api.depends("pact_message_ids.user_id")
    def _compute_pact_replier_ids(self):
        # sudo: pact.message - who answered is shown to whoever may read the channel
        replies = (
            self.env["pact.message"]
            .sudo()
            ._read_group(
                [
                    ("channel_id", "in", self.ids),
                    ("user_id", "!=", False),
                    # What went to many is no reply to this customer.
                    ("recipient_id", "=", False),
                    ("direction", "=", "out"),
                ],
                ["channel_id"],
                ["user_id:recordset"],
            )
        )
        repliers = {channel.id: users for channel, users in replies}
        for channel in self:
            channel.pact_replier_ids = repliers.get(channel.id, False)

    @api.depends("pact_replier_ids")
    def _compute_pact_replier_names(self):
        for channel in self:
            # sudo: res.users - the names of those who answered, for who reads it
            names = channel.pact_replier_ids.sudo().mapped("name")
            channel.pact_replier_names = ", ".join(names)

    def _search_pact_replier_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        # sudo: pact.message - the channels found still pass the record rules
        Message = self.env["pact.message"].sudo()
        if operator == "any":
            # Whatever is asked about people is asked with the asker's own rights.
            operator, value = "in", self.env["res.users"]._search(value)
        replies = Message._search(
            [
                ("user_id", operator, value),
                ("channel_id", "!=", False),
                ("recipient_id", "=", False),
                ("direction", "=", "out"),
            ]
        )
        return Domain("id", "in", replies.subselect("channel_id"))

    def _compute_is_editable(self):
        super()._compute_is_editable()
        self.filtered(is_pact).is_editable = False
