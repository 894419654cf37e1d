from odoo import api, models


class PactTemplate(models.Model):
    """Choosing a template: which there are, and how each would read."""

    _inherit = "pact.template"

    @api.model
    def _choices(self, inbox, teams, partner, user, subject=""):
        """Return what members of ``teams`` may send to ``partner``, for a screen.

        Those in the customer's language come first.
        """
        templates = self.search(self._sendable_domain(inbox, teams)).sorted(
            lambda one: one.language != partner.lang
        )
        return [one._choice(partner, user, subject) for one in templates]

    def _choice(self, partner, user, subject):
        values = self._values(partner, user, {}, subject)
        return {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "category": self.category,
            "text": self._text(values),
            "asks_subject": "subject" in self.variable_ids.mapped("source"),
            "blanks": [
                {"key": one._key(), "label": one.label or one.name}
                for one in self.variable_ids
                if one.source != "subject" and not values[one._key()]
            ],
        }

    def _preview(self, partner, user, values, subject=""):
        """Return how it would read; what nobody filled in yet stays a blank."""
        return self._html(self._values(partner, user, values, subject))
