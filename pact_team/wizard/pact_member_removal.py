from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class PactMemberRemoval(models.TransientModel):
    """What somebody holds on the day they leave, and who takes it over."""

    _name = "pact.member.removal"
    _description = "Removing a member"

    member_id = fields.Many2one("pact.member", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="member_id.company_id", related_sudo=False)
    team_ids = fields.Many2many(
        "pact.team", string="Teams they leave", compute="_compute_team_ids"
    )
    line_ids = fields.One2many(
        "pact.member.removal.line", "removal_id", string="Open conversations"
    )
    warning = fields.Text(compute="_compute_warning")
    note = fields.Text(
        help="Everybody who goes on with one of the conversations reads it there; the "
        "customer does not."
    )

    @api.depends("member_id")
    def _compute_team_ids(self):
        for removal in self:
            removal.team_ids = removal.member_id.team_ids

    @api.depends("line_ids.heir_id")
    def _compute_warning(self):
        """Name who would hold more than their maximum; it is decided all the same."""
        for removal in self:
            sentences = [
                self.env._(
                    "%(name)s would hold %(load)s of %(count)s.",
                    name=heir.name,
                    load=heir._shown_points(load),
                    count=most,
                )
                for heir, load, most in removal._overloaded()
            ]
            removal.warning = "\n".join(sentences)

    def _overloaded(self):
        """Return (heir, points, maximum) of whoever would hold too much."""
        chosen = self.line_ids.heir_id.filtered(
            lambda one: one.company_id == self.company_id
        )
        # sudo: pact.member - how much colleagues hold, for whoever removes one
        chosen = chosen.sudo()
        loads, weights = chosen._loads(), self._weights()
        for line in self.line_ids.filtered(lambda one: one.heir_id in chosen):
            loads[line.heir_id.id] += weights.get(line.channel_ref, 1)
        today = fields.Date.today()
        rows = [(heir, loads[heir.id], heir._maximum(today)) for heir in chosen]
        return [(heir, load, most) for heir, load, most in rows if most and load > most]

    def _weights(self):
        # sudo: pact.member - what is given is counted, and not shown
        held = self.member_id.sudo()._held_conversations()
        return {channel.id: channel._pact_weight() for channel in held}

    @api.model_create_multi
    def create(self, vals_list):
        removals = super().create(vals_list)
        removals.member_id._check_removable()
        return removals

    def write(self, vals):
        if "member_id" in vals:
            raise AccessError(self.env._("Open the other member to remove them."))
        return super().write(vals)

    @api.model
    def _prepare(self, member):
        held = member._held_conversations()
        suggested = self._suggest(member, held)
        return self.create(
            {
                "member_id": member.id,
                "line_ids": [
                    Command.create({"channel_ref": channel.id, "heir_id": heir})
                    for channel, heir in zip(held, suggested, strict=True)
                ],
            }
        )

    @api.model
    def _suggest(self, member, held):
        # sudo: pact.member - how much colleagues hold, to share out what is left
        colleagues = member.sudo().search(
            [
                ("company_id", "=", member.company_id.id),
                ("may_answer", "=", True),
                ("availability", "!=", "paused"),
                ("id", "!=", member.id),
                ("user_id.active", "=", True),
            ]
        )
        return colleagues._share_out(held)

    def action_remove(self):
        """Do all of it, or nothing."""
        self.ensure_one()
        member = self.member_id
        if not member.active:
            raise UserError(
                self.env._(
                    "%(name)s was removed already. The receipt says what moved.",
                    name=member.name,
                )
            )
        chosen = {line.channel_ref: line.heir_id for line in self.line_ids}
        member._check_heirs(self.line_ids.heir_id)
        held = member._held_conversations()
        member._leave({channel: chosen.get(channel.id) for channel in held}, self.note)
        return member._show_last_receipt()


class PactMemberRemovalLine(models.TransientModel):
    """One open conversation, and its heir; without one it returns to the queue."""

    _name = "pact.member.removal.line"
    _description = "Open conversation of a member who leaves"
    _check_company_auto = True

    removal_id = fields.Many2one(
        "pact.member.removal", required=True, index=True, ondelete="cascade"
    )
    member_id = fields.Many2one(related="removal_id.member_id", related_sudo=False)
    company_id = fields.Many2one(related="removal_id.company_id", related_sudo=False)
    # A number: a relation would tell the name of any conversation that is put here.
    channel_ref = fields.Integer(required=True)
    customer = fields.Char(compute="_compute_labels")
    waiting_date = fields.Datetime(string="Since", compute="_compute_labels")
    window_date = fields.Datetime(string="Free text until", compute="_compute_labels")
    team_name = fields.Char(string="Team", compute="_compute_labels")
    heir_id = fields.Many2one(
        "pact.member",
        string="Goes to",
        check_company=True,
        ondelete="set null",
        domain="[('company_id', '=', company_id), ('may_answer', '=', True),"
        " ('id', '!=', member_id)]",
    )

    @api.depends("channel_ref")
    @api.depends_context("uid")
    def _compute_labels(self):
        """Tell only what the asking user might read in the conversation itself."""
        Channel = self.env["discuss.channel"]
        found = Channel.search(
            [
                ("id", "in", self.mapped("channel_ref")),
                ("channel_type", "=", "pact"),
            ]
        )
        for line in self:
            channel = found & Channel.browse(line.channel_ref)
            line.customer = channel.name or self.env._("Conversation")
            line.waiting_date = channel.pact_waiting_date
            line.window_date = channel.pact_window_date
            line.team_name = channel.pact_team_name

    def write(self, vals):
        if "removal_id" in vals:
            raise AccessError(
                self.env._("A conversation stays with the member who holds it.")
            )
        return super().write(vals)
