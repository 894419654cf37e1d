"""An administrator's pages open, in their language, on a wide and a narrow screen."""

from common import DESKTOP, POCKET, Journey

PAGES = ("conversations", "members", "teams", "inboxes", "events")


class TestConfiguration(Journey):
    def _open(self, page, name):
        page.goto(f"{self.product.url}/odoo/pact-{name}")
        page.wait_for_selector(".o_action_manager .o_view_controller")

    def _speak_portuguese(self):
        admin = self.product.log_in("admin")
        admin.call("res.users", "write", [admin.user_id], {"lang": "pt_BR"})

    def test_every_page_opens(self):
        """C9, H3: members, teams and inboxes are the administrator's."""
        self._speak_portuguese()
        for size in (DESKTOP, POCKET):
            page = self.agent("admin", size=size, language="pt-BR")
            for name in PAGES:
                self._open(page, name)
                self.picture(page, f"{name}-{size['width']}")

    def test_an_inbox_says_how_to_connect_it(self):
        page = self.agent("admin")
        self._open(page, "inboxes")
        page.click("text=WhatsApp Atendimento")
        page.wait_for_selector("[name=webhook_url]")
        self.assertIn("/pact/webhook/whatsapp/", page.inner_text("[name=webhook_url]"))
        self.picture(page, "inbox-1400")

    def test_an_agent_looks_up_what_they_use(self):
        """P3, P4: an agent sees the conversations, and what goes into them."""
        page = self.agent("ana", language="pt-BR")
        self._open(page, "conversations")
        self.picture(page, "agent-conversations-1400")
        page.click("[data-menu-xmlid='pact_team.pact_team_menu_configuration']")
        offered = page.locator(".o-dropdown--menu [data-menu-xmlid]")
        offered.first.wait_for()
        names = offered.evaluate_all("all => all.map((one) => one.dataset.menuXmlid)")
        used = ("tag", "response", "template", "template_idea")
        self.assertEqual({*names}, {f"pact_team.pact_{name}_menu" for name in used})
