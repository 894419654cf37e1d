from datetime import timedelta

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .invitation_case import InvitationCase

MONDAY = fields.Datetime.to_datetime("2026-03-02 09:00:00")


@tagged("post_install", "-at_install")
class TestInvitation(InvitationCase):
    def test_what_is_offered_to_whoever_chooses_nothing(self):
        """P2: somebody invited without a choice becomes an agent."""
        offer = self._invite("nina@example.com")
        self.assertEqual(offer.role_ids, self._role("agent"))
        self.assertEqual(offer.state, "draft")

    def test_an_address_is_normalised(self):
        """H8, P13: case, spaces and a name around it make no other address."""
        offer = self._invite("  Nina Souza <NINA@Example.com> ")
        self.assertEqual(offer.email_normalized, "nina@example.com")

    def test_no_address_is_refused_in_words(self):
        """H8: required, and one that can be written to."""
        for typed in ("", "nina", "nina@localhost", "a@b.com, c@d.com", False, 7):
            with (
                self.subTest(typed=typed),
                self.assertRaisesRegex(UserError, "no e-mail address"),
            ):
                self._invite(typed)

    def test_once_in_a_company(self):
        """P13: any spelling of an address, once a company; elsewhere again."""
        self._invite("nina@example.com")
        for typed in ("NINA@example.com", " Nina <nina@EXAMPLE.com>"):
            with (
                self.subTest(typed=typed),
                mute_logger("odoo.sql_db"),
                self.assertRaises(UniqueViolation),
            ):
                self._invite(typed)
        other = self.env["res.company"].create({"name": "Outra"})
        self._make_member("other_pact", "administrator", self._make_team("T", other))
        stranger = self.env["res.users"].search([("login", "=", "other_pact")])
        self.assertTrue(self._invite("nina@example.com", user=stranger, company=other))

    def test_a_member_is_not_invited(self):
        """P13: neither by login nor by e-mail, in any spelling."""
        self.ana.write({"login": "ana@example.com", "email": "Ana.S@example.com"})
        for typed in ("ANA@example.com", "ana.s@example.com"):
            with (
                self.subTest(typed=typed),
                self.assertRaisesRegex(UserError, "Already members"),
            ):
                self._invite(typed)

    def test_an_address_is_free_again_once_deleted_cancelled_or_removed(self):
        """P13, P10: the claim ends with the offer, or with the membership."""
        self._invite("nina@example.com").unlink()
        cancelled = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_cancel", cancelled.ids)
        accepted = self._invite("nina@example.com")
        self._mailed_token(accepted)
        self._come_in(accepted)
        with self.assertRaisesRegex(UserError, "Already members"):
            self._invite("nina@example.com")
        accepted.member_id.action_remove()
        self.assertTrue(accepted.is_over)
        self.assertTrue(self._invite("nina@example.com"))

    def test_pending_ones_are_deleted(self):
        """P10: and their links say at once that there is nothing any more."""
        offer = self._invite("nina@example.com")
        token = self._mailed_token(offer)
        self.assertEqual(self._verdict(token), "open")
        self._rpc(self.boss, "pact.invitation", "unlink", offer.ids)
        self.assertEqual(self._verdict(token), "over")

    def test_deleting_stops_the_letter(self):
        """P10: what waits in the queue does not leave any more."""
        offer = self._invite("nina@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        self._rpc(self.boss, "pact.invitation", "unlink", offer.ids)
        self.assertFalse(self._deliver())

    def test_an_accepted_one_is_deleted_by_nobody(self):
        """P11: neither alone nor among others, of which none is deleted either."""
        accepted = self._invite("nina@example.com")
        self._mailed_token(accepted)
        self._come_in(accepted)
        both = accepted + self._invite("bruno@example.com")
        for user in (self.boss, self.env.ref("base.user_root")):
            for offers in (accepted, both):
                with self.assertRaisesRegex(UserError, "accepted invitation stays"):
                    offers.with_user(user).unlink()
        self.assertEqual(both.exists(), both)

    def test_uninstalling_deletes_the_accepted_too(self):
        """P11: an addon that goes takes everything along."""
        accepted = self._invite("nina@example.com")
        self._mailed_token(accepted)
        self._come_in(accepted)
        accepted.with_context(_force_unlink=True).sudo().unlink()
        self.assertFalse(accepted.exists())

    def test_valid_until_the_last_second(self):
        """U7, X6: 6 d 23:59:59 after it left it works, exactly 7 d after it is over."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            token = self._mailed_token(offer)
        edges = (
            (timedelta(days=7, seconds=-1), "open"),
            (timedelta(days=7), "expired"),
            (timedelta(days=7, seconds=1), "expired"),
        )
        for passed, verdict in edges:
            with self.subTest(passed=passed), freeze_time(MONDAY + passed):
                self.assertEqual(self._verdict(token), verdict)

    def test_the_clock_decides_before_the_job_does(self):
        """U7: also the acceptance itself asks the clock, not the state."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            self._mailed_token(offer)
            user = offer.sudo()._make_user("Nina", "Souza", "a good secret")
        with (
            freeze_time(MONDAY + timedelta(days=7)),
            self.assertRaisesRegex(UserError, "no longer valid"),
        ):
            offer.sudo()._accept(user)

    def test_the_validity_is_a_setting(self):
        """X6: in days, 7 where nobody chose, and told by the letter."""
        self.assertEqual(self.company.pact_invitation_days, 7)
        settings = self.env["pact.settings"].with_user(self.boss)
        settings = settings.with_company(self.company)
        settings.create({"pact_invitation_days": 2}).action_save()
        self.assertEqual(self.company.pact_invitation_days, 2)
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            [letter] = self._send(offer)
        self.assertEqual(offer.expiry_date, MONDAY + timedelta(days=2))
        self.assertIn("works for 2 days", letter.get_body(("plain",)).get_content())

    def test_the_job_marks_what_is_over(self):
        """U7: so that the list tells the truth."""
        offers = self._invite("nina@example.com", "bruno@example.com")
        with freeze_time(MONDAY):
            self._send(offers[0])
        with freeze_time(MONDAY + timedelta(days=7, seconds=-1)):
            offers._cron_follow_up()
            self.assertEqual(offers.mapped("state"), ["sent", "draft"])
        with freeze_time(MONDAY + timedelta(days=7)):
            offers._cron_follow_up()
        self.assertEqual(offers.mapped("state"), ["expired", "draft"])

    def test_reminded_on_the_third_and_the_sixth_day(self):
        """I8: one letter each, in time, and none to whoever is in."""
        offer, accepted = self._invite("nina@example.com", "bruno@example.com")
        with freeze_time(MONDAY):
            self._send(offer + accepted)
            self._come_in(accepted)
        letters = []
        for hours in range(7 * 24 + 2):
            with freeze_time(MONDAY + timedelta(hours=hours)):
                self.env["pact.invitation"]._cron_follow_up()
                letters += [(hours, letter) for letter in self._deliver()]
        self.assertEqual([hours for hours, _ in letters], [3 * 24, 6 * 24])
        self.assertEqual({letter["To"] for _, letter in letters}, {"nina@example.com"})
        self.assertIn("still open", letters[0][1]["Subject"])

    def test_a_reminder_leaves_the_first_link_alone(self):
        """I8: both letters lead in, and neither lives longer for it."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            first = self._mailed_token(offer)
        expiry = offer.expiry_date
        with freeze_time(MONDAY + timedelta(days=3)):
            offer._cron_follow_up()
            [letter] = self._deliver()
            second = self._token(letter)
            self.assertEqual(self._verdict(first), "open")
            self.assertEqual(self._verdict(second), "open")
        self.assertEqual(offer.expiry_date, expiry)

    def test_the_job_is_woken_for_the_next_moment(self):
        """I8: to the second, where the next hourly run would be late."""
        offer = self._invite("nina@example.com")
        with freeze_time(MONDAY):
            self._send(offer)
        with freeze_time(MONDAY + timedelta(days=3, minutes=-20)):
            offer._cron_follow_up()
        cron = self.env.ref("pact_team.ir_cron_invitation")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn(MONDAY + timedelta(days=3), triggers.mapped("call_at"))

    def test_editable_until_accepted(self):
        """H22: what is changed before counts, after it nothing is changed."""
        offer = self._invite("nina@example.com")
        self._mailed_token(offer)
        vals = {"team_ids": self._set(self.team), "max_open": 3}
        self._rpc(self.boss, "pact.invitation", "write", offer.ids, vals)
        user = self._come_in(offer)
        self.assertEqual(self._member_of(user).max_open, 3)
        with self.assertRaisesRegex(UserError, "accepted already"):
            self._rpc(self.boss, "pact.invitation", "write", offer.ids, {"max_open": 9})

    def test_the_funnel(self):
        """P8, I8: how many have come how far, and how many letters still wait."""
        offers = self._invite("a@example.com", "b@example.com", "c@example.com")
        self._rpc(self.boss, "pact.invitation", "action_send", offers.ids)
        before = self._rpc(
            self.manager, "pact.invitation", "get_funnel", self.company.id
        )
        self.assertEqual((before["queued"], before["sent"]), (3, 0))
        self._deliver()
        self._come_in(offers[0])
        after = self._rpc(self.boss, "pact.invitation", "get_funnel", self.company.id)
        counts = {each["state"]: each["count"] for each in after["states"]}
        self.assertEqual((counts["sent"], counts["accepted"]), (2, 1))
        self.assertEqual(after["queued"], 0)
