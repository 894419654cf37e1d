import email
import email.policy

from odoo.exceptions import UserError
from odoo.tools import email_normalize, mute_logger

from odoo.addons.base.tests.common import MockSmtplibCase

from .test_ticket import TicketCase

LETTER = """\
{results}From: {sender}
To: {to}
Subject: {subject}
Message-Id: <{uid}@metalurgica.example>
Date: Mon, 02 Mar 2026 12:00:00 +0000
{headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{text}
"""
# What our mail server writes above a letter of which it knows that it is from there.
OUR_SERVER = "mx.belavista.example"
RESULTS = f"Authentication-Results: {OUR_SERVER}; dmarc=pass header.from={{}}\n"
MARIA = "Maria Souza <maria@metalurgica.example>"


class TicketMailCase(MockSmtplibCase, TicketCase):
    """A team with an address, letters that come in, and the queue of what goes out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.mail_server"].search([]).active = False
        cls.env["ir.mail_server"].create(
            {
                "name": "Post",
                "smtp_host": "localhost",
                "smtp_encryption": "none",
                "from_filter": "belavista.example",
            }
        )
        cls.domain = cls.env["mail.alias.domain"].create(
            {
                "name": "belavista.example",
                "catchall_alias": "catchall",
                "bounce_alias": "bounce",
                "company_ids": [(4, cls.company.id)],
            }
        )
        cls.company.write(
            {"alias_domain_id": cls.domain.id, "email": "bela@belavista.example"}
        )
        cls.team.alias_name = "contato"
        cls.env["ir.config_parameter"].set_param(
            "pact_team.mail_authserv_id", OUR_SERVER
        )
        cls.env["mail.mail"].search([]).unlink()

    def _tell(self):
        """Let the lane tell what is to be told."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_ticket_notice").method_direct_trigger()
        self.env.invalidate_all()

    def _letters(self):
        """Let the lane and the queue go out; return what left, as it left."""
        self._tell()
        with self.mock_smtplib_connection():
            self.env["mail.mail"].process_email_queue()
        self.env.flush_all()
        self.env.invalidate_all()
        return [
            email.message_from_string(each["message"], policy=email.policy.default)
            for each in self.emails
        ]

    def _letters_to(self, address):
        return [one for one in self._letters() if address in one["To"]]

    def _mail_in(self, sender=MARIA, text="Bom dia", **head):
        """Let a letter arrive as the mail server hands it over; return its request.

        Our server vouches for its sender, unless ``results`` say something else.
        """
        domain = (email_normalize(sender) or "").rpartition("@")[2]
        head = {
            "to": "contato@belavista.example",
            "subject": "Segunda via",
            "uid": f"letter-{next(self.counter)}",
            "headers": "",
            "results": RESULTS.format(domain),
        } | head
        source = LETTER.format(sender=sender, text=text, **head)
        found = self.env["mail.thread"].message_process(
            False, source.encode("utf-8", "surrogateescape")
        )
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["pact.ticket"].browse(found or [])

    def _answer_letter(self, letter, *args, **head):
        """Let somebody answer ``letter`` with their program."""
        references = (
            f"In-Reply-To: {letter['Message-Id']}\n"
            f"References: {letter['References'] or ''} {letter['Message-Id']}\n"
        )
        return self._mail_in(
            *args, **{"subject": "Outro assunto", "headers": references} | head
        )

    def _say(self, ticket, body="Segue a via", user=None, **kwargs):
        """Post as the composer of the chatter does."""
        return (
            ticket.with_user(user or self.ana)
            .sudo()
            .message_post(
                body=body,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                **kwargs,
            )
        )

    def _assert_refused(self, user, model, method, *args):
        with (
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, model, method, *args)
            self.env.flush_all()
        self.env.invalidate_all()

    def _plain(self, letter):
        return letter.get_body(("plain",)).get_content()

    def _told(self, user):
        """Return the notifications of ``user``, however they get them."""
        return self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id)]
        )
