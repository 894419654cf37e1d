from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import suggestion, words


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
    answer = fields.Text(help="The author is told as soon as you save it.")

    @api.depends("text")
    def _compute_display_name(self):
        for record in self:
            first_line, *_rest = (record.text or "").splitlines() or [""]
            record.display_name = first_line[:60]
        self._hide_names()

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
        company = self._company_of_author(company_id)
        text = self._checked(text)
        # sudo: pact.suggestion - by no other way does anybody make one
        made = self.sudo().create(
            {"text": text, "company_id": company.id, "user_id": self.env.uid}
        )
        made._notify_administrators()
        return made.id

    def _company_of_author(self, company_id):
        companies = self.env["pact.member"]._mine().company_id
        company = companies.filtered(lambda one: one.id == company_id)
        if not company:
            raise AccessError(
                self.env._("You suggest to companies that you are a member of.")
            )
        return company

    def _checked(self, text):
        text = words.text(text)
        problem = suggestion.problem(text, sent_today=self._count_sent_today())
        if problem:
            raise UserError(self._sentence(problem))
        return text

    def _sentence(self, problem):
        sentences = {
            "empty": self.env._("Write what could be better, then send it."),
            "long": self.env._(
                "This is longer than %(count)s characters. Say it in fewer words, or "
                "in two suggestions.",
                count=suggestion.LONGEST,
            ),
            "often": self.env._(
                "You have sent %(count)s suggestions within a day. Please send the "
                "next one tomorrow.",
                count=suggestion.MOST_A_DAY,
            ),
        }
        return sentences[problem]

    def _notify_administrators(self):
        administrators = self.env["pact.member"]._administrators_of(self.company_id)
        for lang, users in administrators.user_id.grouped("lang").items():
            said = self.with_context(lang=lang)
            subject = said.env._(
                "%(name)s suggests an improvement", name=said.user_id.name
            )
            said._tell(users, subject, said.text)

    def _notify_author(self):
        # sudo: pact.suggestion - the author is told, whoever answers
        said = self.sudo().with_context(lang=self.user_id.lang)
        subject = said.env._("Your suggestion has an answer")
        said._tell_author(subject, said.answer)
