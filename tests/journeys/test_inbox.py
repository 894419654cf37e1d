"""An administrator connects an inbox by its steps, and is told what is wrong."""

import time

from common import DESKTOP, POCKET, Journey
from setup.rpc import post_json

NUMBER = "203040506070810"
ACCOUNT = "102030405060708"
STEP = ".o-pact-InboxSteps li"


class TestInbox(Journey):
    def _open_catalogue(self, page):
        page.goto(f"{self.product.url}/odoo/pact-inboxes")
        page.wait_for_selector(".o-pact-InboxKinds")

    def _assert_fits(self, page):
        self.assertLessEqual(
            page.evaluate("document.body.scrollWidth"), page.viewport_size["width"]
        )

    def _fill(self, page, name, value):
        page.fill(f"[name={name}] input", value)

    def _choose_team(self, page, name):
        page.fill("[name=team_id] input", name)
        page.click(f".o-autocomplete--dropdown-item:has-text('{name}')")

    def _save(self, page):
        page.click(".o_form_button_save")
        page.wait_for_selector(".o_form_button_save", state="hidden")

    def _done(self, page):
        return page.locator(f"{STEP}[data-done='1']").count()

    def _check(self, page):
        page.click("button[name=action_check]")

    def _enter_at_the_network(self, page):
        """Do what an administrator does on the pages of Meta."""
        subscription = {
            "number_id": NUMBER,
            "url": page.inner_text("[name=webhook_url]").strip(),
            "verify_token": page.inner_text("[name=verify_token]").strip(),
            "app_secret": "demo-secret",
        }
        post_json(f"{self.product.simulator_url}/control/webhook", subscription)

    def _write_to_it(self):
        said = {"type": "text", "number_id": NUMBER, "text": "Olá, Sul!"}
        url = f"{self.product.simulator_url}/control/customers/carlos/send"
        post_json(url, said)

    def test_the_catalogue_shows_what_there_is(self):
        """C13: what is in use, what is not configured, and what could be."""
        for size in (DESKTOP, POCKET):
            page = self.agent("admin", size=size)
            self._open_catalogue(page)
            card = page.locator(".o_kanban_record:has-text('WhatsApp Vendas')")
            self.assertIn("Not configured", card.inner_text())
            page.wait_for_selector(".o-pact-InboxKinds >> text=In use")
            self._assert_fits(page)
            self.picture(page, f"inbox-catalogue-{size['width']}")

    def _begin(self, page):
        self._open_catalogue(page)
        page.click(".o-pact-InboxKinds button")
        page.wait_for_selector(STEP)
        self.assertEqual(self._done(page), 0)
        self.picture(page, "inbox-new-1400")

    def _fill_in(self, page, token):
        self._fill(page, "name", "WhatsApp Sul")
        self._choose_team(page, "Atendimento")
        self._fill(page, "number_ref", NUMBER)
        self._fill(page, "account_ref", ACCOUNT)
        self._fill(page, "token_input", token)
        self._fill(page, "app_secret_input", "demo-secret")
        self._fill(page, "base_url", f"{self.product.simulator_url}/v25.0")
        self._save(page)
        page.wait_for_selector(f"{STEP}[data-done='1'] >> nth=2")
        self.assertEqual(page.input_value("[name=token_input] input"), "")

    def _hear_what_is_wrong(self, page):
        self._check(page)
        page.wait_for_selector(".o-pact-InboxFindings >> text=access token is wrong")
        page.wait_for_selector(".o_notification >> text=1 to mend")
        self._assert_fits(page)
        self.picture(page, "inbox-wrong-token-1400")

    def test_from_a_new_inbox_to_its_first_message(self):
        """C13: step by step; a wrong token is explained in words, and mended."""
        page = self.agent("admin")
        self._begin(page)
        self._fill_in(page, "wrong-token")
        self._enter_at_the_network(page)
        self._hear_what_is_wrong(page)
        self._fill(page, "token_input", "demo-token")
        self._check(page)
        page.wait_for_selector(".o_notification >> text=all is well")
        page.wait_for_selector(f"{STEP}[data-done='1'] >> nth=5")
        self._write_to_it()
        self._wait_for_the_first_message()
        page.reload()
        page.wait_for_selector("[name=quality] >> text=High")
        self.assertEqual(page.locator(STEP).count(), 0)
        self.picture(page, "inbox-connected-1400")

    def _wait_for_the_first_message(self):
        """Wait until what was written waits in a queue."""
        admin = self.product.log_in("admin")
        named = [["name", "=", "WhatsApp Sul"]]
        [inbox] = admin.call("pact.inbox", "search", named)
        is_here = ["first_message_is_here"]
        for _second in range(30):
            if admin.call("pact.inbox", "read", [inbox], is_here)[0][is_here[0]]:
                return
            time.sleep(1)
        self.fail("The first message did not come.")

    def test_it_is_read_on_a_phone(self):
        page = self.agent("admin", size=POCKET)
        for name, picture in (("Vendas", "steps"), ("Atendimento", "health")):
            self._open_catalogue(page)
            page.click(f".o_kanban_record:has-text('WhatsApp {name}')")
            page.wait_for_selector("[name=webhook_url]")
            self._assert_fits(page)
            self.picture(page, f"inbox-{picture}-390")
