"""Stories told by real browsers on the running product."""

import shutil
import unittest

from playwright.sync_api import expect, sync_playwright

from setup import places
from setup.product import Product

DESKTOP = {"width": 1400, "height": 900}
POCKET = {"width": 390, "height": 844}
PICTURES = places.MADE / "pictures"
# Odoo's first page of the day compiles what it is made of.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# A page that is left cuts its own requests short; nobody's fault.
HARMLESS = ("net::ERR_ABORTED",)


class Journey(unittest.TestCase):
    """A product and a browser of its own for each class; an error in a page fails."""

    browser_flags = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = Product()
        cls.addClassCleanup(cls.product.stop)
        cls.product.start()
        cls.browser = cls._open_browser()

    def setUp(self):
        super().setUp()
        self.page_errors = []
        self.addCleanup(lambda: self.assertEqual(self.page_errors, []))

    def agent(self, login, *, size=DESKTOP, language="en-US"):
        """Return Discuss as this user sees it, in a browser of their own."""
        page = self._new_page(size, language)
        page.goto(f"{self.product.url}/web/login")
        page.fill("#login", login)
        page.fill("#password", login)
        page.click("button[type=submit]")
        page.wait_for_url("**/odoo**")
        page.goto(f"{self.product.url}/odoo/discuss")
        page.wait_for_selector(".o-mail-Discuss")
        return page

    def brazilian(self, login, *, zone=None, **looks):
        """Return Discuss as this user sees it in Portuguese, in a zone of theirs."""
        person, here = self.product.log_in(login), {"lang": "pt_BR"}
        if zone:
            here["tz"] = zone
        person.call("res.users", "write", [person.user_id], here)
        return self.agent(login, language="pt-BR", **looks)

    def tick(self, login, right):
        """Tick what roles leave to be ticked, as an administrator does."""
        admin = self.product.log_in("admin")
        domain = [["user_id.login", "=", login]]
        [member] = admin.call("pact.member", "search", domain)
        [option] = admin.call("pact.right", "search", [["code", "=", right]])
        admin.call("pact.member", "write", [member], {"option_ids": [[4, option]]})

    def phone(self, *, size=POCKET, language="en-US"):
        """Return the customer's phone, as the simulator shows it."""
        page = self._new_page(size, language)
        page.goto(self.product.simulator_url)
        return page

    def picture(self, page, name):
        """Keep what the page looks like, for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")

    def _new_page(self, size, language):
        context = self.browser.new_context(viewport=size, locale=language)
        context.set_default_timeout(PATIENCE)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: self.page_errors.append(str(error)))
        page.on("console", self._note_console)
        self.addCleanup(self._keep_last_look, page)
        return page

    def _note_console(self, message):
        if message.type == "error" and not any(
            word in message.text for word in HARMLESS
        ):
            self.page_errors.append(message.text)

    def _keep_last_look(self, page):
        self.picture(
            page, f"{self._testMethodName}-{len(page.context.browser.contexts)}"
        )

    @classmethod
    def _open_browser(cls):
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            # Chromium has no sandbox for root, as who continuous integration runs.
            args=["--no-sandbox", "--disable-dev-shm-usage", *cls.browser_flags],
        )
        cls.addClassCleanup(browser.close)
        return browser
