from odoo import api, models

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
                # A colleague may write any number on their own contact.
                "|",
                ("user_ids", "=", False),
                ("user_ids.share", "=", True),
            ],
            order="company_id, id",
        )
        return {
            spelled[partner.phone_sanitized]: partner for partner in reversed(partners)
        }
