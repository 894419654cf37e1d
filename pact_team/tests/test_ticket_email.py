from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_invitation_letter import BOUNCE
from .ticket_mail_case import MARIA, TicketMailCase

GATEWAY = "odoo.addons.mail.models.mail_thread"


@tagged("post_install", "-at_install")
class TestTicketEmail(TicketMailCase):
    """What the mail server hands over, as bytes."""

    def _customer_reads(self, ticket):
        return " ".join(ticket._thread_of_customer().mapped("body"))

    def _notes(self, ticket):
        notes = ticket.message_ids - ticket._thread_of_customer()
        return " ".join(filter(None, notes.mapped("body")))

    def test_a_letter_files_a_request(self):
        """S18: of whoever wrote, for the team of that address; it is confirmed."""
        other = self._make_team("Sales")
        other.alias_name = "vendas"
        ticket = self._mail_in(to="Vendas <VENDAS@belavista.example>")
        self.assertEqual((ticket.source, ticket.team_id), ("email", other))
        self.assertEqual(ticket.partner_id, self.maria)
        self.assertEqual(ticket.commercial_partner_id, self.customer)
        self.assertEqual(ticket.company_id, self.company)
        self.assertEqual(ticket.contact_email, "maria@metalurgica.example")
        self.assertEqual((ticket.state, bool(ticket.due_date)), ("new", True))
        self.assertIn("Bom dia", self._customer_reads(ticket))
        [letter] = self._letters_to("maria")
        self.assertIn(ticket.protocol, letter["Subject"])
        self.assertIn("metalurgica.example", letter["References"])

    def test_of_somebody_unknown(self):
        """S18: named as the letter says; nobody becomes a contact by writing."""
        before = self.env["res.partner"].search_count([])
        ticket = self._mail_in("Zé <ZE@x.example>")
        self.assertEqual(
            (ticket.contact_name, ticket.contact_email), ("Zé", "ze@x.example")
        )
        self.assertFalse(ticket.partner_id or ticket.commercial_partner_id)
        self.assertEqual(self.env["res.partner"].search_count([]), before)
        self.assertEqual(len(self._letters_to("ze@x.example")), 1)
        self.team.alias_contact = "partners"
        self.assertFalse(self._mail_in("Zé <ze@x.example>"))
        self.assertTrue(self._mail_in())

    def test_the_same_letter_twice(self):
        """S18: the mail server hands it over again, and it is one request."""
        self.assertTrue(self._mail_in(uid="same"))
        self.assertFalse(self._mail_in(uid="same"))

    def test_an_answer_belongs_by_its_headers(self):
        """S21: to the letter that it answers, whatever its subject says."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        ticket._go("waiting")
        self.assertEqual(self._answer_letter(letter, text="Segue o CNPJ"), ticket)
        self.assertIn("Segue o CNPJ", self._customer_reads(ticket))
        self.assertEqual(ticket.state, "in_progress")
        self._say(ticket)
        [answer] = self._letters_to("maria")
        self.assertEqual(self._answer_letter(answer, text="Obrigada"), ticket)
        other = self._mail_in(subject=f"Re: {letter['Subject']}")
        self.assertNotEqual(other, ticket)

    def test_an_answer_to_what_is_finished(self):
        """S21: reopens it; where it does not, nothing is filed and it is said."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        ticket._go("finished")
        self.assertEqual(self._answer_letter(letter, text="Ainda não"), ticket)
        self.assertEqual((ticket.state, ticket.finished_date), ("in_progress", False))
        self.company.pact_ticket_reopens = False
        ticket._go("finished")
        self._letters()
        self.assertFalse(self._answer_letter(letter, text="De novo"))
        self.assertEqual(ticket.state, "finished")
        self.assertNotIn("De novo", self._customer_reads(ticket) + self._notes(ticket))
        [refusal] = self._letters()
        self.assertIn("nothing can be added", self._plain(refusal))
        self.assertIn("maria@metalurgica.example", refusal["To"])
        self.assertFalse(self._answer_letter(refusal, text="Mas"))
        self.assertFalse(self._letters())

    def test_a_stranger_answers(self):
        """S8, S21: who knows a message by its id is not the customer for that."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        eva = self.env["res.partner"].create(
            {"name": "Eva", "email": "eva@outra.example"}
        )
        ticket._go("finished")
        self._letters()
        for sender in ("Zé <ze@x.example>", "Eva <eva@outra.example>"):
            found = self._answer_letter(letter, sender, text="Mande os dados")
            self.assertEqual(found, ticket)
        self.assertEqual(ticket.state, "finished")
        self.assertNotIn("Mande os dados", self._customer_reads(ticket))
        self.assertIn("Mande os dados", self._notes(ticket))
        self.assertFalse(self._letters_to("maria"))
        self.assertNotIn(eva, ticket.message_partner_ids)
        self.assertTrue(self._told(self.ana))

    def test_a_colleague_of_the_customer(self):
        """S8, S29: whoever reads it in the portal may answer; others of them not."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        jose = self.env["res.partner"].create(
            {
                "name": "José",
                "email": "jose@metalurgica.example",
                "parent_id": self.customer.id,
            }
        )
        self._answer_letter(letter, jose.email_formatted, text="Primeira")
        jose.pact_is_responsible = True
        self._answer_letter(letter, jose.email_formatted, text="Segunda")
        self.assertNotIn("Primeira", self._customer_reads(ticket))
        self.assertIn("Segunda", self._customer_reads(ticket))

    def test_one_of_us_answers_by_mail(self):
        """S21: goes on to the customer; from who may not read it, it is a note."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        seller = self._make_member("seller_pact", "agent", self._make_team("Sales"))
        self.ana.email, seller.email = "ana@belavista.example", "sel@belavista.example"
        self._answer_letter(letter, self.ana.email_formatted, text="Segue a via")
        self._answer_letter(letter, seller.email_formatted, text="Palpite")
        self.assertNotIn("Palpite", self._customer_reads(ticket))
        [answer] = self._letters_to("maria")
        self.assertIn("Segue a via", self._plain(answer))
        self.assertNotIn("ana@belavista", answer.as_string())

    def test_machines(self):
        """S18: they open nothing, reopen nothing, and nobody answers them."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        ticket._go("finished")
        self._letters()
        marks = (
            {"headers": "Auto-Submitted: auto-replied\n"},
            {"headers": "Precedence: bulk\n"},
            {"headers": "List-Id: <x.example>\n"},
            {"sender": "MAILER-DAEMON@x.example"},
            {"sender": "contato@belavista.example"},
        )
        before = self.env["pact.ticket"].search_count([])
        for head in marks:
            with self.subTest(head=head), mute_logger(GATEWAY):
                self.assertFalse(self._mail_in(**head))
        self.assertEqual(self.env["pact.ticket"].search_count([]), before)
        away = f"In-Reply-To: {letter['Message-Id']}\nAuto-Submitted: auto-replied\n"
        self.assertEqual(self._mail_in(text="Estou de férias", headers=away), ticket)
        self.assertEqual(ticket.state, "finished")
        self.assertNotIn("férias", self._customer_reads(ticket))
        self.assertFalse(self._letters())

    def test_a_letter_comes_back(self):
        """SN3: whoever answered sees that the customer did not get it."""
        ticket = self._file()
        said = self._say(ticket)
        self._letters()
        source = BOUNCE.format(
            number=1, address="maria@metalurgica.example", message_id=said.message_id
        )
        before = self.env["pact.ticket"].search_count([])
        with mute_logger(GATEWAY):
            self.env["mail.thread"].message_process(False, source)
        self.assertEqual(said.notification_ids.notification_status, "bounce")
        self.assertIn("No such mailbox", said.notification_ids.failure_reason)
        self.assertEqual(self.env["pact.ticket"].search_count([]), before)

    def test_a_storm(self):
        """S18: who writes without end is held back, as core does."""
        with mute_logger(GATEWAY), self.mock_smtplib_connection():
            found = [self._mail_in("Zé <ze@x.example>") for _each in range(23)]
        self.assertEqual(len([one for one in found if one]), 20)

    def test_what_a_letter_may_hold(self):
        """S16, S17: no script, no NUL, no word that a database refuses."""
        ticket = self._mail_in(
            text="Oi\0 <script>alert(1)</script>",
            subject="=?utf-8?b?AE9p?=",
            headers="X-Odd: \x01\n",
        )
        self.assertIn("Oi", self._customer_reads(ticket))
        self.assertNotIn("<script", self._customer_reads(ticket))
        source = (
            "From: Maria <maria@metalurgica.example>\n"
            "To: contato@belavista.example\nMessage-Id: <html@x.example>\n"
            "Content-Type: text/html\n\n<p onclick='x()'>Oi<script>x()</script></p>"
        )
        found = self.env["mail.thread"].message_process(False, source)
        body = self._customer_reads(self.env["pact.ticket"].browse(found))
        self.assertIn("Oi", body)
        self.assertNotIn("script", body)
        self.assertNotIn("onclick", body)

    def test_nobody_poses_as_the_mail_server(self):
        """S8, S18: core lets anybody hand over a letter by RPC; requests do not."""
        ticket = self._mail_in()
        [letter] = self._letters_to("maria")
        portal = self._make_user("maria_portal", groups="base.group_portal")
        source = (
            f"From: {MARIA}\nTo: contato@belavista.example\n"
            "Message-Id: <forged@x.example>\n\nOi"
        )
        answer = f"In-Reply-To: {letter['Message-Id']}\n{source}"
        said = {"email_from": MARIA, "author_id": self.maria.id, "message_id": "<x>"}
        before = self.env["pact.ticket"].search_count([])
        for user in (self.bia, self.boss, portal):
            for model, method, args in (
                ("mail.thread", "message_process", (False, source)),
                ("mail.thread", "message_process", (False, answer)),
                ("mail.thread", "message_process", ("pact.ticket", source)),
                ("pact.ticket", "message_new", (said, {"team_id": self.team.id})),
                ("pact.ticket", "message_update", (ticket.ids, said)),
            ):
                with self.subTest(user=user.login, method=method):
                    self._assert_refused(user, model, method, *args)
        self.assertEqual(self.env["pact.ticket"].search_count([]), before)
        self.assertEqual(len(ticket._thread_of_customer()), 1)

    def test_an_address_of_no_contact(self):
        """S15: the contact person whom the customer named answers, by their name."""
        ticket = self._file(
            contact_name="Compras", contact_email="compras@metalurgica.example"
        )
        [letter] = self._letters()
        self._answer_letter(letter, "compras@metalurgica.example", text="Urgente")
        [said] = ticket._thread_of_customer()
        self.assertIn("Urgente", said.body)
        self.assertEqual(ticket._writer_name(said), "Compras")
        answer = self._say(ticket)
        self.assertEqual(ticket._writer_name(answer), self.company.name)

    def test_what_was_merged(self):
        """SN1: an answer to what was merged goes to what stayed."""
        kept, ticket = self._mail_in(), self._mail_in()
        letter = next(
            one for one in self._letters() if ticket.protocol in one["Subject"]
        )
        ticket.merged_into_id = kept
        self.assertEqual(self._answer_letter(letter, text="Mais"), kept)
        self.assertIn("Mais", self._customer_reads(kept))


