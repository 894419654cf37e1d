from odoo import api, fields, models

from ..rules import rights


class PactRight(models.Model):
    """One right, so that it can be ticked, listed and explained.

    Its words are those of the field that carries it.
    """

    _name = "pact.right"
    _description = "Right"
    _order = "sequence, id"

    code = fields.Char(required=True)
    sequence = fields.Integer()
    name = fields.Char(compute="_compute_words")
    description = fields.Char(compute="_compute_words")

    _code_uniq = models.UniqueIndex("(code)")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_words(self):
        known = self.env["pact.role"].fields_get(rights.RIGHTS, ["string", "help"])
        for right in self:
            words = known.get(right.code, {})
            right.name = words.get("string")
            right.description = words.get("help")

    @api.depends("name")
    def _compute_display_name(self):
        for right in self:
            right.display_name = right.name

    @api.model
    def _list_all(self):
        """Make the list equal to the rights there are, after every update."""
        known = {right.code: right for right in self.search([])}
        for sequence, code in enumerate(rights.RIGHTS):
            if code in known:
                known[code].sequence = sequence
            else:
                self.create({"code": code, "sequence": sequence})

    @api.model
    def _of(self, codes):
        return self.search([("code", "in", list(codes))])
