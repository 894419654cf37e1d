from odoo import api, fields, models

from ..providers.signals import Person


class PactIdentity(models.Model):
    """What a customer wants to hear of us besides answers, in their own word."""

    _inherit = "pact.identity"

    wish_date = fields.Datetime(
        help="When the customer last said whether they want broadcasts."
    )

    @api.model
    def _hear_wishes(self, inbox, preferences):
        """Keep who wants no more broadcasts, or some again; strangers are ignored."""
        now = fields.Datetime.now()
        people = [Person(preference.keys) for preference in preferences]
        known = self._find_by_keys(inbox, people)
        for preference in preferences:
            named = {known[key] for key in preference.keys if key in known}
            for identity in named:
                said = min(preference.sent_date or now, now)
                identity._wish_marketing(not preference.is_opted_out, said)

    def _wish_marketing(self, is_wanted, date):
        """Keep a wish, unless the customer has said something else since."""
        self.ensure_one()
        if self.wish_date and date < self.wish_date:
            return
        self.write(
            {
                "wish_date": date,
                "is_opted_out": not is_wanted,
                "opted_out_date": not is_wanted and (self.opted_out_date or date),
            }
        )

    def _absorb(self, other):
        """Whoever wants none under one id wants none under the other."""
        dates = [self.wish_date, other.wish_date]
        self.wish_date = max(filter(None, dates), default=False)
        if other.is_opted_out and not self.is_opted_out:
            self.is_opted_out = True
            self.opted_out_date = other.opted_out_date
        return super()._absorb(other)
