from odoo import fields, models

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
    pact_message_ids = fields.One2many(
        "pact.message", "channel_id", groups=fields.NO_ACCESS
    )

    # Also what slips in as a default of the context makes no conversation.
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
    # What somebody holds is a small part of what they ever held.
    _pact_held_idx = models.Index(
        "(pact_agent_id, pact_company_id)"
        " WHERE pact_state = 'in_progress' AND pact_agent_id IS NOT NULL"
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

    def _compute_is_editable(self):
        super()._compute_is_editable()
        self.filtered(is_pact).is_editable = False
