from random import randint

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..rules import words


class PactTag(models.Model):
    """A word by which conversations are found again: an exchange, a complaint."""

    _name = "pact.tag"
    _description = "Tag of a conversation"
    _inherit = ["pact.owned"]
    _order = "name, id"
    _check_company_auto = True
    _right_to_read = "may_use_templates"
    _right_to_configure = "may_manage_templates"
    _right_to_delete = "may_manage_templates"

    name = fields.Char(required=True, translate=True)
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

    _name_uniq = models.UniqueIndex(
        "(company_id, lower(name->>'en_US')) WHERE active",
        "Another tag of this company has this name already. Choose another name.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._tidy(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._tidy(vals))

    @api.model
    def _tidy(self, vals):
        if "name" not in vals:
            return vals
        name = words.one_line(vals["name"])
        if not name:
            raise ValidationError(self.env._("Give the tag a name."))
        return vals | {"name": name}

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
