import json

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.pact_team.providers.signals import Failure
from odoo.addons.pact_team.providers.transport import Accepted

from .ticket_mail_case import TicketMailCase

PHONE = "+55 31 98765-0001"


@tagged("post_install", "-at_install")
class TestTicketWhatsApp(TicketMailCase):
    """S18, SN3: a template, through the outbox, to the phone of the contact person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.br")
        cls.template = cls._make_template("recebida")
        cls.company.pact_ticket_received_whatsapp_id = cls.template

    @classmethod
    def _make_template(cls, name, sources=("contact", "subject"), **vals):
        blanks = [
            Command.create({"place": "body", "name": str(number), "source": source})
            for number, source in enumerate(sources, 1)
        ]
        return cls.env["pact.template"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "inbox_id": cls.inbox.id,
                "language": "pt_BR",
                "category": "utility",
                "state": "approved",
                "is_published": True,
                "body": "Olá {{1}}, recebemos seu contato {{2}}, obrigado.",
                "variable_ids": blanks,
                **vals,
            }
        )

    def _rows(self):
        return self.env["pact.message"].search([("ticket_id", "!=", False)], order="id")

    def _leave(self, outcome=None):
        self._tell()
        rows = self.env["pact.message"]._claim(8)
        for row in rows:
            row._apply(outcome or Accepted(self._uid(), ()))
        self.env.flush_all()
        self.env.invalidate_all()
        return rows

    def _log(self, ticket):
        return " ".join(filter(None, ticket.message_ids.mapped("body")))

    def test_received(self):
        """S18: once, by the lane and never in the request of whoever files it."""
        ticket = self._file()
        self.assertFalse(self._rows())
        [row] = self._leave()
        self.assertEqual((row.ticket_id, row.state), (ticket, "sent"))
        self.assertIn(ticket.protocol, row.text)
        self.assertIn("Maria Souza", row.text)
        self.assertIn(ticket.protocol, json.dumps(row.content))
        self.assertEqual(row.inbox_id, self.inbox)
        self.assertIn(ticket.protocol, self._log(ticket))
        self.assertFalse(self._leave())
        self.assertEqual(len(self._letters_to("maria")), 1)

    def test_answered_and_finished(self):
        """S21, SN3: each with a template of its own; a note is told to nobody."""
        self.company.pact_ticket_received_whatsapp_id = False
        self.company.pact_ticket_answered_whatsapp_id = self._make_template("resposta")
        self.company.pact_ticket_finished_whatsapp_id = self._make_template("fim")
        ticket = self._file()
        ticket.message_post(body="nota", subtype_xmlid="mail.mt_note")
        self.assertFalse(self._leave())
        self._say(ticket)
        self.assertEqual(self._leave().template_id.name, "resposta")
        ticket._go("finished")
        self.assertEqual(self._leave().template_id.name, "fim")
        ticket._go("in_progress")
        ticket._go("finished")
        ticket._go("in_progress")
        self.assertFalse(self._leave())

    def test_who_wants_none(self):
        """S18: who said so gets none; nor whose phone is none."""
        self._file()
        identity = self._leave().identity_id
        identity.is_opted_out = True
        self._file()
        self._file(contact_phone="ligue-me")
        self.assertFalse(self._leave())

    def test_nobody_is_written_to_who_never_wrote(self):
        """S18, C4: to no number that only a customer typed; nobody is bound to it."""
        typed = "+55 31 98888-7777"
        mallory = self._make_user("mallory", groups="base.group_portal").partner_id
        mallory.parent_id = self.customer
        user = mallory.user_ids
        self._rpc(user, "res.users", "write", user.ids, {"phone": typed})
        for partner in (self.maria, mallory):
            ticket = self._file(partner_id=partner.id, contact_phone=typed)
            self.assertFalse(self._leave())
            self.assertIn("Nobody wrote to us from this number", self._log(ticket))
        self.assertFalse(self.env["pact.identity"].search([]))
        channel = self._write("Quem fala?", "5531988887777")
        self.assertNotIn(channel.pact_partner_id, self.maria + mallory)
        self._file(contact_phone=typed)
        self.assertEqual(self._leave().identity_id, channel.pact_identity_id)

    def test_whom_one_of_us_wrote_down(self):
        """S18, C4: also a customer who logs in, once one of us has the number."""
        mallory = self._make_user("mallory", groups="base.group_portal").partner_id
        mallory.write({"parent_id": self.customer.id, "phone": "+55 31 98888-7777"})
        self._file(partner_id=mallory.id)
        self.assertEqual(self._leave().identity_id.partner_id, mallory)

    def test_a_name_is_no_message(self):
        """S18: what anybody typed as a name carries no link to others."""
        name = "PIX cancelado, veja https://evil.example/x ou evil.example"
        self._file(contact_name=name)
        [row] = self._leave()
        self.assertIn("PIX cancelado", row.text)
        self.assertNotIn("evil", json.dumps(row.content) + row.text)

    def test_of_who_is_known(self):
        """C4: the customer who wrote from there, and their running conversation."""
        channel = self._write()
        self._take(channel)
        self._file(contact_phone=PHONE)
        row = self._leave()
        self.assertEqual(row.identity_id, channel.pact_identity_id)
        self.assertEqual(row.channel_id, channel)
        self.assertEqual(row.message_id, self._said(channel)[-1])
        self.assertTrue(channel.pact_unanswered_date)

    def test_what_is_not_taken(self):
        """SN3: said in the request; the letter leaves all the same."""
        ticket = self._file()
        self._leave(Failure("unreachable", "131026", "Undeliverable"))
        self.assertEqual(self._rows().state, "failed")
        self.assertIn("was not told on WhatsApp", self._log(ticket))
        self.template.state = "paused"
        other = self._file()
        self.assertFalse(self._leave())
        self.assertIn("does not take this template", self._log(other))
        self.assertEqual(len(self._letters_to("maria")), 2)

    def test_a_letter_that_fails(self):
        """S18: keeps no message from leaving, whatever is wrong with the letter."""
        letter = self.company.pact_ticket_received_template_id
        self.company.pact_ticket_received_template_id = letter.copy(
            {"subject": "{{ object.nothing_like_it }}"}
        )
        with mute_logger("odoo.addons.mail.models.mail_render_mixin"):
            ticket = self._file()
            self.assertEqual(self._leave().ticket_id, ticket)
        self.assertIn("could not be sent", self._log(ticket))

    def test_in_the_language_of_the_customer(self):
        """S18, SN3: what has the same name in theirs, or its kin; else the chosen."""
        for code in ("pt_BR", "es_419", "fr_FR"):
            self.env["res.lang"]._activate_lang(code)
        spanish = self._make_template("recebida", language="es_MX")
        english = self._make_template("recebida", language="en")
        for lang, expected in (
            ("es_419", spanish),
            ("en_US", english),
            ("pt_BR", self.template),
            ("fr_FR", self.template),
            (False, self.template),
        ):
            with self.subTest(lang):
                self.maria.lang = lang
                self._file()
                self.assertEqual(self._leave().template_id, expected)

    def test_what_stands_in_for_no_template(self):
        """S18: another text, one the network refuses, or one with an open blank."""
        self.env["res.lang"]._activate_lang("es_419")
        self.maria.lang = "es_419"
        for vals in (
            {"name": "outra"},
            {"state": "paused"},
            {"category": "marketing"},
            {"is_published": False},
            {"active": False},
            {"sources": ("contact", "free")},
            {"sources": ("contact", "agent")},
            {"inbox_id": self._make_inbox(number_ref="9", account_ref="8").id},
        ):
            with self.subTest(**vals):
                other = self._make_template(
                    **{"name": "recebida", "language": "es"} | vals
                )
                self._file()
                self.assertEqual(self._leave().template_id, self.template)
                other.unlink()

    def test_the_chosen_one_is_paused(self):
        """S18: who speaks another language is told all the same."""
        self.env["res.lang"]._activate_lang("es_419")
        spanish = self._make_template("recebida", language="es")
        self.template.state = "paused"
        self.maria.lang = "es_419"
        self._file()
        self.assertEqual(self._leave().template_id, spanish)
        self.maria.lang = "en_US"
        ticket = self._file()
        self.assertFalse(self._leave())
        self.assertIn("does not take this template", self._log(ticket))

    def test_which_template(self):
        """S6: one that nobody has to fill in, of the same company, for use only."""
        foreign = self.env["res.company"].create({"name": "Outra"})
        inbox = self._make_inbox(
            self._make_team("X", foreign), number_ref="9", account_ref="8"
        )
        for template in (
            self._make_template("a", ("contact", "free")),
            self._make_template("b", ("contact", "agent")),
            self._make_template("c", category="marketing"),
            self._make_template("d", company_id=foreign.id, inbox_id=inbox.id),
        ):
            with self.subTest(template.name), self.assertRaises(ValidationError):
                self.company.pact_ticket_received_whatsapp_id = template

    def test_who_sets_it(self):
        """S6: administrators, in the settings."""
        vals = {"company_id": self.company.id}
        [settings] = self._rpc(self.boss, "pact.settings", "create", [vals])
        change = {
            "pact_ticket_finished_whatsapp_id": self.template.id,
            "pact_ticket_received_template_id": False,
        }
        self._rpc(self.boss, "pact.settings", "write", [settings], change)
        self.assertEqual(self.company.pact_ticket_finished_whatsapp_id, self.template)
        self.assertFalse(self.company.pact_ticket_received_template_id)
        self._assert_refused(self.ana, "pact.settings", "create", [vals | change])
