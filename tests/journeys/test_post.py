"""What comes by mail and by SMS is there to be seen."""

import smtplib
from email.message import EmailMessage

import requests

from common import DESKTOP, Journey

NUMBER = "+5521912345678"


class TestPost(Journey):
    def test_a_mail_is_read_and_its_link_opens_elsewhere(self):
        """P9: the page of the mail is shown, in a frame without rights."""
        page = self.phone(size=DESKTOP)
        self._mail("Convite", f'<a href="{self.product.simulator_url}/#x">Entrar</a>')
        page.wait_for_selector("#mail-unread:visible")
        page.click("#mail-card")
        # What is late in the demo is told by mail, too, at whatever moment.
        page.click("#mails a:has-text('Convite')")
        page.wait_for_selector("#letter-subject:has-text('Convite')")
        with page.expect_popup() as opened:
            page.frame_locator("#letter-page").locator("text=Entrar").click()
        self.assertTrue(opened.value.url.endswith("/#x"))
        page.wait_for_selector("#mails a:not(.new):has-text('Convite')")
        self.picture(page, "mail-1400")

    def test_an_unknown_number_shows_its_code(self):
        """P19: the phone appears, opens at the SMS, and copies the code."""
        page = self.phone(size=DESKTOP)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self._sms("482915 é o seu código")
        page.click("[data-customer='5521912345678']")
        page.click("[data-code]")
        page.wait_for_selector("[data-code]:has-text('Copied')")
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"), "482915")
        self.assertFalse(page.is_visible("#composer"))
        page.click("[data-thread=whatsapp]")
        page.wait_for_selector("#composer:visible")

    def _mail(self, subject, html):
        message = EmailMessage()
        message["From"], message["To"] = "team@example.com", "ana@example.com"
        message["Subject"] = subject
        message.set_content(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.product.smtp_port, timeout=10) as server:
            server.send_message(message)

    def _sms(self, content):
        numbers = [{"uuid": "u", "number": NUMBER}]
        call = {"params": {"messages": [{"content": content, "numbers": numbers}]}}
        url = f"{self.product.simulator_url}/api/sms/3/send"
        answer = requests.post(url, json=call, timeout=10).json()
        self.assertEqual(answer["result"][0]["state"], "success")
