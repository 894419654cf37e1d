from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import words

# Not a value: a list sorted by it shows each classification above its parts.
TREE = "is_part"


class PactClassification(models.Model):
    """A classification and the sub-classifications made inside it stay together."""

    _inherit = "pact.classification"

    is_part = fields.Boolean(string="Is a part", compute="_compute_is_part")
    part_count = fields.Integer(
        string="Number of sub-classifications", compute="_compute_part_count"
    )

    @api.depends("parent_id")
    def _compute_is_part(self):
        for one in self:
            one.is_part = bool(one.parent_id)

    @api.depends("child_ids")
    def _compute_part_count(self):
        for one in self:
            one.part_count = len(one.child_ids)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._of_its_parent(vals) for vals in vals_list])

    @api.model
    def _of_its_parent(self, vals):
        """Return ``vals`` with the form that what it is part of stands on."""
        parent = self.browse(words.record_id(vals.get("parent_id")) or ())
        if not parent or "mode" in vals:
            return vals
        return vals | {"mode": parent.mode}

    def write(self, vals):
        if "parent_id" in vals and not vals["parent_id"] and self.parent_id:
            raise UserError(
                self.env._(
                    "A sub-classification stays inside its classification. Archive "
                    "it, and create another one where you need it."
                )
            )
        if "mode" in vals:
            # Together, for the two are never on different forms.
            both = self | self.with_context(active_test=False).child_ids
            super(PactClassification, both).write({"mode": vals["mode"]})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_whole(self):
        """What requests were filed with stays readable; parts never lose their whole.

        Core asks the same of the database, in words that nobody understands.
        """
        # sudo: pact.classification - what uses it counts, whoever may read it
        whole = self.sudo().with_context(active_test=False)
        if whole.child_ids - whole:
            raise UserError(
                self.env._(
                    "It still has sub-classifications. Delete those first, or "
                    "archive it."
                )
            )
        tickets = whole.env["pact.ticket"]
        if tickets.search_count([("classification_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Requests were filed with this classification. Archive it: it is "
                    "offered no more, and they keep it."
                )
            )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != TREE:
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        parent = query.left_join(alias, "parent_id", self._table, "id", "parent_id")
        lang = self.env.lang or "en_US"

        def of_whole(column):
            return SQL(
                "coalesce(%s, %s)",
                SQL.identifier(parent, column),
                SQL.identifier(alias, column),
            )

        return SQL(
            "%s, coalesce(%s->>%s, %s->>'en_US'), %s, %s IS NOT NULL, %s",
            of_whole("sequence"),
            of_whole("name"),
            lang,
            of_whole("name"),
            of_whole("id"),
            SQL.identifier(alias, "parent_id"),
            SQL.identifier(alias, "sequence"),
        )
