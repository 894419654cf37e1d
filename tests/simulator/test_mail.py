"""Mail: taken, refused, kept, shown, and bounced."""

import email
import smtplib
from email import policy
from email.message import EmailMessage

from common import SimulatorCase

ANA = "ana@example.com"
INVITATION = '<p>Olá <a href="http://127.0.0.1/web/signup?token=1">Entrar</a></p>'


class MailCase(SimulatorCase):
    is_connected = False

    def send(self, to=ANA, subject="Convite", html=INVITATION, text="Olá"):
        message = EmailMessage()
        message["From"] = "Pact <team@odoo.example>"
        message["To"] = ANA
        message["Subject"] = subject
        message["Message-Id"] = "<1@odoo.example>"
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        with self.server() as server:
            server.send_message(message, "bounce@odoo.example", to)

    def server(self):
        return smtplib.SMTP("127.0.0.1", self.simulator.smtp_port, timeout=5)


class TestMail(MailCase):
    def test_is_kept_with_what_it_says(self):
        """P9: whoever it is for, one reads it and finds where its links lead."""
        self.send(subject="Você foi convidada")
        (listed,) = self.control("GET", "mail").json()
        self.assertEqual(
            (listed["subject"], listed["recipients"], listed["date"]),
            ("Você foi convidada", [ANA], self.simulator.clock.now()),
        )
        read = self.control("GET", f"mail/{listed['id']}").json()
        self.assertEqual(read["html"].strip(), INVITATION)
        self.assertEqual(read["text"].strip(), "Olá")
        self.assertEqual(read["links"], ["http://127.0.0.1/web/signup?token=1"])
        self.assertEqual(read["message_id"], "<1@odoo.example>")
        self.assertEqual(read["sender"], "bounce@odoo.example")

    def test_is_found_by_its_recipient(self):
        """P9: in any case of the letters; blind copies are recipients as well."""
        self.send(to=[ANA, "rui@example.com"])
        self.send(to="rui@example.com")
        self.assertEqual(len(self.simulator.mails("ANA@example.com")), 1)
        self.assertEqual(len(self.control("GET", f"mail?to={ANA}").json()), 1)
        self.assertEqual(len(self.simulator.mails()), 2)

    def test_stays_new_until_it_is_read(self):
        """P9: listing and looking it up does not make it read."""
        self.send()
        self.assertFalse(self.control("GET", "mail").json()[0]["is_read"])
        self.assertFalse(self.control("GET", "mail/1").json()["is_read"])
        self.control("POST", "mail/1/read")
        self.assertTrue(self.control("GET", "mail").json()[0]["is_read"])

    def test_reset_empties_the_box(self):
        """P9: nothing of the test before is left."""
        self.send()
        self.simulator.reset()
        self.assertEqual(self.simulator.mails(), [])

    def test_unknown_mail_is_refused_in_words(self):
        """P9: reading what is not there tells so."""
        for number in ("7", "x"):
            with self.subTest(number=number):
                answer = self.control("GET", f"mail/{number}")
                self.assertEqual(answer.status_code, 400)

    def test_page_runs_nothing_and_opens_links_elsewhere(self):
        """P9: what came by mail has no rights on the simulator's own page."""
        self.send(html=f"<script>parent.x = 1</script>{INVITATION}")
        answer = self.control("GET", "mail/1/page")
        policy_of_page = answer.headers["Content-Security-Policy"]
        self.assertIn("sandbox allow-popups", policy_of_page)
        self.assertIn("default-src 'none'", policy_of_page)
        self.assertNotIn("script-src", policy_of_page)
        self.assertNotIn("allow-same-origin", policy_of_page)
        self.assertIn('<base target="_blank">', answer.text)

    def test_text_alone_is_shown_as_text(self):
        """P9: a mail without a page has one, and its signs stay signs."""
        self.send(html="", text="1 < 2 <script>")
        shown = self.control("GET", "mail/1/page").text
        self.assertIn("1 &lt; 2 &lt;script&gt;", shown)

    def test_nonsense_is_kept_too(self):
        """P9: bytes that are no mail break nothing."""
        with self.server() as server:
            server.sendmail(
                "", [ANA], b"\xff\xfe: \x80\r\nContent-Type: x/\r\n\r\n\xff"
            )
        (listed,) = self.control("GET", "mail").json()
        for path in ("", "/raw", "/page"):
            with self.subTest(path=path):
                answer = self.control("GET", f"mail/{listed['id']}{path}")
                self.assertEqual(answer.status_code, 200, answer.text)


