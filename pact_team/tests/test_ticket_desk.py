from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tools.discuss import Store

from .test_ticket import DAY, MONDAY, TicketCase


class DeskCase(TicketCase):
    def _search(self, user, *domain):
        return self._rpc(user, "pact.ticket", "search", list(domain))


@tagged("post_install", "-at_install")
class TestTicketLists(DeskCase):
    def test_what_is_mine_to_take(self):
        """S19, S28: of my teams, nobody's and open, in either mode."""
        seller = self._make_member("seller_pact", "agent", self._make_team("Sales"))
        mine, taken, done = self._file() + self._file() + self._file()
        self.company.pact_ticket_mode = "crm"
        crm = self._file(classification_id=self._make_kind("CRM", mode="crm").id)
        self._act(self.bia, "take", taken)
        self._act(self.boss, "finish", done)
        found = self._search(self.ana, ("is_takeable", "=", True))
        self.assertEqual(found, (crm + mine).ids)
        self.assertFalse(self._search(seller, ("is_takeable", "=", True)))
        read = self._rpc(self.ana, "pact.ticket", "read", mine.ids, ["is_takeable"])
        self.assertTrue(read[0]["is_takeable"])

    def test_by_urgency(self):
        """SN1, SN3: what is found is what is shown, as each company is warned."""
        with freeze_time(MONDAY):
            late = self._file()
        with freeze_time(MONDAY + 2 * DAY):
            soon, held = self._file() + self._file()
            self._act(self.boss, "ask_customer", held)
        with freeze_time(MONDAY + 8 * DAY):
            in_time, done = self._file() + self._file()
            self._act(self.boss, "finish", done)
            self.env.invalidate_all()
            for urgency, ticket in (
                ("late", late),
                ("soon", soon),
                ("held", held),
                ("in_time", in_time),
            ):
                with self.subTest(urgency):
                    found = self._search(self.boss, ("urgency", "=", urgency))
                    self.assertEqual(found, ticket.ids)
                    self.assertEqual(ticket.urgency, urgency)
            both = self._search(self.boss, ("urgency", "in", ["soon", "late"]))
            self.assertEqual(both, (soon + late).ids)

    def test_due_soon_is_within_the_warning(self):
        """SN3: where nobody wants to be warned, nothing is due soon."""
        self.company.pact_ticket_warning_hours = 0
        with freeze_time(MONDAY):
            self._file()
        with freeze_time(MONDAY + 7 * DAY - timedelta(hours=1)):
            self.assertFalse(self._search(self.boss, ("urgency", "=", "soon")))

    def test_the_columns_of_the_board(self):
        """S19: those with cards, so that a phone shows what there is at first sight."""
        self._file()
        self._act(self.ana, "take", self._file())
        for domain, states in (
            ([], ["new", "in_progress"]),
            ([("user_id", "=", self.ana.id)], ["in_progress"]),
            ([("state", "=", "finished")], []),
        ):
            board = self._rpc(
                self.ana,
                "pact.ticket",
                "web_read_group",
                domain,
                groupby=["state"],
                aggregates=["__count"],
                context={"read_group_expand": True},
            )
            found = [column["state"] for column in board["groups"]]
            self.assertEqual(found, states, domain)

    def test_the_views_open(self):
        """S19, S28: list, board, calendar and form, for an agent and in the menu."""
        action = self.env.ref("pact_team.pact_ticket_action")
        self.assertIn("search_default_mine", action.context)
        views = [(False, kind) for kind in ("list", "kanban", "calendar", "search")]
        got = self._rpc(self.ana, "pact.ticket", "get_views", views)
        self.assertEqual(got["views"].keys(), {kind for _id, kind in views})
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        tag = self.env["pact.tag"].create(
            {"name": "Urgente", "company_id": self.company.id}
        )
        with Form(ticket.with_user(self.ana).sudo(False)) as form:
            form.tag_ids.add(tag)
        self.assertEqual(ticket.tag_ids, tag)


@tagged("post_install", "-at_install")
class TestTicketTags(DeskCase):
    def test_those_of_its_team(self):
        """S19: of the company, for the team; by RPC, too."""
        sales = self._make_team("Sales")
        other = self.env["res.company"].create({"name": "Outra"})
        common, ours, theirs, foreign = self.env["pact.tag"].create(
            [
                {"name": "A", "company_id": self.company.id},
                {
                    "name": "B",
                    "company_id": self.company.id,
                    "team_ids": [Command.set(self.team.ids)],
                },
                {
                    "name": "C",
                    "company_id": self.company.id,
                    "team_ids": [Command.set(sales.ids)],
                },
                {"name": "D", "company_id": other.id},
            ]
        )
        ticket = self._file()
        self._act(self.ana, "take", ticket)

        def put(*tags):
            commands = [Command.link(tag.id) for tag in tags]
            self._rpc(
                self.ana, "pact.ticket", "write", ticket.ids, {"tag_ids": commands}
            )

        put(common, ours)
        for tag in (theirs, foreign):
            with (
                self.subTest(tag.name),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(UserError),
                self.cr.savepoint(),
            ):
                put(tag)
        sales.active = False
        with self.assertRaisesRegex(UserError, "not a tag"), self.cr.savepoint():
            put(theirs)
        ticket.team_id = self._make_team("Another")
        put(common)
        self.assertEqual(ticket.tag_ids, common + ours)


@tagged("post_install", "-at_install")
class TestTicketsOfContact(DeskCase):
    def _count(self, user, partner):
        [read] = self._rpc(
            user, "res.partner", "read", partner.ids, ["pact_ticket_count"]
        )
        return read["pact_ticket_count"]

    def test_counted_for_who_may_read(self):
        """S8: of the whole company on its page, and never what is not theirs."""
        self._file()
        jose = self.env["res.partner"].create(
            {"name": "José", "parent_id": self.customer.id}
        )
        theirs = self._file(partner_id=jose.id)
        self._act(self.bia, "take", theirs)
        self.assertEqual(self._count(self.boss, self.customer), 2)
        self.assertEqual(self._count(self.boss, self.maria), 1)
        self.assertEqual(self._count(self.ana, self.customer), 1)
        action = self._rpc(
            self.boss, "res.partner", "action_pact_tickets", self.customer.ids
        )
        self.assertEqual(len(self._search(self.boss, *action["domain"])), 2)

    def test_named_on_the_page(self):
        """S29: who is responsible is said on the form of the contact."""
        view = self._rpc(self.boss, "res.partner", "get_view", view_type="form")
        self.assertIn("pact_is_responsible", view["arch"])
        with (
            mute_logger("odoo.addons.base.models.ir_model"),
            self.assertRaises(AccessError),
        ):
            self._rpc(
                self._make_member("payer_pact", "payments", self.team),
                "res.partner",
                "write",
                self.maria.ids,
                {"pact_is_responsible": True},
            )


@tagged("post_install", "-at_install")
class TestTicketComposer(DeskCase):
    def test_what_its_composer_knows(self):
        """S21: whose responses are offered, and who is answered."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        store = Store().add(ticket.with_user(self.ana).sudo(False), as_thread=True)
        [shown] = store.get_result()["mail.thread"]
        self.assertEqual(shown["pact_company_ref"], self.company.id)
        self.assertEqual(shown["pact_contact_name"], "Maria Souza")

    def test_an_answer(self):
        """S21: what was offered is sent as a word to the customer."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self._rpc(
            self.ana,
            "pact.ticket",
            "message_post",
            ticket.ids,
            body="Segue a via",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertIn("Segue a via", ticket._thread_of_customer()[-1].body)
