"""A supervisor writes to three hundred people, holds it, and sees who replied."""

from contextlib import closing

import psycopg2
import requests

from common import DESKTOP, POCKET, Journey

MANY = 300
NUMBERS = [f"+351{930_000_000 + index}" for index in range(MANY)]
PATIENCE = 180_000
STATE = ".o_statusbar_status .o_arrow_button_current"


class TestCorrespondence(Journey):
    def setUp(self):
        super().setUp()
        self._control("settings", unknown_has_whatsapp=True, tier_limit=1000)
        self._sql("UPDATE pact_inbox SET has_no_people_limit = true")

    def _control(self, path, **given):
        url = f"{self.product.simulator_url}/control/{path}"
        requests.post(url, json=given, timeout=20).raise_for_status()

    def _sql(self, query, *values):
        with closing(psycopg2.connect(dbname=self.product.database)) as base:
            base.autocommit = True
            base.cursor().execute(query, values)

    def _step(self, page, button, state):
        page.click(f".o_statusbar_buttons button[name=action_{button}]")
        if button == "start":
            page.click(".modal .btn-primary")
        page.wait_for_selector(f"{STATE}:has-text('{state}')")

    def _compose(self, page):
        page.goto(f"{self.product.url}/odoo/pact-correspondences/new")
        page.fill(".o_field_widget[name=name] input", "Retomada de julho")
        page.click("label:has-text('Numbers I paste')")
        page.fill(
            ".o_field_widget[name=numbers] textarea", "\n".join([*NUMBERS, "ninguém"])
        )
        page.fill(".o_field_widget[name=template_id] input", "retomar")
        page.click(".o-autocomplete--dropdown-item:has-text('(pt_BR)')")
        page.click("[name=blank_ids] .o_data_row td[name=text]")
        page.fill("[name=blank_ids] .o_data_row td[name=text] input", "de julho")
        page.click(".o_field_widget[name=name] input")
        page.wait_for_selector("[name=preview]:has-text('atendimento de julho agora')")
        self.picture(page, "correspondence-draft-1400")

    def test_it_is_held_goes_on_and_survives_a_restart(self):
        """P4: who, what, preview and cost; pause, resume, one to each."""
        page = self.agent("admin")
        self._compose(page)
        self._step(page, "prepare", "Ready")
        page.wait_for_selector("[name=plan]:has-text('Portugal: 300')")
        page.wait_for_selector("[name=plan]:has-text('No number: 1')")
        self.picture(page, "correspondence-ready-1400")
        self._step(page, "start", "Running")
        page.wait_for_selector("[data-part=sent], [data-part=delivered]")
        self._step(page, "pause", "Paused")
        self.picture(page, "correspondence-paused-1400")
        self._step(page, "resume", "Running")
        self._restart(page)
        address = page.url
        page.wait_for_selector(f"{STATE}:has-text('Done')", timeout=PATIENCE)
        self._control(
            f"customers/{NUMBERS[0].lstrip('+')}/send", type="text", text="Pode ser"
        )
        self._look_again_until(page, "button:has-text('Replied'):has-text('1')")
        self.picture(page, "correspondence-done-1400")
        page.click("button:has-text('Left out')")
        page.wait_for_selector(".o_data_row:has-text('ninguém')")
        self.picture(page, "correspondence-recipients-1400")
        self._look_at_a_pocket(address)
        self._look_at_the_reply()

    def _restart(self, page):
        address = page.url
        page.goto("about:blank")
        self.product.kill_odoo()
        self.product.start_odoo()
        page.goto(address)

    def _look_again_until(self, page, selector):
        while not page.locator(selector).count():
            page.reload()
            page.wait_for_selector(".o_form_view [name=name]")

    def _look_at_a_pocket(self, address):
        page = self.agent("admin", size=POCKET)
        for name, path in (
            ("correspondences", f"{self.product.url}/odoo/pact-correspondences"),
            ("correspondence", address),
        ):
            page.goto(path)
            page.wait_for_selector(".o_kanban_record, .o_form_view [name=name]")
            self.picture(page, f"{name}-390")

    def _look_at_the_reply(self):
        page = self.agent("admin", size=DESKTOP)
        page.click(".o-pact-WaitingEntry")
        page.wait_for_selector(".o-mail-Message:has-text('Retomada de julho')")
        page.wait_for_selector(".o-mail-Message:has-text('Pode ser')")
        self.picture(page, "correspondence-reply-1400")
