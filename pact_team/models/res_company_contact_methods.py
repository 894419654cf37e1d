from odoo import api, models


class ResCompany(models.Model):
    """The contact methods a company begins with; it makes them its own."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._pact_make_usual_methods()
        return companies

    def _pact_make_usual_methods(self):
        """Create those that are missing, in every language that is installed."""
        # sudo: pact.contact.method - nobody has a right in a company that is new
        methods = self.env["pact.contact.method"].sudo().with_context(lang="en_US")
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        named = {code: self._pact_usual_methods(code) for code in languages}
        for company in self:
            known = methods.with_context(active_test=False).search(
                [("company_id", "=", company.id)]
            )
            taken = {
                one.with_context(lang=code).name.lower()
                for one in known
                for code in {"en_US", *languages}
            }
            for place, name in enumerate(self._pact_usual_methods("en_US")):
                words = {code: names[place] for code, names in named.items()}
                if taken.isdisjoint(word.lower() for word in (name, *words.values())):
                    made = methods.create(
                        {"name": name, "company_id": company.id, "sequence": place}
                    )
                    for code, word in words.items():
                        made.with_context(lang=code).name = word

    def _pact_usual_methods(self, lang):
        env = self.with_context(lang=lang).env
        return [env._("Phone"), env._("E-mail"), env._("WhatsApp"), env._("In person")]
