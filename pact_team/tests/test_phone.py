from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .phone_case import OTHER_PHONE, PHONE, CodeCase


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
