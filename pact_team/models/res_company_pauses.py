from odoo import api, models


class ResCompany(models.Model):
    """The pauses every company begins with; its administrators make them their own."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._pact_make_usual_pauses()
        return companies

    def _pact_make_usual_pauses(self):
        """Create the examples, in every language that is installed."""
        # sudo: pact.pause.type - nobody has a right in a company that is new
        kinds = self.env["pact.pause.type"].sudo()
        for company in self:
            usual = self._pact_usual_pauses("en_US")
            made = kinds.create([row | {"company_id": company.id} for row in usual])
            for code, _name in self.env["res.lang"].get_installed():
                for kind, row in zip(made, self._pact_usual_pauses(code), strict=True):
                    kind.with_context(lang=code).name = row["name"]

    def _pact_usual_pauses(self, lang):
        env = self.with_context(lang=lang).env
        meal, rest, body = (
            {"rest_kind": "meal"},
            {"rest_kind": "rest"},
            {"is_physiological": True},
        )
        rows = (
            (env._("Lunch"), "fa-cutlery", 3, 60, 0, False, meal),
            (env._("Snack"), "fa-coffee", 2, 15, 0, False, {}),
            (env._("NR-17 rest"), "fa-leaf", 10, 10, 10, True, rest),
            (env._("Private"), "fa-user", 5, 0, 0, False, body),
            (env._("Meeting"), "fa-users", 4, 60, 0, True, {}),
            (env._("Training"), "fa-graduation-cap", 8, 0, 0, True, {}),
            (env._("Feedback"), "fa-comments", 9, 30, 0, True, {}),
        )
        names = ("name", "icon", "color", "most_minutes", "least_minutes", "is_work")
        return [
            dict(zip(names, row, strict=True), sequence=10 * place, **by_law)
            for place, (*row, by_law) in enumerate(rows, start=1)
        ]
