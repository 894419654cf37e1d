import logging
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..providers import signals
from ..rules import confirmation
from .common import PactCase

PHONE = "+5511987654321"
OTHER_PHONE = "+5511987654322"
HOME = "203.0.113.9"
SUBJECT = "invitation:1"


class PhoneCase(PactCase):
    """A company in Brazil that can send codes by WhatsApp and by SMS."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls._registry_patched:
            # Else what is counted would outlive the test.
            cls.registry_enter_test_mode_cls()
        cls.company.country_id = cls.env.ref("base.br")
        cls.inbox.code_template = "codigo_acesso"
        cls.env["ir.config_parameter"].set_param("sms.endpoint", "http://127.0.0.1:1")
        cls.codes = cls.env["pact.confirmation"]

    def _send(self, phone=PHONE, channel="whatsapp", **rest):
        wanted = {"purpose": "accept", "subject": SUBJECT, "company": self.company}
        wanted |= {"address": HOME} | rest
        return self.codes._send_code(phone=phone, channel=channel, **wanted)

    def _sent(self, phone=PHONE, **rest):
        """Have a code sent; return it, as only the phone knows it."""
        self.assertEqual(self._send(phone, **rest), 0)
        return self._last(phone)._new_code()

    def _last(self, phone=PHONE):
        return self.codes._as_system().search([("phone", "=", phone)], limit=1)

    def _check(self, code, phone=PHONE, purpose="accept", subject=SUBJECT, home=HOME):
        return self.codes._check_code(purpose, subject, phone, code, home)

    def _wrong(self, code):
        return f"{(int(code) + 1) % 10**6:06d}"

    def _prove(self, user, phone=PHONE, proof="whatsapp"):
        user._pact_confirm_phone(phone, "personal", proof)
        return user


class CodeCase(PhoneCase):
    """The same, with a clock that only the test moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # No hour ends within a test: that is when counters begin again.
        hour = {"minute": 0, "second": 0, "microsecond": 0}
        cls.now = fields.Datetime.now().replace(**hour)

    def setUp(self):
        super().setUp()
        clock = freeze_time(self.now)
        self.clock = clock.start()
        self.addCleanup(clock.stop)

    def _pass(self, **span):
        self.clock.tick(timedelta(**span))


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
        query = self.env["pact.throttle"]._counting(key, 0)
        with self.env.registry.cursor() as cr:
            cr.execute("DELETE FROM pact_throttle WHERE key = %s", [query.params[0]])

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
        logger = "odoo.addons.pact_team.models.pact_confirmation_send"
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


