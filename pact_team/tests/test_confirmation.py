import logging
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.sql_db import PoolError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..providers import signals
from ..rules import confirmation
from .phone_case import HOME, OTHER_PHONE, PHONE, CodeCase


@tagged("post_install", "-at_install")
class TestCode(CodeCase):
    """P18: a code is good once, for one phone and purpose, and not for long."""

    def test_the_right_code_is_good_once(self):
        code = self._sent()
        self.assertTrue(self._check(code))
        self.assertFalse(self._check(code))

    def test_a_code_may_be_typed_with_spaces(self):
        code = self._sent()
        self.assertTrue(self._check(f" {code[:3]} {code[3:]} "))

    def test_what_is_no_code_is_wrong(self):
        self._sent()
        for typed in (None, "", "abc", "12345", "1" * 9999, "\x00" * 6, 7, ["1"]):
            with self.subTest(typed=typed):
                self._pass(hours=2)
                self.assertFalse(self._check(typed))

    def test_a_code_is_good_for_ten_minutes(self):
        code = self._sent()
        self._pass(minutes=10)
        self.assertFalse(self._check(code))

    def test_a_code_is_good_until_the_last_second(self):
        code = self._sent()
        self._pass(minutes=9, seconds=59)
        self.assertTrue(self._check(code))

    def test_the_fifth_try_counts(self):
        code = self._sent()
        for _try in range(4):
            self.assertFalse(self._check(self._wrong(code)))
        self.assertTrue(self._check(code))

    def test_the_sixth_try_does_not_count(self):
        code = self._sent()
        for _try in range(5):
            self.assertFalse(self._check(self._wrong(code)))
        self.assertFalse(self._check(code))

    def test_a_code_is_bound_to_its_phone_purpose_and_subject(self):
        code = self._sent()
        self._sent(OTHER_PHONE, subject="invitation:2")
        self.assertFalse(self._check(code, phone=OTHER_PHONE))
        self.assertFalse(self._check(code, purpose="reset"))
        self.assertFalse(self._check(code, subject="invitation:2"))
        self.assertTrue(self._check(code))

    def test_a_newer_code_ends_the_older(self):
        older = self._sent()
        self._pass(seconds=60)
        newer = self._sent()
        self.assertFalse(self._check(older))
        self.assertTrue(self._check(newer))

    def test_a_code_for_another_phone_ends_the_older(self):
        code = self._sent()
        self._pass(seconds=60)
        self._sent(OTHER_PHONE)
        self.assertFalse(self._check(code))

    def test_only_the_digest_is_kept_and_only_as_long_as_needed(self):
        code = self._sent()
        row = self._last()
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM pact_confirmation WHERE id = %s", [row.id])
        self.assertNotIn(code, [str(value) for value in self.env.cr.fetchone()])
        self._check(code)
        self.assertFalse(row.digest or row.nonce)

    def test_rows_are_gone_after_a_day(self):
        self._sent()
        self._pass(hours=23, minutes=59)
        self.codes._gc_codes()
        self.assertTrue(self._last())
        self._pass(minutes=2)
        self.codes._gc_codes()
        self.assertFalse(self._last())

    def test_a_default_of_ones_own_does_not_slip_into_a_code(self):
        self.env["ir.default"].with_user(self.ana).sudo().set(
            "pact.confirmation", "state", "used", user_id=self.ana.id
        )
        codes = self.codes.with_user(self.ana).with_context(default_uid="forged")
        codes._send_code("change", "user:1", PHONE, self.company, "sms", HOME)
        self.assertEqual(self._last().state, "live")
        self.assertFalse(self._last().uid)


