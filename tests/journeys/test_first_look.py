"""What a newcomer sees first."""

from common import POCKET, Journey


class TestFirstLook(Journey):
    def test_discuss_opens_for_an_administrator(self):
        page = self.agent("admin")
        self.picture(page, "discuss-1400")
        self.assertTrue(page.is_visible(".o-mail-DiscussSidebar"))

    def test_discuss_opens_on_a_pocket_screen(self):
        page = self.agent("admin", size=POCKET)
        self.picture(page, "discuss-390")
        self.assertLessEqual(
            page.evaluate("document.body.scrollWidth"), POCKET["width"]
        )

    def test_the_phone_opens(self):
        page = self.phone()
        self.picture(page, "phone")
        self.assertTrue(page.title())