@tagged("post_install", "-at_install")
class TestConfirmedPhone(CodeCase):
    """P21: a phone logs in once somebody proved to hold it, and nobody forges that."""

    FORGED = {"pact_phone_date": "2026-01-01 00:00:00", "pact_phone_proof": "sms"}

    def test_proving_confirms(self):
        self._prove(self.ana)
        self.assertEqual(self.ana.pact_phone, PHONE)
        self.assertTrue(self.ana.pact_phone_date)

    def test_proving_ends_the_codes_of_the_phone(self):
        self._sent()
        self._prove(self.ana)
        self.assertEqual(self._last().state, "void")

    def test_a_phone_of_another_active_user_is_refused(self):
        self._prove(self.ana)
        with self.assertRaisesRegex(UserError, "Another user"):
            self._prove(self.bia)

    def test_a_phone_has_one_spelling(self):
        """The older spelling of a number cannot be confirmed beside the present one."""
        with self.assertRaises(UserError):
            self._prove(self.bia, "+551187654321")

    def test_archiving_frees_the_phone(self):
        self._prove(self.ana)
        self.ana.active = False
        self.assertTrue(self._prove(self.bia).pact_phone_date)

    def test_writing_the_phone_unconfirms_it(self):
        self._prove(self.ana)
        self.ana.pact_phone = OTHER_PHONE
        self.assertFalse(self.ana.pact_phone_date or self.ana.pact_phone_proof)

    def test_writing_the_same_phone_leaves_it_confirmed(self):
        self._prove(self.ana)
        self.ana.pact_phone = PHONE
        self.assertTrue(self.ana.pact_phone_date)

    def test_a_phone_that_is_none_is_refused(self):
        for number in ("11987654321", "+1", "ana", "+55 11 98765-4321"):
            with self.subTest(number=number), self.assertRaises(UserError):
                self.ana.pact_phone = number

    def test_a_copied_user_has_no_phone(self):
        self._prove(self.ana)
        self.assertFalse(self.ana.copy().pact_phone)

    def test_nobody_writes_their_own_confirmed_phone(self):
        """Attack: a confirmed phone by plain RPC, with or without a flag."""
        for user in self.ana + self.boss:
            for vals in ({"pact_phone": PHONE}, self.FORGED):
                for context in ({}, {"install_mode": True, "default_active": True}):
                    with (
                        self.subTest(user=user.login, vals=vals),
                        mute_logger("odoo.addons.base.models.ir_model"),
                        self.assertRaises(UserError),
                    ):
                        self._rpc(
                            user, "res.users", "write", user.ids, vals, context=context
                        )
            self.assertFalse(user.pact_phone or user.pact_phone_date)

    def test_nobody_writes_a_proof_not_even_a_settings_administrator(self):
        admin = self._make_user(
            "settings_pact", groups="base.group_user,base.group_system"
        )
        calls = (
            ("res.users", "write", self.ana.ids, self.FORGED),
            ("res.users", "write", admin.ids, self.FORGED),
            (
                "res.users",
                "create",
                {"name": "Eva", "login": "eva_pact", "pact_phone": PHONE} | self.FORGED,
            ),
            (
                "res.partner",
                "write",
                self.ana.partner_id.ids,
                {"user_ids": [(1, self.ana.id, self.FORGED)]},
            ),
            (
                "res.company",
                "write",
                self.company.ids,
                {"user_ids": [(1, self.ana.id, self.FORGED)]},
            ),
        )
        for model, method, *args in calls:
            with self.subTest(model=model, method=method):
                self._refused(admin, model, method, *args)
        self.assertFalse(self.ana.pact_phone_date)

    def _refused(self, user, *call):
        with (
            mute_logger("odoo.addons.base.models.ir_model"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, *call)

    def test_an_import_proves_nothing(self):
        fields_ = ["name", "login", "pact_phone", "pact_phone_date"]
        row = ["Eva", "eva_pact", PHONE, "2026-01-01 00:00:00"]
        admin = self.env.ref("base.user_admin")
        result = self._rpc(admin, "res.users", "load", fields_, [row])
        self.assertFalse(result["ids"])

    def test_a_default_proves_nothing(self):
        self.env["ir.default"].set("res.users", "pact_phone", PHONE)
        self.env["ir.default"].set("res.users", "pact_phone_proof", "sms")
        self.env["ir.default"].set(
            "res.users", "pact_phone_date", "2026-01-01 00:00:00"
        )
        user = (
            self.env["res.users"]
            .with_context(default_pact_phone_date="2026-01-01 00:00:00")
            .create({"name": "Eva", "login": "eva_pact"})
        )
        self.assertFalse(user.pact_phone or user.pact_phone_date)

    def test_the_phone_of_others_is_not_read(self):
        self._prove(self.ana)
        for call in (
            ("read", self.ana.ids, ["pact_phone"]),
            ("search", [("pact_phone", "=", PHONE)]),
            ("search_count", [("pact_phone_date", "!=", False)]),
        ):
            with self.subTest(call=call), self.assertRaises(AccessError):
                self._rpc(self.bia, "res.users", *call)
        own = self._rpc(self.ana, "res.users", "read", self.ana.ids, ["pact_phone"])
        self.assertEqual(own[0]["pact_phone"], PHONE)


@tagged("post_install", "-at_install")
class TestPhoneByHand(CodeCase):
    """P19: where no code can be sent, an administrator's word lets somebody log in."""

    def _confirm(self, user, member=None):
        member = member or self._member_of(self.ana)
        return self._rpc(user, "pact.member", "action_confirm_phone", member.ids)

    def test_an_administrator_confirms_what_the_person_typed(self):
        self.ana._pact_note_phone(PHONE, "work")
        self._confirm(self.boss)
        self.assertEqual(self.ana.pact_phone_proof, "hand")
        self.assertEqual(self.ana.pact_phone_kind, "work")

    def test_it_is_logged(self):
        self.ana._pact_note_phone(PHONE, "work")
        self._confirm(self.boss)
        note = self._member_of(self.ana).message_ids[:1]
        self.assertIn("by hand", note.body)
        self.assertEqual(note.author_id, self.boss.partner_id)

    def test_nothing_is_confirmed_that_the_person_did_not_type(self):
        with self.assertRaisesRegex(UserError, "has to type"):
            self._confirm(self.boss)
        self.ana.pact_phone = PHONE
        with self.assertRaisesRegex(UserError, "has to type"):
            self._confirm(self.boss)

    def test_nobody_else_confirms(self):
        self.ana._pact_note_phone(PHONE, "work")
        company = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "stranger_pact", "administrator", self._make_team("Other", company)
        )
        outsider = self._make_user("outsider_pact")
        for user in self.ana + self.bia + stranger + outsider:
            with (
                self.subTest(user=user.login),
                mute_logger("odoo.addons.base.models.ir_rule"),
                mute_logger("odoo.addons.base.models.ir_model"),
                self.assertRaises(AccessError),
            ):
                self._confirm(user)
        self.assertFalse(self.ana.pact_phone_date)

    def test_a_code_outweighs_a_word(self):
        """P21: nobody loses their phone to who only says that it is theirs."""
        self.ana._pact_note_phone(PHONE, "work")
        self._confirm(self.boss)
        self._prove(self.bia)
        self.assertEqual(self.bia.pact_phone, PHONE)
        self.assertTrue(self.bia.pact_phone_date)
        self.assertFalse(self.ana.pact_phone_date or self.ana.pact_phone_proof)
        with self.assertRaisesRegex(UserError, "cannot be confirmed by hand"):
            self._confirm(self.boss)

    def test_whose_number_it_is_stays_unsaid(self):
        self._prove(self.bia)
        self.ana._pact_note_phone(PHONE, "work")
        with self.assertRaisesRegex(UserError, "cannot be confirmed by hand"):
            self._confirm(self.boss)

    def test_who_configures_sees_the_phone_and_colleagues_do_not(self):
        self._prove(self.ana)
        member = self._member_of(self.ana)
        for user, phone in ((self.boss, PHONE), (self.bia, False)):
            (told,) = self._rpc(user, "pact.member", "read", member.ids, ["phone"])
            self.assertEqual(told["phone"], phone, user.login)

    def test_an_unsaved_member_tells_no_phone(self):
        """Attack: the phone of anybody, by a record that was never saved."""
        self._prove(self.ana)
        forged = {"user_id": self.ana.id, "company_id": self.company.id}
        told = self._rpc(
            self.boss,
            "pact.member",
            "onchange",
            [],
            forged,
            ["user_id"],
            {"user_id": {}, "company_id": {}, "phone": {}, "phone_state": {}},
        )
        self.assertFalse(told["value"].get("phone"))
