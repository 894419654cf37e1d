from odoo import fields, models


class PactMessage(models.Model):
    """The network's side of a message: the outbox, and how far each one has come.

    What an agent writes may travel in several pieces, a row each; what a customer
    writes leaves a row too, by which it is recognised when it comes again.
    """

    _name = "pact.message"
    _description = "Message on a network"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _is_name_secret = True
    _order = "id desc"
    _rec_name = "uid"

    inbox_id = fields.Many2one("pact.inbox", required=True, ondelete="restrict")
    identity_id = fields.Many2one(
        "pact.identity", required=True, index=True, ondelete="restrict"
    )
    channel_id = fields.Many2one(
        "discuss.channel",
        string="Conversation",
        index=True,
        ondelete="cascade",
        help="Empty until somebody replies to a correspondence.",
    )
    message_id = fields.Many2one("mail.message", index=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty for what the customer wrote, or the owner on the phone.",
    )
    is_automatic = fields.Boolean(help="The product wrote it by itself, no person did.")
    direction = fields.Selection(
        [("in", "In"), ("out", "Out"), ("reaction", "Our reaction")], required=True
    )
    uid = fields.Char(string="Network's id")
    tag = fields.Char(help="Our word that comes back in every status.")
    text = fields.Text()
    template_id = fields.Many2one(
        "pact.template", index="btree_not_null", ondelete="restrict"
    )
    content = fields.Json(help="The template with its blanks filled, as it is sent.")
    attachment_id = fields.Many2one(
        "ir.attachment", index="btree_not_null", ondelete="set null"
    )
    is_file = fields.Boolean(help="It carries a file, even if that is deleted later.")
    state = fields.Selection(
        [
            ("received", "Received"),
            ("queued", "Queued"),
            ("sending", "On its way"),
            ("uncertain", "Uncertain"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("read", "Read"),
            ("failed", "Failed"),
        ],
        required=True,
    )
    attempts = fields.Integer()
    next_date = fields.Datetime(default=fields.Datetime.now)
    state_date = fields.Datetime(default=fields.Datetime.now)
    failure_kind = fields.Char()
    failure_detail = fields.Char(string="In the network's words")

    _inbox_uid_uniq = models.UniqueIndex(
        "(inbox_id, uid) WHERE uid IS NOT NULL", "This message came in before."
    )
    _tag_uniq = models.UniqueIndex("(tag) WHERE tag IS NOT NULL")
    _open_idx = models.Index(
        "(identity_id, id) WHERE state IN ('queued', 'sending', 'uncertain')"
    )
