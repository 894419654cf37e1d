"""Waiting for one's pause, and asking for one that is refused, in several browsers."""

from datetime import UTC, datetime

import wall_clock
from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey

MENU = ".o-pact-Availability"
PAUSE = ".o-pact-Availability-pause"
PLACE = ".o-pact-Availability-place"
TURN = ".o-pact-Availability-turn"
CLOCK = ".o-pact-PauseClock"
NOTICE = ".o_notification"


class PauseJourney(Journey):
    def _members(self, login, method, *args):
        return self.product.log_in(login).call("pact.member", method, *args)

    def _open_menu(self, page, shows=PAUSE):
        """A page that is still being drawn closes every menu: then once more."""
        for _time in range(3):
            page.click(MENU)
            page.wait_for_timeout(1000)
            if page.locator(shows).count():
                return
        self.fail("the menu does not stay open")


class TestException(PauseJourney):
    def setUp(self):
        super().setUp()
        admin = self.product.log_in("admin")
        wall_clock.move(admin, "ana", wall_clock.noon(datetime.now(UTC)))
        self.addCleanup(wall_clock.forget, admin, "ana")
        late = {"name": "Pausa da noite", "opens": 23.98, "most_minutes": 10}
        [kind] = admin.call("pact.pause.type", "create", [late])
        self.addCleanup(admin.call, "pact.pause.type", "action_archive", [kind])

    def test_asked_granted_and_begun(self):
        """C12, I15: asked in one browser, granted in another, and the pause begins."""
        boss, ana = self.brazilian("admin"), self.brazilian("ana")
        self._ask(ana)
        notice = boss.locator(NOTICE, has_text="Pausa da noite")
        expect(notice).to_contain_text("Consulta médica")
        self.picture(boss, "exception-asked-1400")
        notice.locator("button", has_text="Conceder").click()
        expect(notice).to_have_count(0)
        expect(ana.locator(NOTICE, has_text="uma vez")).to_be_visible()
        self._open_menu(ana)
        granted = ana.locator(PAUSE, has_text="Pausa da noite")
        expect(granted).to_contain_text("concedida uma vez")
        self.picture(ana, "exception-granted-1400")
        granted.click()
        ana.wait_for_selector(CLOCK)
        boss.goto(f"{self.product.url}/odoo/pact-pause-exceptions")
        row = boss.locator(".o_data_row", has_text="Consulta médica")
        expect(row).to_contain_text("Usado")
        self.picture(boss, "exceptions-1400")
        ana.click(MENU)
        ana.wait_for_selector(f"{MENU}[data-state=available]")

    def test_on_pocket_screens(self):
        """C12, I15: asked and refused at 390 pixels; the list of all fits as well."""
        boss, ana = (
            self.brazilian("admin", size=POCKET),
            self.brazilian("ana", size=POCKET),
        )
        self._ask(ana, width=POCKET["width"])
        notice = boss.locator(NOTICE, has_text="Consulta médica")
        expect(notice.locator("button", has_text="Conceder")).to_be_visible()
        self.picture(boss, "exception-asked-390")
        notice.locator("button", has_text="Recusar").click()
        expect(notice).to_have_count(0)
        boss.goto(f"{self.product.url}/odoo/pact-pause-exceptions")
        expect(boss.locator(".o_kanban_record", has_text="Recusad")).to_be_visible()
        self.picture(boss, "exceptions-390")
        for page in (ana, boss):
            wide = page.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(wide, POCKET["width"])

    def _ask(self, page, width=DESKTOP["width"]):
        self._open_menu(page)
        refused = page.locator(f"{MENU}-row", has_text="Pausa da noite")
        refused.locator(".o-pact-Availability-ask").click()
        page.fill("#o-pact-exception", "Consulta médica")
        self.picture(page, f"exception-dialog-{width}")
        page.click(".modal-footer .btn-primary")
        expect(page.locator(NOTICE, has_text="Pedido enviado")).to_be_visible()


class TestQueue(PauseJourney):
    def setUp(self):
        super().setUp()
        admin = self.product.log_in("admin")
        admin.call("pact.member", "choose_availability", "unavailable")
        named = [["module", "=", "pact_team"], ["name", "=", "pact_team_demo"]]
        [team] = admin.call("ir.model.data", "search_read", named, ["res_id"])
        self.team = [team["res_id"]]
        admin.call("pact.team", "write", self.team, {"minimum_available": 1})
        self.addCleanup(
            admin.call, "pact.team", "write", self.team, {"minimum_available": 0}
        )

    def test_a_turn_comes(self):
        """I2: the place is seen, it moves, and the pause begins by itself."""
        [snack] = self.product.log_in("ana").call(
            "pact.pause.type", "search", [["most_minutes", "=", 15]]
        )
        for size in (DESKTOP, POCKET):
            self._members("ana", "choose_availability", "available")
            bruno = self.brazilian("bruno", size=size)
            self._members("ana", "begin_pause", snack)
            self._open_menu(bruno)
            bruno.click(f"{PAUSE}:has-text('Lanche')")
            expect(bruno.locator(PLACE)).to_have_text("1")
            self._open_menu(bruno, TURN)
            expect(bruno.locator(TURN)).to_contain_text("1º lugar na fila, por volta")
            self.picture(bruno, f"pause-queue-{size['width']}")
            bruno.keyboard.press("Escape")
            self._members("ana", "end_pause")
            bruno.wait_for_selector(CLOCK)
            expect(bruno.locator(NOTICE, has_text="sua vez")).to_be_visible()
            self.picture(bruno, f"pause-turn-{size['width']}")
            bruno.click(MENU)
            bruno.wait_for_selector(f"{MENU}[data-state=available]")

    def test_a_supervisor_lets_go(self):
        """I2: from the list, at once; the agent's screen shows it by itself."""
        [snack] = self.product.log_in("ana").call(
            "pact.pause.type", "search", [["most_minutes", "=", 15]]
        )
        self._members("ana", "choose_availability", "available")
        bruno, boss = self.brazilian("bruno"), self.brazilian("admin")
        # Who looks after others is no help for the team's minimum today.
        self._members("admin", "choose_availability", "unavailable")
        self._members("ana", "begin_pause", snack)
        self._members("bruno", "begin_pause", snack)
        expect(bruno.locator(PLACE)).to_have_text("1")
        boss.goto(f"{self.product.url}/odoo/pact-pause-turns")
        row = boss.locator(".o_data_row", has_text="Bruno")
        expect(row).to_be_visible()
        self.picture(boss, "pause-turns-1400")
        row.locator("button", has_text="Liberar agora").click()
        bruno.wait_for_selector(CLOCK)
        for login in ("ana", "bruno"):
            self._members(login, "end_pause")
