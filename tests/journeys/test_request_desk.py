"""The desk of requests: lists, dialogs, a request filed for who calls, settings."""

from playwright.sync_api import expect

from common import POCKET, Journey

ROW = ".o_list_view .o_data_row"


class TestRequestDesk(Journey):
    def _requests(self, login, **looks):
        page = self.brazilian(login, **looks)
        self._go(page, "pact-requests")
        page.wait_for_selector(".o_control_panel")
        return page

    def _go(self, page, path):
        page.goto(f"{self.product.url}/odoo/{path}")

    def _choose(self, page, field, typed):
        """Choose what a field finds by a word of it, in the dialog that is open."""
        page.fill(f".modal [name={field}] input", typed)
        page.click(f".o-autocomplete--dropdown-item:has-text('{typed}')")

    def _without_filters(self, page):
        while page.locator(".o_facet_remove").count():
            page.locator(".o_facet_remove").first.click()
            page.wait_for_timeout(300)

    def test_an_agent_files_takes_and_answers(self):
        """S19, S28, S21: mine, what waits for my teams, one that I file, a response."""
        page = self._requests("ana")
        expect(page.locator(ROW)).to_have_count(2)
        self.picture(page, "requests-desk-mine-1400")
        self._without_filters(page)
        expect(page.locator(ROW)).not_to_have_count(2)
        self.picture(page, "requests-desk-all-1400")
        page.click(".o_control_panel button:has-text('Registrar solicitação')")
        self._choose(page, "partner_id", "Helena Duarte")
        expect(page.locator(".modal [name=contact_name] input")).to_have_value(
            "Helena Duarte"
        )
        self._choose(page, "classification_id", "Exclusão de beneficiário")
        page.fill(".modal [name=message] textarea", "Ligou: excluir Rui Alves.")
        self.picture(page, "requests-desk-file-1400")
        page.click(".modal button[name=action_file]")
        page.wait_for_selector(".o_form_view:has-text('Exclusão de beneficiário')")
        page.click("button[name=action_take]")
        page.wait_for_selector(".o_arrow_button_current:has-text('Em atendimento')")
        page.click(".o-mail-Chatter-sendMessage")
        page.locator(".o-mail-Composer-input").press_sequentially("::ola")
        page.click(".o-mail-Composer-suggestion")
        expect(page.locator(".o-mail-Composer-input")).not_to_have_value("::ola")
        self.picture(page, "requests-desk-form-1400")

    def test_who_decides_assigns_and_merges(self):
        """S19: several at once, from the list; and the board and the calendar."""
        page = self._requests("admin")
        page.click(".o_searchview_facet:has-text('Minhas') .o_facet_remove")
        page.wait_for_selector(ROW)
        for number in (0, 1):
            page.locator(f"{ROW} .o_list_record_selector input").nth(number).check()
        page.click(".o_control_panel button:has-text('Atribuir')")
        self._choose(page, "user_id", "Bruno Reis")
        page.fill(".modal [name=note] textarea", "Por favor, hoje.")
        self.picture(page, "requests-desk-assign-1400")
        page.click(".modal button[name=action_assign]")
        page.wait_for_selector(".modal", state="detached")
        expect(page.locator(f"{ROW}:has-text('Bruno Reis')")).not_to_have_count(0)
        for number in (0, 1):
            page.locator(f"{ROW} .o_list_record_selector input").nth(number).check()
        page.click(".o_control_panel button:has-text('Juntar')")
        page.wait_for_selector(".modal [name=kept_id]")
        self.picture(page, "requests-desk-merge-1400")
        page.click(".modal button[name=action_merge]")
        page.wait_for_selector(".o_form_view:has-text('juntou')")
        self._go(page, "pact-requests")
        for kind in ("kanban", "calendar"):
            page.click(f".o_switch_view.o_{kind}")
            page.wait_for_selector(f".o_{kind}_view, .o_calendar_renderer")
            self._without_filters(page)
            page.wait_for_selector(".o_kanban_record .text-danger, .fc-event")
            self.picture(page, f"requests-desk-{kind}-1400")

    def test_an_administrator_sets_it_up(self):
        """S1-S6: settings, a classification with its parts, contact methods."""
        page = self.brazilian("admin")
        for path, wanted in (
            ("pact-settings", "[name=pact_protocol_example]"),
            ("pact-classifications", ROW),
            ("pact-contact-methods", ROW),
        ):
            self._go(page, path)
            page.wait_for_selector(wanted)
            page.locator(wanted).first.scroll_into_view_if_needed()
            self.picture(page, f"requests-desk-{path}-1400")
        self._go(page, "pact-classifications")
        page.click(f"{ROW} >> text=Cadastro")
        page.wait_for_selector("[name=child_ids] .o_data_row")
        self.picture(page, "requests-desk-classification-1400")

    def test_on_a_phone(self):
        """S19: the list of an agent, and the dialog to file one."""
        page = self._requests("ana", size=POCKET)
        page.wait_for_selector(".o_kanban_record, .o_data_row")
        self.picture(page, "requests-desk-mine-390")
