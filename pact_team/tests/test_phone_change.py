import time

from odoo import http
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .phone_case import OTHER_PHONE, PHONE, PhoneCase


@tagged("post_install", "-at_install")
class TestPhoneChange(PhoneCase, HttpCase):
    """P21: changing one's phone; the old one logs in until the new one is proven."""

    def setUp(self):
        super().setUp()
        self._prove(self.ana)
        self.authenticate("ana_pact", "ana_pact")
        self._be_sure()

    def _be_sure(self):
        """Let the session remember that the password was just typed."""
        self.session["identity-check-last"] = time.time()
        http.root.session_store.save(self.session)

    def _call(self, model, method, ids, *args):
        params = {"model": model, "method": method, "args": [ids, *args], "kwargs": {}}
        result = self.make_jsonrpc_request("/web/dataset/call_kw", params)
        self.env.invalidate_all()
        return result

    def _open(self, phone="(11) 98765-4322", **vals):
        change = self.env["pact.phone.change"].with_user(self.ana)
        country = self.env.ref("base.br")
        return change.create(
            {"phone": phone, "country_id": country.id, "kind": "work", **vals}
        )

    def _refused(self):
        return self.assertRaisesRegex(JsonRpcException, "UserError")

    def _do(self, change, method):
        return self._call("pact.phone.change", method, change.ids)

    def test_the_new_phone_is_proven_by_its_code(self):
        change = self._open()
        self._do(change, "action_send_whatsapp")
        self.assertEqual(change.step, "code")
        self.assertEqual(self.ana.pact_phone, PHONE)
        change.code = self._last(OTHER_PHONE)._new_code()
        self._do(change, "action_confirm")
        self.assertEqual(self.ana.pact_phone, OTHER_PHONE)
        self.assertEqual(self.ana.pact_phone_kind, "work")
        self.assertEqual(self.ana.pact_phone_proof, "whatsapp")

    def test_a_wrong_code_changes_nothing_and_stays_nowhere(self):
        change = self._open()
        self._do(change, "action_send_sms")
        change.code = self._wrong(self._last(OTHER_PHONE)._new_code())
        self._do(change, "action_confirm")
        self.assertIn("not right", change.notice)
        self.assertFalse(change.code)
        self.assertEqual(self.ana.pact_phone, PHONE)

    def test_a_code_proves_no_other_phone(self):
        """Attack: the code of one phone for another, typed in meanwhile."""
        change = self._open()
        self._do(change, "action_send_whatsapp")
        change.code = self._last(OTHER_PHONE)._new_code()
        change.phone = "(11) 98765-4323"
        self._do(change, "action_confirm")
        self.assertEqual(self.ana.pact_phone, PHONE)

    def test_a_code_of_an_invitation_proves_nothing_here(self):
        code = self._sent(OTHER_PHONE)
        change = self._open(code=code)
        self._do(change, "action_confirm")
        self.assertEqual(self.ana.pact_phone, PHONE)

    def test_a_phone_of_a_colleague_is_refused_once_it_is_proven(self):
        self._prove(self.bia, OTHER_PHONE)
        change = self._open()
        self._do(change, "action_send_whatsapp")
        change.code = self._last(OTHER_PHONE)._new_code()
        with self._refused():
            self._do(change, "action_confirm")
        self.assertEqual(self.bia.pact_phone, OTHER_PHONE)

    def test_what_is_no_phone_is_refused(self):
        for phone in ("123", "ana@example.com", "11 98765-4322 x12"):
            with self._refused():
                self._do(self._open(phone), "action_send_whatsapp")

    def test_it_asks_for_the_password_first(self):
        """Attack: somebody at a screen that was left open."""
        self.session["identity-check-last"] = 0
        http.root.session_store.save(self.session)
        change = self._open()
        opened = self._call("res.users", "action_pact_change_phone", self.ana.ids)
        self.assertEqual(opened["res_model"], "res.users.identitycheck")
        for method in (
            "action_send_whatsapp",
            "action_send_sms",
            "action_confirm",
            "action_leave_to_administrator",
        ):
            asked = self._do(change, method)
            self.assertEqual(asked["res_model"], "res.users.identitycheck", method)
        self.assertFalse(self._last(OTHER_PHONE))

    def test_the_wizard_of_another_is_closed(self):
        change = self._open()
        for method in ("read", "write"):
            args = [["phone"]] if method == "read" else [{"phone": "1"}]
            with (
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(AccessError),
            ):
                self._rpc(self.bia, "pact.phone.change", method, change.ids, *args)

    def test_without_any_way_the_administrator_confirms(self):
        """P19: with no provider the phone waits for an administrator."""
        self.inbox.code_template = False
        self.company.pact_sms_codes = False
        change = self._open()
        self.assertFalse(change.can_send)
        with self._refused():
            self._do(change, "action_send_whatsapp")
        self._do(change, "action_leave_to_administrator")
        self.assertEqual(self.ana.pact_phone, OTHER_PHONE)
        member = self._member_of(self.ana).with_user(self.boss)
        self.assertEqual(member.phone_state, "typed")

    def test_with_a_way_nothing_is_left_to_the_administrator(self):
        with self._refused():
            self._do(self._open(), "action_leave_to_administrator")
        self.assertEqual(self.ana.pact_phone, PHONE)
