from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .invitation_case import InvitationCase

MONDAY = fields.Datetime.to_datetime("2026-03-02 09:00:00")
BOUNCE = """\
From: MAILER-DAEMON@example.com
To: bounce@example.com
Subject: Undelivered Mail Returned to Sender
Message-Id: <bounce-{number}@example.com>
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

550 5.1.1 No such mailbox here

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; example.com

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--x
Content-Type: message/rfc822

Message-Id: {message_id}
From: boss@example.com
To: {address}
Subject: x

x
--x--
"""


@tagged("post_install", "-at_install")
class TestInvitationLetter(InvitationCase):
    def _refuse(self, error):
        """Let the mail server refuse what is handed to it."""

        def refuse(session, message, smtp_from, smtp_to_list):
            raise error

        with (
            self.mock_smtplib_connection(),
            patch.object(type(self.testing_smtp_session), "send_message", refuse),
            mute_logger(
                "odoo.addons.mail.models.mail_mail",
                "odoo.addons.base.models.ir_mail_server",
            ),
        ):
            self.env["mail.mail"].process_email_queue()
        self.env.invalidate_all()

    def _bounce(self, letter):
        number = next(self.counter)
        text = BOUNCE.format(
            number=number, address=letter["To"], message_id=letter["Message-Id"]
        )
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(False, text)

    def test_one_letter_to_exactly_that_address(self):
        """P9, H23, U5: one each, from whom, to where, with one absolute link."""
        offers = self._invite("Nina <nina@example.com>", "bruno@example.com")
        letters = self._send(offers)
        self.assertEqual(
            {letter["To"] for letter in letters},
            {"nina@example.com", "bruno@example.com"},
        )
        self.assertEqual(
            {tuple(sent["smtp_to_list"]) for sent in self.emails},
            {("nina@example.com",), ("bruno@example.com",)},
        )
        letter = letters[0]
        self.assertIn(self.boss.name, letter["Subject"])
        self.assertIn(self.company.name, letter["Subject"])
        self.assertFalse(letter["Cc"])
        self.assertIn("7 days", letter.get_body(("plain",)).get_content())
        self.assertNotEqual(self._token(letters[0]), self._token(letters[1]))

    def test_sent_from_the_moment_it_really_left(self):
        """U7: time in the queue costs the invitee nothing."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        self.assertEqual(offer.state, "draft")
        late = MONDAY + timedelta(hours=5)
        with freeze_time(late):
            self._deliver()
        self.assertEqual((offer.state, offer.sent_date), ("sent", late))
        self.assertEqual(offer.expiry_date, late + timedelta(days=7))

    def test_in_the_language_of_the_invitee(self):
        """P9: whatever language the inviter works in."""
        self.env["res.lang"]._activate_lang("pt_BR")
        view = self.env.ref("pact_team.invitation_letter")
        view.update_field_translations(
            "arch_db", {"pt_BR": {"Accept the invitation": "Aceitar o convite"}}
        )
        offers = self._invite("nina@example.com", lang="pt_BR")
        offers |= self._invite("bruno@example.com", lang="en_US")
        bodies = {
            letter["To"]: letter.get_body(("html",)).get_content()
            for letter in self._send(offers)
        }
        self.assertIn("Aceitar o convite", bodies["nina@example.com"])
        self.assertIn("Accept the invitation", bodies["bruno@example.com"])

    def test_no_token_is_kept_anywhere(self):
        """P18 in spirit, U5: no column of any table holds one, in any form."""
        offer = self._invite("nina@example.com")
        tokens = [self._mailed_token(offer), self._copied_token(offer)]
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = current_schema()
                  AND data_type IN ('text', 'character varying', 'jsonb')
                  AND (table_name LIKE 'pact%%' OR table_name LIKE 'mail%%'
                       OR table_name IN ('ir_logging', 'bus_bus', 'ir_attachment'))"""
        )
        columns = self.env.cr.fetchall()
        self.assertGreater(len(columns), 100)
        for table, column in columns:
            for token in tokens:
                found = SQL(
                    "SELECT 1 FROM %s WHERE %s::text LIKE %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    f"%{token}%",
                )
                self.assertFalse(self.env.execute_query(found), (table, column))

    def test_the_queue_holds_no_token(self):
        """P9: whoever reads the queue cannot come in by what waits there."""
        offer = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        links = self.env["pact.invitation.link"]
        self.assertFalse(links.search([("invitation_id", "=", offer.id)]))

    def test_a_newer_letter_replaces_the_older(self):
        """P15: the old link says so, and the time begins anew."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            old = self._mailed_token(offer)
        later = MONDAY + timedelta(days=6)
        with freeze_time(later):
            new = self._mailed_token(offer)
            self.assertEqual(self._verdict(old), "replaced")
            self.assertEqual(self._verdict(new), "open")
        self.assertEqual(offer.expiry_date, later + timedelta(days=7))

    def test_an_expired_one_comes_back_by_sending(self):
        """P15: with a link and a time of its own."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            old = self._mailed_token(offer)
        with freeze_time(MONDAY + timedelta(days=8)):
            offer._cron_follow_up()
            self.assertEqual(offer.state, "expired")
            new = self._mailed_token(offer)
            self.assertEqual(self._verdict(old), "replaced")
            self.assertEqual(self._verdict(new), "open")

    def test_two_clicks_send_one_letter(self):
        """P9: the one that still waits gives way to the one that was asked for."""
        offer = self._invite("nina@example.com")
        for _click in range(2):
            self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        [letter] = self._deliver()
        self.assertEqual(self._verdict(self._token(letter)), "open")

    def test_a_copied_link_leaves_the_mailed_one(self):
        """P15: each leads in; a newer letter ends both."""
        offer = self._invite("nina@example.com")
        mailed = self._mailed_token(offer)
        copied = self._copied_token(offer)
        self.assertEqual(self._verdict(mailed), "open")
        self.assertEqual(self._verdict(copied), "open")
        self._mailed_token(offer)
        self.assertEqual(self._verdict(copied), "replaced")

    def test_a_link_is_copied_before_any_letter(self):
        """P15: it is valid for as long as a letter's would be."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            token = self._copied_token(offer)
        with freeze_time(MONDAY + timedelta(days=7, seconds=-1)):
            self.assertEqual(self._verdict(token), "open")
        with freeze_time(MONDAY + timedelta(days=7)):
            self.assertEqual(self._verdict(token), "expired")

    def test_no_link_of_what_is_over(self):
        """P15: a link that leads nowhere is not handed out."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            self._mailed_token(offer)
        with (
            freeze_time(MONDAY + timedelta(days=7)),
            self.assertRaisesRegex(UserError, "Send it again"),
        ):
            self._copied_token(offer)

    def test_a_failure_is_seen(self):
        """P9: the invitation says what the mail server said, and stays unsent."""
        offer = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        self._refuse(ConnectionError("the post is closed"))
        self.assertEqual(offer.state, "draft")
        self.assertIn("the post is closed", offer.failure_reason)
        self.assertFalse(offer.sent_date)

    def test_a_refused_address_is_seen(self):
        """P9: no such mailbox, says the mail server at once."""
        offer = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        self._refuse(SMTPRecipientsRefused({"nina@example.com": (550, b"unknown")}))
        self.assertEqual(offer.state, "bounced")
        self.assertIn("unknown", offer.failure_reason)

    def test_a_retried_letter_has_a_link_of_its_own(self):
        """P9: nobody knows whether the one that failed was read by somebody."""
        offer = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        self._refuse(ConnectionError("the post is closed"))
        links = self.env["pact.invitation.link"].search(
            [("invitation_id", "=", offer.id)]
        )
        self.env["mail.mail"].search([("res_id", "=", offer.id)]).action_retry()
        [letter] = self._deliver()
        self.assertTrue(links.is_replaced)
        self.assertEqual(self._verdict(self._token(letter)), "open")
        self.assertEqual((offer.state, offer.failure_reason), ("sent", False))

    def test_a_letter_that_comes_back_is_seen(self):
        """P9, I8: with the words of whoever sent it back."""
        offer = self._invite("nina@example.com")
        [letter] = self._send(offer)
        self._bounce(letter)
        self.assertEqual(offer.state, "bounced")
        self.assertIn("No such mailbox", offer.failure_reason)

    def test_an_older_letter_coming_back_says_nothing(self):
        """P9: only news of the latest counts."""
        offer = self._invite("nina@example.com")
        [old] = self._send(offer)
        self._send(offer)
        self._bounce(old)
        self.assertEqual(offer.state, "sent")

    def test_only_our_letter_to_that_address_gets_a_link(self):
        """P9: a message on the invitation, or a letter sent elsewhere, has none."""
        offer = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        mail = self.env["mail.mail"].search([("res_id", "=", offer.id)])
        forged = mail.copy({"email_to": "thief@example.com", "mail_message_id": False})
        mail.email_to = "thief@example.com"
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            letters = self._deliver()
        for letter in letters:
            self.assertNotIn("/pact/invitation/", letter.as_string())
        self.assertTrue(forged)
        links = self.env["pact.invitation.link"]
        self.assertFalse(links.search([("invitation_id", "=", offer.id)]))

    def test_who_asks_for_a_new_link_gets_it_by_mail(self):
        """U7: at the invited address only, three times, an hour apart; we are told."""
        offer = self._invite("nina@example.com")
        moment = MONDAY
        with freeze_time(moment):
            self._send(offer)
        for _time in range(3):
            moment += timedelta(days=7)
            with freeze_time(moment):
                offer._invite_again()
                letters = self._deliver()
                offer._invite_again()
                self.assertFalse(self._deliver())
            [letter] = [each for each in letters if each["To"] == "nina@example.com"]
            with freeze_time(moment):
                self.assertEqual(self._verdict(self._token(letter)), "open")
        told = self.env["mail.message"].search(
            [("res_id", "=", offer.id), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(len(told), 3)
        self.assertEqual(told.partner_ids, self.boss.partner_id)
        with freeze_time(moment + timedelta(days=7)):
            offer._invite_again()
            self.assertFalse(self._deliver())

    def test_no_new_link_while_the_old_one_is_good(self):
        """U7: nor for what was taken back."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            self._send(offer)
            offer._invite_again()
            self.assertFalse(self._deliver())
        self._rpc(self.boss, "pact.invitation", "action_cancel", offer.ids)
        with freeze_time(MONDAY + timedelta(days=9)):
            offer._invite_again()
            self.assertFalse(self._deliver())

    def test_five_hundred_at_once(self):
        """HN1: creating and queueing costs less than five queries an invitation."""
        count = 500
        batch = self.env["pact.invitation.send"].with_user(self.boss)
        batch = batch.with_company(self.company).create(
            {
                "addresses": "\n".join(f"p{n}@example.com" for n in range(count)),
                "team_ids": self._set(self.team),
            }
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        batch.action_send()
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 5 * count)
        before = self.env.cr.sql_log_count
        self.assertEqual(len(self._deliver()), count)
        # Odoo's own queue needs most of these for a letter of anybody's.
        self.assertLess(self.env.cr.sql_log_count - before, 25 * count)
