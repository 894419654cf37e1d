import json

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestStrangers(HttpCase):
    """P5: what Odoo offers to people who are no colleagues works as without us."""

    def _call(self, route, **params):
        answer = self.url_open(
            route,
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        self.assertNotIn("error", answer)
        return answer["result"]

    def test_a_customer_logs_in(self):
        """P5: with a customer's account, as an app or the page of the portal does."""
        new_test_user(self.env, "a_customer", groups="base.group_portal")
        told = self._call(
            "/web/session/authenticate",
            db=self.env.cr.dbname,
            login="a_customer",
            password="a_customer",
        )
        self.assertEqual(told["username"], "a_customer")
        self.assertTrue(self._call("/mail/data", fetch_params=["init_messaging"]))

    def test_a_guest_is_invited(self):
        """P5: without any account, to talk in a channel of Odoo's."""
        channel = self.env["discuss.channel"].create(
            {"name": "Open to all", "channel_type": "channel", "group_public_id": None}
        )
        page = self.url_open(channel.invitation_url)
        self.assertEqual(page.status_code, 200)
        self.assertIn("hasLinkPreviewFeature", page.text)

    def test_a_clerk_makes_a_contact(self):
        """P5: whoever works in Odoo, and not with us, makes contacts as before."""
        clerk = new_test_user(
            self.env, "a_clerk", groups="base.group_user,base.group_partner_manager"
        )
        partners = self.env["res.partner"].with_user(clerk)
        contact = partners.create({"name": "Acme"})
        contact.write({"name": "Acme Ltd"})
        self.assertEqual(contact.copy().name, "Acme Ltd (copy)")
