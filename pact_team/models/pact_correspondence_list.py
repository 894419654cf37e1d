from odoo import api, models
from odoo.exceptions import UserError

from ..providers.signals import Person
from ..rules import phone, recipient


class PactCorrespondence(models.Model):
    """The list of recipients: made once, and it names whom it leaves out."""

    _inherit = "pact.correspondence"

    def action_prepare(self):
        """Make the list of recipients, as whoever asks may see them.

        :raise UserError: if the template cannot be sent from here, or to nobody
        """
        one = self._checked({"draft"})
        self._check_complete()
        one.user_id = self.env.user
        taken, count = set(), 0
        for batch in self._candidates():
            count += len(batch)
            one._add_recipients(batch, taken)
        if not count:
            raise UserError(
                self.env._("Nobody is found here. Choose other contacts or numbers.")
            )
        one.state = "ready"
        return True

    def action_edit(self):
        """Go back to the draft; the list is made anew after it."""
        one = self._checked({"ready"})
        one.recipient_ids.unlink()
        one.state = "draft"
        return True

    def _check_complete(self):
        """Refuse what could not be sent as it is.

        :raise UserError: with what is missing
        """
        self._check_sender(is_complete=True)
        self._check_template_goes_out()
        self._check_blanks_filled()

    def _check_template_goes_out(self):
        # sudo: pact.inbox - whether the template goes out from it is asked, no more
        inbox = self.sudo().inbox_id
        # sudo: pact.template - only whether it may be sent from here is asked
        template = self.template_id.sudo()
        if not template or not inbox:
            raise UserError(
                self.env._("Choose the template, and the number it is sent from.")
            )
        teams = self.env["pact.member"]._mine_in(self.company_id).team_ids
        if not template._is_sendable(inbox, teams):
            raise UserError(
                self.env._(
                    "This template cannot be sent from here. Choose another one, or "
                    "ask an administrator to publish it to your team."
                )
            )

    def _check_blanks_filled(self):
        empty = self.blank_ids.filtered(lambda b: b.source == "text" and not b.text)
        if empty:
            raise UserError(
                self.env._(
                    "Fill in %(blanks)s before you go on.",
                    blanks=", ".join(empty.mapped("label")),
                )
            )

    def _add_recipients(self, batch, taken):
        """Write ``batch`` down; ``taken`` is whom the list has already."""
        region = self.company_id.country_id.code
        people = [
            (partner, typed, phone.read(typed, region) if typed else None)
            for partner, typed in batch
        ]
        identities = self._identities_of(people)
        missed = self._unreachable(self.env["pact.identity"].concat(*identities))
        values = []
        for (partner, typed, number), identity in zip(people, identities, strict=True):
            keys = {identity.id, number} - {False, None}
            reason = self._why_left_out(partner, identity, keys, taken, missed)
            if not reason:
                taken |= keys
            values.append(
                self._recipient_values(partner, typed, number, identity, reason)
            )
        self.env["pact.correspondence.recipient"].create(values)
        # A list may be long: what is written down is not kept in mind.
        self.env["pact.correspondence.recipient"].invalidate_model()

    def _why_left_out(self, partner, identity, keys, taken, missed):
        return recipient.problem(
            recipient.Candidate(
                is_colleague=bool(partner) and not partner.partner_share,
                # One without a company is everybody's, as most of Odoo's are.
                is_of_other_company=bool(partner.company_id - self.company_id),
                is_addressable=bool(keys),
                is_listed=bool(keys & taken),
                is_opted_out=identity.is_opted_out,
                is_unreachable=identity.id in missed,
            )
        )

    def _recipient_values(self, partner, typed, number, identity, reason):
        return {
            "correspondence_id": self.id,
            "company_id": self.company_id.id,
            "partner_id": partner.id or identity.partner_id.id,
            "identity_id": identity.id,
            "name": partner.name or identity.partner_id.name or typed,
            "number": number,
            "country": number and phone.country(number),
            "state": "left_out" if reason else "waiting",
            "reason": reason,
        }

    def _identities_of(self, people):
        """Return whom the inbox has met of ``people``, nobody for who is new to it."""
        known = self._known([number for _partner, _typed, number in people if number])
        partners = self.env["res.partner"].concat(*(one for one, *_ in people))
        met = self._met(partners.filtered(lambda one: not one.phone_sanitized))
        nobody = self.env["pact.identity"]
        return [
            known.get(number) or met.get(partner.id, nobody)
            for partner, _typed, number in people
        ]

    def _known(self, numbers):
        """Return ``{number: identity}`` for those the inbox has met."""
        persons = [_person(number) for number in numbers]
        found = self.env["pact.identity"]._find_by_keys(self.inbox_id, persons)
        by_number = {}
        for person in persons:
            names = self.env["pact.identity"]._names_of(person)
            identity = next((found[name] for name in names if name in found), None)
            if identity:
                by_number[person.phone] = identity
        return by_number

    def _met(self, partners):
        """Return ``{contact id: identity}`` of those whose number the network hides."""
        identities = self.env["pact.identity"].search(
            [
                ("inbox_id", "=", self.inbox_id.id),
                ("partner_id", "in", partners.ids),
                ("is_group", "=", False),
            ]
        )
        return {identity.partner_id.id: identity for identity in identities}

    @api.model
    def _unreachable(self, identities):
        """Return the ids of those whom nothing of ours has ever reached."""
        silent = identities.filtered(lambda one: not one.last_inbound_date)
        Message = self.env["pact.message"]
        missed, reached = (
            {
                identity.id
                for [identity] in Message._read_group(
                    [("identity_id", "in", silent.ids), *domain], ["identity_id"]
                )
            }
            for domain in (
                [("state", "=", "failed"), ("failure_kind", "=", "unreachable")],
                [("state", "in", ("delivered", "read"))],
            )
        )
        return missed - reached


def _person(number):
    return Person(keys=(number.lstrip("+"),), phone=number)