@tagged("post_install", "-at_install")
class TestCodeLimits(CodeCase):
    """P18: codes are sent, and guessed, no faster than the limits allow."""

    def test_the_next_code_waits_sixty_seconds(self):
        self._sent()
        self._pass(seconds=59)
        self.assertEqual(self._send(), 1)
        self._pass(seconds=1)
        self.assertEqual(self._send(), 0)

    def test_the_pause_holds_for_the_phone_and_for_the_subject(self):
        self._sent()
        self.assertEqual(self._send(subject="invitation:2"), 60)
        self.assertEqual(self._send(OTHER_PHONE), 60)
        self.assertEqual(self._send(OTHER_PHONE, subject="invitation:2"), 0)

    def test_sms_follows_at_once_where_there_is_no_whatsapp(self):
        """P19: who has no WhatsApp need not wait to be sent an SMS."""
        self._sent()
        self.assertEqual(self._send(channel="sms"), 60)
        self._last()._apply(signals.Failure("unreachable"))
        self.assertEqual(self._send(channel="whatsapp"), 60)
        self.assertEqual(self._send(channel="sms"), 0)
        self.assertEqual(self._last().channel, "sms")

    def test_both_channels_share_one_count(self):
        """P19: SMS after WhatsApp grants no further codes."""
        for turn in range(5):
            channel = "sms" if turn % 2 else "whatsapp"
            self.assertEqual(self._send(channel=channel), 0)
            self._pass(seconds=60)
        self.assertEqual(self._send(channel="sms"), confirmation.HOUR)

    def test_twenty_codes_an_hour_are_for_one_address(self):
        for turn in range(21):
            phone = f"+55119876543{turn:02}"
            wait = self._send(phone, subject=f"invitation:{turn}")
            self.assertEqual(bool(wait), turn == 20, turn)
        other = self._send(OTHER_PHONE, subject="invitation:99", address="203.0.113.8")
        self.assertEqual(other, 0)

    def test_fifteen_guesses_an_hour_are_for_one_phone(self):
        for _code in range(3):
            code = self._sent()
            for _try in range(5):
                self.assertFalse(self._check(self._wrong(code)))
            self._pass(seconds=60)
        code = self._sent()
        self.assertFalse(self._check(code, home="203.0.113.8"))

    def test_ten_codes_a_day_are_for_one_person(self):
        """P18: one login, or one invitation, does not use up what belongs to all."""
        wanted = {"purpose": "change", "subject": "user:7"}
        for turn in range(11):
            home = f"203.0.113.{turn}"
            wait = self._send(f"+55119876543{turn:02}", address=home, **wanted)
            self.assertEqual(bool(wait), turn == 10, turn)
            self._pass(seconds=60)

    def test_a_stranger_keeps_nobody_from_coming_in(self):
        """P18, P20: whoever asks for resets, and guesses, spends only that count."""
        reset = {"purpose": "reset", "subject": PHONE}
        nobody = self.env["res.company"]
        for _turn in range(6):
            self._send(company=nobody, address="203.0.113.8", **reset)
            self._pass(seconds=60)
        for _guess in range(16):
            self._check("000000", home="203.0.113.8", **reset)
        self.assertTrue(self._check(self._sent()))

    def test_a_decoy_behaves_like_a_code_that_was_sent(self):
        nobody = self.env["res.company"]
        self.assertEqual(self._send(company=nobody), 0)
        self.assertEqual(self._send(company=nobody), 60)
        self.assertEqual(self._last().delivery, "pending")

    def test_a_count_survives_the_transaction(self):
        """P18: a count is kept although everything else is rolled back."""
        self.registry_leave_test_mode()
        self.addCleanup(self.registry_enter_test_mode, register_cleanup=False)
        key, throttle = "test:survival", self.env["pact.throttle"]
        self.addCleanup(self._forget_count, key)
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            throttle._hit(key, 1, 3600)
            raise ZeroDivisionError
        self.assertFalse(throttle._hit(key, 1, 3600))

    def _forget_count(self, key):
        query = self.env["pact.throttle"]._counting([(key, 3600, 0)])
        with self.env.registry.cursor() as cr:
            cr.execute("DELETE FROM pact_throttle WHERE key = %s", [query.params[0]])

    def test_where_no_line_is_free_nobody_counts(self):
        """P18: what cannot be counted is too many, and no fault of ours."""
        full = patch.object(
            self.registry, "cursor", side_effect=PoolError("The pool is full")
        )
        with full as asked, self.assertLogs("odoo.addons.pact_team", "WARNING"):
            self.assertFalse(self.env["pact.throttle"]._hit("test", 9, 3600))
            asked.assert_called_once()
        self.assertTrue(self.env["pact.throttle"]._hit("test", 9, 3600))

    def test_who_is_refused_uses_up_nothing_of_others(self):
        """P18: what the first limit refuses is not counted under the next one."""
        throttle, hour = self.env["pact.throttle"], 3600
        limits = (
            confirmation.Limit("user", 1, hour),
            confirmation.Limit("company", 2, hour),
        )

        def hit(user):
            return throttle._hit_all(limits, "test", user=user, company=9)

        self.assertTrue(hit(1))
        self.assertFalse(hit(1))
        self.assertFalse(hit(1))
        self.assertTrue(hit(2))
        self.assertFalse(hit(3))

    def test_no_key_is_readable(self):
        self.env["pact.throttle"]._hit(PHONE, 1, 3600)
        self.env.cr.execute("SELECT key FROM pact_throttle")
        self.assertFalse([key for (key,) in self.env.cr.fetchall() if PHONE in key])


