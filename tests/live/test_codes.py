"""A code reaches one phone, once, and counts under any number of requests at once."""

from functools import partial

from visitors import TOKEN, Visitor

from common import Live

NEW = "a new long password"


class TestCodes(Live):
    def setUp(self):
        super().setUp()
        query = "SELECT password FROM res_users WHERE login = 'ana'"
        self.addCleanup(self._forget, *self.sql(query)[0])

    def _forget(self, password):
        """Let nobody have a phone, nothing be counted, and Ana log in as before."""
        query = "UPDATE res_users SET password = %s WHERE login = 'ana'"
        self.sql(query, password)
        self.sql("DELETE FROM pact_throttle")
        self.sql("DELETE FROM pact_confirmation")
        self.sql("UPDATE res_users SET pact_phone = NULL, pact_phone_date = NULL")

    def proven(self, customer):
        """Let Ana prove that she holds the phone of ``customer``."""
        change = self.change_to(customer)
        self.type_code(change, *self.wait_for_codes(customer))

    def change_to(self, customer, login="ana"):
        """Open the change of one's phone, and have a code sent."""
        change = self.user(login).call(
            "pact.phone.change", "create", {"phone": customer.phone, "kind": "work"}
        )
        self.press(change, "action_send_whatsapp", login)
        return change

    def press(self, change, button, login="ana"):
        """Press a button of the wizard, and say again who one is where it asks."""
        user = self.user(login)
        action = user.call("pact.phone.change", button, [change])
        if action["res_model"] == "res.users.identitycheck":
            check = [action["res_id"]]
            sure = {"password": login}
            user.call("res.users.identitycheck", "run_check", check, context=sure)

    def type_code(self, change, code):
        self.user("ana").call("pact.phone.change", "write", [change], {"code": code})
        self.user("ana").call("pact.phone.change", "action_confirm", [change])

    def wait_for_codes(self, customer, count=1):
        self.assert_soon(count, lambda: len(self.network.codes(customer)))
        return self.network.codes(customer)

    def crowd(self, customer):
        """Return ten visitors who are all asked for the code of ``customer``."""
        visitors = [Visitor(self.product) for _each in range(10)]
        for visitor in visitors:
            visitor.ask_code(customer.phone)
        return visitors

    def test_a_phone_is_proven_by_whatsapp_and_logs_in(self):
        """P18, P21: one code by WhatsApp, and the phone logs in."""
        customer = self.network.customer()
        self.assertFalse(Visitor(self.product).log_in(customer.phone, "ana"))
        self.proven(customer)
        self.assertTrue(Visitor(self.product).log_in(customer.phone, "ana"))
        self.assertEqual(len(self.network.codes(customer)), 1)

    def test_who_has_no_whatsapp_proves_the_phone_by_sms(self):
        """P19: the network says so, and an SMS follows at once."""
        customer = self.network.customer(has_whatsapp=False)
        change = self.change_to(customer)
        self.assert_soon(
            [("no_whatsapp",)],
            lambda: self.sql(
                "SELECT delivery FROM pact_confirmation WHERE phone = %s",
                customer.phone,
            ),
        )
        self.press(change, "action_send_sms")
        self.type_code(change, *self.wait_for_codes(customer))
        self.assertTrue(Visitor(self.product).log_in(customer.phone, "ana"))

    def test_codes_asked_for_at_once_are_one(self):
        """P18: sixty seconds between two hold for requests at the same moment."""
        customer = self.network.customer()
        self.proven(customer)
        self.sql("DELETE FROM pact_confirmation")
        visitors = [Visitor(self.product) for _each in range(10)]
        asks = [partial(each.ask_code, customer.phone) for each in visitors]
        for answer in self.at_once(*asks):
            self.assertEqual(answer.status_code, 200)
        self.wait_for_codes(customer, 2)

    def test_ten_right_codes_at_once_are_one(self):
        """P18: a code is used once, by whoever is first."""
        customer, code = self.forgotten()
        visitors = self.crowd(customer)
        enters = [partial(each.enter_code, code, NEW) for each in visitors]
        self.assertEqual(self.at_once(*enters).count(True), 1)

    def test_ten_wrong_codes_at_once_leave_no_try(self):
        """P18: five tries, however many come at once."""
        customer, code = self.forgotten()
        visitors = self.crowd(customer)
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        enters = [partial(each.enter_code, wrong, NEW) for each in visitors]
        self.assertFalse(any(self.at_once(*enters)))
        self.assertFalse(visitors[0].enter_code(code, NEW))

    def test_who_never_asked_ends_the_code(self):
        """P18: "I didn't request a code" cancels it, and opens no conversation."""
        customer, code = self.forgotten()
        self.network.deny(customer)
        states = "SELECT state FROM pact_confirmation WHERE phone = %s"
        self.assert_soon([("void",)], lambda: self.sql(states, customer.phone))
        visitor = Visitor(self.product)
        visitor.ask_code(customer.phone)
        self.assertFalse(visitor.enter_code(code, NEW))
        query = "SELECT 1 FROM pact_identity WHERE phone = %s"
        self.assertFalse(self.sql(query, customer.phone))

    def test_a_letter_goes_to_who_has_an_account_only(self):
        """P21: the letter is sent beside the request, the answer is the same."""
        email = "ana.live@example.com"
        self.sql(
            "UPDATE res_partner SET email = %s FROM res_users "
            "WHERE res_users.partner_id = res_partner.id AND login = 'ana'",
            email,
        )
        known, unknown = (
            TOKEN.sub("", Visitor(self.product).ask_code(login).text)
            for login in (email, "nobody.live@example.com")
        )
        self.assertEqual(known, unknown)
        self.assert_soon(1, lambda: len(self.network.mails(email)))
        self.assertFalse(self.network.mails("nobody.live@example.com"))

    def forgotten(self):
        """Return Ana's phone, with a code on it for a new password."""
        customer = self.network.customer()
        self.proven(customer)
        self.sql("DELETE FROM pact_confirmation")
        Visitor(self.product).ask_code(customer.phone)
        return customer, self.wait_for_codes(customer, 2)[-1]
