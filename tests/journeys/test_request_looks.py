"""Every page of the portal's requests at both widths: for everybody, and in order."""

from customer import FILES, CustomerJourney

from common import DESKTOP, POCKET

VIEWS = ("list", "kanban", "calendar")
# On a small screen a list becomes a kanban.
DRAWN = (
    ".o_data_row:visible, .o_kanban_record:not(.o_kanban_ghost):visible, "
    ".o_calendar_renderer .fc-event:visible"
)


class TestRequestLooks(CustomerJourney):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana = cls.product.log_in("ana")
        cls.tickets = {}
        for state in ("new", "waiting", "finished", "in_progress"):
            cls._filed(state)

    def test_portal(self):
        """S7, S9, S11-S13, S20-S25: axe finds nothing grave; nothing is too wide."""
        for mode in ("central", "crm"):
            self.in_mode(mode)
            for size in (DESKTOP, POCKET):
                with self.subTest(mode, width=size["width"]):
                    self._walk(self.customer(size=size), mode)

    def test_backend(self):
        """S19, S28: what agents see of it, in Portuguese."""
        for size in (DESKTOP, POCKET):
            page = self.brazilian("ana", size=size)
            for view in VIEWS:
                page.goto(f"{self.product.url}/odoo/pact-requests?view_type={view}")
                page.wait_for_selector(DRAWN)
                self._look_at_backend(page, view)
            page.goto(f"{self.product.url}/odoo/pact-requests/{self.tickets['new']}")
            page.wait_for_selector(".o-mail-Chatter")
            self._look_at_backend(page, "form")

    def _look_at_backend(self, page, name):
        width = page.viewport_size["width"]
        self.picture(page, f"request-backend-{name}-{width}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        self.assertLessEqual(wide, width)

    def _walk(self, page, mode):
        for name, path in (
            ("home", "/my"),
            ("list", "/my/requests"),
            ("nothing", "/my/requests?search=zzz"),
            ("form", "/my/requests/new"),
            ("print", f"/my/requests/{self.tickets['waiting']}/print"),
            *((state, f"/my/requests/{one}") for state, one in self.tickets.items()),
        ):
            with self.subTest(name):
                self.show(page, path)
                self.look(page, f"{name}-{mode}")
        with self.subTest("problems"):
            self._mistake(page, mode)
        with self.subTest("not there"):
            self.show(page, "/my/requests/0")
            self.assertIn("404", self.page_errors.pop())
            self.look(page, f"missing-{mode}")

    def _mistake(self, page, mode):
        self.show(page, "/my/requests/new")
        page.set_input_files("#files", FILES[:1])
        page.fill("#phone", "ligue-me")
        page.click(".o-pact-RequestForm button[type=submit]")
        page.wait_for_selector(".is-invalid:visible")
        # The browser notes that the form was refused.
        self.assertIn("422", self.page_errors.pop())
        focused = page.evaluate("document.activeElement.id")
        self.assertIn(focused, ("classification", "classification_button"))
        self.assertEqual(page.input_value("#phone"), "ligue-me")
        self.assertTrue(page.is_visible("li:has-text('boleto.pdf')"))
        self.look(page, f"problems-{mode}")
        virus = FILES[0] | {"name": "virus.exe"}
        page.set_input_files("#files", [virus])
        page.wait_for_selector(".o-pact-FileChoice-problem .invalid-feedback")
        self.look(page, f"refused-{mode}")

    @classmethod
    def _filed(cls, state):
        made = cls._make(
            "pact.ticket",
            partner_id=cls.maria,
            classification_id=cls.second_copy,
            company_id=cls.company,
        )
        cls.tickets[state] = made
        cls.admin.call(
            "pact.ticket",
            "message_post",
            [made],
            body="A segunda via segue amanhã.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        if state != "new":
            cls.ana.call("pact.ticket", "action_take", [made])
        if state == "waiting":
            cls.ana.call("pact.ticket", "action_ask_customer", [made])
        if state == "finished":
            cls.ana.call("pact.ticket", "action_finish", [made])
