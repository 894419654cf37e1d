from odoo import models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext
from odoo.tools.misc import clean_context

from ..rules import request_form, starting, words
from .pact_ticket_form import OF_CONTACT, of_kind

# How much of what a customer said a request begins with.
LAST_WORDS = 10
LONGEST = request_form.LONGEST
# The matter is being talked about: what else it needs is asked for there.
UNASKED = frozenset(
    {"name", "phone", "email", "method", "reference", "files", "message"}
)


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

        The customer is told nothing by it: they are spoken with here. Pressed twice,
        it is one.

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
            ticket = channel._pact_file_request(values, key)
        return ticket.protocol

    def _pact_file_request(self, values, key):
        if self.pact_ticket_id:
            raise UserError(
                self.env._(
                    "This conversation belongs to protocol %(protocol)s already.",
                    protocol=self.pact_ticket_protocol,
                )
            )
        form = self._pact_filing_form(values)
        tickets = self.env["pact.ticket"]
        if problem := tickets._problem_of_staff(self.pact_company_id, form, UNASKED):
            raise UserError(problem)
        ticket = tickets.create(
            tickets._vals_of_form(form) | self._pact_filed_vals(key)
        )
        self._pact_link(ticket)
        ticket._post_filed(form.message)
        if ticket.team_id in self._pact_my_teams():
            ticket._give_to(self.env.user)
        return ticket

    def _pact_filing_form(self, values):
        typed = {
            name: words.one_line(values.get(f"contact_{name}")) for name in OF_CONTACT
        }
        known = (self.pact_partner_id.name or "")[: LONGEST["name"]]
        kind = self._pact_kind_to_file(values.get("classification_id"))
        return self.env["pact.ticket"]._read_form(
            self.pact_company_id,
            typed
            | of_kind(kind)
            | {
                "name": typed["name"] or known,
                "message": words.text(values.get("message")),
            },
        )

    def _pact_filed_vals(self, key):
        return {
            "company_id": self.pact_company_id.id,
            "partner_id": self.pact_partner_id.id,
            "source": "conversation",
            "request_key": key,
        }

    def _pact_filing_key(self, values):
        key = words.clean(values.get("request_key"))[: starting.KEY_LIMIT]
        # Nobody finds the request of somebody else by guessing their key.
        return f"chat:{self.env.uid}:{self.id}:{key}" if key else False

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
        asks_part = self.pact_company_id.pact_ticket_mode == "central"
        return [
            {
                "id": one.id,
                "name": one.name,
                "parent_id": one.parent_id.id,
                "is_whole": asks_part and one in kinds.parent_id,
            }
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
