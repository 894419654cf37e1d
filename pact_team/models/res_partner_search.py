from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import phone


class ResPartner(models.Model):
    """Finding a contact by the number somebody typed, in whatever spelling.

    With ``pact_by_number`` in the context a number is looked for among numbers first,
    which stays fast however many contacts there are; and a list to choose from shows
    the number beside each name.
    """

    _inherit = "res.partner"

    _pact_phone_ending_idx = models.Index(
        "(reverse(phone_sanitized) text_pattern_ops) WHERE phone_sanitized IS NOT NULL"
    )

    @api.model
    def _search_display_name(self, operator, value):
        named = super()._search_display_name(operator, value)
        is_search = operator in ("ilike", "like", "=") and isinstance(value, str)
        found = self._pact_ids_by_number(value) if is_search else []
        if not found:
            return named
        numbered = Domain("id", "in", found)
        return numbered if self.env.context.get("pact_by_number") else numbered | named

    @api.model
    def _pact_ids_by_number(self, typed):
        """Return the ids of contacts whose number ends with what was typed.

        The number of the contact itself counts, and those under which the inboxes of
        the asking user's companies know the person. Who may see them is asked by the
        search these ids go into.
        """
        endings = phone.endings(typed)
        if not endings:
            return []
        self.env["res.partner"].flush_model(["phone_sanitized"])
        self.env["pact.identity"].flush_model(["phone", "partner_id", "company_id"])
        companies = self.env["pact.member"]._mine().company_id
        rows = self.env.execute_query(self._pact_with_endings(endings, companies.ids))
        return [row[0] for row in rows]

    @api.model
    def _pact_with_endings(self, endings, company_ids):
        # On its own: within a bigger search PostgreSQL guesses that many numbers end
        # alike, and reads every contact there is.
        return SQL(
            """
            SELECT id FROM res_partner
             WHERE phone_sanitized IS NOT NULL AND (%s)
             UNION
            SELECT partner_id FROM pact_identity
             WHERE phone IS NOT NULL AND (%s) AND company_id = ANY(%s)
            """,
            self._pact_ends_with("phone_sanitized", endings),
            self._pact_ends_with("phone", endings),
            list(company_ids),
        )

    @api.model
    def _pact_ends_with(self, column, endings):
        alike = (
            SQL("reverse(%s) LIKE %s", SQL.identifier(column), ending[::-1] + "%")
            for ending in endings
        )
        return SQL(" OR ").join(alike)

    @api.depends("phone_sanitized")
    @api.depends_context("pact_by_number", "uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        asked = {"pact_by_number", "formatted_display_name"} <= self.env.context.keys()
        if asked and self.env.user._is_internal():
            # Odoo shows names under sudo, of anything that a record points to.
            seen = self.sudo(False)._filtered_access("read")
            for partner in seen.with_env(self.env).filtered("phone_sanitized"):
                number = phone.written(partner.phone_sanitized)
                partner.display_name += f" \t --{number}--"
