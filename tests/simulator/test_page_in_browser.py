"""What is done on the phone's page, by a real browser."""

import shutil

from playwright.sync_api import sync_playwright

from common import NUMBER, SimulatorCase

SIZES = {"desktop": (1280, 900), "pocket": (390, 844)}


class TestPageInBrowser(SimulatorCase):
    is_connected = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            # Chromium has no sandbox for root, as who continuous integration runs.
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        super().setUp()
        self.errors = []

    def test_a_template_is_reviewed(self):
        """WA43: whoever plays the network approves it with one click, at any width."""
        for name, size in SIZES.items():
            with self.subTest(name):
                event = {"event": "PENDING"}
                self.control("POST", "templates/pedido_pronto/review", event)
                page = self.open(size)
                if name == "pocket":
                    page.click("#show-world")
                page.click("#review summary")
                card = "[data-template=pedido_pronto]"
                page.click(f"{card} button >> text=Approve")
                page.wait_for_selector(f"{card}[data-status=APPROVED]")
                (template,) = self.simulator.network.templates("pedido_pronto")
                self.assertEqual(template.status, "APPROVED")
        self.assertEqual(self.errors, [])

    def test_a_person_wants_no_marketing(self):
        """I7: one tick, which is still there after the next look."""
        page = self.open(SIZES["desktop"])
        page.click("#unwilling")
        page.wait_for_function(
            "async () => (await (await "
            "fetch('/control/customers')).json())[0].without_marketing.length"
        )
        page.reload()
        page.wait_for_selector("#unwilling:checked")
        self.assertEqual(self.errors, [])

    def test_what_was_said_in_a_group_says_so(self):
        """WA29: it does not look like a private message."""
        made = {"number_id": NUMBER, "subject": "Obra 12", "people": ["maria"]}
        group = self.control("POST", "groups", made).json()["id"]
        self.maria.send_text("Oi", group_id=group)
        self.send(content={"body": "Bom dia"}, to=group, recipient_type="group")
        page = self.open(SIZES["desktop"])
        page.wait_for_selector(".bubble.theirs >> text=Obra 12")
        page.wait_for_selector(".bubble.own >> text=Obra 12")
        self.assertEqual(self.errors, [])

    def test_read_typing_and_emoji_are_seen(self):
        """WA21: what the business does without words is on the phone."""
        wamid = self.maria.send_text("Oi")
        emoji = {"message_id": wamid, "emoji": "👍"}
        self.send("reaction", emoji)
        told = {"status": "read", "message_id": wamid}
        self.post(told | {"typing_indicator": {"type": "text"}})
        page = self.open(SIZES["desktop"])
        page.wait_for_selector(".bubble.own .reactions >> text=👍")
        page.wait_for_selector(".bubble.own .ticks.read")
        page.wait_for_selector("#line >> text=typing")
        self.assertEqual(self.errors, [])

    def open(self, size):
        width, height = size
        page = self.browser.new_page(
            viewport={"width": width, "height": height}, locale="en-US"
        )
        self.addCleanup(page.close)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.simulator.url)
        page.wait_for_selector("#customers li", state="attached")
        return page
