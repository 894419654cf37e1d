"""Letters leave for a real mail server, and two people invite at the same moment."""

import itertools
import re
from functools import partial

from common import Live
from setup import odoo_process
from setup.rpc import RemoteError

LINK = re.compile(r"/pact/invitation/([\w-]{43})")
_numbers = itertools.count(1)


class TestInviting(Live):
    def test_of_two_who_invite_an_address_at_once_one_does(self):
        """P13: the database lets one through; the other is told in words."""
        admin, other = self.user("admin"), self.product.log_in("admin")
        for _ in range(5):
            address = self.address()
            outcomes = self.at_once(
                partial(self.invite, admin, address),
                partial(self.invite, other, address.upper()),
            )
            [refusal] = [each for each in outcomes if isinstance(each, RemoteError)]
            self.assertRegex(str(refusal), "already has an invitation")
            rows = self.sql(
                "SELECT 1 FROM pact_invitation WHERE email_normalized = %s", address
            )
            self.assertEqual(len(rows), 1)

    def test_a_letter_arrives_with_its_link(self):
        """P9: one, at exactly that address, soon after the button was pressed."""
        address = self.address()
        self.send(self.invite(self.user("admin"), address))
        [letter] = self.letters(address)
        self.assertEqual(letter["recipients"], [address])
        self.assertEqual(len({*LINK.findall(letter["text"])}), 1)
        self.assert_soon("sent", partial(self.state, address))

    def test_the_link_is_in_no_log(self):
        """P18 in spirit: what Odoo writes down of sending leads nowhere."""
        address = self.address()
        self.send(self.invite(self.user("admin"), address))
        [letter] = self.letters(address)
        [token] = {*LINK.findall(letter["text"])}
        self.assertNotIn(token, self.log())

    def test_an_address_that_the_server_refuses_is_seen(self):
        """P9: at once, and in the words of the server."""
        address = self.address()
        self.network.refuse_mail(address)
        self.send(self.invite(self.user("admin"), address))
        self.assert_soon("bounced", partial(self.state, address))

    def _errors(self):
        # Odoo itself notes what a mail server refuses.
        return [line for line in super()._errors() if "failed sending mail" not in line]

    def log(self):
        return odoo_process.log_of(f"{self.product.database}-server").read_text()

    def address(self):
        return f"nina{next(_numbers)}@example.com"

    def invite(self, session, address):
        return session.call("pact.invitation", "create", {"email": address})

    def send(self, invitation_id):
        self.user("admin").call("pact.invitation", "action_send", [invitation_id])

    def letters(self, address):
        self.assert_soon(1, lambda: len(self.network.mails(address)))
        return self.network.mails(address)

    def state(self, address):
        query = "SELECT state FROM pact_invitation WHERE email_normalized = %s"
        return self.sql(query, address)[0][0]
