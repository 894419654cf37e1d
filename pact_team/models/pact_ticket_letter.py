from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize, formataddr, is_html_empty

from ..rules import words

# Nobody's machine is to answer these.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class PactTicket(models.Model):
    """The letters to the customer: received, answered, finished (S18, SN3).

    They come from the address of the team, so that answers to them find the request;
    they go to those whom the customer named, and carry nothing but what was said.
    """

    _inherit = "pact.ticket"

    def _tell(self, kind, message):
        """Tell of ``kind`` whom it concerns, by Odoo's queue."""
        if kind == "finished" and self.state != "finished":
            # Reopened before anybody was told.
            return
        if kind in ("received", "finished"):
            self._mail_notice(kind)
        elif kind == "answered":
            self._mail_answer(message)
        else:
            self._tell_us(kind, message)

    def _mail_notice(self, kind):
        addresses, template = self._addresses(), self.company_id._pact_notice(kind)
        if kind == "received":
            addresses = self._addresses_to_confirm(addresses)
        if not (addresses and template):
            return
        self._check_sender()
        ticket = self.with_context(lang=self._lang_of_customer())
        subject, body, layout = ticket._render_notice(template)
        ticket.message_post(
            subject=subject,
            body=body,
            # Kept as a note to us; an answer to it is none.
            message_type="auto_comment",
            subtype_xmlid="mail.mt_note",
            author_id=self.company_id.partner_id.id,
            email_from=self._mailed_from(),
            email_layout_xmlid=layout,
            email_add_signature=False,
            outgoing_email_to=",".join(addresses),
            notify_skip_followers=True,
            mail_headers=dict(AUTOMATIC),
        )

    def _mail_answer(self, message):
        """Mail what one of us said, files included, as the message that it is."""
        addresses, template = (
            self._addresses(),
            self.company_id._pact_notice("answered"),
        )
        is_empty = is_html_empty(message.body) and not message.attachment_ids
        if is_empty or not (addresses and template):
            return
        self._check_sender()
        ticket = self.with_context(
            lang=self._lang_of_customer(), pact_answer=Markup(message.body or "")
        )
        subject, body, layout = ticket._render_notice(template)
        mail = self.env["mail.mail"].create(
            {
                "mail_message_id": message.id,
                "subject": message.subject or subject,
                "body_html": ticket._lay_out(template, layout, body),
                "email_to": ",".join(addresses),
                "references": self._references(message),
                "headers": repr({"X-Auto-Response-Suppress": "OOF, AutoReply"}),
                "is_notification": True,
                "auto_delete": True,
            }
        )
        self.env["mail.notification"].create(
            [
                self._notify_by_email_get_base_notification_values(message)
                | {"mail_mail_id": mail.id, "mail_email_address": address}
                for address in addresses
            ]
        )
        self._wake_mail()

    def _render_notice(self, template):
        """Return subject, body and layout, in the language of the context."""
        # What the words may name, whatever the company changed in them.
        template = template.with_context(
            **self.env.context,
            # The clock of the portal, where the same is read.
            tz=self.partner_id.tz or self.company_id._pact_tz(),
            pact_name=words.person(self.contact_name or ""),
        )
        [rendered] = template._generate_template(
            self.ids, ("subject", "body_html")
        ).values()
        return (
            rendered["subject"],
            Markup(rendered["body_html"]),
            template.email_layout_xmlid or False,
        )

    def _lay_out(self, template, layout, body):
        if not layout:
            return body
        return template.with_context(lang=self.env.lang)._render_encapsulate(
            layout,
            body,
            add_context={
                "company": self.company_id,
                "model_description": self._get_model_description(self._name),
            },
            context_record=self,
        )

    def _addresses(self):
        """Return where the customer hears of it: whom they named, and who filed.

        Who filed it and works for somebody else now has no part in it any more.
        """
        filer = self.partner_id
        is_theirs = filer.commercial_partner_id == self.commercial_partner_id
        named = [email_normalize(self.contact_email)]
        if not is_theirs and filer.email_normalized in named:
            # The form names whoever files it.
            named = []
        if filer.active and is_theirs:
            named.append(filer._pact_proved_email())
        addresses = list(dict.fromkeys(filter(None, named)))
        ours = self.env["mail.alias.domain"]._find_aliases(addresses)
        return [address for address in addresses if address not in ours]

    def _addresses_to_confirm(self, addresses):
        """Leave out what a customer typed: to be named by somebody is no wish for it.

        By e-mail only those file who have the address; for us, one of us typed it.
        """
        if self.source != "portal":
            return addresses
        own = self.partner_id._pact_proved_email()
        return [one for one in addresses if one == own or self._theirs(one)]

    def _lang_of_customer(self):
        return self.partner_id.lang or self.company_id.partner_id.lang or "en_US"

    def _own_address(self):
        """Return the address at which its requests are filed, and answered."""
        # sudo: pact.team - its address, whoever answers
        team, company = self.sudo().team_id, self.sudo().company_id
        known = (team.alias_email, company.catchall_email)
        return next(filter(None, known), email_normalize(company.email))

    def _sender(self):
        # sudo: res.company - its name, whoever answers
        company = self.sudo().company_id
        address = self._own_address()
        return formataddr((company.name, address)) if address else False

    def _mailed_from(self):
        """Return from whom our words leave: the team, else the company by Odoo."""
        if sender := self._sender():
            return sender
        # sudo: mail.alias.domain - from which address Odoo sends, whoever answers
        [domain] = self.sudo()._mail_get_alias_domains().values()
        general = self.env["ir.mail_server"]._get_default_from_address()
        address = email_normalize(domain.default_from_email or general)
        # sudo: res.company - its name, whoever answers
        return address and formataddr((self.sudo().company_id.name, address))

    def _check_sender(self):
        """Refuse what would fail in Odoo's queue, where nobody of us looks.

        :raise UserError: if Odoo finds no address to send it from, either
        """
        if not self._mailed_from():
            raise UserError(
                self.env._(
                    "There is no address to send it from. Set the company's e-mail "
                    "address."
                )
            )

    def _references(self, message):
        """Return by which letters the customer's program knows the thread."""
        # Without what was said on WhatsApp, which no letter ever answers.
        until = Domain("id", "<=", message.id)
        newest = self._said_in_request(until, limit=3)
        return " ".join(one.message_id for one in reversed(newest) if one.message_id)

    def _wake_mail(self):
        self.env["ir.cron"]._pact_wake("mail.ir_cron_mail_scheduler_action")

    def _message_create(self, values_list):
        """What we say comes from the team: who said it has an address of their own."""
        for values in values_list:
            if self and self._is_answer(values) and (sender := self._mailed_from()):
                values["email_from"] = sender
        return super()._message_create(values_list)

    def _is_answer(self, values):
        # sudo: res.partner - whether who wrote works here
        author = self.env["res.partner"].sudo().browse(values.get("author_id") or [])
        is_said = values.get("message_type") in ("comment", "email")
        is_ours = author and not author.partner_share
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        return is_said and is_ours and values.get("subtype_id") == comment

    def _notify_get_reply_to_batch(self, defaults=None, author_ids=None):
        """Answers come to the team, and name nobody who works here."""
        found = super()._notify_get_reply_to_batch(defaults, author_ids)
        return found | {
            one.id: sender for one in self if (sender := one._mailed_from())
        }
