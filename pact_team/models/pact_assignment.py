from odoo import api, fields, models


class PactAssignment(models.Model):
    """A stint: who held a conversation from when to when, and why.

    While nobody holds it, a stint without a person tells how long it waited. Each
    stint is a bus channel of its own: what is said in it reaches whoever was there.
    """

    _name = "pact.assignment"
    _description = "Stint"
    _inherit = ["pact.owned", "bus.listener.mixin"]
    _is_written_by_system = True
    _order = "id desc"

    channel_id = fields.Many2one(
        "discuss.channel",
        string="Conversation",
        required=True,
        index=True,
        ondelete="cascade",
    )
    team_id = fields.Many2one("pact.team", ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", string="Held by", index="btree_not_null", ondelete="restrict"
    )
    date_from = fields.Datetime(required=True, default=fields.Datetime.now)
    date_to = fields.Datetime()
    reason = fields.Selection(
        [
            ("arrived", "The customer wrote"),
            ("taken", "Taken from the queue"),
            ("returned", "Returned to the queue"),
            ("removed", "The agent was removed from the company"),
            ("inherited", "Taken over from an agent who was removed"),
            ("moved", "Moved to another team"),
            ("phone", "Answered on the business's phone"),
        ],
        required=True,
    )
    by_user_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")

    @api.model
    def _begin(self, channels, reason, user=None):
        """End the current stint of ``channels`` and open the next one of each."""
        now = fields.Datetime.now()
        channels.pact_stint_id.date_to = now
        return self.create(
            [
                {
                    "channel_id": channel.id,
                    "company_id": channel.pact_company_id.id,
                    "team_id": channel.pact_team_id.id,
                    "user_id": user and user.id,
                    "date_from": now,
                    "reason": reason,
                    "by_user_id": self.env.uid,
                }
                for channel in channels
            ]
        )
