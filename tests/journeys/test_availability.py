"""Pauses from the menu beside one's name, as the agent and as a supervisor see them."""

from datetime import UTC, datetime

import wall_clock
from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey
from setup.rpc import RemoteError

MENU = ".o-pact-Availability"
PAUSE = ".o-pact-Availability-pause"
CLOCK = ".o-pact-PauseClock"


class TestAvailability(Journey):
    def _open_menu(self, page):
        """A page that is still being drawn closes every menu: then once more."""
        for _time in range(3):
            page.click(MENU)
            page.wait_for_timeout(1000)
            if page.locator(PAUSE).count():
                return
        self.fail("the menu does not stay open")

    def _see_members(self):
        page = self.brazilian("admin")
        page.goto(f"{self.product.url}/odoo/pact-members")
        row = page.locator(".o_data_row", has_text="Bruno")
        return page, row.locator(".o-pact-AvailabilityField")

    def test_a_pause_is_seen_to_run(self):
        """C5, C7, C8: begun with two clicks, counted down, seen by others, ended."""
        bruno = self.brazilian("bruno")
        admin, state = self._see_members()
        expect(state).to_have_text("Disponível")
        self._open_menu(bruno)
        bruno.wait_for_selector(f"{PAUSE}:has-text('Almoço')")
        self.picture(bruno, "pauses-1400")
        bruno.click(f"{PAUSE}:has-text('Lanche')")
        bruno.wait_for_selector(f"{CLOCK}:has-text('14:5')")
        self.picture(bruno, "pause-running-1400")
        expect(state).to_have_text("Em pausa · Lanche")
        self.picture(admin, "pause-seen-1400")
        before = bruno.text_content(CLOCK)
        expect(bruno.locator(CLOCK)).not_to_have_text(before)
        bruno.click(MENU)
        expect(state).to_have_text("Disponível")
        bruno.wait_for_selector(CLOCK, state="detached")

    def test_not_before_its_hour(self):
        """C11: shown with the hour, and nothing begins by clicking it."""
        self._move_clock(wall_clock.noon(datetime.now(UTC)))
        self._add_pause("Pausa da noite", 23.98)
        for size in (DESKTOP, POCKET):
            ana = self.brazilian("ana", size=size)
            self._open_menu(ana)
            refused = ana.locator(PAUSE, has_text="Pausa da noite")
            expect(refused).to_contain_text("a partir de 23:59")
            self.picture(ana, f"pauses-refused-{size['width']}")
            refused.dispatch_event("click")
            expect(ana.locator(CLOCK)).to_have_count(0)

    def test_allowed_at_its_hour(self):
        """C11: refused an hour before, and it begins in the minute itself."""
        now = datetime.now(UTC)
        noon = wall_clock.noon(now)
        self._move_clock(noon)
        opens = wall_clock.NOON + 1 + now.minute / 60
        kind = self._add_pause("Pausa da tarde", opens)
        ana = self.brazilian("ana")
        self._open_menu(ana)
        pause = ana.locator(PAUSE, has_text="Pausa da tarde")
        expect(pause).to_contain_text("a partir de 13:")
        expect(pause).to_have_attribute("aria-disabled", "true")
        with self.assertRaisesRegex(RemoteError, "13:"):
            self.product.log_in("ana").call("pact.member", "begin_pause", kind)
        self.picture(ana, "pause-before-its-hour-1400")
        ana.keyboard.press("Escape")
        self._move_clock(noon + 1)
        self._open_menu(ana)
        expect(pause).to_have_attribute("aria-disabled", "false")
        expect(pause).to_contain_text("10 min")
        self.picture(ana, "pause-at-its-hour-1400")
        pause.click()
        ana.wait_for_selector(f"{CLOCK}:has-text('9:5')")
        ana.click(MENU)
        ana.wait_for_selector(f"{MENU}[data-state=available]")

    def _move_clock(self, hours):
        """Move the clock where Ana works, whatever the hour is here."""
        admin = self.product.log_in("admin")
        wall_clock.move(admin, "ana", hours)
        self.addCleanup(wall_clock.forget, admin, "ana")

    def _add_pause(self, name, opens):
        admin = self.product.log_in("admin")
        vals = {"name": name, "opens": opens, "most_minutes": 10}
        [kind] = admin.call("pact.pause.type", "create", [vals])
        self.addCleanup(admin.call, "pact.pause.type", "action_archive", [kind])
        return kind

    def test_on_a_pocket_screen(self):
        """C7: at 390 pixels the clock is there, and one touch ends the pause."""
        ana = self.brazilian("ana", size=POCKET)
        self._open_menu(ana)
        ana.click(f"{PAUSE}:has-text('Lanche')")
        ana.wait_for_selector(CLOCK)
        self.picture(ana, "pause-running-390")
        ana.click(MENU)
        ana.wait_for_selector(f"{MENU}[data-state=available]")

    def test_gone_and_back(self):
        """C1: unavailable by choice, through a reload, until one chooses to be back."""
        ana = self.brazilian("ana")
        self._open_menu(ana)
        ana.click(".o-pact-Availability-leave")
        ana.wait_for_selector(f"{MENU}[data-state=unavailable]")
        ana.reload()
        ana.wait_for_selector(f"{MENU}[data-state=unavailable]")
        ana.click(MENU)
        ana.click(".o-pact-Availability-available")
        ana.wait_for_selector(f"{MENU}[data-state=available]")
