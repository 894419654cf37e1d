import email
import email.policy
import re

from odoo.fields import Command

from odoo.addons.base.tests.common import MockSmtplibCase

from .common import PactCase

LINK = re.compile(r"https?://\S+?/pact/invitation/([A-Za-z0-9_-]+)")


class InvitationCase(MockSmtplibCase, PactCase):
    """Words for inviting, for the letters that leave, and for coming in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.mail_server"].search([]).active = False
        cls.env["ir.mail_server"].create(
            {"name": "Post", "smtp_host": "localhost", "smtp_encryption": "none"}
        )
        cls.manager = cls._make_member("manager_pact", "manager", cls.team)
        cls.env["mail.mail"].search([]).unlink()

    def _invite(self, *emails, user=None, company=None, **vals):
        company = company or self.company
        ids = self._rpc(
            user or self.boss,
            "pact.invitation",
            "create",
            [{"email": each, "company_id": company.id, **vals} for each in emails],
        )
        return self.env["pact.invitation"].browse(ids)

    def _send(self, offers, user=None):
        self._rpc(user or self.boss, "pact.invitation", "action_send", offers.ids)
        return self._deliver()

    def _deliver(self):
        """Let the queue go out; return the letters that left."""
        with self.mock_smtplib_connection():
            self.env["mail.mail"].process_email_queue()
        self.env.flush_all()
        self.env.invalidate_all()
        return [self._read(each["message"]) for each in self.emails]

    def _read(self, source):
        return email.message_from_string(source, policy=email.policy.default)

    def _token(self, letter):
        """Return the token in a letter, the same in both of its forms."""
        plain = letter.get_body(("plain",)).get_content()
        html = letter.get_body(("html",)).get_content()
        tokens = {*LINK.findall(plain), *re.findall(r"/pact/invitation/([\w-]+)", html)}
        self.assertEqual(len(tokens), 1)
        return tokens.pop()

    def _mailed_token(self, offer):
        [letter] = self._send(offer)
        return self._token(letter)

    def _copied_token(self, offer, user=None):
        answer = self._rpc(
            user or self.boss, "pact.invitation", "action_copy_link", offer.ids
        )
        return LINK.search(answer["params"]["url"])[1]

    def _verdict(self, token):
        return self.env["pact.invitation"]._find_by_token(token)[1]

    def _come_in(self, offer):
        """Make the invited person a user and a member."""
        user = offer.sudo()._make_user("Nina", "Souza", "a good secret", tz="UTC")
        offer.sudo()._accept(user)
        return user

    def _set(self, *records):
        return [Command.set([record.id for record in records])]
