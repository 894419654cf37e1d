from odoo import api, fields, models

from ..rules import rights

# Where people look for a right; every right has one place.
AREAS = {
    "conversations": (
        *("may_answer", "may_take", "may_dispense", "may_start", "may_transfer"),
        *("may_read_others", "may_assign", "may_use_templates"),
        *("may_manage_templates", "may_send_catalogue", "may_chat"),
        "may_read_confidential",
    ),
    "reports": (
        *("may_edit_contacts", "may_read_history", "may_see_own_figures"),
        *("may_see_team_figures", "may_report_own", "may_report"),
        *("may_report_payments", "may_read_feedback"),
    ),
    "orders": (
        *("may_order", "may_open_orders", "may_order_freely", "may_manage_orders"),
        "may_reconcile",
    ),
    "people": (
        *("may_pause", "may_grant_pauses", "may_invite", "may_remove"),
        *("may_configure", "may_delete"),
    ),
}
AREA_OF = {right: area for area, held in AREAS.items() for right in held}


class PactRight(models.Model):
    """One right, so that it can be ticked, listed and explained.

    Its words are those of the field that carries it.
    """

    _name = "pact.right"
    _description = "Right"
    _order = "sequence, id"

    code = fields.Char(required=True)
    sequence = fields.Integer()
    area = fields.Selection(
        [
            ("conversations", "Conversations"),
            ("reports", "Contacts and reports"),
            ("orders", "Orders and payments"),
            ("people", "People"),
        ],
        compute="_compute_area",
    )
    name = fields.Char(compute="_compute_words")
    description = fields.Char(compute="_compute_words")

    _code_uniq = models.UniqueIndex("(code)")

    @api.depends("code")
    def _compute_area(self):
        for right in self:
            right.area = AREA_OF.get(right.code)

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
