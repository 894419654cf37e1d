from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact

# What takes back, or only nods, is no word that anybody has to answer.
NO_WORD = frozenset({"revoke", "reaction"})


class DiscussChannel(models.Model):
    """I16: the request that a conversation belongs to: one protocol, one clock.

    What is said here works on the request as what is said in the portal does. A right
    to one of the two opens nothing of the other.
    """

    _inherit = "discuss.channel"

    pact_ticket_id = fields.Many2one(
        "pact.ticket", string="Request", index="btree_not_null", ondelete="set null"
    )
    pact_ticket_after = fields.Integer(
        string="Linked after message",
        help="The last message before the link: the customer reads what follows it.",
    )
    pact_ticket_protocol = fields.Char(
        string="Protocol", compute="_compute_pact_ticket_protocol"
    )

    _pact_ticket_only = models.Constraint(
        "CHECK (channel_type = 'pact' OR pact_ticket_id IS NULL)",
        "Only a conversation with a customer belongs to a request.",
    )

    @api.depends("pact_ticket_id.protocol")
    def _compute_pact_ticket_protocol(self):
        for channel in self:
            # sudo: pact.ticket - the number under which this conversation runs
            channel.pact_ticket_protocol = (
                channel._origin.sudo().pact_ticket_id.protocol
            )

    def _pact_store_fields(self):
        return [
            *super()._pact_store_fields(),
            Store.Attr("pact_ticket_protocol", predicate=is_pact),
        ]

    def _pact_hear(self, message):
        """Let the request of the customer who wrote go on, as a reply does."""
        super()._pact_hear(message)
        says = not message.is_echo and message.kind not in NO_WORD
        # Asked of what is read already: without a request this costs nothing.
        if says and self.pact_ticket_id:
            self.pact_ticket_id._hear_elsewhere()

    def _pact_answered(self):
        """Begin work on the request: to answer here is to answer it."""
        super()._pact_answered()
        if self.pact_ticket_id:
            self.pact_ticket_id._begin_work()
