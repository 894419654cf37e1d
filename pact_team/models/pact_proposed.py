from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import clean_context


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

    company_id = fields.Many2one(readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Author",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )

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
    def _count_sent_today(self):
        since = fields.Datetime.now() - timedelta(days=1)
        # sudo: pact.proposed - the author's own, in companies they left as well
        return self.sudo().search_count(
            [("user_id", "=", self.env.uid), ("create_date", ">", since)]
        )

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
