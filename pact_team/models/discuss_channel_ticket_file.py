from odoo import models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext
from odoo.tools.misc import clean_context

from ..rules import request_form, starting, words

# How much of what a customer said a request begins with.
LAST_WORDS = 10
LONGEST = request_form.LONGEST


class DiscussChannel(models.Model):
    """I16, S19, S28: filing a request from what a customer says in a conversation."""

    _inherit = "discuss.channel"

    def pact_filing(self):
        """Return what a request is filed with from here.

        :raise AccessError: if the asking user does not answer here
        """
        self.ensure_one()
        self._pact_check_answering()
        # sudo: discuss.channel - what whoever answers it reads in it
        channel = self.sudo()
        partner = channel.pact_partner_id
        mine = partner.sudo(False)._filtered_access("read")
        return {
            "classifications": channel._pact_kinds_to_file(),
            "message": channel._pact_last_words(),
            "contact_name": partner.name or "",
            "contact_phone": channel.pact_phone or mine.phone or "",
            "contact_email": mine.email or "",
            "longest": LONGEST,
        }

    def action_pact_file_request(self, values):
        """File a request of this customer, and go on under its protocol.

        The customer is told nothing here. Pressed twice, it is one.

        :param values: ``classification_id``, ``message``, ``contact_name``,
            ``contact_phone``, ``contact_email`` and ``request_key``
        :raise AccessError: if the asking user does not answer here
        :raise UserError: if it belongs to another request, or something is missing
        """
        self.ensure_one()
        self._pact_check_answering()
        values = values if isinstance(values, dict) else {}
        env = self.env(context=clean_context(self.env.context))
        # sudo: discuss.channel - filed by who answers this customer
        channel = self.with_env(env).sudo()
        channel._pact_lock()
        ticket = channel.pact_ticket_id
        key = channel._pact_filing_key(values)
        if not (ticket and key and ticket.request_key == key):
            ticket = channel._pact_file(values, key)
        return ticket.protocol

    def _pact_file(self, values, key):
        if self.pact_ticket_id:
            raise UserError(
                self.env._(
                    "This conversation belongs to protocol %(protocol)s already.",
                    protocol=self.pact_ticket_protocol,
                )
            )
        message = words.text(values.get("message"))
        if len(message) > LONGEST["message"]:
            raise UserError(self.env._("This message is too long. Make it shorter."))
        ticket = self.env["pact.ticket"].create(self._pact_filed_vals(values, key))
        self._pact_link(ticket)
        ticket._note_filed(message)
        if ticket.team_id in self._pact_my_teams():
            ticket._give_to(self.env.user)
        return ticket

    def _pact_filed_vals(self, values, key):
        typed = {
            name: words.one_line(values.get(f"contact_{name}"))[: LONGEST[name]]
            for name in ("name", "phone", "email")
        }
        kind = self._pact_kind_to_file(values.get("classification_id"))
        return {
            "company_id": self.pact_company_id.id,
            "partner_id": self.pact_partner_id.id,
            "classification_id": kind.id,
            "source": "conversation",
            "contact_name": typed["name"] or self.pact_partner_id.name,
            "contact_phone": typed["phone"],
            "contact_email": typed["email"],
            "request_key": key,
        }

    def _pact_filing_key(self, values):
        key = words.clean(values.get("request_key"))[: starting.KEY_LIMIT]
        # Nobody finds the request of somebody else by guessing their key.
        return f"{self.env.uid}:{self.id}:{key}" if key else False

    def _pact_kind_to_file(self, kind_id):
        wanted = words.record_id(kind_id)
        kinds = self.env["pact.classification"]._for_requests_of(self.pact_company_id)
        chosen = kinds.filtered(lambda one: one.id == wanted)
        if not chosen:
            raise UserError(
                self.env._("Choose what the request is about before you file it.")
            )
        return chosen

    def _pact_kinds_to_file(self):
        kinds = self.env["pact.classification"]._for_requests_of(self.pact_company_id)
        return [
            {"id": one.id, "name": one.name, "parent_id": one.parent_id.id}
            for one in kinds
        ]

    def _pact_last_words(self):
        """Return the last that the customer said here, oldest first, as plain text."""
        said = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("author_id", "=", self.pact_partner_id.id),
                ("subtype_id", "=", self.env.ref("mail.mt_comment").id),
            ],
            order="id desc",
            limit=LAST_WORDS,
        )
        lines = (html2plaintext(one.body).strip() for one in reversed(said))
        return "\n".join(filter(None, lines))[: LONGEST["message"]]
