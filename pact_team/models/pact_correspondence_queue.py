import uuid

from odoo import fields, models
from odoo.exceptions import UserError

from ..providers.signals import Person


class PactCorrespondenceRecipient(models.Model):
    """From a name on the list to a message in the outbox."""

    _inherit = "pact.correspondence.recipient"

    def _queue(self):
        """Put the message to each of these into the outbox; return who got one.

        Who turns out to be left out after all says why instead.
        """
        if not self:
            return self
        self._identify()
        wanted = self.filtered(lambda one: one.state == "waiting")
        filled = {one: text for one in wanted if (text := one._filled())}
        queued = self.browse().concat(*filled)
        queued._enqueue(filled)
        queued.write({"state": "queued", "queued_date": fields.Datetime.now()})
        for one in queued:
            one.identity_id.recipient_id = one
        return queued

    def _identify(self):
        """Find out who each one is to the inbox, and leave out whom that excludes."""
        unknown = self.filtered(lambda one: not one.identity_id)
        inbox = self.correspondence_id.inbox_id
        persons = [
            Person((one.number.lstrip("+"),), one.number, one.name or "")
            for one in unknown
        ]
        identities = self.env["pact.identity"]._find_or_create(inbox, persons)
        taken = self._taken_by_others(identities)
        for one, identity in zip(unknown, identities, strict=True):
            if identity.id in taken:
                one._leave_out("duplicate")
                continue
            taken.add(identity.id)
            one.identity_id = identity
            one.partner_id = one.partner_id or identity.partner_id
        for one in self.filtered("identity_id.is_opted_out"):
            one._leave_out("opted_out")

    def _taken_by_others(self, identities):
        known = self.search_fetch(
            [
                ("correspondence_id", "=", self.correspondence_id.id),
                ("identity_id", "in", [identity.id for identity in identities]),
                ("state", "!=", "left_out"),
            ],
            ["identity_id"],
        )
        return set(known.identity_id.ids)

    def _leave_out(self, reason):
        self.write({"state": "left_out", "reason": reason})

    def _filled(self):
        """Return the template as this person gets it, or leave them out."""
        one = self.correspondence_id
        partner = self.partner_id or self.identity_id.partner_id
        try:
            return one._fill_for(partner)
        except UserError:
            self._leave_out("blank")
            return None

    def _enqueue(self, filled):
        """Write the messages down; one that failed before is taken up again."""
        before = self.message_ids.grouped("recipient_id")
        fresh = []
        for one in self:
            row = before.get(one)
            if row:
                row.write(row._fresh_values() | one._content(filled[one]))
            else:
                fresh.append(one._row_values() | one._content(filled[one]))
        self.env["pact.message"].create(fresh)

    def _row_values(self):
        one = self.correspondence_id
        return {
            "company_id": one.company_id.id,
            "inbox_id": one.inbox_id.id,
            "identity_id": self.identity_id.id,
            "recipient_id": self.id,
            "user_id": one.user_id.id,
            "direction": "out",
            "state": "queued",
            "tag": uuid.uuid4().hex,
        }

    def _content(self, filled):
        # One file for all of them: it is the template's, and never changed.
        file = self.correspondence_id.template_id.header_attachment_id
        return {
            "template_id": filled.template_id,
            "content": filled.content,
            "text": filled.text,
            "attachment_id": file.id,
            "is_file": bool(file),
        }
