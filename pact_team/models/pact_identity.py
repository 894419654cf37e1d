from odoo import api, fields, models

from ..providers import PROVIDERS
from ..rules import phone, window


class PactIdentity(models.Model):
    """A customer as one inbox knows them, linked to a contact.

    The 24-hour window belongs here: it opens for one person on one inbox, whatever
    conversation is running.
    """

    _name = "pact.identity"
    _description = "Customer on an inbox"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _is_name_secret = True
    _rec_name = "partner_id"

    inbox_id = fields.Many2one(
        "pact.inbox", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict"
    )
    key_ids = fields.One2many("pact.identity.key", "identity_id")
    username = fields.Char()
    phone = fields.Char(
        index="btree_not_null", help="E.164; empty while the network withholds it."
    )
    is_group = fields.Boolean(help="Several people who read the same on the network.")
    written_phone = fields.Char(compute="_compute_written_phone")
    last_inbound_date = fields.Datetime(
        help="When the customer last wrote, by the network's clock."
    )
    is_opted_out = fields.Boolean(
        string="Wants no broadcasts", help="Said by the customer, on this inbox."
    )
    opted_out_date = fields.Datetime(string="Opted out on")

    _phone_ending_idx = models.Index(
        "(reverse(phone) text_pattern_ops) WHERE phone IS NOT NULL"
    )

    @api.depends("phone")
    def _compute_written_phone(self):
        for identity in self:
            identity.written_phone = identity.phone and phone.written(identity.phone)

    def _recipient(self):
        """Return what the network takes as an address: the phone, else its own id."""
        self.ensure_one()
        if self.is_group:
            return self._group_key()
        return self.phone or self.key_ids[:1].value

    def _window(self):
        """Return how long one may write freely; None where the network sets no end."""
        return PROVIDERS[self.inbox_id.provider].window

    def _window_kind(self):
        """Return whether free text ever reaches this customer, and for how long."""
        if self and not self.inbox_id.active:
            return "archived"
        if self._is_closed_group():
            return "never"
        return "until" if self and self._window() else "always"

    def _window_closes(self):
        """Return when free text stops being allowed, if there is such a moment."""
        self.ensure_one()
        return window.closes_date(self.last_inbound_date or None, self._window())

    def _is_answerable(self, now):
        """Return whether free text reaches this customer at ``now``."""
        self.ensure_one()
        wrote = self.last_inbound_date or None
        is_reached = not self._is_closed_group() and self.inbox_id.active
        return is_reached and window.is_open(wrote, self._window(), now=now)

    def _why_not_answerable(self):
        """Return the sentence for whoever cannot write to this customer now."""
        self.ensure_one()
        if not self.inbox_id.active:
            return self.env._(
                "This inbox is archived and sends nothing. Ask an administrator."
            )
        if self.is_group:
            return self._why_no_group_answer()
        return self.env._(
            "More than %(hours)s hours have passed since the customer last wrote. "
            "Send a template, or wait until they write again.",
            hours=int(self._window().total_seconds() // 3600),
        )

    @api.model
    def _find_or_create(self, inbox, persons):
        """Return the identity of each person, in order, meeting the new ones.

        Keys the network mentions for the first time are learnt; two identities that
        turn out to be one person become one.
        """
        known = self._find_by_keys(inbox, persons)
        missing = {}
        for person in persons:
            if not any(name in known for name in self._names_of(person)):
                missing.setdefault(person.keys[0], person)
        for person, identity in self._meet(inbox, list(missing.values())):
            known.update(dict.fromkeys(person.keys, identity))
        return [self._recognise(inbox, person, known) for person in persons]

    @api.model
    def _find_by_keys(self, inbox, persons):
        """Return ``{key: identity}`` for whatever names ``persons`` here."""
        values = list({name for one in persons for name in self._names_of(one)})
        found = self.env["pact.identity.key"].search_fetch(
            [("inbox_id", "=", inbox.id), ("value", "in", values)],
            ["value", "identity_id"],
        )
        return {key.value: key.identity_id for key in found}

    @api.model
    def _names_of(self, person):
        """Return the keys of ``person``, and their phone in the ways it is written.

        Some countries changed their numbers; networks write them in either way.
        """
        numbers = phone.spellings(person.phone) if person.phone else ()
        return dict.fromkeys([*person.keys, *(one.lstrip("+") for one in numbers)])

    @api.model
    def _meet(self, inbox, persons, partners=None):
        """Create the identities of ``persons``, on their contacts."""
        if not persons:
            return []
        partners = partners or self._partners_of(inbox.company_id, persons)
        identities = self.create(
            [
                {
                    "inbox_id": inbox.id,
                    "company_id": inbox.company_id.id,
                    "partner_id": partner.id,
                    "username": person.username,
                    "is_group": person.is_group,
                    "phone": person.phone,
                    "key_ids": [
                        fields.Command.create({"inbox_id": inbox.id, "value": key})
                        for key in dict.fromkeys(person.keys)
                    ],
                }
                for person, partner in zip(persons, partners, strict=True)
            ]
        )
        return list(zip(persons, identities, strict=True))

    @api.model
    def _partners_of(self, company, persons):
        """Return a contact for each person: the one with that number, or a new one."""
        Partner = self.env["res.partner"]
        numbers = {person.phone for person in persons if person.phone}
        known = Partner._pact_find_by_phones(numbers, company)
        unknown = [person for person in persons if person.phone not in known]
        created = Partner.create(
            [
                {
                    "name": person.name
                    or person.username
                    or person.phone
                    or person.keys[0],
                    "phone": person.phone and phone.written(person.phone),
                    "company_id": company.id,
                }
                for person in unknown
            ]
        )
        new = dict(zip(map(id, unknown), created, strict=True))
        return [new.get(id(person)) or known[person.phone] for person in persons]
