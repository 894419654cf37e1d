from datetime import UTC
from unittest.mock import patch
from zoneinfo import ZoneInfo

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import config, mute_logger

from ..models.pact_ticket_customer import FIRST_WORD
from .test_ticket_portal import PortalCase
from .ticket_mail_case import TicketMailCase

MARIA = "maria@metalurgica.example"


@tagged("post_install", "-at_install")
class TestTicketNotices(TicketMailCase):
    def test_who_left_the_customer(self):
        """S8, S21, SN3: hears no more, though the form named them; nor is believed."""
        ticket = self._file()
        self.assertEqual(ticket.contact_email, MARIA)
        self.assertTrue(ticket._is_of_customer(MARIA))
        other = self.env["res.partner"].create({"name": "Outra", "is_company": True})
        self.maria.parent_id = other
        self._say(ticket)
        self.assertFalse(self._letters_to(MARIA))
        self.assertFalse(ticket._is_of_customer(MARIA))
        ticket.contact_email = "compras@metalurgica.example"
        self._say(ticket)
        self.assertTrue(self._letters_to("compras@metalurgica.example"))

    def test_received(self):
        """S18: the protocol and the due date, from the team, to who was named."""
        ticket = self._file()
        [letter] = self._letters()
        self.assertEqual(letter["To"], MARIA)
        self.assertIn(ticket.protocol, letter["Subject"])
        self.assertIn(ticket.protocol, self._plain(letter))
        self.assertIn(f"/my/requests/{ticket.id}", self._plain(letter))
        self.assertIn("Bela Vista", letter["From"])
        self.assertIn("contato@belavista.example", letter["From"])
        self.assertIn("contato@belavista.example", letter["Reply-To"])
        self.assertEqual(letter["Auto-Submitted"], "auto-generated")
        self.assertFalse(self._letters())

    def test_by_whose_clock(self):
        """S18, S24: a date in a letter is the one that the portal shows."""
        self.maria.tz = "America/Noronha"
        ticket = self._file()
        due = ticket.due_date.replace(tzinfo=UTC).astimezone(ZoneInfo(self.maria.tz))
        [letter] = self._letters()
        self.assertRegex(self._plain(letter), f"{due:%-I:%M}|{due:%H:%M}")

    def test_whom_the_customer_named(self):
        """S15, S18: the contact person and who filed; who has left hears nothing."""
        self._file(contact_email="Compras@Metalurgica.example")
        [letter] = self._letters()
        self.assertEqual(
            {one.strip() for one in letter["To"].split(",")},
            {"compras@metalurgica.example", MARIA},
        )
        other = self.env["res.partner"].create({"name": "Outra", "is_company": True})
        ticket = self._file(contact_email="compras@metalurgica.example")
        self.maria.parent_id = other
        ticket._go("finished")
        for letter in self._letters():
            self.assertEqual(letter["To"], "compras@metalurgica.example")

    def test_answered(self):
        """S21: what one of us says, with its files, in the thread, and once."""
        ticket = self._file()
        self._letters()
        said = self._say(
            ticket,
            attachments=[("via.pdf", b"%PDF-1.4")],
            partner_ids=self.maria.ids,
        )
        [letter] = self._letters_to("maria")
        self.assertIn("Segue a via", self._plain(letter))
        self.assertIn(f"/my/requests/{ticket.id}", self._plain(letter))
        self.assertEqual(letter["Message-Id"], said.message_id)
        [file] = letter.iter_attachments()
        self.assertEqual(file.get_filename(), "via.pdf")
        self.assertIn("contato@belavista.example", letter["Reply-To"])
        self.assertFalse(self._letters_to("maria"))

    def test_who_works_here_stays_unknown(self):
        """HM9: neither the name nor the address of who answered."""
        self.ana.email = "ana.silva@belavista.example"
        ticket = self._file()
        self._say(ticket)
        for letter in self._letters_to("maria"):
            for ours in ("ana.silva", "ana_pact", self.ana.name):
                self.assertNotIn(ours, letter.as_string().replace("=\n", ""))

    def test_notes_stay_among_us(self):
        """HM1: no note leaves, whoever is named in it or follows, nor its files."""
        ticket = self._file()
        self._letters()
        ticket.message_subscribe(partner_ids=self.maria.ids)
        ticket.with_user(self.ana).sudo().message_post(
            body="cliente difícil",
            attachments=[("nota.txt", b"segredo")],
            partner_ids=self.maria.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        self.assertFalse(self._letters_to("maria"))
        self._say(ticket)
        ticket._go("finished")
        letters = self._letters_to("maria")
        self.assertEqual(len(letters), 2)
        for letter in letters:
            for ours in ("difícil", "nota.txt", "segredo", "c2VncmVkbw"):
                self.assertNotIn(ours, letter.as_string())
                self.assertNotIn(ours, self._plain(letter))

    def test_a_customer_who_follows_gets_one(self):
        """S21: followers get answers by Odoo's own means, and nobody twice."""
        jose = self.env["res.partner"].create(
            {"name": "José", "email": "jose@metalurgica.example"}
        )
        ticket = self._file()
        ticket.message_subscribe(partner_ids=(self.maria | jose).ids)
        self._letters()
        self._say(ticket)
        letters = self._letters()
        addressed = sorted(letter["To"].split("<")[-1].strip(">") for letter in letters)
        self.assertEqual(addressed, ["jose@metalurgica.example", MARIA])

    def test_files_that_no_letter_carries(self):
        """HM1, S21: they are opened in the portal; no link works without a login."""
        ticket = self._file()
        self._letters()
        self.env["ir.config_parameter"].set_param("base.default_max_email_size", "0.01")
        said = self._say(ticket, attachments=[("via.pdf", b"%PDF" + b"x" * 20_000)])
        [letter] = self._letters_to("maria")
        self.assertFalse([*letter.iter_attachments()])
        self.assertIn("too large for an e-mail", self._plain(letter))
        self.assertNotIn("&lt;", letter.get_body(("html",)).get_content())
        self.assertFalse(said.attachment_ids.access_token)
        self.assertNotIn("access_token", letter.as_string())

    def test_its_cost(self):
        """S18: two queries more than a request of which nobody is told."""
        counts = []
        for template in (
            self.env.ref("pact_team.mail_template_request_received"),
            self.env["mail.template"],
        ):
            self.company.pact_ticket_received_template_id = template
            self._file()
            self.env.cr.precommit.data.pop("pact_team.woken", None)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self._file()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[0] - counts[1], 2)
        self.assertLessEqual(counts[0], 20)

    def test_finished(self):
        """SN3: the conclusion, with the way to rate it; reopened, it is not said."""
        ticket = self._file()
        self._letters()
        ticket._go("finished")
        ticket._go("in_progress")
        self.assertFalse(self._letters_to("maria"))
        ticket._go("finished")
        ticket._go("in_progress")
        ticket._go("finished")
        [letter] = self._letters_to("maria")
        self.assertIn("is finished", letter["Subject"])
        self.assertIn(f"/my/requests/{ticket.id}#rating", self._plain(letter))

    def test_nothing_is_chosen(self):
        """S18: an empty setting sends nothing; a template of others is refused."""
        for kind in ("received", "answered", "finished"):
            self.company[f"pact_ticket_{kind}_template_id"] = False
        ticket = self._file()
        self._say(ticket)
        ticket._go("finished")
        self.assertFalse(self._letters())
        other = self.env["mail.template"].create(
            {"name": "X", "model_id": self.env["ir.model"]._get_id("res.partner")}
        )
        with self.assertRaises(ValidationError):
            self.company.pact_ticket_received_template_id = other

    def test_companies_that_were_there_before(self):
        """S18: they send what comes with the addon; what one chose stays chosen."""
        other = self.env["res.company"].create({"name": "Outra"})
        usual = other.pact_ticket_received_template_id
        chosen = usual.copy()
        self.company.pact_ticket_received_template_id = chosen
        (other | self.company).pact_ticket_finished_template_id = False
        other.pact_ticket_received_template_id = False
        (other | self.company)._pact_use_usual_notices()
        self.assertEqual(other.pact_ticket_received_template_id, usual)
        self.assertEqual(self.company.pact_ticket_received_template_id, chosen)
        finished = (other | self.company).pact_ticket_finished_template_id
        self.assertEqual(
            finished, self.env.ref("pact_team.mail_template_request_finished")
        )

    def test_in_the_language_of_the_customer(self):
        """SN3: theirs, whatever we work in; else the company's."""
        self.env["res.lang"]._activate_lang("pt_BR")
        template = self.env.ref("pact_team.mail_template_request_received")
        template.with_context(lang="pt_BR").subject = "Recebemos {{ object.protocol }}"
        for lang, first in (("en_US", "We"), ("pt_BR", "Recebemos")):
            self.maria.lang = lang
            self._file()
            [letter] = self._letters()
            self.assertEqual(letter["Subject"].split()[0], first)
        self.maria.lang = False
        self.company.partner_id.lang = "pt_BR"
        self._file()
        [letter] = self._letters()
        self.assertEqual(letter["Subject"].split()[0], "Recebemos")

    def test_by_the_name_it_has_in_the_portal(self):
        """S9, S18: from the subject to the last line, whatever we call it ourselves."""
        module = self.env["ir.module.module"].search([("name", "=", "pact_team")])
        for lang, name, ours in (
            ("pt_BR", "contato", "olicita"),
            ("es_ES", "solicitud", "ontacto"),
        ):
            with self.subTest(lang):
                self.env["res.lang"]._activate_lang(lang)
                module._update_translations([lang])
                self.maria.lang = lang
                ticket = self._file()
                self._say(ticket, "Segue a via")
                ticket._go("finished")
                letters = self._letters_to("maria")
                self.assertEqual(len(letters), 3)
                for letter in letters:
                    for text in (letter["Subject"], self._plain(letter)):
                        self.assertIn(name, text)
                        self.assertNotIn(ours, text)

    def test_a_company_without_an_address(self):
        """S18: with that of the company, and with none at all, nothing breaks."""
        self.team.alias_name = False
        self.domain.company_ids = False
        self.company.alias_domain_id = False
        for address in ("bela@x.example", False):
            self.company.email = address
            ticket = self._file()
            self._say(ticket)
            for letter in self._letters_to("maria"):
                self.assertIn(address or "", letter["Reply-To"] or "")

    def _forget_addresses(self):
        """Leave the company, its team and the server without any address."""
        self.team.alias_name = False
        self.company.write({"alias_domain_id": False, "email": False})
        self.env["mail.alias.domain"].search([]).default_from = False
        self.env["mail.mail"].search([]).unlink()

    def test_nobody_to_send_it_from(self):
        """S18, SN3: nothing waits in vain; the request says what is to be done."""
        self._forget_addresses()
        self.ana.email = False
        ticket = self._file()
        for kind, happens in (
            ("received", lambda: None),
            ("answered", lambda: self._say(ticket)),
            ("finished", lambda: ticket._go("finished")),
        ):
            with self.subTest(kind):
                happens()
                with self.assertNoLogs("odoo.addons.pact_team", "ERROR"):
                    self._tell()
                self.assertFalse(self.env["mail.mail"].search([]))
                notice = self._failed(kind)
                self.assertEqual(notice.ticket_id, ticket)
                self.assertTrue(notice.reason.endswith("e-mail address."))
                self.assertIn(notice.reason, ticket.message_ids[0].body)
                self.assertTrue(ticket.message_ids[0].is_internal)
        self.assertFalse(self._failed("told"))

    def test_said_in_the_language_of_who_answers(self):
        """S18: why nothing left is read by people, in the language of the company."""
        self._forget_addresses()
        self.env["res.lang"]._activate_lang("pt_BR")
        self.company.partner_id.lang = "pt_BR"
        ticket = self._file()
        self._tell()
        self.assertIn("Informe o e-mail da empresa", ticket.message_ids[0].body)

    def test_nobody_to_write_to(self):
        """S18: who cannot be reached anyhow is no failure of the sender."""
        self._forget_addresses()
        ticket = self._file(partner_id=False, contact_email=False)
        self._tell()
        self.assertFalse(self.env["pact.ticket.notice"].search([]))
        self.assertNotIn("could not be sent", str(ticket.message_ids.mapped("body")))

    def test_whatever_address_there_is(self):
        """S18: any that Odoo would send from is enough, its general one too."""
        domains = self.env["mail.alias.domain"].search([])
        for address, given in (
            ("bela@x.example", lambda: self.company.write({"email": "bela@x.example"})),
            (
                "post@x.example",
                lambda: domains.write({"default_from": "post@x.example"}),
            ),
            ("post@y.example", lambda: self._start_with_sender("post@y.example")),
        ):
            with self.subTest(address):
                self._forget_addresses()
                given()
                self._file()
                [letter] = self._letters_to("maria")
                self.assertIn(address, letter["From"])
                self.assertFalse(self._failed("received"))

    def test_no_letter_names_who_answers(self):
        """HM9: without an address of the company it comes from Odoo's, in its name."""
        self._forget_addresses()
        self._start_with_sender("post@y.example")
        ticket = self._file()
        self._letters()
        self._say(ticket)
        [letter] = self._letters_to("maria")
        self.assertIn("post@y.example", letter["From"])
        for own in (self.ana.name, self.ana.email):
            self.assertNotIn(own, letter.as_string())
        said = ticket.message_ids.filtered("pact_is_by_us")
        self.assertIn(self.company.name, said[0].email_from)

    def _start_with_sender(self, address):
        """Give the server an address, as who starts it may."""
        self.enterContext(patch.dict(config.options, {"email_from": address}))

    def _failed(self, kind):
        return self.env["pact.ticket.notice"].search(
            [("kind", "=", kind), ("reason", "!=", False)]
        )

    def test_html_in_every_field(self):
        """S16: what is typed is text in a letter too."""
        self._file(contact_name="<script>alert(1)</script>")
        [letter] = self._letters()
        html = letter.get_body(("html",)).get_content()
        self.assertNotIn("<script", html)
        self.assertIn("&lt;script", html)

    def test_old_requests_are_brought_in(self):
        """S18: what is imported was received long ago."""
        self.env["pact.ticket"].with_context(import_file=True).create(
            {"company_id": self.company.id, "partner_id": self.maria.id}
        )
        self.assertFalse(self._letters())

    def test_what_cannot_be_told(self):
        """SN3: it says why, is not tried for ever, and keeps nothing else."""
        template = self.company.pact_ticket_received_template_id.copy(
            {"subject": "{{ object.nothing_like_it }}"}
        )
        self.company.pact_ticket_received_template_id = template
        broken = self._file()
        with mute_logger(
            "odoo.addons.pact_team.models.pact_ticket_notice",
            "odoo.addons.mail.models.mail_render_mixin",
        ):
            self.assertFalse(self._letters())
        notice = self.env["pact.ticket.notice"].search([])
        self.assertEqual(notice.ticket_id, broken)
        self.assertTrue(notice.reason)
        self.assertIn("could not be sent", broken.message_ids[0].body)
        self.assertFalse(self._letters())

    def test_a_lane_that_is_killed(self):
        """S18: what was told stays told, what was not is told the next time."""
        self._file()
        self._file()
        first = self.env["pact.ticket.notice"].search([], limit=1)
        first._send()
        self.assertFalse(first.exists())
        self.assertEqual(len(self._letters()), 2)

    def test_where_it_is_seen_what_could_not_be_sent(self):
        """S18: the list begins with what failed, and says why; for administrators."""
        action = self.env.ref("pact_team.pact_ticket_notice_action")
        self.assertIn("search_default_failed", action.context)
        views = self._rpc(
            self.boss,
            action.res_model,
            "get_views",
            [(False, "list"), (False, "search")],
        )["views"]
        self.assertIn('name="reason"', views["list"]["arch"])
        self.assertIn('name="failed"', views["search"]["arch"])
        menu = self.env.ref("pact_team.pact_ticket_notice_menu")
        for user, is_seen in ((self.boss, True), (self.ana, False)):
            shown = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in shown, is_seen)

    def test_who_reads_what_is_to_be_told(self):
        """S18: nobody writes it, and only who configures the company reads it."""
        self._file()
        notice = self.env["pact.ticket.notice"].search([])
        for user in (self.ana, self.boss):
            for method, args in (
                ("create", ([{"ticket_id": notice.ticket_id.id, "kind": "told"}],)),
                ("write", (notice.ids, {"kind": "told"})),
                ("unlink", (notice.ids,)),
            ):
                with self.subTest(user=user.login, method=method):
                    self._assert_refused(user, "pact.ticket.notice", method, *args)
        self._assert_refused(self.ana, "pact.ticket.notice", "read", notice.ids)
        found = self._rpc(self.boss, "pact.ticket.notice", "search", [])
        self.assertEqual(found, notice.ids)
        stranger = self.env["res.company"].create({"name": "Outra"})
        eva = self._make_member("eva", "administrator", self._make_team("X", stranger))
        self.assertFalse(self._rpc(eva, "pact.ticket.notice", "search", []))


