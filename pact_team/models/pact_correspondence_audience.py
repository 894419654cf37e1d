import ast

from psycopg2 import DataError, ProgrammingError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..providers.signals import Person
from ..rules import phone

# What a filter may be that somebody wrote by hand.
UNREADABLE = (
    *(ValueError, TypeError, SyntaxError, MemoryError, RecursionError),
    *(DataError, ProgrammingError),
)
BATCH = 1000
MOST = 100_000


class PactCorrespondence(models.Model):
    """Who gets it: the list is made once, and names whom it leaves out."""

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
        # sudo: pact.inbox - whether the template goes out from it is asked, no more
        inbox = self.sudo().inbox_id
        teams = self.env["pact.member"]._mine_in(self.company_id).team_ids
        # sudo: pact.template - only whether it may be sent from here is asked
        template = self.template_id.sudo()
        self._check_sender(is_complete=True)
        if not template or not inbox:
            raise UserError(
                self.env._("Choose the template, and the number it is sent from.")
            )
        if not template._is_sendable(inbox, teams):
            raise UserError(
                self.env._(
                    "This template cannot be sent from here. Choose another one, or "
                    "ask an administrator to publish it to your team."
                )
            )
        empty = self.blank_ids.filtered(lambda b: b.source == "text" and not b.text)
        if empty:
            raise UserError(
                self.env._(
                    "Fill in %(blanks)s before you go on.",
                    blanks=", ".join(empty.mapped("label")),
                )
            )

    def _candidates(self):
        """Yield batches of ``(contact, number)``, found with the asker's rights."""
        if self.audience == "numbers":
            yield from _batches([(None, line) for line in self._pasted()])
            return
        ids = self._contact_ids()
        if len(ids) > MOST:
            raise UserError(
                self.env._(
                    "These are more than %(most)s contacts. Choose fewer.", most=MOST
                )
            )
        for batch in _batches(ids):
            partners = self.env["res.partner"].browse(batch)
            yield [(partner, partner.phone_sanitized) for partner in partners]
            self.env["res.partner"].invalidate_model()

    def _contact_ids(self):
        if self.audience == "contacts":
            # sudo: pact.correspondence - whom it names; who of them is seen is asked
            domain = [("id", "in", self.sudo().partner_ids.ids)]
            return self.env["res.partner"].search(domain, order="id").ids
        return self.env["res.partner"].search(self._filter(), order="id").ids

    def _filter(self):
        company = Domain("company_id", "in", [self.company_id.id, False])
        return self._read_domain() & company

    def _read_domain(self):
        try:
            domain = Domain(ast.literal_eval(self.domain or "[]"))
            domain.validate(self.env["res.partner"])
            # Some conditions only the database refuses: tried, lest they stop a screen.
            with self.env.cr.savepoint(flush=False):
                self.env["res.partner"].search(domain, limit=1)
        except UNREADABLE:
            raise UserError(
                self.env._("The filter cannot be read. Choose its conditions anew.")
            ) from None
        return domain

    def _pasted(self):
        lines = (self.numbers or "").replace(",", "\n").replace(";", "\n").splitlines()
        found = [line.strip() for line in lines if line.strip()]
        if len(found) > MOST:
            raise UserError(
                self.env._("These are more than %(most)s numbers.", most=MOST)
            )
        return found

    def _add_recipients(self, batch, taken):
        """Write ``batch`` down; ``taken`` are the numbers that the list has already."""
        region = self.company_id.country_id.code
        people = [
            (partner, typed, phone.read(typed, region) if typed else None)
            for partner, typed in batch
        ]
        numbers = [number for _partner, _typed, number in people if number]
        known = self._known(numbers)
        partners = self.env["res.partner"].concat(*(p for p, _t, _n in people if p))
        met = self._met(partners.filtered(lambda one: not one.phone_sanitized))
        identities = self.env["pact.identity"].concat(*known.values(), *met.values())
        missed = self._unreachable(identities)
        values = []
        for partner, typed, number in people:
            identity = known.get(number) or met.get(partner and partner.id)
            reason = self._why_left_out(partner, number, identity, taken)
            if not reason and identity and identity.id in missed:
                reason = "no_network"
            if not reason:
                taken |= {identity and identity.id, number}
            values.append(
                self._recipient_values(partner, typed, number, identity, reason)
            )
        self.env["pact.correspondence.recipient"].create(values)
        # A list may be long: what is written down is not kept in mind.
        self.env["pact.correspondence.recipient"].invalidate_model()

    def _why_left_out(self, partner, number, identity, taken):
        if partner and not partner.partner_share:
            return "colleague"
        if partner and partner.company_id not in (self.company_id, partner.browse()):
            return "other_company"
        if not number and not identity:
            return "no_number"
        if (number and number in taken) or (identity and identity.id in taken):
            return "duplicate"
        return "opted_out" if identity and identity.is_opted_out else None

    def _recipient_values(self, partner, typed, number, identity, reason):
        return {
            "correspondence_id": self.id,
            "company_id": self.company_id.id,
            "partner_id": (partner and partner.id)
            or (identity and identity.partner_id.id),
            "identity_id": identity and identity.id,
            "name": (partner and partner.name)
            or (identity and identity.partner_id.name)
            or typed,
            "number": number,
            "country": number and phone.country(number),
            "state": "left_out" if reason else "waiting",
            "reason": reason,
        }

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


def _person(number, name=""):
    return Person(keys=(number.lstrip("+"),), phone=number, name=name)


def _batches(things):
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
