from odoo import api, fields, models

from ..rules import phone


class PactIdentity(models.Model):
    """How a customer is reached who has not written, or not for a while."""

    _inherit = "pact.identity"

    is_unproved = fields.Boolean(
        string="Number not proved",
        help="We wrote to a number that only the customer typed; whoever answers there "
        "may be anybody.",
    )

    @api.model
    def _known_to(self, inboxes, partner, number):
        """Return ``{inbox: identity}``: as whom each inbox knows the customer.

        Who answers at this very number goes before what else the contact is known by;
        among those, who wrote last.
        """
        by_partner = self.search(
            [
                ("partner_id", "in", partner.ids),
                ("inbox_id", "in", inboxes.ids),
                ("is_group", "=", False),
            ],
            order="last_inbound_date nulls first, id",
        )
        found = {identity.inbox_id: identity for identity in by_partner}
        return found | self._known_at(inboxes, number)

    @api.model
    def _known_at(self, inboxes, number):
        if not number:
            return {}
        names = [one.lstrip("+") for one in phone.spellings(number)]
        keys = self.env["pact.identity.key"].search_fetch(
            [("inbox_id", "in", inboxes.ids), ("value", "in", names)],
            ["inbox_id", "identity_id"],
        )
        return {key.inbox_id: key.identity_id for key in keys}

    @api.model
    def _reach(self, inbox, number, partner, name=""):
        """Return the identity under which ``number`` will be written to.

        Without ``partner`` the contact with that number is found, or made.
        """
        person = inbox._provider().person_at(number, name)
        [(_person, identity)] = self._meet(inbox, [person], partner)
        if partner and not partner._pact_is_phone_ours():
            identity.is_unproved = True
        return identity

    def _is_proved(self):
        """Return whether who answers there is known to be the contact."""
        contact = self.partner_id
        if not self.is_unproved:
            return True
        return (
            contact._pact_is_phone_ours() and contact._pact_number() in self._numbers()
        )

    def _numbers(self):
        return phone.spellings(self.phone) if self.phone else ()

    def _last_attempts(self):
        """Return ``{identity: message}``, the last that was sent to each."""
        newest = self.env["pact.message"]._read_group(
            [("identity_id", "in", self.ids), ("direction", "=", "out")],
            ["identity_id"],
            ["id:max"],
        )
        rows = self.env["pact.message"].browse(row_id for _one, row_id in newest)
        return {row.identity_id: row for row in rows}

    def _is_free_on(self, inbox):
        """Return whether free text reaches them now, also if they are unknown there."""
        if not self:
            return inbox._provider().window is None
        return self._is_answerable(fields.Datetime.now())

    def _seen_before_start(self, inbox, attempts, seen):
        """Return what is told of them on ``inbox``, where they may be unknown."""
        partner, number = seen["whom"]
        attempt = attempts.get(self)
        is_other = bool(self and partner and self.partner_id != partner)
        return {
            "id": inbox.id,
            "name": inbox.name,
            "network": inbox._provider().name,
            "is_stopped": bool(inbox.stop_reason),
            "phone": self.written_phone or (not self and phone.written(number)),
            "problem": is_other and self.env["discuss.channel"]._pact_whose(self),
            "is_free": self._is_free_on(inbox),
            "free_until": self._window_closes() if self else None,
            "last_inbound": self.last_inbound_date,
            "is_opted_out": self.is_opted_out,
            "attempt": attempt and attempt._seen_before_start(),
        }
