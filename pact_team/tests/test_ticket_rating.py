from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rules.rating import MARKS
from .test_ticket import DAY, MONDAY
from .test_ticket_portal import PortalCase

RULES = "odoo.addons.base.models.ir_rule"


@tagged("post_install", "-at_install")
class TestTicketFinished(PortalCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)
        self.ticket = self._file()
        self.token = self._form()["csrf_token"]

    def _reply(self, message="Ainda falta", status=303):
        form = {"csrf_token": self.token, "message": message}
        return self._post(f"/{self.ticket.id}/reply", form, status=status)

    def _rate(self, mark, remark="", status=303):
        form = {"csrf_token": self.token, "mark": mark, "remark": remark}
        return self._post(f"/{self.ticket.id}/rating", form, status=status)

    def _ratings(self):
        return self.env["pact.rating"].search([("ticket_id", "=", self.ticket.id)])

    def test_a_reply_reopens(self):
        """S21, HM10: finished no more, and the clock goes on with what was left."""
        with freeze_time(MONDAY):
            ticket = self._file()
        with freeze_time(MONDAY + DAY):
            ticket._go("finished")
        with freeze_time(MONDAY + 10 * DAY):
            user = ticket.with_user(self.responsible)
            mine = user._of_customer(ticket.id)
            self.assertTrue(mine._reply_of_customer("Ainda falta", []))
        self.assertEqual(ticket.state, "in_progress")
        self.assertFalse(ticket.finished_date)
        self.assertFalse(ticket.held_date)
        self.assertEqual(ticket.due_date, MONDAY + 16 * DAY)

    def test_the_page_says_that_a_message_reopens(self):
        """S21: before it is written."""
        self.ticket._go("finished")
        self.assertIn("A message reopens the request", self._get(f"/{self.ticket.id}"))
        self._reply()
        page = self._get(f"/{self.ticket.id}")
        self.assertIn("In progress", page)
        self.assertNotIn("Finished at", page)

    def test_the_page_says_why_not(self):
        """S21: where a reply reopens nothing, and what was typed is not lost."""
        self.company.pact_ticket_reopens = False
        self.ticket._go("finished")
        page = self._get(f"/{self.ticket.id}")
        self.assertNotIn('name="message"', page)
        self.assertIn("File a new one", page)
        page = self._reply("Uma longa história", status=409).text
        self.assertIn("This was not added", page)
        self.assertIn("Uma longa história", page)
        self.assertEqual(self.ticket.state, "finished")
        self.assertNotIn("longa", "".join(self.ticket.message_ids.mapped("body")))

    def test_rated_once_it_is_finished(self):
        """S21: with a comment, and changed until it is reopened."""
        self.assertNotIn('name="mark"', self._get(f"/{self.ticket.id}"))
        self._rate("5", status=409)
        self.ticket.user_id = self.ana
        self.ticket._go("finished")
        self.assertIn('name="mark"', self._get(f"/{self.ticket.id}"))
        self._rate("2", "Demorou <b>muito</b>\0")
        self._rate("4", "Demorou <b>muito</b>")
        [said] = self._ratings()
        self.assertEqual((said.value, said.user_id), ("4", self.ana))
        self.assertEqual(said.partner_id, self.responsible.partner_id)
        page = self._get(f"/{self.ticket.id}")
        self.assertIn("Thank you for your rating", page)
        self.assertIn("&lt;b&gt;muito", page)
        self._reply()
        self._rate("1", status=409)
        self.assertEqual(said.value, "4")

    def test_rated_anew_after_reopening(self):
        """S21: one for each time it was finished; reopening erases none."""
        self.ticket._go("finished")
        self.ticket.finished_date -= timedelta(minutes=1)
        self._rate("1")
        self.ticket._go("in_progress")
        self.ticket._go("finished")
        self.assertNotIn("Thank you for your rating", self._get(f"/{self.ticket.id}"))
        self._rate("5")
        self.assertEqual(self._ratings().mapped("value"), ["5", "1"])

    def test_the_marks_are_those_of_the_rule(self):
        """S21: what is offered is what is taken."""
        offered = [mark for mark, _words in self.env["pact.rating"]._marks()]
        self.assertEqual(offered, [*reversed(MARKS)])

    def test_one_word_for_its_state(self):
        """S22, SN4: the list, the page, the print and the file say the same."""
        self.ticket._go("finished")
        page = f"/{self.ticket.id}"
        for path in ("", page, f"{page}/print", "/export?form=csv"):
            with self.subTest(path):
                self.assertIn("Is finished", self._get(path))

    def test_what_goes_on_elsewhere(self):
        """S21: a duplicate is rated, and answered, where it goes on."""
        other = self._file()
        self.ticket._go("finished")
        self.ticket.merged_into_id = other
        self.assertNotIn('name="mark"', self._get(f"/{self.ticket.id}"))
        self._rate("5", status=409)
        self._reply("Mais isto")
        self.assertIn("Mais isto", self._get(f"/{other.id}"))

    def test_what_nobody_chooses(self):
        """S21, HM6: each is answered in words, and nothing is kept."""
        self.ticket._go("finished")
        for mark in ("", "0", "6", "5.0", "\0", "x" * 300, "٣"):
            with self.subTest(mark=mark):
                self.assertIn('id="mark_problem"', self._rate(mark, status=422).text)
        self.assertIn("too long", self._rate("5", "x" * 2001, status=422).text)
        self.assertFalse(self._ratings())

    def test_nobody_else_rates(self):
        """S8, HM2, HM3: not by GET, without a token, nor as somebody else."""
        self.ticket._go("finished")
        path = f"/{self.ticket.id}/rating"
        self.url_open(f"/my/requests{path}?mark=1")
        with mute_logger("odoo.http"):
            self._post(path, {"mark": "1"}, status=400)
        self._log_in(self.stranger)
        self._get(f"/{self.ticket.id}", status=404)
        form = {"csrf_token": self._form()["csrf_token"], "mark": "1"}
        self._post(path, form, status=404)
        self.assertFalse(self._ratings())

    def test_by_rpc(self):
        """S21: nobody writes one; who may read feedback reads it, nobody else."""
        self.ticket.user_id = self.ana
        self.ticket._go("finished")
        self._rate("3", "Mais ou menos")
        [rating] = self._ratings()
        manager = self._make_member("chief_pact", "manager", self.team)
        abroad = self.env["res.company"].create({"name": "Outra empresa"})
        foreign = self._make_member(
            "eva_pact", "administrator", self._make_team("X", abroad)
        )
        new = {
            "ticket_id": self.ticket.id,
            "value": "5",
            "finished_date": fields.Datetime.now(),
        }
        command = {"rating_ids": [(1, rating.id, {"value": "5"})]}
        with mute_logger(RULES, "odoo.models"):
            for user in (self.ana, manager, self.boss, foreign, self.responsible):
                for model, method, *args in (
                    ("pact.rating", "write", rating.ids, {"value": "5"}),
                    ("pact.rating", "create", [new]),
                    ("pact.rating", "unlink", rating.ids),
                    ("pact.ticket", "write", self.ticket.ids, command),
                ):
                    with (
                        self.subTest(user=user.login, call=f"{model}.{method}"),
                        self.assertRaises(AccessError),
                    ):
                        self._rpc(user, model, method, *args)
                        self.env.flush_all()
            for user in (self.ana, foreign, self.responsible):
                with self.assertRaises(AccessError):
                    self._rpc(user, "pact.rating", "read", rating.ids, ["value"])
        self.assertEqual(rating.value, "3")
        for user, value in ((self.ana, []), (manager, rating.ids)):
            self.env.invalidate_all()
            read = self._rpc(
                user, "pact.ticket", "read", self.ticket.ids, ["rating_ids"]
            )
            self.assertEqual(read[0]["rating_ids"], value)
            found = self._rpc(
                user, "pact.ticket", "search", [("rating_ids.value", "=", "3")]
            )
            self.assertEqual(found, self.ticket.ids if value else [])
        groups = self._rpc(
            manager, "pact.rating", "formatted_read_group", [], ["value"], ["__count"]
        )
        self.assertEqual([(row["value"], row["__count"]) for row in groups], [("3", 1)])
