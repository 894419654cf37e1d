from dataclasses import replace

from markupsafe import Markup, escape

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import email_normalize, email_normalize_all
from odoo.tools.mail import decode_message_header, generate_tracking_message_id

from ..rules import automatic_mail, letter, vouching
from .pact_ticket_letter import AUTOMATIC

# Names the mail server whose findings about senders are believed.
OUR_SERVER = "pact_team.mail_authserv_id"


class PactTicket(models.Model):
    """Letters that come in: a new request, or a word to one (S18, S21).

    A letter belongs to a request if it answers a letter of it, by its headers and not
    by its subject. It is the word of the customer if it comes from an address that the
    customer named; of one of us, if they may read the request. From anybody else it is
    kept as a note, which the customer never sees. What a machine writes opens nothing.
    """

    _inherit = "pact.ticket"

    @api.model
    def _admit(self, message, said, routes):
        """Return where a letter goes, of what core has found."""
        if not any(route[0] == self._name for route in routes or ()):
            return routes
        self._check_gateway()
        # Core takes an address for whoever has it.
        said["author_id"] = False
        is_automatic = automatic_mail.is_automatic(message) or self._is_ours(said)
        is_vouched_for = self._is_vouched_for(message, said)
        admitted = []
        for route in routes:
            if route[0] != self._name:
                admitted.append(route)
            elif route[1]:
                known = letter.Letter(is_automatic, is_vouched_for)
                admitted += self._admit_reply(said, route, known)
            elif not is_automatic:
                wanted = (route[2] or {}) | {"is_vouched_for": is_vouched_for}
                admitted.append((*route[:2], wanted, *route[3:]))
        return admitted

    @api.model
    def _check_gateway(self):
        """Refuse letters that a person made up: core lets anybody hand one over."""
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(
                self.env._("Letters are handed over by the mail server only.")
            )

    @api.model
    def _is_ours(self, said):
        """Return whether one of our own addresses wrote: two teams would never stop."""
        sender = email_normalize(said["email_from"])
        # sudo: mail.alias.domain - the addresses of this very database
        return bool(self.env["mail.alias.domain"].sudo()._find_aliases([sender]))

    @api.model
    def _is_vouched_for(self, message, said):
        """Return whether our mail server says that the one sender is who they say."""
        # sudo: ir.config_parameter - which mail server is ours
        server = self.env["ir.config_parameter"].sudo().get_param(OUR_SERVER)
        senders = decode_message_header(message, "From", separator=",")
        sender = email_normalize(said["email_from"])
        return email_normalize_all(senders) == [sender] and vouching.is_vouched_for(
            sender, message.get_all("Authentication-Results", []), server=server or ""
        )

    @api.model
    def _admit_reply(self, said, route, known):
        # sudo: pact.ticket - the gateway asks, and then decides whose word it is
        ticket = self.sudo().browse(route[1])._kept()
        sender = email_normalize(said["email_from"])
        reader = ticket._reader(sender)
        known = replace(
            known,
            is_of_reader=bool(reader),
            is_of_customer=ticket._is_of_customer(sender),
            is_over=not ticket._takes_reply(),
        )
        match letter.answer(known):
            case "refused":
                ticket._refuse_letter(said)
                return []
            case "machine":
                said.update(is_internal=True, message_type="out_of_office")
            case "ours":
                said["author_id"] = reader.partner_id.id
            case "customer":
                said["author_id"] = ticket._writer(sender).id
                said["is_internal"] = False
            case "note":
                said.update(is_internal=True, cc_filtered="", to_filtered="")
        return [(self._name, ticket.id, *route[2:])]

    def _reader(self, sender):
        """Return which of us wrote, if they may read the request."""
        users = self.env["res.users"]
        if not sender:
            return users
        users = users.search(
            [("partner_id.email_normalized", "=", sender), ("share", "=", False)]
        )
        return users.filtered(lambda one: self._is_told_as_user(one.id))[:1]

    def _is_of_customer(self, sender):
        """Return whether they named it, or somebody writes from there who reads it."""
        others = self._theirs(sender).filtered("pact_is_responsible")
        return bool(sender) and (sender in self._addresses() or bool(others))

    def _theirs(self, sender):
        """Return who of the customer has this address for certain."""
        customer = self.commercial_partner_id
        return self.env["res.partner"]._pact_who_writes_from(
            bool(customer) and sender,
            Domain("commercial_partner_id", "=", customer.id),
        )

    def _writer(self, sender):
        """Return who of the customer wrote; nobody, if only the address is known."""
        theirs = self._theirs(sender)
        return theirs & self.partner_id or theirs[:1]

    def _refuse_letter(self, said):
        """Say that what is finished takes no more words; nothing is filed."""
        ticket = self.with_context(lang=self._lang_of_customer())
        sentence = ticket.env._(
            "Request %(protocol)s is finished, and nothing can be added to it. Write a "
            "new e-mail instead of answering an old one, or file a new request.",
            protocol=self.protocol,
        )
        tag = generate_tracking_message_id("loop-detection-bounce-email")
        self.env["mail.mail"].create(
            {
                "subject": ticket.env._(
                    "Your request %(protocol)s is finished", protocol=self.protocol
                ),
                "body_html": Markup("<p>%s</p>") % escape(sentence),
                "email_from": self._sender(),
                "reply_to": self._sender(),
                "email_to": said["email_from"],
                "references": f"{said['message_id']} {tag}",
                "headers": repr(AUTOMATIC),
                "auto_delete": True,
                "record_company_id": self.company_id.id,
                "record_alias_domain_id": self.company_id.alias_domain_id.id,
            }
        )
        self._wake_mail()

    def _writer_name(self, message):
        """Return who said it, as the customer reads it: of us, only the company."""
        if self._is_by_us(message):
            return self.company_id.name
        return message.author_id.name or self.contact_name or self.contact_email or ""

    def message_update(self, msg_dict, update_vals=None):
        """Let it go on where the customer wrote, as in the portal."""
        self._check_gateway()
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        # sudo: res.partner - whether who wrote works here
        is_ours = author and not author.sudo().partner_share
        if not msg_dict.get("is_internal") and not is_ours:
            self._go_on_after_reply()
        return super().message_update(msg_dict, update_vals)
