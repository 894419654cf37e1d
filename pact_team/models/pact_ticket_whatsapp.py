import logging
import uuid

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import plaintext2html

from ..rules import person_name, phone
from .res_company_ticket_notices import NOTICES
from .res_company_ticket_whatsapp import fills_itself

_logger = logging.getLogger(__name__)


class PactTicket(models.Model):
    """What a customer is told of a request on WhatsApp (S18, SN3).

    An approved template, in their language where there is one, from the number that has
    it, to the phone of the contact person; through the outbox, as everything that
    leaves. Who wants no such messages gets none.
    """

    _inherit = "pact.ticket"

    def _tell_phone(self, kind, _message):
        """Tell it on WhatsApp where the company wants that of ``kind``."""
        is_over = kind == "finished" and self.state != "finished"
        template = kind in NOTICES and self.company_id._pact_whatsapp(kind)
        if template and not is_over:
            self._write_to_phone(template)

    def _write_to_phone(self, template):
        """Queue it, or say in the request why not: the letter leaves all the same."""
        try:
            with self.env.cr.savepoint():
                self._queue_message(template)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except UserError as refusal:
            self._note_unsent(str(refusal))
        except Exception as error:
            _logger.exception("Request %s: nothing was sent to its phone", self.id)
            self._note_unsent(type(error).__name__)

    def _queue_message(self, chosen):
        number = self.company_id._pact_read_number(self.contact_phone or "")
        if not number:
            return
        inbox, template = chosen.inbox_id, self._in_their_language(chosen)
        if not template._is_sendable(inbox, self.team_id):
            raise UserError(
                self.env._("The network does not take this template any more.")
            )
        identity = self._identity_at(inbox, number)
        if identity.is_opted_out:
            return
        name = person_name.told(self.contact_name, self.protocol)
        contact = self.env["res.partner"].new({"name": name})
        filled = template._fill(contact, self.env.user, {}, subject=self.protocol)
        self._enqueue_notice(identity, template, filled)
        self._log_sent(phone.written(number), filled.text)

    def _in_their_language(self, template):
        """Return what the network has under the same name for who speaks another."""
        same = Domain("name", "=", template.name) & Domain("category", "=", "utility")
        sendable = template._sendable_domain(template.inbox_id, self.team_id)
        found = template.search(sendable & same).filtered(fills_itself)
        return template._in_language_of(self.partner_id, found)

    def _identity_at(self, inbox, number):
        """Return as whom the inbox writes to that number.

        A customer types any number: only who wrote here, or whose number one of us
        wrote on the contact, is written to.

        :raise UserError: for anybody else
        """
        identities = self.env["pact.identity"]
        known = identities._known_at(inbox, number).get(inbox)
        if known and known.last_inbound_date:
            return known
        partners = self.env["res.partner"]
        contact = partners._pact_find_by_phones([number], self.company_id).get(number)
        if not contact or contact.commercial_partner_id != self.commercial_partner_id:
            raise UserError(
                self.env._(
                    "Nobody wrote to us from this number, and none of us wrote it on a "
                    "contact of this customer."
                )
            )
        return known or identities._reach(inbox._in_its_language(), number, contact)

    def _enqueue_notice(self, identity, template, filled):
        file = template.header_attachment_id
        self.env["pact.message"].create(
            {
                "company_id": self.company_id.id,
                "inbox_id": identity.inbox_id.id,
                "identity_id": identity.id,
                "ticket_id": self.id,
                "is_automatic": True,
                "direction": "out",
                "state": "queued",
                "tag": uuid.uuid4().hex,
                "template_id": filled.template_id,
                "content": filled.content,
                "text": filled.text,
                "attachment_id": file.id,
                "is_file": bool(file),
            }
        )
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    def _log_sent(self, number, text):
        ticket = self.with_context(lang=self.company_id.partner_id.lang)
        head = ticket.env._("Sent on WhatsApp to %(number)s:", number=number)
        self._message_log(
            body=Markup("<p>%s</p><blockquote>%s</blockquote>")
            % (head, plaintext2html(text))
        )

    def _note_unsent(self, reason):
        ticket = self.with_context(lang=self.company_id.partner_id.lang)
        sentence = ticket.env._(
            "The customer was not told on WhatsApp: %(reason)s", reason=reason
        )
        self._message_log(body=sentence)
