from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

from ..rules import suggestion, words


class PactProposed(models.AbstractModel):
    """What a member proposes to those who decide: its author reads it as well.

    It comes in by one door of the model's own; its author is whoever asks.
    """

    _name = "pact.proposed"
    _description = "Suggestion"
    _inherit = ["pact.owned"]
    _order = "create_date desc, id desc"
    _is_written_by_system = True
    _is_name_secret = True
    # What it is called by, and must not be empty.
    _said_in = "text"

    company_id = fields.Many2one(readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Author",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    answer = fields.Text(help="The author is told as soon as you save it.")

    @api.depends(lambda self: (self._said_in,))
    def _compute_display_name(self):
        for record in self:
            first_line, *_rest = (record[self._said_in] or "").splitlines() or [""]
            record.display_name = first_line[:60]
        self._hide_names()

    @api.depends("company_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        super()._compute_is_readable()
        companies = self.env["pact.member"]._mine().company_id
        for record in self.filtered(lambda one: one.user_id.id == self.env.uid):
            record.is_readable |= record.company_id in companies

    def _search_is_readable(self, operator, value):
        found = super()._search_is_readable(operator, value)
        if found is NotImplemented:
            return found
        companies = self.env["pact.member"]._mine().company_id
        own = Domain("user_id", "=", self.env.uid)
        own &= Domain("company_id", "in", companies.ids)
        return found | own if True in value else found & ~own

    @api.model
    def _take_in(self, company_id, **said):
        """Write down what the asking user proposes, and tell those who decide."""
        company = self._companies_of_author().filtered(lambda one: one.id == company_id)
        if not company:
            raise AccessError(self._sentence("company"))
        said = {name: words.text(typed) for name, typed in said.items()}
        if problem := self._problem(said):
            raise UserError(self._sentence(problem))
        # sudo: pact.proposed - by no other way does anybody make one
        made = self.sudo().create(
            said | {"company_id": company.id, "user_id": self.env.uid}
        )
        made._tell_deciders()
        return made.id

    @api.model
    def _companies_of_author(self):
        return self.env["pact.member"]._mine().company_id

    @api.model
    def _problem(self, said):
        sent_today = self._count_sent_today()
        others = [said[name] or "-" for name in said if name != self._said_in]
        problems = [
            suggestion.problem(said[self._said_in], sent_today=sent_today),
            *(suggestion.problem(typed, sent_today=0) for typed in others),
        ]
        return next(filter(None, problems), None)

    @api.model
    def _sentence(self, problem):
        sentences = {
            "company": self.env._(
                "This goes to a company that you are a member of, with the right to it."
            ),
            "empty": self.env._("Say what is missing, then send it."),
            "long": self.env._(
                "This is longer than %(count)s characters. Say it in fewer words.",
                count=suggestion.LONGEST,
            ),
            "often": self.env._(
                "You have sent %(count)s within a day. Please send the next one "
                "tomorrow.",
                count=suggestion.MOST_A_DAY,
            ),
        }
        return sentences[problem]

    @api.model
    def _count_sent_today(self):
        since = fields.Datetime.now() - timedelta(days=1)
        # sudo: pact.proposed - the author's own, in companies they left as well
        return self.sudo().search_count(
            [("user_id", "=", self.env.uid), ("create_date", ">", since)]
        )

    def _tell_deciders(self):
        for lang, users in self._deciders().user_id.grouped("lang").items():
            said = self.with_context(lang=lang)
            said._tell(users, said._news_subject(), said[self._said_in])

    def _tell_author(self, subject, body):
        """Write to the author, if they still are a member there."""
        member = [
            ("user_id", "=", self.user_id.id),
            ("company_id", "=", self.company_id.id),
        ]
        if self.env["pact.member"].search_count(member, limit=1):
            self._tell(self.user_id, subject, body)

    def _tell(self, users, subject, body):
        env = self.env(context=clean_context(self.env.context))
        env["mail.thread"].message_notify(
            model=self._name,
            res_id=self.id,
            partner_ids=users.partner_id.ids,
            subject=subject,
            body=body,
            force_send=False,
        )
