"""An administrator invites people, and follows what becomes of it."""

from common import DESKTOP, POCKET, Journey

PASTED = """Nina Souza <nina@example.com>, rita@example.com; bruno@example.com
nobody at all; ana.lima@example.com"""


class TestInviting(Journey):
    def test_many_are_invited_at_once(self):
        """P8, P15, H7, HN1, HN2, U3: in three clicks, told whom it leaves out."""
        page = self.agent("admin")
        page.goto(f"{self.product.url}/odoo/pact-invitations")
        page.click("button:has-text('Invite people')")
        page.fill(".modal [name=addresses] textarea", PASTED)
        page.click(".modal [name=lang]")
        page.wait_for_selector(".modal [name=summary] li:has-text('nobody at all')")
        self.picture(page, "invite-1400")
        page.click(".modal button[name=action_send]")
        page.wait_for_selector(".o_notification:has-text('spam')")
        page.wait_for_selector(".o_data_row:has-text('rita@example.com')")
        self.assertEqual(page.locator(".o_data_row").count(), 3)
        self.picture(page, "invitations-1400")

    def test_one_is_followed(self):
        """P15: it says how far it has come; a link is copied, and shown once."""
        admin = self.product.log_in("admin")
        [made] = admin.call("pact.invitation", "create", [{"email": "rui@example.com"}])
        admin.call("pact.invitation", "action_send", [made])
        for size in (DESKTOP, POCKET):
            width = size["width"]
            page = self.agent("admin", size=size)
            page.goto(f"{self.product.url}/odoo/pact-invitations/{made}")
            page.wait_for_selector("[name=email]")
            self.picture(page, f"invitation-{width}")
            if size == DESKTOP:
                page.click("button[name=action_copy_link]")
                link = page.input_value(".modal input[readonly]")
                self.assertRegex(link, r"/pact/invitation/[\w-]{43}$")
                self.picture(page, f"invitation-link-{width}")
            page.goto(f"{self.product.url}/odoo/pact-invitations")
            page.wait_for_selector(".o_kanban_view, .o_list_view")
            self.picture(page, f"invitations-of-{width}")
