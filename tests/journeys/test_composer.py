"""What an agent can say besides plain text, and what the customer gets of it."""

from common import DESKTOP, POCKET, Journey
from simulator import samples

COMPOSER = ".o-mail-Composer-input:visible"
PANEL = ".o-mail-ActionPanel"


class TestComposer(Journey):
    # A microphone that beeps, and nobody who has to allow it.
    browser_flags = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    )

    def _greeted(self, *, size=DESKTOP):
        """Return Ana's screen and the phone, with one question asked and taken."""
        ana = self.agent("ana", size=size, language="pt-BR")
        person = self.product.log_in("ana")
        person.call("res.users", "write", [person.user_id], {"lang": "en_US"})
        ana.reload()
        ana.wait_for_selector(".o-mail-Discuss")
        phone = self.phone(size=size, language="en-US")
        phone.fill("#message", "Do you have it in blue?")
        phone.click("#send")
        ana.click(".o-pact-WaitingEntry")
        ana.click(".o-pact-WaitingPanel button")
        ana.wait_for_selector(".o-mail-Message:has-text('in blue')")
        return ana, phone

    def _send(self, page, text):
        composer = page.locator(COMPOSER).first
        composer.fill(text)
        composer.press("Enter")

    def _choose(self, page, name, mime_type, content):
        page.locator(".o-mail-Composer input[type=file]").first.set_input_files(
            {"name": name, "mimeType": mime_type, "buffer": content}
        )

    def _more(self, page, action):
        page.click(".o-mail-Composer button[title='More Actions']")
        page.click(f".o-dropdown-item:has-text('{action}')")

    def test_one_conversation(self):
        """Files, voice, quote, emoji, tag, response, later; read and typing."""
        ana, phone = self._greeted()
        self._read_and_typing(ana, phone)
        self._too_big(ana)
        self._picture(ana, phone)
        self._voice(ana, phone)
        self._quote(ana, phone)
        self._emoji(ana, phone)
        self._tag(ana)
        self._response(ana, phone)
        self._later(ana)
        self.picture(ana, "composer-1400")
        self.picture(phone, "composer-phone-1400")

    def _read_and_typing(self, ana, phone):
        """Who looks has read; the first sign typed shows that an answer comes."""
        composer = ana.locator(COMPOSER).first
        composer.press_sequentially("Hm", delay=30)
        phone.wait_for_selector("text=typing…")
        phone.wait_for_selector("#chat .bubble.own .ticks.read")
        composer.fill("")

    def _too_big(self, ana):
        self._choose(ana, "enorme.jpg", "image/jpeg", b"x" * 5_000_001)
        ana.wait_for_selector(
            ".o_notification:has-text('enorme.jpg is too big: pictures up to 5 MB.')"
        )
        self.picture(ana, "composer-too-big-1400")
        self.assertEqual(ana.locator(".o-mail-AttachmentContainer").count(), 0)

    def _picture(self, ana, phone):
        picture = samples.load("image")
        self._choose(ana, "foto.jpg", picture.mime_type, picture.content)
        ana.wait_for_selector(".o-mail-Composer .o-mail-AttachmentList img")
        ana.wait_for_selector(".o-isUploading", state="detached")
        self._send(ana, "Like this one")
        phone.wait_for_selector("#chat img")

    def _voice(self, ana, phone):
        """It arrives as sound that the phone can play."""
        self._more(ana, "Voice Message")
        ana.wait_for_selector(".o-mail-VoiceRecorder")
        ana.wait_for_selector(".o-mail-VoiceRecorder-elapsed:has-text('00 : 02')")
        ana.click(".o-mail-VoiceRecorder")
        ana.wait_for_selector(".o-mail-Composer .o-mail-VoicePlayer")
        ana.wait_for_selector(".o-isUploading", state="detached")
        ana.click(".o-mail-Composer button[name='send-message']")
        phone.wait_for_selector("#chat audio")
        phone.wait_for_function(
            "document.querySelector('#chat audio').duration > 1", timeout=20_000
        )

    def _quote(self, ana, phone):
        asked = ana.locator(".o-mail-Message:has-text('in blue')").first
        asked.hover()
        asked.locator("[name='reply-to']").click()
        self._send(ana, "Yes, in all sizes")
        answer = phone.locator("#chat .bubble.theirs:has-text('Yes, in all sizes')")
        answer.wait_for()
        self.assertIn("in blue", answer.inner_text())

    def _emoji(self, ana, phone):
        asked = ana.locator(".o-mail-Message:has-text('in blue')").first
        asked.hover()
        asked.locator(".o-mail-QuickReactionMenu-toggler").first.click()
        ana.locator(".o-mail-QuickReactionMenu-emoji").first.click()
        phone.wait_for_selector("#chat .bubble.own .reactions")
        ana.wait_for_selector(".o-pact-ReactionTick [data-state='delivered']")

    def _tag(self, ana):
        ana.fill(".o-pact-ThreadTags input", "Tro")
        ana.click(".o-autocomplete--dropdown-item:has-text('Troca')")
        ana.wait_for_selector(".o-pact-ThreadTags .o_tag:has-text('Troca')")

    def _response(self, ana, phone):
        """`::` finds it, and its blanks are filled."""
        composer = ana.locator(COMPOSER).first
        composer.fill("")
        composer.press_sequentially("::ol", delay=30)
        ana.click(".o-mail-Composer-suggestion")
        ana.wait_for_function(
            "document.querySelector('.o-mail-Composer-input').value.includes('Maria')"
        )
        composer.press("Enter")
        phone.wait_for_selector("#chat >> text=aqui é Ana Lima, da Casa Aurora")

    def _later(self, ana):
        ana.locator(COMPOSER).first.fill("It has arrived")
        self._more(ana, "Send later")
        ana.wait_for_selector(".o-pact-SendLaterDialog")
        self.picture(ana, "send-later-1400")
        ana.click(".modal-footer .btn-primary")
        ana.wait_for_selector(".o-pact-PlannedMessages-one:has-text('It has arrived')")

    def test_on_a_pocket_screen(self):
        """The same means on 390 pixels, without the page growing wider."""
        bruno = self.agent("bruno", size=POCKET, language="en-US")
        phone = self.phone()
        phone.click("#show-people")
        phone.click("[data-customer=carlos]")
        phone.fill("#message", "Buenas tardes")
        phone.click("#send")
        bruno.locator(".o-mail-MessagingMenu-tab, button").filter(
            has_text="Clientes"
        ).first.click()
        bruno.click(".o-mail-NotificationItem:has-text('Atendimento')")
        bruno.click(".o-pact-WaitingPanel button")
        bruno.wait_for_selector(".o-mail-Message:has-text('Buenas tardes')")
        bruno.locator(COMPOSER).first.fill("palavra " * 600)
        bruno.wait_for_selector(".o-pact-TextCounter.text-warning")
        self.picture(bruno, "composer-390")
        self.assertLessEqual(
            bruno.evaluate("document.body.scrollWidth"), POCKET["width"]
        )