@tagged("post_install", "-at_install")
class TestCodeDelivery(CodeCase):
    """P18, P19: what became of a code, and by which ways one can be sent."""

    def test_a_company_without_any_way_says_so(self):
        company = self.env["res.company"].create({"name": "Sem canal"})
        company.pact_sms_codes = False
        self.assertEqual(self.codes._ways(company), ())

    def test_a_company_sends_by_its_inbox_and_by_sms(self):
        self.assertEqual(self.codes._ways(self.company), ("whatsapp", "sms"))

    def test_an_inbox_without_template_or_stopped_sends_no_code(self):
        self.inbox.stop_reason = "locked"
        self.assertEqual(self.codes._ways(self.company), ("sms",))
        self.inbox.write({"stop_reason": False, "code_template": False})
        self.assertEqual(self.codes._ways(self.company), ("sms",))

    def test_odoos_own_gateway_counts_once_it_is_registered(self):
        self.env["ir.config_parameter"].set_param("sms.endpoint", False)
        account = self.env["iap.account"].get("sms")
        self.assertFalse(self.company._pact_is_sms_ready())
        account.state = "registered"
        self.assertTrue(self.company._pact_is_sms_ready())

    def test_the_network_says_that_there_is_no_whatsapp(self):
        self._sent()
        self._report("131026")
        self.assertEqual(self._last().delivery, "no_whatsapp")
        self.assertFalse(self._conversation(PHONE.lstrip("+")))

    def test_the_answer_does_not_undo_what_the_network_said(self):
        self._sent()
        self._report("131026")
        self._last()._apply(signals.Failure("busy"))
        self.assertEqual(self._last().delivery, "no_whatsapp")

    def test_who_asked_for_no_code_ends_it_and_opens_no_conversation(self):
        """Issue: "I didn't request a code" cancels, and is no message."""
        code = self._sent()
        self._last().write({"inbox_id": self.inbox.id, "uid": "wamid.code"})
        denial = self._element(
            "button",
            {"payload": "DID_NOT_REQUEST_CODE", "text": "I didn't request a code"},
            sender=PHONE.lstrip("+"),
            context={"from": "551140000000", "id": "wamid.code"},
        )
        self._receive(denial, names={PHONE.lstrip("+"): "Rui"})
        self.assertEqual(self._last().state, "void")
        self.assertFalse(self._check(code))
        self.assertFalse(self._conversation(PHONE.lstrip("+")))

    def _report(self, error):
        self._last().inbox_id = self.inbox
        status = {
            "id": "wamid.code",
            "status": "failed",
            "timestamp": str(int(self.now.timestamp())),
            "recipient_id": PHONE.lstrip("+"),
            "biz_opaque_callback_data": self._last().tag,
            "errors": [{"code": int(error), "title": "Undeliverable"}],
        }
        self._accept(self._change(statuses=[status]))
        self._process()

    def test_the_log_tells_neither_code_nor_phone(self):
        logger = "odoo.addons.pact_team.models.pact_confirmation_delivery"
        # By its number: Odoo gives the name "INFO" to another level.
        with self.assertLogs(logger, logging.INFO) as log:
            code = self._sent()
            self._last()._apply(signals.Failure("rejected", "132000"))
        told = "".join(log.output)
        self.assertNotIn(code, told)
        self.assertNotIn(PHONE[-8:], told)


@tagged("post_install", "-at_install")
class TestCodeAccess(CodeCase):
    """Attacks: nobody reads a code, or what it could be computed from."""

    def test_nobody_reads_or_searches_codes(self):
        self._sent()
        system = self._make_user("system_pact", groups="base.group_system")
        for user in self.ana + self.boss + system:
            for model in ("pact.confirmation", "pact.throttle"):
                for method, *args in (
                    ("search_read", [], ["id"]),
                    ("search_count", []),
                    ("read_group", [], ["id:count"], []),
                    ("create", {}),
                ):
                    with (
                        self.subTest(user=user.login, model=model, method=method),
                        mute_logger("odoo.addons.base.models.ir_model"),
                        self.assertRaises(AccessError),
                    ):
                        self._rpc(user, model, method, *args)

    def test_a_system_administrator_exports_no_secret(self):
        self._sent()
        row = self._last()
        for field in ("digest", "nonce", "tag", "uid"):
            with self.subTest(field=field), self.assertRaises(AccessError):
                row.with_user(self.env.ref("base.user_admin")).export_data([field])
