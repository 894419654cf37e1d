"""A customer writes, an agent answers, and both see how far it has come."""

from common import DESKTOP, POCKET, Journey
from simulator import samples


class TestConversation(Journey):
    def _write_from_the_phone(self, phone, text):
        phone.fill("#message", text)
        phone.click("#send")
        phone.wait_for_selector(f"#chat >> text={text}")

    def _take_what_waits(self, page):
        page.click(".o-pact-WaitingEntry")
        page.click(".o-pact-WaitingPanel button")

    def _answer(self, page, text):
        """Answer once the composer belongs to this conversation."""
        composer = page.locator(".o-mail-Composer-input:visible").first
        composer.fill(text)
        composer.press("Enter")
        page.wait_for_selector(f".o-mail-Message:has-text('{text}')")

    def _attach_picture(self, page):
        picture = samples.load("image")
        page.locator(".o-mail-Composer input[type=file]").first.set_input_files(
            {
                "name": "foto.jpg",
                "mimeType": picture.mime_type,
                "buffer": picture.content,
            }
        )
        page.wait_for_selector(".o-mail-Composer .o-mail-AttachmentList img")
        page.wait_for_selector(".o-isUploading", state="detached")

    def _wait_for_tick(self, page, state, text):
        page.wait_for_selector(
            f".o-mail-Message:has-text('{text}') [data-state='{state}']"
        )

    def _finish(self, page):
        page.click(".o-mail-DiscussContent-header button:has(.fa-check)")
        page.press("#o-pact-finish-note:focus", "Enter")

    def test_from_the_phone_to_the_agent_and_back(self):
        """U8, C24, P22: written, taken, answered with a picture, read, finished."""
        ana = self.agent("ana", language="pt-BR")
        phone = self.phone(size=DESKTOP, language="pt-BR")
        phone.uncheck("#reads")
        self._write_from_the_phone(phone, "Bom dia, preciso de ajuda")
        ana.wait_for_selector(".o-pact-WaitingEntry")
        self.assertEqual(ana.locator("text=Maria Souza").count(), 0)
        self.picture(ana, "waiting-1400")
        self._take_what_waits(ana)
        ana.wait_for_selector(".o-mail-Message:has-text('preciso de ajuda')")
        self._attach_picture(ana)
        self._answer(ana, "Claro, veja a foto")
        phone.wait_for_selector("#chat >> text=Claro, veja a foto")
        phone.wait_for_selector("#chat img")
        self._wait_for_tick(ana, "delivered", "Claro, veja a foto")
        phone.wait_for_selector(".bubble.theirs[data-state=delivered]")
        phone.check("#reads")
        self._wait_for_tick(ana, "read", "Claro, veja a foto")
        phone.wait_for_selector(".bubble.theirs[data-state=read]")
        ana.mouse.move(5, 5)
        self.picture(ana, "answered-1400")
        self.picture(phone, "phone-1400")
        self._finish(ana)
        ana.wait_for_selector(".o-mail-Message", state="detached")
        self.picture(ana, "finished-1400")

    def test_on_a_pocket_screen(self):
        """The same on 390 pixels, in English: the queue, taking, answering."""
        colleague = self.product.log_in("bruno")
        colleague.call("res.users", "write", [colleague.user_id], {"lang": "en_US"})
        bruno = self.agent("bruno", size=POCKET, language="en-US")
        phone = self.phone()
        phone.click("#show-people")
        phone.click("[data-customer=carlos]")
        self._write_from_the_phone(phone, "Buenas tardes")
        bruno.click("button:has-text('Customers')")
        bruno.wait_for_selector(".o-mail-NotificationItem:has-text('Atendimento')")
        self.picture(bruno, "waiting-390")
        bruno.click(".o-mail-NotificationItem:has-text('Atendimento')")
        bruno.click(".o-pact-WaitingPanel button")
        bruno.wait_for_selector(".o-mail-Message:has-text('Buenas tardes')")
        self._answer(bruno, "Hola Carlos")
        phone.wait_for_selector("#chat >> text=Hola Carlos")
        self.picture(bruno, "answered-390")
        self.picture(phone, "phone-390")
        self.assertLessEqual(
            bruno.evaluate("document.body.scrollWidth"), POCKET["width"]
        )
