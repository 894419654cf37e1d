"""The holes of the peer in the same trade, one by one: none of them is ours."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket_portal import FORM, PATH, PortalCase

RULES = "odoo.addons.base.models.ir_rule"


@tagged("post_install", "-at_install")
class TestTicketHoles(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._file()

    def _state(self):
        self.env.invalidate_all()
        tickets = self._tickets()
        return (
            tickets.read(["state", "user_id", "team_id", "finished_date", "due_date"]),
            tickets.message_ids.ids,
        )

    def test_hm1_files_of_notes(self):
        """HM1: neither shown, nor given, nor opened to whoever has a link.

        What was said to the customer is: to keep, and not to run.
        """
        self.ticket.message_post(
            body="interno",
            attachments=[("nota.pdf", b"segredo")],
            subtype_xmlid="mail.mt_note",
        )
        note = self.env["ir.attachment"].search([("name", "=", "nota.pdf")])
        said = self.ticket.message_post(
            body="Segue a via",
            attachments=[("via.txt", b"via")],
            author_id=self.ana.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._log_in(self.responsible)
        page = self._get(f"/{self.ticket.id}")
        self.assertIn("Segue a via", page)
        for ours in ("nota.pdf", "interno"):
            self.assertNotIn(ours, page)
        self._get(f"/{self.ticket.id}/file/{note.id}", status=404)
        path = f"{PATH}/{self.ticket.id}/file/{said.attachment_ids.id}"
        answer = self.url_open(path)
        self.assertEqual(answer.content, b"via")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.env.invalidate_all()
        self.assertFalse(note.access_token)
        for user in (None, self.responsible, self.stranger):
            self.authenticate(user and user.login, user and user.login)
            with mute_logger("odoo.http", RULES):
                for way in ("content", "image"):
                    found = self.url_open(f"/web/{way}/{note.id}")
                    self.assertNotIn(b"segredo", found.content)

    def test_hm2_anybody_closes(self):
        """HM2: whoever has no right to it changes nothing, whatever id they name."""
        seller = self._make_member("seller_pact", "agent", self._make_team("Sales"))
        employee = self._make_user("employee_pact")
        before = self._state()
        for user in (self.responsible, self.stranger, seller, employee):
            for method, args in (
                ("take", ()),
                ("finish", ()),
                ("reopen", ()),
                ("resume", ()),
                ("ask_customer", ()),
                ("assign", (user.id,)),
                ("transfer", (self.team.id,)),
            ):
                with (
                    self.subTest(user=user.login, method=method),
                    mute_logger(RULES, "odoo.models"),
                    self.assertRaises(AccessError),
                ):
                    self._act(user, method, self.ticket, *args)
        self.assertEqual(self._state(), before)

    def test_hm3_by_a_link(self):
        """HM3: no link changes anything, and no form without its token."""
        self._log_in(self.responsible)
        before = self._state()
        asked = "&".join(f"{name}=1" for name in (*FORM, "classification", "state"))
        for path in ("", "/new", f"/{self.ticket.id}", f"/{self.ticket.id}/reply"):
            self.url_open(f"{PATH}{path}?{asked}")
        with mute_logger("odoo.http"):
            for path in ("/new", f"/{self.ticket.id}/reply"):
                self._post(path, FORM, status=400)
                self._post(path, FORM | {"csrf_token": "0" * 40 + "o1"}, status=400)
        self.assertEqual(self._state(), before)

    def test_hm4_once_a_member(self):
        """HM4: who is taken out of the team is out at once, no cache asked."""
        member = self._member_of(self.bia)
        self.assertTrue(self._found_by(self.bia))
        member.team_ids = [Command.unlink(self.team.id)]
        self.env.flush_all()
        self.assertFalse(self._found_by(self.bia))
        member.team_ids = [Command.link(self.team.id)]
        self.env.flush_all()
        self.assertTrue(self._found_by(self.bia))

    def _found_by(self, user):
        return self._rpc(user, "pact.ticket", "search", [("id", "=", self.ticket.id)])

    def test_hm5_nothing_for_strangers(self):
        """HM5: no right to any model of ours is given to customers or strangers."""
        ours = self.env["ir.model.access"].search(
            [("model_id.model", "=like", "pact.%"), ("active", "=", True)]
        )
        self.assertTrue(ours)
        shared = self.env.ref("base.group_portal") | self.env.ref("base.group_public")
        for access in ours:
            self.assertTrue(access.group_id, access.name)
            # No group of ours is one of theirs, by whatever it implies.
            theirs = access.group_id.all_implied_by_ids | access.group_id
            self.assertFalse(theirs & shared, access.name)

    def test_hm6_what_nobody_checks(self):
        """HM6: odd words in a link or a form get a page, never a fault."""
        self._log_in(self.responsible)
        for asked in (
            "sortby=foo",
            "filter=foo",
            "page=abc",
            "page=²",
            "page=1000000000000",
            "since=foo&until=9999-12-31",
            "since=0001-01-01&until=0001-01-01",
            "search=%00%ff",
        ):
            self._get(f"?{asked}")
        self._get("/page/1000000000000")
        for ticket_id in (0, 2**31, 2**63, 10**30):
            self._get(f"/{ticket_id}", status=404)
            self._get(f"/{self.ticket.id}/file/{ticket_id}", status=404)
        for wrong in ("abc", "-1", "1.5", "²", str(2**31), "9" * 30):
            typed = {"classification": wrong, "sub": wrong, "method": wrong}
            self._post("/new", self._form(**typed), status=422)

    def test_hm7_hidden_and_empty(self):
        """HM7: only what is offered now, and no request without a word."""
        self._log_in(self.responsible)
        hidden = self._make_kind("Oculta", is_on_portal=False)
        part = self._make_kind("Parte", parent_id=self.invoices.id, is_on_portal=False)
        for typed in (
            {"classification": hidden.id, "sub": ""},
            {"sub": part.id},
            {"sub": self.invoices.id},
            {"classification": self.second_copy.id, "sub": ""},
            {"message": " \n\t "},
        ):
            with self.subTest(typed=typed):
                self._post("/new", self._form(**typed), status=422)
        self.assertEqual(self._tickets(), self.ticket)

    def test_hm8_files_without_limits(self):
        """S17, HM8: the server asks count, size and kind, and says what is wrong."""
        self._log_in(self.responsible)
        kept = self.env["ir.attachment"].search_count([])
        token = self._form()["csrf_token"]
        for files, sentence in (
            ([("a.pdf", b"x", "application/pdf")] * 11, "too many"),
            ([("a.exe", b"x", "application/pdf")], "not accepted"),
            ([("a.pdf.html", b"x", "application/pdf")], "not accepted"),
            ([("a", b"x", "application/pdf")], "not accepted"),
            ([("a.pdf", b"", "application/pdf")], "is empty"),
            ([("a.pdf", b"x" * (10 * 2**20 + 1), "application/pdf")], "larger than"),
        ):
            with self.subTest(sentence, name=files[0][0]):
                page = self._post("/new", self._form(), files, status=422).text
                self.assertIn(sentence, page)
                reply = {"csrf_token": token, "message": "Oi"}
                self._post(f"/{self.ticket.id}/reply", reply, files, status=422)
        self.assertEqual(self._tickets(), self.ticket)
        self.assertEqual(self.env["ir.attachment"].search_count([]), kept)

    def test_hm9_who_works_here(self):
        """HM9: neither the name, the address nor the phone of an agent."""
        self.ana.partner_id.write(
            {"email": "ana.real@casa.example", "phone": "+55 31 90000-0009"}
        )
        self._act(self.ana, "take", self.ticket)
        self._rpc(
            self.ana,
            "pact.ticket",
            "message_post",
            self.ticket.ids,
            body="Pois não",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._log_in(self.responsible)
        page = self._get(f"/{self.ticket.id}")
        self.assertIn("Pois não", page)
        for ours in (self.ana.name, self.ana.login, "ana.real", "90000-0009"):
            self.assertNotIn(ours, page)

    def test_hm10_reopened(self):
        """HM10: finished no more, and the customer goes on in it."""
        self._log_in(self.responsible)
        self.ticket._go("finished")
        token = self._form()["csrf_token"]
        reply = {"csrf_token": token, "message": "Ainda não"}
        self._post(f"/{self.ticket.id}/reply", reply)
        self.env.invalidate_all()
        self.assertFalse(self.ticket.finished_date or self.ticket.held_date)
        page = self._get(f"/{self.ticket.id}")
        self.assertTrue(re.search(r'action="[^"]+/reply"', page))

    def test_hm11_taken_from_a_colleague(self):
        """HM11: nobody takes what a colleague has, who decides neither."""
        self._act(self.ana, "take", self.ticket)
        with mute_logger(RULES):
            for user, refusal in ((self.bia, AccessError), (self.boss, UserError)):
                with self.assertRaises(refusal):
                    self._act(user, "take", self.ticket)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.user_id, self.ana)
