from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .test_ticket import TicketCase

HANDING = "pact.ticket.handing"


@tagged("post_install", "-at_install")
class TestTicketHanding(TicketCase):
    """Requests that somebody else goes on with: one, or several together."""

    def _hand(self, user, tickets, method, **vals):
        """Do what the dialog of an agent does with what is ticked."""
        ticked = {"active_ids": tickets.ids, "active_model": "pact.ticket"}
        [handing] = self._rpc(user, HANDING, "create", [vals], context=ticked)
        return self._rpc(user, HANDING, method, [handing])

    def test_assigned_together(self):
        """S19: several at once, with a note that stays among us."""
        tickets = self._file() + self._file()
        answer = self._hand(
            self.boss, tickets, "action_assign", user_id=self.bia.id, note="Por favor"
        )
        self.assertEqual(answer["tag"], "soft_reload")
        self.assertEqual(tickets.user_id, self.bia)
        for ticket in tickets:
            said = ticket.message_ids.filtered(lambda one: "Por favor" in one.body)
            self.assertTrue(said.subtype_id.internal)
            self.assertNotIn(said, ticket._thread_of_customer())

    def test_only_who_may_answer(self):
        """U19: who is offered, and who is taken."""
        foreign = self._make_team("X", self.env["res.company"].create({"name": "X"}))
        eva = self._make_member("eva_pact", "administrator", foreign)
        reader = self._make_member("payer_pact", "payments", self.team)
        ticket = self._file()
        ticked = {"active_ids": ticket.ids}
        [shown] = self._rpc(self.boss, HANDING, "create", [{}], context=ticked)
        [read] = self._rpc(self.boss, HANDING, "read", [shown], ["candidate_ids"])
        offered = self.env["res.users"].browse(read["candidate_ids"])
        self.assertEqual(offered, self.ana | self.bia | self.boss)
        for user in (eva, reader, self.env.ref("base.user_root")):
            with self.assertRaises(UserError):
                self._hand(self.boss, ticket, "action_assign", user_id=user.id)
        self.assertFalse(ticket.user_id)

    def test_all_or_none(self):
        """HM11: what an agent does not hold stays where it is, with all others."""
        mine, waiting = self._file() + self._file()
        self._act(self.ana, "take", mine)
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(AccessError),
            self.cr.savepoint(),
        ):
            self._hand(self.ana, mine + waiting, "action_assign", user_id=self.bia.id)
        self.assertEqual(mine.user_id, self.ana)
        with self.assertRaisesRegex(UserError, "at least one"):
            self._hand(self.bia, mine, "action_assign", user_id=self.bia.id)

    def test_transferred(self):
        """S19: the other team waits for it; who gave it away goes back to the list."""
        sales = self._make_team("Sales")
        self._make_member("seller_pact", "agent", sales)
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        answer = self._hand(
            self.boss, ticket, "action_transfer", team_id=sales.id, note="É de vocês"
        )
        self.assertEqual(answer["tag"], "soft_reload")
        self.assertEqual((ticket.team_id, ticket.user_id.id), (sales, False))
        chief = self._make_member("chief_pact", "supervisor", self.team)
        self._act(self.boss, "assign", ticket, chief.id)
        self._hand(chief, ticket, "action_transfer", team_id=self.team.id)
        self.assertEqual(ticket.team_id, self.team)
        self._act(self.ana, "take", ticket)
        answer = self._hand(self.ana, ticket, "action_transfer", team_id=sales.id)
        self.assertEqual(answer["res_model"], "pact.ticket")

    def test_a_note_where_it_is_needed(self):
        self.company.pact_transfer_note = True
        ticket = self._file()
        with self.assertRaisesRegex(UserError, "Say why"):
            self._hand(
                self.boss, ticket, "action_transfer", team_id=self.team.id, note=" \0"
            )

    def test_a_note_by_whichever_call(self):
        """S19: the company asks for it, and not the dialog; it is kept."""
        self.company.pact_transfer_note = True
        ticket = self._file()
        for note in ((), ("",), (" \0",), (None,), (7,)):
            with self.assertRaisesRegex(UserError, "Say why"):
                self._act(self.boss, "transfer", ticket, self.team.id, *note)
        self._act(self.boss, "transfer", ticket, self.team.id, "É de vocês")
        self.assertIn("É de vocês", ticket.message_ids[0].body)
        self._hand(
            self.boss, ticket, "action_transfer", team_id=self.team.id, note="Segue"
        )
        said = [body for body in ticket.message_ids.mapped("body") if "Segue" in body]
        self.assertEqual(len(said), 1)

    def _form(self, ticket):
        return Form(ticket.with_user(self.boss), "pact_team.pact_ticket_view_form")

    def test_where_the_form_lets_its_team_be_changed(self):
        """S19: where no note is asked for; else the button is the way, and says it."""
        ticket, sales = self._file(), self._make_team("Sales")
        with self._form(ticket) as form:
            form.team_id = sales
        self.assertEqual(ticket.team_id, sales)
        self.company.pact_transfer_note = True
        form = self._form(ticket)
        with self.assertRaisesRegex(AssertionError, "readonly"):
            form.team_id = self.team
        form.reference = "7"
        form.save()
        self.assertEqual((ticket.team_id, ticket.reference), (sales, "7"))

    def test_a_request_of_no_team(self):
        """S19: nobody has to be told why; one may choose again before it is saved."""
        self.company.pact_transfer_note = True
        ticket, sales = self._file(), self._make_team("Sales")
        ticket.team_id = False
        with self._form(ticket) as form:
            form.team_id = self.team
            form.team_id = sales
        self.assertEqual(ticket.team_id, sales)
        form = self._form(ticket)
        with self.assertRaisesRegex(AssertionError, "readonly"):
            form.team_id = self.team

    def test_whether_the_form_asks_is_said_by_nobody(self):
        """S19: no call talks the guard out of it."""
        self.company.pact_transfer_note = True
        ticket, sales = self._file(), self._make_team("Sales")
        for vals in (
            {"needs_note": False, "team_id": sales.id},
            {"team_id": sales.id, "needs_note": False},
        ):
            with self.assertRaisesRegex(UserError, "Say why"):
                self._rpc(self.boss, "pact.ticket", "write", ticket.ids, vals)

    def test_a_note_by_no_field(self):
        """S19: nor is it moved without one by what the form saves."""
        ticket = self._file()
        sales, desk = self._make_team("Sales"), self._make_team("Desk")
        self._rpc(self.boss, "pact.ticket", "write", ticket.ids, {"team_id": sales.id})
        self.company.pact_transfer_note = True
        for method, args in (("write", ()), ("web_save", ({},))):
            for team_id in (desk.id, False):
                vals = {"team_id": team_id, "reference": "7"}
                with self.assertRaisesRegex(UserError, "Say why"):
                    self._rpc(self.boss, "pact.ticket", method, ticket.ids, vals, *args)
        same = {"team_id": sales.id, "reference": "8"}
        self._rpc(self.boss, "pact.ticket", "write", ticket.ids, same)
        self.assertEqual((ticket.team_id, ticket.reference), (sales, "8"))

    def test_nobody_elses_dialog(self):
        """Neither what somebody began, nor requests of another company in it."""
        ticket = self._file()
        other = self._make_team("X", self.env["res.company"].create({"name": "X"}))
        eva = self._make_member("eva_pact", "administrator", other)
        [handing] = self._rpc(
            self.boss, HANDING, "create", [{}], context={"active_ids": ticket.ids}
        )
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"):
            for method, args in (
                ("read", (["ticket_ids"],)),
                ("action_assign", ()),
                ("write", ({"note": "x"},)),
            ):
                with self.subTest(method), self.assertRaises(AccessError):
                    self._rpc(eva, HANDING, method, [handing], *args)
            forged = {
                "ticket_ids": [Command.set(ticket.ids)],
                "user_id": eva.id,
                "company_id": other.company_id.id,
            }
            with self.assertRaises(UserError):
                [own] = self._rpc(eva, HANDING, "create", [forged])
                self._rpc(eva, HANDING, "action_assign", [own])
        self.assertFalse(ticket.user_id)

    def test_finished_together(self):
        """S19: from the list, where one may; none if one of them is not theirs."""
        tickets = self._file() + self._file()
        self._act(self.ana, "take", tickets[0])
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(AccessError),
        ):
            self._act(self.ana, "finish", tickets)
        self._act(self.boss, "finish", tickets)
        self.assertEqual(set(tickets.mapped("state")), {"finished"})
