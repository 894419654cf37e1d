from markupsafe import Markup, escape

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize
from odoo.tools.mail import generate_tracking_message_id

from ..rules import automatic_mail, ticket_state, words
from .pact_ticket_letter import AUTOMATIC


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
        self._clean(said)
        is_automatic = automatic_mail.is_automatic(message) or self._is_ours(said)
        admitted = []
        for route in routes:
            if route[0] != self._name:
                admitted.append(route)
            elif route[1]:
                admitted += self._admit_reply(message, said, route, is_automatic)
            elif not is_automatic:
                admitted.append(route)
        return admitted

    @api.model
    def _check_gateway(self):
        """Refuse letters that a person made up: core lets anybody hand one over."""
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(
                self.env._("Letters are handed over by the mail server only.")
            )

    @api.model
    def _clean(self, said):
        """Leave out what no database keeps."""
        said["subject"] = words.one_line(said.get("subject") or "")
        said["body"] = Markup(words.clean(said.get("body") or ""))

    @api.model
    def _is_ours(self, said):
        """Return whether one of our own addresses wrote: two teams would never stop."""
        sender = email_normalize(said["email_from"])
        # sudo: mail.alias.domain - the addresses of this very database
        return bool(self.env["mail.alias.domain"].sudo()._find_aliases([sender]))

    @api.model
    def _admit_reply(self, message, said, route, is_automatic):
        # sudo: pact.ticket - the gateway asks, and then decides whose word it is
        ticket = self.sudo().browse(route[1])._kept()
        said["author_id"] = False
        if is_automatic:
            said.update(is_internal=True, message_type="out_of_office")
        elif reader := ticket._reader(said):
            said["author_id"] = reader.partner_id.id
        elif ticket._is_word_of_customer(said):
            said["is_internal"] = False
            said["author_id"] = ticket._writer(said).id
            if not ticket._takes_reply():
                ticket._refuse_letter(said)
                return []
        else:
            said.update(is_internal=True, cc_filtered="", to_filtered="")
        return [(self._name, ticket.id, *route[2:])]

    def _takes_reply(self):
        return self._state_after_reply() is not None

    def _go_on_after_reply(self):
        if self.state != (state := self._state_after_reply()):
            self._go(state)

    def _state_after_reply(self):
        reopens = self.company_id.pact_ticket_reopens
        return ticket_state.after_reply(self.state, reopens=reopens)

    def _kept(self):
        """Return what this was merged into, if it was."""
        kept = seen = self
        while kept.merged_into_id - seen:
            kept = kept.merged_into_id
            seen |= kept
        return kept

    def _reader(self, said):
        """Return which of us wrote, if they may read the request."""
        users = self.env["res.users"].search(
            [
                (
                    "partner_id.email_normalized",
                    "=",
                    email_normalize(said["email_from"]),
                ),
                ("share", "=", False),
            ]
        )
        return users.filtered(lambda one: self._is_told_as_user(one.id))[:1]

    def _is_word_of_customer(self, said):
        sender = email_normalize(said["email_from"])
        return bool(sender) and (
            sender in self._addresses() or bool(self._others_of_customer(sender))
        )

    def _others_of_customer(self, sender):
        """Return who else of the customer writes from there, and reads it anyway."""
        if not self.commercial_partner_id:
            return self.env["res.partner"]
        return self.env["res.partner"].search(
            [
                ("commercial_partner_id", "=", self.commercial_partner_id.id),
                ("email_normalized", "=", sender),
                ("pact_is_responsible", "=", True),
            ]
        )

    def _writer(self, said):
        """Return who of the customer wrote; nobody, if only the address is known."""
        sender = email_normalize(said["email_from"])
        if self.partner_id.email_normalized == sender:
            return self.partner_id
        return self.env["res.partner"].search(
            [
                ("commercial_partner_id", "=", self.commercial_partner_id.id),
                ("email_normalized", "=", sender),
            ],
            limit=1,
        )

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
