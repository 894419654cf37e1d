"""Leaving: what is held goes to a colleague, to the queue, or stays, with one click."""

from pathlib import Path

from playwright.sync_api import expect

from common import Journey
from setup.rpc import post_json

DIALOG = ".modal:has(.o-pact-LeaveDialog)"
ROW = ".o-pact-LeaveRow"
NOTE = "Volto amanhã às 9"
CUSTOMERS = {"maria": "Maria Souza", "carlos": "Carlos", "lua": "Lua"}
NAME = ".o-mail-DiscussSidebarChannel:has-text('{}')"


class TestLeave(Journey):
    def setUp(self):
        super().setUp()
        self.admin = self.product.log_in("admin")
        [self.bruno] = self.admin.call(
            "pact.member", "search", [["user_id.login", "=", "bruno"]]
        )
        self._let_transfer("ana")
        for login in ("ana", "bruno"):
            somebody = self.product.log_in(login)
            somebody.call("pact.member", "choose_availability", "available")

    def _agent(self, login, **looks):
        person = self.product.log_in(login)
        person.call("res.users", "write", [person.user_id], {"lang": "pt_BR"})
        return self.agent(login, language="pt-BR", **looks)

    def _let_transfer(self, login):
        [member] = self.admin.call(
            "pact.member", "search", [["user_id.login", "=", login]]
        )
        [option] = self.admin.call(
            "pact.right", "search", [["code", "=", "may_transfer"]]
        )
        self.admin.call("pact.member", "write", [member], {"option_ids": [[4, option]]})

    def _hold(self, login, *customers):
        """Let these customers write, and ``login`` take them."""
        agent = self.product.log_in(login)
        for customer in customers:
            self._write(customer, "Oi, tudo bem?")
            name = [["name", "like", CUSTOMERS[customer]]]
            is_open = [["pact_state", "in", ["waiting", "in_progress"]]]
            for _time in range(50):
                if found := self.admin.call(
                    "discuss.channel", "search", name + is_open
                ):
                    break
                self._pause()
            [conversation] = found
            agent.call("discuss.channel", "action_pact_take", [conversation])

    def _write(self, customer, text):
        url = f"{self.product.simulator_url}/control/customers/{customer}/send"
        post_json(url, {"type": "text", "text": text})

    def _pause(self):
        self._clock.wait_for_timeout(200)

    @property
    def _clock(self):
        return self.browser.contexts[0].pages[0]

    def _choose(self, page, customer, choice):
        row = page.locator(ROW, has_text=customer)
        row.locator(".o_select_menu_toggler").click()
        page.locator(".o_select_menu_item", has_text=choice).click()
        expect(row.locator("input.o_select_menu_toggler")).to_have_value(
            __import__("re").compile(choice)
        )

    def _open_user_menu(self, page, item):
        page.click(".o_user_menu button")
        page.click(f".dropdown-item[data-menu={item}]")
        page.wait_for_selector(DIALOG)

    def _keep_picture(self, page, name):
        page.wait_for_timeout(500)
        self.picture(page, name)
        Path("/tmp/shots_leave").mkdir(exist_ok=True)
        page.screenshot(path=f"/tmp/shots_leave/{name}.png")

    def test_three_conversations_are_handed_over(self):
        """I3: to a person, to the queue and kept; the colleague's screen shows it."""
        ana, bruno = self._agent("ana"), self._agent("bruno")
        self._hold("ana", *CUSTOMERS)
        ana.wait_for_selector(NAME.format("Lua"))
        self._open_user_menu(ana, "pact_leave")
        expect(ana.locator(ROW)).to_have_count(3)
        self._choose(ana, "Maria Souza", "Bruno Reis")
        self._choose(ana, "Carlos", "Fila")
        self._choose(ana, "Lua", "Fica comigo")
        ana.fill("#o-pact-leave-note", NOTE)
        self._keep_picture(ana, "leave-1400")
        ana.keyboard.press("Control+Enter")
        ana.wait_for_selector(DIALOG, state="detached")
        # Nothing was reloaded on the colleague's screen.
        bruno.wait_for_selector(f".o_notification:has-text('{NOTE}')")
        bruno.wait_for_selector(NAME.format("Maria Souza"))
        bruno.wait_for_selector(".o-pact-WaitingEntry")
        self._keep_picture(bruno, "leave-colleague-1400")
        expect(ana.locator(NAME.format("Maria Souza"))).to_have_count(0)
        # What was kept is still answered.
        ana.click(NAME.format("Lua"))
        composer = ana.locator(".o-mail-Composer-input:visible").first
        composer.fill("Já volto")
        composer.press("Enter")
        ana.wait_for_selector(".o-mail-Message:has-text('Já volto')")
        ana.wait_for_selector(".o-pact-Availability[data-state=unavailable]")
        self._keep_picture(ana, "leave-after-1400")
