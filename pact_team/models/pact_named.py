from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..rules import words


class PactNamed(models.AbstractModel):
    """What is chosen by its name: no two of one company read the same, in any language.

    The index holds against two who save at once, in the language everybody's name has;
    the other languages are compared when a name is given.
    """

    _name = "pact.named"
    _description = "Known by its name in its company"
    _inherit = ["pact.owned"]
    # Within what a name is taken only once.
    _name_scope = ("company_id",)

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)

    # Every name has an English value: what was typed, where nobody translated it.
    _name_uniq = models.UniqueIndex(
        "(company_id, lower(name->>'en_US')) WHERE active",
        "This name is taken in this company already. Choose another name.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # A name that was freed in this transaction is free in the database too.
        self.flush_model(["name", "active"])
        return super().create([self._tidy(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._tidy(vals))

    def _update_field_translations(self, *args, **kwargs):
        """Translating a name is naming too; core writes it past the constraints."""
        result = super()._update_field_translations(*args, **kwargs)
        self._check_name()
        return result

    @api.model
    def _tidy(self, vals):
        if "name" not in vals:
            return vals
        name = words.one_line(vals["name"])
        if not name:
            raise ValidationError(self.env._("Give it a name."))
        return vals | {"name": name}

    @api.constrains(lambda self: ("name", "active", *self._name_scope))
    def _check_name(self):
        if namesake := self._namesake():
            raise ValidationError(
                self.env._(
                    "%(name)s is taken in this company already, perhaps in another "
                    "language. Choose another name.",
                    name=namesake.name,
                )
            )

    def _namesake(self):
        """Return one of us that reads like another one in some language, if any."""
        active = self.filtered("active")
        if not active:
            return active
        self.flush_model(["name", "active", *self._name_scope])
        rows = self.env.execute_query(
            SQL(
                """SELECT a.id FROM %(table)s a JOIN %(table)s b
                       ON b.id != a.id AND b.active AND %(scope)s
                    WHERE a.id IN %(ids)s AND (%(same)s) ORDER BY a.id LIMIT 1""",
                table=SQL.identifier(self._table),
                scope=self._same_scope(),
                ids=tuple(active.ids),
                same=self._same_name(),
            )
        )
        return self.browse(number for (number,) in rows)

    def _same_scope(self):
        return SQL(" AND ").join(
            SQL(
                "%s IS NOT DISTINCT FROM %s",
                SQL.identifier("a", column),
                SQL.identifier("b", column),
            )
            for column in self._name_scope
        )

    def _same_name(self):
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return SQL(" OR ").join(
            SQL(
                "lower(coalesce(a.name->>%(lang)s, a.name->>'en_US'))"
                " = lower(coalesce(b.name->>%(lang)s, b.name->>'en_US'))",
                lang=code,
            )
            for code in sorted({"en_US", *installed})
        )
