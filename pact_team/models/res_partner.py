from odoo import api, models
from odoo.exceptions import UserError

from ..rules import phone


class ResPartner(models.Model):
    _inherit = "res.partner"

    _pact_phone_idx = models.Index(
        "(phone_sanitized) WHERE phone_sanitized IS NOT NULL"
    )

    @api.model
    def _pact_find_by_phones(self, numbers, company):
        """Return ``{number: partner}`` for those of ``numbers`` known to ``company``.

        Every spelling that reaches the same person counts. The company's own contact
        goes before a shared one, the older before the newer.
        """
        spelled = {
            spelling: number
            for number in numbers
            for spelling in phone.spellings(number)
        }
        partners = self.search(
            [
                ("phone_sanitized", "in", list(spelled)),
                ("company_id", "in", [company.id, False]),
                # Colleagues and customers may write any number on their own contact.
                "|",
                "&",
                ("user_ids", "=", False),
                ("pact_phone_by", "!=", "customer"),
                "&",
                ("user_ids.share", "=", True),
                ("pact_phone_by", "=", "us"),
            ],
            order="company_id, id",
        )
        return {
            spelled[partner.phone_sanitized]: partner for partner in reversed(partners)
        }

    def _pact_check_number_free(self, number):
        """Refuse a number that another contact of the company has.

        :raise UserError: in a sentence that names them if the user may see them
        """
        if len(self) > 1:
            raise UserError(self.env._("A number belongs to one contact only."))
        company = self.company_id or self.env.company
        if others := self._pact_find_by_number(number, company) - self:
            raise UserError(others[0]._pact_taken_number())

    @api.model
    def _pact_find_by_number(self, typed, company):
        """Return the contacts of ``company`` with this number, archived ones as well.

        Also whom only an inbox knows under it. For the eyes of the system: who may see
        them is asked by whoever shows them.
        """
        # sudo: res.partner - whether a number is taken, whoever asks
        everyone = self.sudo().with_context(active_test=False)
        number = company._pact_read_number(typed)
        if not number:
            return everyone.browse()
        found = everyone._pact_find_by_phones([number], company)
        identities = everyone.env["pact.identity"].search(
            [
                ("company_id", "=", company.id),
                ("phone", "in", phone.spellings(number)),
            ]
        )
        return everyone.concat(*found.values()) | identities.partner_id

    def _pact_taken_number(self):
        self.ensure_one()
        contact = self.with_env(self.env(su=False))
        if contact.has_access("read"):
            return self.env._("This number is %(name)s's.", name=contact.display_name)
        return self.env._("This number is another contact's already.")
