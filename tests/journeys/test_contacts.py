"""Clients: found by number, added once, edited, and read back."""

from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey

CONTACT = ".o_kanban_record:not(.o_kanban_ghost)"


class TestContacts(Journey):
    def _clients(self, login, size=DESKTOP):
        page = self.agent(login, size=size, language="pt-BR")
        page.goto(f"{self.product.url}/odoo/pact-clients")
        page.wait_for_selector(".o_action_manager .o_kanban_view")
        return page

    def _write(self, text):
        phone = self.phone(size=DESKTOP, language="pt-BR")
        phone.fill("#message", text)
        phone.click("#send")
        phone.wait_for_selector(f"#chat >> text={text}")

    def _take(self, page):
        page.click(".o-pact-WaitingEntry")
        page.click(".o-pact-WaitingPanel button")
        page.wait_for_selector(".o-mail-Composer-input")

    def _let_every_word_open_anew(self):
        """Let a customer who comes back wait again, or there would be no history."""
        admin = self.product.log_in("admin")
        companies = admin.call("res.company", "search", [], limit=1, order="id")
        write = ("res.company", "write", companies)
        admin.call(*write, {"pact_reopen_hours": 0})
        self.addCleanup(admin.call, *write, {"pact_reopen_hours": 24})

    def _search(self, page, typed):
        page.fill(".o_searchview_input", typed)
        page.press(".o_searchview_input", "Enter")

    def test_from_the_first_word_to_the_history(self):
        """C14, C15, C17, C18, C19, P4: as an agent, in Portuguese."""
        self.tick("ana", "may_read_history")
        self._let_every_word_open_anew()
        page = self.agent("ana", language="pt-BR")
        self._write("Bom dia, tenho uma dúvida")
        self._take(page)
        page.wait_for_selector(".o-mail-Message:has-text('tenho uma dúvida')")
        page.click("button[name='pact-finish']")
        page.press("#o-pact-finish-note:focus", "Enter")
        page.wait_for_selector(".o-mail-Message", state="detached")
        self._write("Mais uma coisa")
        self._take(page)
        page.wait_for_selector(".o-mail-Message:has-text('Mais uma coisa')")
        page.wait_for_selector(".o-pact-History-line")
        self.picture(page, "contacts-panel-1400")
        page.click(".o-pact-History-line")
        page.wait_for_selector(".o-mail-Message:has-text('tenho uma dúvida')")
        page.wait_for_selector(".o-pact-ComposerGate")
        self._find_by_number(page)
        self._find_instead_of_adding(page)
        self._edit(page)

    def _find_by_number(self, page):
        page.goto(f"{self.product.url}/odoo/pact-clients")
        page.wait_for_selector(".o_search_panel")
        page.wait_for_selector(f"{CONTACT}:has-text('Maria Souza')")
        self.picture(page, "contacts-clients-1400")
        self._search(page, "11 8765-4321")
        page.wait_for_selector(".o_facet_value:has-text('11 8765-4321')")
        found = page.locator(CONTACT)
        expect(found).to_have_count(1)
        expect(found).to_contain_text("Maria Souza")

    def _find_instead_of_adding(self, page):
        page.click(".o_control_panel button:has-text('Adicionar contato')")
        page.fill(".modal [name=phone] input", "(11) 98765-4321")
        page.press(".modal [name=phone] input", "Tab")
        page.wait_for_selector(".modal .alert:has-text('Maria Souza')")
        self.picture(page, "contacts-add-1400")
        page.click(".modal button[name=action_open]")
        page.wait_for_selector(".o_form_view [name=pact_known_as]:has-text('+55 11')")

    def _edit(self, page):
        page.fill(".o_form_view [name=email] input", "maria@example.com")
        page.click(".o_form_button_save")
        page.wait_for_selector(".o-mail-Chatter >> text=maria@example.com")
        self.picture(page, "contacts-form-1400")
        page.click("button[name=action_pact_history]")
        page.wait_for_selector(".o_list_view .o_data_row")
        self.picture(page, "contacts-history-1400")

    def test_a_pocket_screen(self):
        """C14, C15: the section and the dialog fit a phone."""
        page = self._clients("ana", POCKET)
        self.picture(page, "contacts-clients-390")
        width = page.evaluate("document.documentElement.scrollWidth")
        self.assertLessEqual(width, POCKET["width"])
        contact = page.locator(CONTACT).first
        contact.click()
        page.wait_for_selector(".o_form_view")
        self.picture(page, "contacts-form-390")