@tagged("post_install", "-at_install")
class TestTeamAddress(TicketMailCase):
    def test_who_gives_a_team_its_address(self):
        """S6, S18: who configures the company, by RPC too; core asks nobody."""
        foreign = self.env["res.company"].create({"name": "Outra"})
        eva = self._make_member("eva", "administrator", self._make_team("X", foreign))
        for user in (self.ana, eva):
            for vals in (
                {"alias_name": "meu"},
                {"alias_contact": "partners"},
                {"alias_bounced_content": "x"},
            ):
                self._assert_refused(user, "pact.team", "write", self.team.ids, vals)
        self._rpc(self.boss, "pact.team", "write", self.team.ids, {"alias_name": "Sac"})
        self.assertEqual(self.team.alias_email, "sac@belavista.example")
        for vals in (
            {"alias_defaults": "{'state': 'finished'}"},
            {"alias_id": self.team.alias_id.id},
        ):
            self._assert_refused(self.boss, "pact.team", "write", self.team.ids, vals)
            values = [{"name": "Nova", "company_id": self.company.id} | vals]
            self._assert_refused(self.boss, "pact.team", "create", values)
        with self.assertRaises(ValidationError):
            self.team.alias_contact = "followers"

    def test_the_first_address_of_a_team(self):
        """S6, S18: an administrator gives it to a team that had none, or is new."""
        old = self._make_team("Sales")
        self._rpc(self.boss, "pact.team", "write", old.ids, {"alias_name": "Vendas"})
        values = {"name": "Novos", "company_id": self.company.id, "alias_name": "novos"}
        made = self._rpc(self.boss, "pact.team", "create", [values])
        new = self.env["pact.team"].browse(made)
        for team, name in ((old, "vendas"), (new, "novos")):
            self.assertEqual(team.alias_email, f"{name}@belavista.example")
            ticket = self._mail_in(to=team.alias_email)
            self.assertEqual(ticket.team_id, team)

    def test_an_address_belongs_to_one(self):
        """S18: two teams never share one; a team that goes takes its own along."""
        other = self._make_team("Sales")
        with self.assertRaises(UserError):
            other.alias_name = "contato"
        other.alias_name = "vendas"
        alias = other.alias_id
        other.unlink()
        self.assertFalse(alias.exists())

    def test_an_archived_team(self):
        """S19: what comes to its address goes to whoever gets requests now."""
        other = self._make_team("Sales")
        other.alias_name = "vendas"
        other.active = False
        ticket = self._mail_in(to="vendas@belavista.example")
        self.assertEqual(ticket.team_id, self.team)
