import logging

from psycopg2.errors import UniqueViolation

from odoo import api, models

from ..providers.signals import Person

_logger = logging.getLogger(__name__)


class PactIdentity(models.Model):
    """When the network names one person in several ways, or in a new one."""

    _inherit = "pact.identity"

    @api.model
    def _recognise(self, inbox, person, known):
        """Return the identity of ``person``; merge where the keys name two.

        ``self`` is who it is known to be already, if anybody.
        """
        named = {known[name] for name in self._names_of(person) if name in known}
        found = named.union(self)
        identity = min(found, key=lambda candidate: candidate.id)
        for other in found - {identity}:
            identity._absorb(other)
        new_keys = [key for key in person.keys if key not in known]
        identity._learn(inbox, new_keys, person)
        known.update(dict.fromkeys(person.keys, identity))
        return identity

    @api.model
    def _learn_keys(self, inbox, named):
        """Learn under which ids the network knows those whom we wrote to.

        ``named`` are (message of ours, keys) pairs. One query as long as nothing is
        new, however many they are.
        """
        # What goes to a group is told of with the names of single people.
        people = [(row, keys) for row, keys in named if not row.identity_id.is_group]
        told = [(row, Person(keys)) for row, keys in people if keys]
        known = told and self._find_by_keys(inbox, [person for _row, person in told])
        for row, person in told:
            if any(known.get(key) != row.identity_id for key in person.keys):
                row.identity_id._learn_names(inbox, person)

    def _learn_names(self, inbox, person):
        """Learn what ``self`` is also called; it can wait if it meets another lane."""
        try:
            with self.env.cr.savepoint():
                known = self._find_by_keys(inbox, [person])
                self._recognise(inbox, person, known)
        except UniqueViolation:
            _logger.info("Identity %s: its keys are learnt in this moment", self.id)

    def _learn(self, inbox, keys, person):
        """Keep what the network newly told: further keys, the phone, the user name."""
        if keys:
            self.env["pact.identity.key"].create(
                [
                    {"inbox_id": inbox.id, "identity_id": self.id, "value": key}
                    for key in dict.fromkeys(keys)
                ]
            )
        told = {
            name: value
            for name, value in (("phone", person.phone), ("username", person.username))
            if value and self[name] != value
        }
        if told:
            self.write(told)

    def _note_change(self, change):
        """Say in the conversation that the customer writes from elsewhere now."""
        channel = self.env["discuss.channel"]._pact_last(self)
        if channel:
            note = channel._pact_note(
                self.env._(
                    "The customer's number or id changed. It is %(address)s now.",
                    address=self._recipient(),
                )
            )
            self.env["pact.message"]._remember(channel, note, change.uid)

    def _absorb(self, other):
        """Become one with ``other``, which is the same person under another key.

        Two contacts are never merged by a machine: the conversation goes on with
        ours, and a note on both tells a human.
        """
        other.key_ids.identity_id = self
        dates = [self.last_inbound_date, other.last_inbound_date]
        self.last_inbound_date = max(filter(None, dates), default=False)
        theirs = self.env["discuss.channel"].search(
            [("pact_identity_id", "=", other.id)]
        )
        theirs._pact_move(self)
        self.env["pact.message"].search([("identity_id", "=", other.id)]).write(
            {"identity_id": self.id}
        )
        if other.partner_id != self.partner_id:
            self._flag_same_person(other.partner_id)
        other.unlink()

    def _flag_same_person(self, partner):
        for here, there in ((self.partner_id, partner), (partner, self.partner_id)):
            here.pact_same_partner_id = there
            here.message_post(
                body=self.env._(
                    "The network says that this is the same person as %(contact)s. "
                    "Compare the two contacts and merge them if that is right.",
                    contact=there._get_html_link(),
                ),
                subtype_xmlid="mail.mt_note",
            )
