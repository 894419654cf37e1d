"""A customer's responsible person files a request, follows it, and gets an answer."""

import re

from customer import FILES, CustomerJourney
from playwright.sync_api import expect

from common import POCKET

FILED = re.compile(r"/my/requests/\d+\?filed=1$")
MESSAGE = "Preciso da segunda via.\n\nObrigada, <b>Maria</b>"


class TestRequests(CustomerJourney):
    def test_central(self):
        """S7, S9-S14, S16-S23: filed with three files, answered, rated, reopened."""
        self.in_mode("central")
        maria = self.customer()
        self._enter(maria)
        maria.select_option("#classification", label="Cobrança central")
        maria.select_option("#sub", label="Segunda via de boleto")
        self._fill(maria)
        protocol = self._file(maria)
        self._answer(maria.url, protocol)
        self._read_and_reopen(maria)

    def test_crm(self):
        """S10, S18-S21, S24, S25: chosen by a button, and how to be contacted."""
        self.in_mode("crm")
        maria = self.customer(size=POCKET)
        self._enter(maria)
        maria.click("#classification_button")
        maria.keyboard.type("cobranca")
        maria.wait_for_selector(".list-group button:has-text('Portab')", state="hidden")
        self.look(maria, "chooser")
        maria.keyboard.press("Enter")
        maria.wait_for_selector("#classification_dialog", state="hidden")
        self.assertIn("Cobrança", maria.inner_text("#classification_button"))
        maria.select_option("#method", label="Por WhatsApp")
        self._fill(maria)
        protocol = self._file(maria)
        self.assertIn("Por WhatsApp", maria.inner_text("#wrap"))
        self._answer(maria.url, protocol)
        self._read_and_reopen(maria)

    def test_without_javascript(self):
        """S11, S13, S18, S24: every step works, for nothing but HTML is needed."""
        for mode in ("central", "crm"):
            self.in_mode(mode)
            maria = self.customer(size=POCKET)
            plain = self._without_script(maria)
            plain.goto(f"{self.product.url}/my/requests/new")
            plain.select_option("#classification", label=f"Cobrança {mode}")
            if mode == "central":
                plain.select_option("#sub", label="Reajuste")
            else:
                plain.select_option("#method", label="Por WhatsApp")
            plain.fill("#message", MESSAGE)
            plain.set_input_files("#files", FILES)
            self.picture(plain, f"request-plain-{mode}-390")
            plain.click(".o-pact-RequestForm button[type=submit]")
            plain.wait_for_url(FILED)
            self.assertIn("carta.txt", plain.inner_text("#wrap"))

    def test_in_spanish(self):
        """S7, S9, S24: filed, and found again, by somebody who reads Spanish."""
        self.in_mode("central")
        maria = self.spanish(size=POCKET)
        self.show(maria, "/my")
        maria.click("a:has-text('Contáctenos')")
        maria.click("a:has-text('Nueva solicitud')")
        maria.select_option("#classification", label="Cobrança central")
        maria.select_option("#sub", label="Reajuste")
        maria.fill("#message", "¿De cuánto será el reajuste?")
        self.look(maria, "spanish-form")
        maria.click("button:has-text('Enviar la solicitud')")
        maria.wait_for_url(FILED)
        told = maria.inner_text(".alert-success:has-text('Su solicitud fue abierta')")
        [protocol] = re.findall(r"\d{14}", told)
        self.look(maria, "spanish-filed")
        maria.click("#wrap a:has-text('Todas las solicitudes')")
        row = maria.locator(f"#wrap tr:has-text('{protocol}')")
        expect(row.locator(".badge")).to_have_text("Recibida")
        self.look(maria, "spanish-list")

    def _without_script(self, page):
        context = self.browser.new_context(
            java_script_enabled=False,
            viewport=POCKET,
            locale="pt-BR",
            storage_state=page.context.storage_state(),
        )
        self.addCleanup(context.close)
        return context.new_page()

    def _enter(self, page):
        self.show(page, "/my")
        page.click("a:has-text('Fale Conosco')")
        page.click("a[href='/my/requests/new']")
        page.wait_for_selector("#message")

    def _fill(self, page):
        self.assertEqual(page.input_value("#name"), "Maria Souza")
        page.fill("#message", MESSAGE)
        page.set_input_files("#files", FILES)
        page.wait_for_selector(".o-pact-FileChoice-list li:has-text('foto.png')")

    def _file(self, page):
        page.click(".o-pact-RequestForm button[type=submit]")
        page.wait_for_url(FILED)
        [protocol] = re.findall(r"\d{14}", page.inner_text(".alert-success"))
        for file in FILES:
            self.assertTrue(page.is_visible(f"#wrap a:has-text('{file['name']}')"))
        self.look(page, "filed")
        self.assertIn("<b>Maria</b>", page.inner_text("#wrap"))
        return protocol

    def _answer(self, address, protocol):
        """An agent sees it at once, takes it, answers and finishes it."""
        ana = self.brazilian("ana")
        number = re.search(r"requests/(\d+)", address)[1]
        ana.goto(f"{self.product.url}/odoo/pact-requests/{number}")
        ana.wait_for_selector(f".o_form_view:has-text('{protocol}')")
        ana.click("button[name=action_take]")
        ana.wait_for_selector("button[name=action_finish]")
        ana.click(".o-mail-Chatter-sendMessage")
        ana.fill(".o-mail-Composer-input", "Segue a segunda via.")
        ana.click(".o-mail-Composer-send")
        ana.wait_for_selector(".o-mail-Message:has-text('Segue a segunda via.')")
        self.picture(ana, "request-agent-1400")
        ana.click("button[name=action_finish]")
        ana.wait_for_selector("button[name=action_reopen]")

    def _read_and_reopen(self, page):
        address = page.url.split("?")[0]
        page.goto(address)
        page.wait_for_selector("#wrap :text('Segue a segunda via.')")
        self.assertTrue(page.is_visible("#wrap .badge:text('Finalizado')"))
        page.check("#mark_5")
        page.fill("#remark", "Rápido e gentil.")
        page.click("#rating button[type=submit]")
        page.wait_for_selector("#rating .alert-success")
        page.goto(address)
        page.fill("#message", "Ainda falta uma.")
        page.set_input_files("#files", FILES[:1])
        page.click(".o-pact-RequestForm button[type=submit]")
        page.wait_for_selector("#wrap :text('Ainda falta uma.')")
        page.wait_for_selector("#wrap .badge:text('Em atendimento')")
        self.assertEqual(page.url, address)
