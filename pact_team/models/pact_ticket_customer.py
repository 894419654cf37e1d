from babel.dates import format_date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, babel_locale_parse, plaintext2html, posix_to_ldml
from odoo.tools.misc import get_lang

from ..rules import phone
from .pact_ticket_asker import OF_USER

# Said by our own door only: no browser can send these objects.
FIRST_WORD, WORD_FOLLOWS = object(), object()
FILTERS = {
    "all": Domain.TRUE,
    "open": Domain("state", "!=", "finished"),
    "finished": Domain("state", "=", "finished"),
}


class PactTicket(models.Model):
    """What a customer's responsible person files and follows in the portal.

    Each door here asks who they are (see ``pact_ticket_asker``), and gives what is
    theirs, under sudo.
    """

    _inherit = "pact.ticket"

    @api.model
    def _open_count_of_customer(self):
        """Return how many of the asking customer are open; None to nobody else.

        Any page of the portal may ask this, so only what it needs is read.
        """
        user = self.env.user
        user.fetch(OF_USER)
        user.partner_id.fetch(["commercial_partner_id", "pact_is_responsible"])
        return self._counts_of_customer()["open"] if self._is_for_customer() else None

    @api.model
    def _of_customer(self, ticket_id):
        """Return the request of this id, under sudo, if it is the asking customer's."""
        mine = self._customer_domain() & Domain("id", "=", ticket_id)
        # sudo: pact.ticket - of the customer who asks, and no other
        return self.sudo().search(mine, limit=1)

    @api.model
    def _search_of_customer(self, wanted="all", words="", since=None, until=None):
        """Return the domain of what the asking customer looks for."""
        domain = self._customer_domain() & FILTERS[wanted]
        if words:
            domain &= Domain("protocol", "ilike", words) | Domain(
                "classification_id.name", "ilike", words
            )
        if since:
            domain &= Domain("filed_date", ">=", since)
        if until:
            domain &= Domain("filed_date", "<", until)
        return domain

    @api.model
    def _counts_of_customer(self):
        """Return how many the asking customer has, by filter: one query."""
        # sudo: pact.ticket - of the customer who asks, and no other
        rows = self.sudo()._read_group(self._customer_domain(), ["state"], ["__count"])
        total = sum(count for _state, count in rows)
        finished = dict(rows).get("finished", 0)
        return {"all": total, "open": total - finished, "finished": finished}

    def _days_told(self, name):
        """Return, by id, on which day that was, as whoever asks reads it.

        How their language writes a day is looked up once: for each of forty, as core
        does, it takes two of a page's fifteen milliseconds.
        """
        lang = get_lang(self.env)
        locale = babel_locale_parse(lang.code)
        pattern = posix_to_ldml(lang.date_format, locale=locale)
        days = {
            ticket.id: fields.Datetime.context_timestamp(self, ticket[name])
            for ticket in self.filtered(name)
        }
        return {id_: format_date(day, pattern, locale) for id_, day in days.items()}

    def _contact_told(self):
        """Return who the contact person is, and how to reach them, in one line."""
        number = self.contact_phone and phone.written(self.contact_phone)
        told = (self.contact_name, number, self.contact_email)
        return ", ".join(filter(None, told))

    @api.model
    def _file_for_customer(self, vals, message, files, *, is_confidential=False):
        """File a request for the asking user; however often it is pressed, one.

        :param files: ``(name, function that reads it)`` pairs, read one at a time
        """
        partner = self.env.user.partner_id
        # sudo: pact.ticket - filed by a customer, who was asked who they are
        tickets = self.sudo()
        # Nobody finds, or takes, what is filed by another door.
        key = f"portal:{self.env.uid}:{vals['request_key']}"
        if known := tickets.search(
            self._customer_domain() & Domain("request_key", "=", key), limit=1
        ):
            return known
        filing = tickets.with_context(
            mail_create_nolog=True, pact_word_follows=WORD_FOLLOWS
        )
        ticket = filing._create_once(
            vals
            | {
                "company_id": self._customer_company().id,
                "partner_id": partner.id,
                "source": "portal",
                "request_key": key,
            }
        )
        # Nobody looks for what it answers, nor for who follows what is new.
        first = ticket.with_context(pact_is_first_word=FIRST_WORD)
        first._post_of_customer(partner, message, files, is_confidential)
        return tickets.browse(ticket.id)

    def _reply_of_customer(self, message, files, *, is_confidential=False):
        """Add what the customer wrote; return whether it was taken.

        What is finished reopens, or refuses the word, as its company says.
        """
        self._hold()
        if not self._takes_reply():
            return False
        self._go_on_after_reply()
        partner = self.env.user.partner_id
        self._post_of_customer(partner, message, files, is_confidential)
        return True

    def _hold(self):
        """Wait for whoever changes it now; Odoo repeats what saw it before that."""
        self.env.cr.execute(
            SQL("SELECT FROM pact_ticket WHERE id = %s FOR NO KEY UPDATE", self.id)
        )

    def _post_of_customer(self, partner, message, files, is_confidential=False):
        # Kept as it was sent, which a picture made smaller is not; to unpack a huge one
        # takes all memory. What a customer sent must stay passive, whoever keeps it.
        attachments = self.env["ir.attachment"].with_context(
            attachments_mime_plainxml=True, image_no_postprocess=True
        )
        for name, read in files:
            attachments |= attachments.create(
                {
                    "name": name,
                    "raw": read(),
                    "pact_is_confidential": is_confidential,
                    # From there core gives it to the message.
                    "res_model": "mail.compose.message",
                    "res_id": 0,
                }
            )
        own, ours = partner.email_formatted, self._sender()
        self.message_post(
            body=plaintext2html(message),
            author_id=partner.id,
            # Some have none; whoever is responsible hears of it all the same.
            email_from=own or ours,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachment_ids=attachments.ids,
            # Said here, so that nobody searches for it.
            reply_to=ours or own,
            notify_skip_followers=self._is_first_word(),
        )

    def _message_compute_parent_id(self, parent_id):
        if self._is_first_word():
            return False
        return super()._message_compute_parent_id(parent_id)

    def _is_first_word(self):
        return self.env.context.get("pact_is_first_word") is FIRST_WORD

    def _is_word_to_follow(self):
        return self.env.context.get("pact_word_follows") is WORD_FOLLOWS
