"""Every menu at both widths: nothing is too wide, every button has a name."""

from common import DESKTOP, POCKET, Journey

PATHS = [
    f"pact-{name}"
    for name in [
        "availability",
        "classifications",
        "clients",
        "conversations",
        "correspondences",
        "day",
        "events",
        "groups",
        "holidays",
        "inboxes",
        "invitations",
        "members",
        "pause-exceptions",
        "pause-turns",
        "pauses",
        "removals",
        "responses",
        "roles",
        "settings",
        "suggestions",
        "tags",
        "teams",
        "template-ideas",
        "templates",
    ]
]
DRAWN = (
    ".o_data_row:visible, .o_kanban_record:visible, .o_view_nocontent:visible, "
    ".o_form_view input:visible, .o-pact-DayStrip:visible"
)
WITHOUT_NAME = """() => [...document.querySelectorAll("button, a[href], [role=button]")]
    .filter((el) => el.checkVisibility() && el.getClientRects().length)
    .filter((el) => !(
        el.innerText.trim() || el.title || el.ariaLabel || el.dataset.tooltip ||
        el.getAttribute("aria-labelledby") || el.querySelector("img[alt], [title]")
    ))
    .map((el) => el.outerHTML.slice(0, 160))"""


class TestLooks(Journey):
    def test_every_menu(self):
        """At 1400 and at 390 pixels, in Portuguese, on the first day."""
        for size in (DESKTOP, POCKET):
            admin = self._in_portuguese(size)
            for path in PATHS:
                with self.subTest(path, width=size["width"]):
                    self._look(admin, path, size)

    def _in_portuguese(self, size):
        person = self.product.log_in("admin")
        person.call("res.users", "write", [person.user_id], {"lang": "pt_BR"})
        return self.agent("admin", size=size, language="pt-BR")

    def _look(self, page, path, size):
        page.goto(f"{self.product.url}/odoo/{path}")
        page.wait_for_selector(DRAWN)
        self.picture(page, f"looks-{path}-{size['width']}")
        self.assertLessEqual(
            page.evaluate("document.documentElement.scrollWidth"), size["width"]
        )
        self.assertEqual(self._without_name(page), [])

    def _without_name(self, page):
        return [one for one in page.evaluate(WITHOUT_NAME) if "o-pact" in one]
