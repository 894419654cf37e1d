"""Two windows, two people or a dozen programs behind the link of one invitation."""

import itertools
import re
from collections import Counter
from functools import partial

from invitees import Invitee

from common import Live

PASSWORD = "a password for the test"
A_MINUTE_PASSES = """
    UPDATE pact_confirmation SET sent_date = sent_date - interval '61 s'
"""
_numbers = itertools.count(1)


class TestAcceptance(Live):
    def setUp(self):
        super().setUp()
        self.admin = self.user("admin")

    def test_of_many_who_accept_at_once_exactly_one_comes_in(self):
        """P16, P18: one user, one membership; the others read a page, not an error."""
        address, link = self.invitation()
        windows = self.windows_with_a_code(link)
        code = self.code(self.customer)
        outcomes = self.at_once(
            *(
                partial(window.answer, "accept", code=code, password=PASSWORD)
                for window in windows
            )
        )
        statuses = Counter(outcome.status_code for outcome in outcomes)
        self.assertEqual(statuses[303], 1, statuses)
        self.assertLessEqual(statuses.keys(), {303, 404, 409})
        for outcome in outcomes:
            if outcome.status_code != 303:
                self.assertIn("o-pact-Invitation", outcome.text)
        self.assertEqual(self.memberships(address), [("accepted", 1, 1)])

    def test_who_joins_in_two_windows_at_once_is_a_member_once(self):
        """P7: somebody with an account clicks twice."""
        company = self.admin.call("res.company", "create", [{"name": "Filial"}])[0]
        _address, link = self.invitation(email="bruno@example.com", company_id=company)
        bruno = Invitee(link).log_in(self.product, "bruno").read_form()
        windows = [bruno, *(bruno.beside().read_form() for _ in range(3))]
        outcomes = self.at_once(*(partial(each.answer, "join") for each in windows))
        statuses = Counter(outcome.status_code for outcome in outcomes)
        self.assertEqual(statuses[303], 1, statuses)
        self.assertLessEqual(statuses.keys(), {303, 404, 409})
        query = "SELECT count(*) FROM pact_member WHERE company_id = %s AND active"
        # Whoever makes a company is its administrator.
        self.assertEqual(self.sql(query, company), [(2,)])

    def test_a_dozen_programs_that_open_the_link_change_nothing(self):
        """P16: they look at the same moment, and the person still comes in."""
        address, link = self.invitation()
        before = self.row(address)
        looks = [Invitee(link).look, partial(Invitee(link).look, "HEAD")] * 6
        outcomes = self.at_once(*looks)
        self.assertEqual({outcome.status_code for outcome in outcomes}, {200})
        self.assertEqual(self.row(address), before)

    def test_the_code_comes_to_the_phone_and_is_kept_nowhere(self):
        """P18: by WhatsApp, and no log and no table has the link either."""
        _address, link = self.invitation()
        self.windows_with_a_code(link, 1)
        self.assertRegex(self.code(self.customer), r"^\d{6}$")
        token = link.rsplit("/", 1)[1]
        for table, column in self.text_columns():
            with self.subTest(table, column=column):
                query = f'SELECT FROM "{table}" WHERE "{column}"::text LIKE %s'
                self.assertEqual(self.sql(query, f"%{token}%"), [])

    def test_who_has_no_whatsapp_hears_it_and_comes_in_by_sms(self):
        """P19: the page learns of it by itself, and need not wait for the SMS."""
        address, link = self.invitation()
        [window, _beside] = self.windows_with_a_code(link, 1, has_whatsapp=False)
        self.assert_soon("no_whatsapp", lambda: window.progress()["delivery"])
        self.assertEqual(window.progress()["waits"]["sms"], 0)
        self.assertEqual(window.answer("sms").status_code, 303)
        code = self.code(self.customer)
        joined = window.answer("accept", code=code, password=PASSWORD)
        self.assertEqual(joined.status_code, 303)
        self.assertEqual(self.memberships(address), [("accepted", 1, 1)])

    def invitation(self, **vals):
        """Return the address of somebody new, and a link for them."""
        number = next(_numbers)
        vals = {"email": f"guest{number}@example.com", **vals}
        found = self.admin.call("pact.invitation", "create", [vals])
        told = self.admin.call("pact.invitation", "action_copy_link", found)
        path = re.search(r"/pact/invitation/.*", told["params"]["url"])[0]
        return vals["email"], self.product.url + path

    def windows_with_a_code(self, link, count=4, **traits):
        """Return windows in which the same phone was given, two for each visitor."""
        self.customer = self.network.customer(**traits)
        visitors = [Invitee(link) for _ in range(count)]
        for visitor in visitors:
            self.sql(A_MINUTE_PASSES)
            given = visitor.read_form().answer(
                "send",
                first_name="Rui",
                last_name="Alves",
                country="PT",
                phone=self.customer.phone,
                kind="work",
            )
            self.assertEqual(given.status_code, 303)
        seconds = [visitor.beside().read_form() for visitor in visitors]
        return [*visitors, *seconds]

    def code(self, customer):
        """Wait until the phone shows a code; return the latest."""
        pending = "SELECT 1 FROM pact_confirmation WHERE delivery = 'pending'"
        self.assert_soon([], lambda: self.sql(pending))
        return self.network.codes(customer)[-1]

    def memberships(self, address):
        """Return the state of the invitation, how many users and memberships."""
        return self.sql(
            """
            SELECT invitation.state, count(DISTINCT person.id), count(member.id)
              FROM pact_invitation invitation
              JOIN res_users person ON person.login = invitation.email_normalized
              JOIN pact_member member ON member.user_id = person.id
             WHERE invitation.email_normalized = %s GROUP BY invitation.id
            """,
            address,
        )

    def row(self, address):
        query = "SELECT * FROM pact_invitation WHERE email_normalized = %s"
        return self.sql(query, address)

    def text_columns(self):
        return self.sql(
            """
            SELECT table_name, column_name FROM information_schema.columns
             WHERE table_schema = 'public' AND data_type IN
                   ('character varying', 'text', 'json', 'jsonb')
               AND (table_name LIKE 'pact%%' OR table_name IN
                   ('mail_mail', 'mail_message', 'ir_logging', 'bus_bus'))
            """
        )
