from random import randint

from odoo import api, fields, models
from odoo.fields import Domain


class PactTag(models.Model):
    """A word by which conversations are found again: an exchange, a complaint."""

    _name = "pact.tag"
    _description = "Tag of a conversation"
    _inherit = ["pact.named"]
    _order = "name, id"
    _check_company_auto = True
    _right_to_read = "may_use_templates"
    _right_to_configure = "may_manage_templates"
    _right_to_delete = "may_manage_templates"

    active = fields.Boolean(
        default=True,
        help="An archived tag is offered no more; conversations that have it keep it.",
    )
    color = fields.Integer(default=lambda self: randint(1, 11))
    team_ids = fields.Many2many(
        "pact.team",
        string="Teams",
        check_company=True,
        help="Whose conversations it is offered in. Empty means every team.",
    )
    usable_in = fields.Integer(
        string="Usable in the conversation",
        store=False,
        search="_search_usable_in",
        help="Not a value: asked for, it finds the tags that a conversation may get.",
    )

    def _search_usable_in(self, operator, value):
        if operator != "in":
            return NotImplemented
        channels = self.env["discuss.channel"].search([("id", "in", list(value))])
        return Domain.OR(
            # sudo: discuss.channel - company and team of what the asking user reads
            self._usable_domain(channel.sudo())
            for channel in channels
        )

    @api.model
    def _usable_domain(self, channel):
        """Return which tags a conversation may get; none for any other channel."""
        teams = Domain("team_ids", "=", False)
        if channel.pact_team_id:
            teams |= Domain("team_ids", "in", channel.pact_team_id.ids)
        return Domain("company_id", "=", channel.pact_company_id.id) & teams