class TestRefusal(MailCase):
    def test_some_addresses_are_never_taken(self):
        """P9: refused@ has no mailbox anywhere."""
        self.assert_refused_with(550, "refused@example.com")
        self.assertEqual(self.simulator.mails(), [])

    def test_address_is_refused_by_rule(self):
        """P9: for good or for now, and others still get theirs."""
        for code in (550, 450):
            with self.subTest(code=code):
                rule = self.simulator.fault(
                    "mail",
                    "refused",
                    match={"address": "Ana@example.com"},
                    options={"code": code},
                )
                self.assert_refused_with(code, ANA)
                self.send(to=[ANA, "rui@example.com"])
                latest = self.simulator.mails()[-1]
                self.assertEqual(latest.recipients, ["rui@example.com"])
                self.simulator.network.faults.clear(rule)
        self.send()

    def test_rules_for_everything_leave_mail_alone(self):
        """P9: "any" is the network's API."""
        self.simulator.fault("any", "http_500")
        self.send()
        self.assertEqual(len(self.simulator.mails()), 1)

    def assert_refused_with(self, code, address):
        with self.assertRaises(smtplib.SMTPRecipientsRefused) as caught:
            self.send(to=address)
        self.assertEqual(caught.exception.recipients[address][0], code)


class TestBounce(MailCase):
    def test_says_what_failed_for_programs(self):
        """P9: a report on the delivery, with the address and the status."""
        report = self.bounce()
        self.assertEqual(report.get_content_type(), "multipart/report")
        self.assertEqual(report.get_param("report-type"), "delivery-status")
        human, status, headers = report.get_payload()
        self.assertIn(ANA, human.get_content())
        self.assertEqual(status.get_content_type(), "message/delivery-status")
        about_message, about_recipient = status.get_payload()
        self.assertTrue(about_message["Reporting-MTA"].startswith("dns;"))
        self.assertEqual(about_recipient["Final-Recipient"], f"rfc822; {ANA}")
        self.assertEqual(about_recipient["Action"], "failed")
        self.assertEqual(about_recipient["Status"], "5.1.1")
        self.assertIn("550 5.1.1", about_recipient["Diagnostic-Code"])
        self.assertEqual(headers.get_content_type(), "text/rfc822-headers")
        original = email.message_from_string(headers.get_content())
        self.assertEqual(original["Message-Id"], "<1@odoo.example>")
        self.assertFalse(original.get_payload().strip())

    def test_goes_back_to_the_sender_and_names_the_mail(self):
        """P9: it has no sender itself, so that nothing answers it."""
        report = self.bounce()
        self.assertEqual(report["To"], "bounce@odoo.example")
        self.assertIn("MAILER-DAEMON@", report["From"])
        self.assertEqual(report["Return-Path"], "<>")
        for name in ("References", "In-Reply-To"):
            self.assertEqual(report[name], "<1@odoo.example>")

    def test_of_several_recipients_one_bounces(self):
        """P9: the one that is named."""
        report = self.bounce(address="rui@example.com")
        _human, status, _headers = report.get_payload()
        recipient = status.get_payload()[1]["Final-Recipient"]
        self.assertEqual(recipient, "rfc822; rui@example.com")

    def test_headers_beyond_ascii_come_back(self):
        """P9: as they were, in a report that is ASCII throughout."""
        with self.server() as server:
            raw = "Subject: Olá\r\nMessage-Id: <2@x>\r\n\r\nOi".encode()
            server.sendmail("b@odoo.example", [ANA], raw)
        answer = self.control("POST", "mail/1/bounce")
        self.assertTrue(answer.content.isascii())
        report = email.message_from_bytes(answer.content, policy=policy.default)
        headers = report.get_payload()[2].get_content()
        self.assertIn("Subject: Olá", headers)

    def test_mail_without_a_sender_never_bounces(self):
        """P9: a report on a report would go round for ever."""
        with self.server() as server:
            server.sendmail("", [ANA], b"Subject: x\r\n\r\nx")
        answer = self.control("POST", "mail/1/bounce")
        self.assertEqual(answer.status_code, 400)

    def bounce(self, **given):
        self.send(subject="Convite à equipe", to=[ANA, "rui@example.com"])
        answer = self.control("POST", "mail/1/bounce", given)
        self.assertEqual(answer.status_code, 200, answer.text)
        return email.message_from_bytes(answer.content, policy=policy.default)
