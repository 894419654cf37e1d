"""Leaving: what is held goes to a colleague, to the queue, or stays, with one click."""

import re

from playwright.sync_api import expect

from common import POCKET, Journey
from setup.rpc import post_json

DIALOG = ".modal:has(.o-pact-LeaveDialog)"
ROW = ".o-pact-LeaveRow"
MENU = ".o-pact-Availability"
NOTE = "Volto amanhã às 9"
CUSTOMERS = {"maria": "Maria Souza", "carlos": "Carlos", "lua": "Lua"}
NAME = ".o-mail-DiscussSidebarChannel:has-text('{}')"


class TestLeave(Journey):
    def setUp(self):
        super().setUp()
        self.admin = self.product.log_in("admin")
        self.admin.call("res.company", "write", [1], {"pact_reopen_hours": 0})
        for login in ("ana", "bruno"):
            self.product.log_in(login).call(
                "pact.member", "choose_availability", "available"
            )
        self.members = {login: self._member(login) for login in ("ana", "bruno")}
        self.tick("ana", "may_transfer")
        self.addCleanup(self._finish_all)

    def test_three_conversations_are_handed_over(self):
        """I3: to a person, to the queue and kept; the colleague's screen shows it."""
        ana, bruno = self.brazilian("ana"), self.brazilian("bruno")
        maria, carlos, lua = self._hold("ana", *CUSTOMERS)
        ana.wait_for_selector(NAME.format("Lua"))
        self._choose_in_user_menu(ana, "pact_leave")
        expect(ana.locator(ROW)).to_have_count(3)
        self._choose(ana, "Maria Souza", "Bruno Reis")
        self._choose(ana, "Carlos", "Fila de")
        self._choose(ana, "Lua", "Fica comigo")
        ana.fill("#o-pact-leave-note", NOTE)
        self.picture(ana, "leave-1400")
        ana.keyboard.press("Control+Enter")
        ana.wait_for_selector(DIALOG, state="detached")
        self._assert_holds(maria, "Bruno Reis", "transferred", NOTE)
        self._assert_holds(carlos, None, "returned", NOTE)
        self._assert_holds(lua, "Ana Lima", "taken", False)
        self._assert_gone("ana", "chosen")
        # Nothing was reloaded on the colleague's screen.
        bruno.wait_for_selector(f".o_notification:has-text('{NOTE}')")
        bruno.wait_for_selector(NAME.format("Maria Souza"))
        bruno.wait_for_selector(".o-pact-WaitingEntry")
        self.picture(bruno, "leave-colleague-1400")
        expect(ana.locator(NAME.format("Maria Souza"))).to_have_count(0)
        ana.wait_for_selector(f"{MENU}[data-state=unavailable]")
        self._answer_what_was_kept(ana)

    def test_logging_out_asks_the_same(self):
        """C1: who became full meanwhile gets nothing, that is said, and then out."""
        ana = self.brazilian("ana")
        maria, carlos = self._hold("ana", "maria", "carlos")
        self._choose_in_user_menu(ana, "logout")
        for customer in ("Maria Souza", "Carlos"):
            self._choose(ana, customer, "Bruno Reis")
        self.picture(ana, "leave-logout-1400")
        self._let_hold("bruno", 1)
        self.addCleanup(self._let_hold, "bruno", 0)
        ana.click(f"{DIALOG} .btn-primary")
        ana.wait_for_selector(f"{ROW}[data-outcome=handed]")
        ana.wait_for_selector(f"{ROW}[data-outcome=queued]:has-text('Bruno Reis')")
        self.picture(ana, "leave-full-1400")
        ana.click(f"{DIALOG} .btn-primary:has-text('Sair')")
        ana.wait_for_url("**/web/login**")
        held = {self._holder(one) for one in (maria, carlos)}
        self.assertEqual(held, {"Bruno Reis", None})
        self._assert_gone("ana", "logout")

    def test_on_a_pocket_screen(self):
        """I3: at 390 pixels, all three to who is suggested, by one touch."""
        self.admin.call("pact.member", "choose_availability", "unavailable")
        ana = self.brazilian("ana", size=POCKET)
        held = self._hold("ana", *CUSTOMERS)
        ana.click(MENU)
        ana.click(".o-pact-Availability-leave")
        ana.wait_for_selector(DIALOG)
        expect(ana.locator(ROW)).to_have_count(3)
        self.picture(ana, "leave-390")
        self.assertLessEqual(ana.evaluate("document.body.scrollWidth"), POCKET["width"])
        ana.click(f"{DIALOG} .btn-primary")
        ana.wait_for_selector(DIALOG, state="detached")
        for conversation in held:
            self._assert_holds(conversation, "Bruno Reis", "transferred", "")
        self._assert_gone("ana", "chosen")

    def test_for_somebody_who_is_gone(self):
        """C12: a supervisor does it from the member's page; the person is told."""
        bruno, admin = self.brazilian("bruno"), self.brazilian("admin")
        [lua] = self._hold("bruno", "lua")
        admin.goto(f"{self.product.url}/odoo/pact-members/{self.members['bruno']}")
        admin.click("button[name=action_leave_for]")
        admin.click(".modal .btn-primary:has-text('Marcar como indisponível')")
        admin.wait_for_selector(f"{DIALOG}:has-text('Deixar tudo com Bruno Reis')")
        self.picture(admin, "leave-for-1400")
        bruno.wait_for_selector(".o_notification:has-text('indisponível')")
        bruno.wait_for_selector(f"{MENU}[data-state=unavailable]")
        admin.click(f"{DIALOG} .btn-primary")
        admin.wait_for_selector(DIALOG, state="detached")
        expect(bruno.locator(NAME.format("Lua"))).to_have_count(0)
        self.assertNotEqual(self._holder(lua), "Bruno Reis")
        self._assert_gone("bruno", "supervisor")

    def _assert_holds(self, conversation, name, reason, note):
        """Check who holds it now, and that the log of its stints says how it came."""
        self.assertEqual(self._holder(conversation), name)
        [stint, *_earlier] = self.admin.call(
            "pact.assignment",
            "search_read",
            [["channel_id", "=", conversation]],
            ["user_id", "reason", "note", "date_to"],
        )
        found = (_name(stint["user_id"]), stint["reason"], stint["note"])
        self.assertEqual((*found, stint["date_to"]), (name, reason, note, False))

    def _holder(self, conversation):
        """Return the name of who answers it; None while it waits."""
        fields = ["pact_state", "pact_agent_id"]
        [row] = self.admin.call("discuss.channel", "read", [conversation], fields)
        holder = _name(row["pact_agent_id"])
        self.assertEqual(row["pact_state"], "in_progress" if holder else "waiting")
        return holder

    def _assert_gone(self, login, cause):
        """Check that the log of availability says since when, and why."""
        domain = [["member_id", "=", self.members[login]], ["date_to", "=", False]]
        [now] = self.admin.call(
            "pact.availability", "search_read", domain, ["state", "cause"]
        )
        self.assertEqual((now["state"], now["cause"]), ("unavailable", cause))

    def _member(self, login):
        named = [["user_id.login", "=", login]]
        [member] = self.admin.call("pact.member", "search", named)
        return member

    def _let_hold(self, login, most):
        vals = {"max_open": most}
        self.admin.call("pact.member", "write", [self.members[login]], vals)

    def _hold(self, login, *customers):
        """Let these customers write, and ``login`` take them; return what is held."""
        agent = self.product.log_in(login)
        held = []
        for customer in customers:
            url = f"{self.product.simulator_url}/control/customers/{customer}/send"
            post_json(url, {"type": "text", "text": "Oi, tudo bem?"})
            conversation = self._waiting(CUSTOMERS[customer])
            agent.call("discuss.channel", "action_pact_take", [conversation])
            held.append(conversation)
        return held

    def _waiting(self, name):
        [page, *_others] = self.browser.contexts[0].pages
        domain = [["name", "like", name], ["pact_state", "=", "waiting"]]
        for _time in range(100):
            if found := self.admin.call("discuss.channel", "search", domain):
                return found[0]
            page.wait_for_timeout(200)
        return self.fail(f"{name} does not wait")

    def _finish_all(self):
        is_open = [["pact_state", "in", ["waiting", "in_progress"]]]
        for conversation in self.admin.call("discuss.channel", "search", is_open):
            [row] = self.admin.call(
                "discuss.channel", "read", [conversation], ["pact_state"]
            )
            if row["pact_state"] == "waiting":
                self.admin.call("discuss.channel", "action_pact_take", [conversation])
            self.admin.call("discuss.channel", "action_pact_finish", [conversation])

    def _choose_in_user_menu(self, page, item):
        page.wait_for_selector(MENU)
        page.click(".o_user_menu button")
        page.click(f".dropdown-item[data-menu={item}]")
        page.wait_for_selector(DIALOG)

    def _choose(self, page, customer, choice):
        toggler = page.locator(ROW, has_text=customer).locator(".o_select_menu_toggler")
        toggler.click()
        page.locator(".o_select_menu_item", has_text=choice).click()
        expect(toggler).to_have_value(re.compile(choice))

    def _answer_what_was_kept(self, page):
        page.click(NAME.format("Lua"))
        composer = page.locator(".o-mail-Composer-input:visible").first
        composer.fill("Já volto")
        composer.press("Enter")
        page.wait_for_selector(".o-mail-Message:has-text('Já volto')")
        self.picture(page, "leave-after-1400")


def _name(many2one):
    """Return the name of what a many2one was read as; None of an empty one."""
    return many2one[1] if many2one else None
