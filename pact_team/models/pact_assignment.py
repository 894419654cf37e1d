from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


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
    date_from = fields.Datetime(
        string="From", required=True, default=fields.Datetime.now
    )
    date_to = fields.Datetime(string="Until")
    reason = fields.Selection(
        [
            ("arrived", "The customer wrote"),
            ("taken", "Taken from the queue"),
            ("returned", "Returned to the queue"),
            ("removed", "The agent was removed from the company"),
            ("inherited", "Taken over from an agent who was removed"),
            ("moved", "Moved to another team"),
            ("phone", "Answered on the business's phone"),
            ("transferred", "Transferred"),
            ("assigned", "Assigned"),
            ("reopened", "Reopened"),
            ("started", "Started by us"),
            ("distributed", "Distributed"),
            ("dispensed", "Given by the dispenser"),
            ("ignored", "Nobody answered"),
            ("overflowed", "Waited too long for another team"),
        ],
        string="How it began",
        required=True,
    )
    transfer_reason = fields.Selection(
        [
            ("knowledge", "Somebody else knows it better"),
            ("wish", "The customer asked for it"),
            ("mistake", "It came to the wrong team"),
            ("shift", "End of the shift"),
            ("load", "Too many conversations"),
        ],
        string="Reason given",
    )
    note = fields.Text(help="A word to whoever goes on with it.")
    by_user_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    is_forced = fields.Boolean(
        string="Beyond the maximum",
        help="Whoever decided it knew that this is more than the person may hold.",
    )
    # Who was paused, away or on leave then is no matter of whoever holds it now.
    decision = fields.Json(
        groups=fields.NO_ACCESS,
        help="Who could have had it, and why they did or did not, as it was decided.",
    )
    ended_by_user_id = fields.Many2one(
        "res.users", string="Ended by", ondelete="restrict"
    )

    @api.model
    def _begin(self, channels, reason, user=None, **words):
        """End the current stint of ``channels`` and open the next one of each.

        :param words: ``note`` and ``transfer_reason``, for whoever goes on with it;
            ``decision``, where it was given by itself
        """
        now = fields.Datetime.now()
        channels.pact_stint_id._end(now)
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
                    **words,
                }
                for channel in channels
            ]
        )

    def write(self, vals):
        """End an open stint; nothing else of it is ever written."""
        if vals.keys() - self._written_at_the_end() or any(self.mapped("date_to")):
            raise AccessError(self.env._("Who held a conversation stays as it was."))
        return super().write(vals)

    def _check_deletable(self):
        raise AccessError(self.env._("Who held a conversation stays as it was."))

    @api.depends("channel_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        for stint in self:
            stint.is_readable = stint.channel_id.pact_is_readable

    def _search_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        readable = self.env["discuss.channel"]._search_pact_is_readable("in", [True])
        found = Domain("channel_id", "any!", readable)
        return found if True in value else ~found