@tagged("post_install", "-at_install")
class TestTicketNoticesPortal(TicketMailCase, PortalCase):
    def test_pressed_twice(self):
        """S18: one request, one letter, whatever is pressed; the team hears once."""
        self._log_in(self.responsible)
        form = self._form()
        for _time in range(2):
            self._post("/new", form)
        [letter] = self._letters_to("maria@metalurgica")
        self.assertIn(self._tickets().protocol, letter["Subject"])
        self.assertEqual(len(self._told(self.ana)), 1)

    def _noticed(self):
        """Return the kinds written down for a request just filed, and the request."""
        filing = self.env["pact.ticket"].with_user(self.responsible)
        vals = {"classification_id": self.second_copy.id, "request_key": "a"}
        ticket = filing._file_for_customer(vals, "Bom dia", [])
        notices = self.env["pact.ticket.notice"].search([("ticket_id", "=", ticket.id)])
        return notices.mapped("kind"), ticket

    def test_the_first_word_and_the_request_are_told_once(self):
        """S18: that it was received, and what it says; what comes then, by itself."""
        kinds, ticket = self._noticed()
        self.assertEqual(kinds, ["received", "told"])
        ticket._reply_of_customer("Mais", [])
        notices = self.env["pact.ticket.notice"].search([("ticket_id", "=", ticket.id)])
        self.assertEqual(notices.mapped("kind"), ["received", "told", "told"])

    def test_who_does_not_confirm_still_hears(self):
        """S18: a company may confirm nothing; its people are told all the same."""
        self.company.pact_ticket_received_template_id = False
        self.assertEqual(self._noticed()[0], ["told"])

    def test_a_note_is_no_first_word(self):
        """S18, S21: what another addon notes beside it is told to nobody."""
        _kinds, ticket = self._noticed()
        filing = ticket.with_context(pact_is_first_word=FIRST_WORD)
        filing.message_post(body="Nota", message_type="comment")
        notices = self.env["pact.ticket.notice"].search([("ticket_id", "=", ticket.id)])
        self.assertEqual(notices.mapped("kind"), ["received", "told"])
