"""The people of a company on one page, and what each finds in their own menu."""

from common import DESKTOP, POCKET, Journey

EMAILS = ("nina@example.com", "rui.tavares@example.com", "sofia@example.com")


class TestStaff(Journey):
    def _open_members(self, page):
        page.goto(f"{self.product.url}/odoo/pact-members")
        page.wait_for_selector(".o_list_view, .o_kanban_view")

    def _assert_fits(self, page):
        self.assertLessEqual(
            page.evaluate("document.body.scrollWidth"), page.viewport_size["width"]
        )

    def test_members_and_invitations_stand_on_one_page(self):
        """P8, I8: the funnel above the members, wide and narrow; a step opens it."""
        admin = self.product.log_in("admin")
        made = admin.call(
            "pact.invitation", "create", [{"email": email} for email in EMAILS]
        )
        admin.call("pact.invitation", "action_send", made[:2])
        for size in (DESKTOP, POCKET):
            page = self.agent("admin", size=size)
            self._open_members(page)
            page.wait_for_selector(".o-pact-StaffPanel-invitation >> nth=2")
            self._assert_fits(page)
            self.picture(page, f"staff-{size['width']}")
            page.click(".o-pact-StaffPanel-step[data-state=draft]")
            page.wait_for_selector(".o-pact-StaffPanel", state="detached")
            page.wait_for_selector("text=sofia@example.com")
            self.assertEqual(page.locator("text=nina@example.com").count(), 0)

    def test_a_member_explains_their_rights(self):
        """I5: what each right comes from, and what the person would see."""
        admin = self.product.log_in("admin")
        [ana] = admin.call("pact.member", "search", [["user_id.login", "=", "ana"]])
        for size in (DESKTOP, POCKET):
            page = self.agent("admin", size=size)
            page.goto(f"{self.product.url}/odoo/pact-members/{ana}")
            page.click(".o_notebook .nav-link:has-text('Effective rights')")
            page.wait_for_selector(".o-pact-MemberRight .badge:has-text('Agent')")
            self._assert_fits(page)
            self.picture(page, f"member-{size['width']}")
            if size == DESKTOP:
                page.click("button[name=action_preview]")
                page.wait_for_selector(".modal .o-pact-MemberCounts-count")
                self.picture(page, "member-preview")

    def test_an_agent_has_teams_and_suggestions_in_the_menu(self):
        """C2, C4, P3: an agent suggests from the menu; the administrator has it."""
        page = self.agent("ana")
        self._open_members(page)
        self.assertEqual(page.locator(".o-pact-StaffPanel").count(), 0)
        page.click(".o_user_menu button")
        page.wait_for_selector(".o-pact-MyTeams-team:has-text('Atendimento')")
        self.picture(page, "user-menu")
        page.click("[data-menu=pact_suggestion]")
        page.fill("#o-pact-suggestion", "Um botão para responder mais tarde")
        self.picture(page, "suggestion")
        page.click(".modal-footer button >> nth=0")
        page.wait_for_selector(".o_notification")
        page = self.agent("admin")
        page.goto(f"{self.product.url}/odoo/pact-suggestions")
        page.click("text=Um botão para responder mais tarde")
        page.wait_for_selector("[name=answer] textarea")
        self.picture(page, "suggestion-answer")
