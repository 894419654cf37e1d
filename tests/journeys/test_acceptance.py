"""Somebody comes in by the link of an invitation, on their phone."""

import re
import time

import requests

from common import DESKTOP, PATIENCE, POCKET, Journey

NUMBER = "+5511977770001"
PASSWORD = "a password for Nina"
CODE = re.compile(r"\b\d{6}\b")


class TestAcceptance(Journey):
    def test_by_sms_after_no_whatsapp(self):
        """P16, P17, P18, P19, P20: from the link to the conversations."""
        nina = {"key": "nina", "name": "Nina", "phone": NUMBER}
        self._control("customers", **nina, has_whatsapp=False)
        page = self._new_page(POCKET, "en-US")
        page.goto(self._invite("nina@example.com"))
        self._give_phone(page)
        self._ask_for_sms(page)
        self._mistype_code(page)
        page.fill("#code", self._code_by_sms())
        page.fill("#password", PASSWORD)
        page.click("button[value=accept]")
        page.wait_for_url("**/odoo/discuss**")
        self.assertTrue(
            page.wait_for_selector(".o-mail-Discuss, .o-mail-MessagingMenu")
        )

    def test_without_javascript(self):
        """P16: every step works, for nothing but HTML is needed."""
        page = self._page_without_javascript()
        page.goto(self._invite("rui@example.com"))
        page.fill("#first_name", "Rui")
        page.fill("#last_name", "Alves")
        page.fill("#phone", "+351 919 000 001")
        page.check("#kind_personal")
        self.picture(page, "acceptance-form-1400")
        page.click("button[value=send]")
        page.wait_for_selector("#code")
        self.assertFalse(page.is_visible("#show_password"))
        page.click("button[value=sms]")
        page.wait_for_selector("text=seconds before")
        self.picture(page, "acceptance-code-1400")

    def test_what_else_the_link_shows_fits_a_pocket_screen(self):
        """P16: log in first, and no longer valid."""
        page = self._page_without_javascript(POCKET)
        for name, link in (
            ("known", self._invite("ana@example.com", company_id=self._branch())),
            ("over", f"{self.product.url}/pact/invitation/unknown"),
        ):
            with self.subTest(name):
                page.goto(link)
                self.picture(page, f"acceptance-{name}-390")
                width = page.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, POCKET["width"])

    def _give_phone(self, page):
        self.picture(page, "acceptance-form-390")
        page.fill("#first_name", "Nina")
        page.fill("#last_name", "Souza")
        page.select_option("#country", "BR")
        page.fill("#phone", "123")
        page.check("#kind_work")
        page.click("button[value=send]")
        page.wait_for_selector("#phone_problem")
        self.assertEqual(page.evaluate("document.activeElement.id"), "phone")
        self.picture(page, "acceptance-problem-390")
        page.fill("#phone", NUMBER.removeprefix("+55"))
        page.click("button[value=send]")

    def _ask_for_sms(self, page):
        """Wait until the page says by itself that the number has no WhatsApp."""
        page.wait_for_selector("#code")
        page.wait_for_selector("[data-delivery=no_whatsapp]:not([hidden])")
        self.assertTrue(page.is_disabled("button[value=whatsapp]"))
        self.picture(page, "acceptance-code-390")
        page.click("button[value=sms]:not([disabled])")
        page.wait_for_selector("text=by SMS to")

    def _mistype_code(self, page):
        page.fill("#code", "000000")
        page.fill("#password", PASSWORD)
        page.check("#show_password")
        self.assertEqual(page.get_attribute("#password", "type"), "text")
        page.click("button[value=accept]")
        page.wait_for_selector("#code_problem")
        self.assertEqual(page.input_value("#password"), "")
        self.picture(page, "acceptance-wrong-390")

    def _page_without_javascript(self, size=DESKTOP):
        context = self.browser.new_context(viewport=size, java_script_enabled=False)
        context.set_default_timeout(PATIENCE)
        self.addCleanup(context.close)
        return context.new_page()

    def _branch(self):
        admin = self.product.log_in("admin")
        return admin.call("res.company", "create", [{"name": "Filial"}])[0]

    def _invite(self, email, **vals):
        """Return the link of a new invitation, as its writer copies it."""
        admin = self.product.log_in("admin")
        offer = {"email": email, "lang": "en_US", **vals}
        found = admin.call("pact.invitation", "create", [offer])
        told = admin.call("pact.invitation", "action_copy_link", found)
        path = re.search(r"/pact/invitation/.*", told["params"]["url"])[0]
        return self.product.url + path

    def _control(self, path, **given):
        url = f"{self.product.simulator_url}/control/{path}"
        requests.post(url, json=given, timeout=20).raise_for_status()

    def _code_by_sms(self):
        """Wait for the SMS; return the code in it."""
        url = f"{self.product.simulator_url}/control/sms"
        give_up = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < give_up:
            texts = requests.get(url, params={"number": NUMBER}, timeout=20).json()
            if texts:
                return CODE.search(texts[-1]["content"])[0]
            time.sleep(0.1)
        raise AssertionError("No SMS came")
