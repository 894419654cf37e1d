from odoo import api, fields, models
from odoo.exceptions import UserError


class PactSuggestion(models.Model):
    """What somebody would improve, said to the administrators of the company.

    It comes in by one door, ``suggest``: its author is whoever asks, its company one
    of theirs. The administrators decide about the rest.
    """

    _name = "pact.suggestion"
    _description = "Suggestion"
    _inherit = ["pact.proposed"]

    text = fields.Text(string="Suggestion", required=True, readonly=True)
    state = fields.Selection(
        [("new", "New"), ("seen", "Seen"), ("done", "Done")],
        default="new",
        required=True,
    )

    def write(self, vals):
        if vals.keys() - {"state", "answer"}:
            raise UserError(
                self.env._(
                    "What was suggested stays as it was. Answer it, or say whether it "
                    "is done."
                )
            )
        result = super().write(vals)
        if vals.get("answer"):
            self.filtered(lambda one: one.state == "new").state = "seen"
            for one in self:
                one._notify_author()
        return result

    @api.model
    def suggest(self, text, company_id):
        """Tell the administrators of one's own company what could be better."""
        return self._take_in(company_id, text=text)

    def _deciders(self):
        return self.env["pact.member"]._administrators_of(self.company_id)

    def _news_subject(self):
        return self.env._("%(name)s suggests an improvement", name=self.user_id.name)

    def _notify_author(self):
        # sudo: pact.suggestion - the author is told, whoever answers
        said = self.sudo().with_context(lang=self.user_id.lang)
        subject = said.env._("Your suggestion has an answer")
        said._tell_author(subject, said.answer)
