"""I16: what a customer sees in the portal of the conversations of a request."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .test_ticket_portal import PATH, PortalCase

JOAO = "5531987650002"


class ThreadCase(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._file(user_id=self.ana.id)
        self.held = self._write("Assunto particular")
        self._take(self.held)
        self.held._pact_link(self.ticket)
        self._write("Preciso da via")
        self._log_in(self.responsible)

    def _page(self):
        self.env.flush_all()
        return self._get(f"/{self.ticket.id}")

    def _send_file(self, channel, name):
        """Let a file come that belongs to the last message of ``channel``."""
        file = self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": name.encode(),
                "res_model": "discuss.channel",
                "res_id": channel.id,
            }
        )
        self._said(channel)[-1].attachment_ids = file
        return file


@tagged("post_install", "-at_install")
class TestTicketThread(ThreadCase):
    def test_one_thread(self):
        """I16: in the order it was said, wherever it was."""
        self.ticket.message_post(
            body="No portal",
            author_id=self.responsible.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._answer(self.held, body="Segue agora")
        self._write("Recebi")
        page = self._page()
        places = [
            page.index(words)
            for words in ("Preciso da via", "No portal", "Segue agora", "Recebi")
        ]
        self.assertEqual(places, sorted(places))
        self.assertIn("Maria Souza", page)
        self.assertIn(self.company.name, page)

    def test_since_the_link_until_the_end(self):
        """I16: what was said before, and after it was finished, is another matter."""
        before = self._said(self.held)[0]
        before.attachment_ids = self.env["ir.attachment"].create(
            {"name": "particular.txt", "raw": b"x", "res_model": "discuss.channel"}
        )
        page = self._page()
        self.assertIn("Preciso da via", page)
        for other in ("Assunto particular", "particular.txt"):
            self.assertNotIn(other, page)
        file = before.attachment_ids
        self._get(f"/{self.ticket.id}/file/{file.id}", status=404)
        said = self._said(self.held)
        said.date = fields.Datetime.now() - timedelta(minutes=9)
        self.ticket._go("finished")
        self.ticket.finished_date -= timedelta(minutes=5)
        self._answer(self.held, body="Outro assunto")
        self.assertEqual(self.ticket.state, "finished")
        page = self._page()
        self.assertIn("Preciso da via", page)
        self.assertNotIn("Outro assunto", page)
        self._get(f"/{self.ticket.id}/print")
        self.ticket._go("in_progress")
        self.assertIn("Outro assunto", self._page())

    def test_nothing_of_ours(self):
        """I16, HM1, HM9: neither notes, nor who works here, nor what we are told."""
        # sudo: discuss.channel - what the composer's route does after its check
        poster = self.held.with_user(self.ana).sudo()
        poster.message_post(
            body="cliente difícil",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        note = self._send_file(self.held, "nota.txt")
        self.held._pact_note("Uma linha nossa")
        self._receive(self._element("unsupported", {}, errors=[{"title": "?"}]))
        self._receive(self._element("brand_new", {"secret": "cru"}))
        page = self._page()
        for ours in (
            "difícil",
            "nota.txt",
            "Uma linha nossa",
            "ana_pact",
            "Ask them",
            "brand_new.json",
        ):
            self.assertNotIn(ours, page)
        self._get(f"/{self.ticket.id}/file/{note.id}", status=404)

    def test_files(self):
        """I16: through our door, for the same company only, to keep and not to run."""
        file = self._send_file(self.held, "via.html")
        self.assertIn("via.html", self._page())
        answer = self.url_open(f"{PATH}/{self.ticket.id}/file/{file.id}")
        self.assertEqual(answer.content, b"via.html")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        for path in (f"/web/content/{file.id}", f"/mail/attachment/{file.id}"):
            refused = self.url_open(path)
            self.assertNotIn(b"via.html", refused.content[:20])
        other = self._file(user_id=self.ana.id)
        self._get(f"/{other.id}/file/{file.id}", status=404)
        self._log_in(self.stranger)
        self._get(f"/{self.ticket.id}/file/{file.id}", status=404)

    def test_a_conversation_of_a_stranger(self):
        """I16: whatever is linked, nobody reads what another customer said."""
        strange = self._write("segredo de João", JOAO)
        self._take(strange)
        self._answer(strange, body="resposta a João")
        file = self._send_file(strange, "joao.txt")
        strange.pact_ticket_id = self.ticket
        group = self._write("na roda", "5531987650003")
        group.pact_partner_id = self.maria
        group.pact_is_group = True
        group.pact_ticket_id = self.ticket
        page = self._page()
        for theirs in ("segredo de João", "resposta a João", "joao.txt", "na roda"):
            self.assertNotIn(theirs, page)
        self.assertIn("Preciso da via", page)
        self._get(f"/{self.ticket.id}/file/{file.id}", status=404)

    def test_a_contact_who_left(self):
        """I16: who is of another company now is not shown to the former one."""
        self.maria.parent_id = self.company_of_others
        self.assertNotIn("Preciso da via", self._page())
        self._log_in(self.stranger)
        self._get(f"/{self.ticket.id}", status=404)

    def test_without_a_customer(self):
        """I16: a request of nobody shows nobody's conversation."""
        nobodys = self._file(partner_id=False)
        strange = self._write("segredo de João", JOAO)
        strange._pact_link(nobodys)
        self.assertFalse(nobodys._conversations_of_customer())

    def test_what_was_sent_to_many(self):
        """I16: carries a name of ours, and is no word about the request."""
        message = self._said(self.held)[-1]
        row = self.env["pact.message"].search([("message_id", "=", message.id)])
        correspondence = self.env["pact.correspondence"].create(
            {"name": "Inadimplentes", "company_id": self.company.id}
        )
        row.recipient_id = self.env["pact.correspondence.recipient"].create(
            {
                "correspondence_id": correspondence.id,
                "company_id": self.company.id,
                "partner_id": self.maria.id,
            }
        )
        self.assertNotIn("Preciso da via", self._page())

    def test_by_rpc(self):
        """I16: the portal reaches no conversation of theirs but in our page."""
        for model, method, args in (
            ("discuss.channel", "read", [[self.held.id], ["name"]]),
            ("discuss.channel", "pact_filing", [[self.held.id]]),
            ("discuss.channel", "pact_linkable_requests", [[self.held.id], ""]),
            ("discuss.channel", "action_pact_open_request", [[self.held.id]]),
            ("discuss.channel", "action_pact_link_request", [[self.held.id], False]),
            ("discuss.channel", "action_pact_file_request", [[self.held.id], {}]),
            ("pact.ticket", "action_continue", [[self.ticket.id]]),
            ("pact.ticket", "read", [[self.ticket.id], ["conversations"]]),
            ("mail.message", "read", [self._said(self.held).ids, ["body"]]),
        ):
            with self.subTest(f"{model}.{method}"):
                self.assertRefused(model, method, args)

    def assertRefused(self, model, method, args):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        with self.assertLogs("odoo.http", "WARNING"):
            answer = self.url_open(
                "/web/dataset/call_kw", json={"params": params}
            ).json()
        self.assertIn("error", answer)
