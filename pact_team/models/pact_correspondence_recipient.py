from odoo import api, fields, models
from odoo.fields import Domain


class PactCorrespondenceRecipient(models.Model):
    """One person of a correspondence: left out and why, or how far theirs has come."""

    _name = "pact.correspondence.recipient"
    _description = "Recipient of a correspondence"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _is_name_secret = True
    _order = "id"
    _rec_name = "name"

    correspondence_id = fields.Many2one(
        "pact.correspondence", required=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Contact", index="btree_not_null", ondelete="set null"
    )
    identity_id = fields.Many2one(
        "pact.identity", index="btree_not_null", ondelete="set null"
    )
    name = fields.Char()
    number = fields.Char(help="E.164; empty where only the network knows it.")
    country = fields.Char(help="Of the number, by its two letters.")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("queued", "Queued"),
            ("uncertain", "Uncertain"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("read", "Read"),
            ("replied", "Replied"),
            ("failed", "Failed"),
            ("left_out", "Left out"),
        ],
        required=True,
        default="waiting",
    )
    reason = fields.Selection(
        [
            ("opted_out", "Wants no broadcasts"),
            ("no_number", "No number"),
            ("duplicate", "Same number as another"),
            ("no_network", "Not reachable on this network"),
            ("other_company", "Contact of another company"),
            ("colleague", "A colleague"),
            ("blank", "Something to fill in is missing"),
            ("cancelled", "The correspondence was cancelled"),
        ],
        string="Left out because",
    )
    failure_kind = fields.Char()
    failure = fields.Char(string="What happened", compute="_compute_failure")
    queued_date = fields.Datetime(string="Queued on")
    sent_date = fields.Datetime(string="Sent on")
    replied_date = fields.Datetime(string="Replied on")
    message_ids = fields.One2many(
        "pact.message", "recipient_id", groups=fields.NO_ACCESS
    )

    _state_idx = models.Index("(correspondence_id, state, id)")
    _pace_idx = models.Index(
        "(correspondence_id, queued_date) WHERE queued_date IS NOT NULL"
    )
    _queued_idx = models.Index("(queued_date) WHERE queued_date IS NOT NULL")
    _number_uniq = models.UniqueIndex(
        "(correspondence_id, number) WHERE number IS NOT NULL AND state <> 'left_out'",
        "This number is in the correspondence already.",
    )
    _identity_uniq = models.UniqueIndex(
        "(correspondence_id, identity_id) "
        "WHERE identity_id IS NOT NULL AND state <> 'left_out'",
        "This customer is in the correspondence already.",
    )

    @api.depends("state", "failure_kind")
    def _compute_failure(self):
        reasons = self.env["pact.message"]._reasons()
        window = self.env._(
            "The customer's window closed before it left. Send it again later."
        )
        for recipient in self:
            kind = recipient.failure_kind
            # What is sent to many needs no window; an odd one is told all the same.
            recipient.failure = kind and reasons.get(kind, window)

    @api.depends("correspondence_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        deciding = self.env["pact.correspondence"]._companies_deciding()
        preparing = self.env["pact.correspondence"]._companies_preparing()
        for recipient in self:
            # sudo: pact.correspondence - whose it is, asked by a record rule
            owner = recipient.correspondence_id.sudo().user_id
            recipient.is_readable = recipient.company_id in deciding or (
                owner.id == self.env.uid and recipient.company_id in preparing
            )

    def _search_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        deciding = self.env["pact.correspondence"]._companies_deciding()
        preparing = self.env["pact.correspondence"]._companies_preparing()
        mine = Domain("correspondence_id.user_id", "=", self.env.uid)
        mine &= Domain("company_id", "in", preparing.ids)
        found = Domain("company_id", "in", deciding.ids) | mine
        return found if True in value else ~found
