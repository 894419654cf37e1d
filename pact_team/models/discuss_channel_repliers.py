from odoo import api, fields, models
from odoo.fields import Domain


class DiscussChannel(models.Model):
    """Everyone who answered the customer, whoever holds the conversation now."""

    _inherit = "discuss.channel"

    pact_replier_ids = fields.Many2many(
        "res.users",
        string="Replied",
        compute="_compute_pact_replier_ids",
        search="_search_pact_replier_ids",
        help="Everyone who answered the customer, also before a transfer.",
    )
    pact_replier_names = fields.Char(
        string="Answered so far", compute="_compute_pact_replier_names"
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
