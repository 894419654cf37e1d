from psycopg2.errors import UniqueViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MARIA, PactCase

SCOPED = "BR.7712345678"


@tagged("post_install", "-at_install")
class TestIdentity(PactCase):
    def _partner(self, phone, company=None, name="Maria já cliente"):
        return self.env["res.partner"].create(
            {"name": name, "phone": phone, "company_id": company and company.id}
        )

    def test_existing_contact_is_linked(self):
        """C15: the same number in another spelling is the same contact."""
        self.company.country_id = self.env.ref("base.br")
        for phone in ("+55 31 98765-0001", "+553187650001"):
            with self.subTest(phone):
                partner = self._partner(phone, self.company)
                channel = self._write()
                self.assertEqual(channel.pact_partner_id, partner)
                channel.pact_identity_id.key_ids.unlink()
                partner.phone = False

    def test_contact_of_another_company_is_not(self):
        """P7: each company has its own contacts."""
        other = self.env["res.company"].create({"name": "Outra"})
        partner = self._partner("+5531987650001", other)
        channel = self._write()
        self.assertNotEqual(channel.pact_partner_id, partner)
        self.assertEqual(channel.pact_partner_id.company_id, self.company)

    def test_shared_contact_is_linked(self):
        partner = self._partner("+5531987650001")
        self.assertEqual(self._write().pact_partner_id, partner)

    def test_own_contact_goes_before_a_shared_one(self):
        self._partner("+5531987650001", name="Shared")
        own = self._partner("+5531987650001", self.company)
        self.assertEqual(self._write().pact_partner_id, own)

    def test_a_colleagues_contact_is_never_a_customer(self):
        """Everybody may write any number on their own user."""
        self.ana.sudo().phone = "+5531987650001"
        self.assertNotEqual(self._write().pact_partner_id, self.ana.partner_id)

    def test_a_contact_without_a_name_is_served(self):
        parent = self.env["res.partner"].create({"name": "Casa", "is_company": True})
        self.env["res.partner"].create(
            {"type": "delivery", "parent_id": parent.id, "phone": "+5531987650001"}
        )
        self.assertTrue(self._write().name)

    def test_known_name_is_not_overwritten(self):
        partner = self._partner("+5531987650001", self.company)
        self._write()
        self.assertEqual(partner.name, "Maria já cliente")

    def _hidden(self, **head):
        element = self._element(**head)
        element.pop("from")
        return element | {"from_user_id": SCOPED}

    def test_without_a_phone_number(self):
        """Users may write without showing their number."""
        change = self._change(
            messages=[self._hidden()],
            contacts=[{"user_id": SCOPED, "profile": {"name": "Lu", "username": "lu"}}],
        )
        self._accept(change)
        self._process()
        channel = self._conversation(SCOPED)
        self.assertEqual(channel.pact_partner_id.name, "Lu")
        self.assertFalse(channel.pact_identity_id.phone)
        self.assertEqual(channel.pact_identity_id._recipient(), SCOPED)

    def test_number_shown_later_is_learnt(self):
        """One person under two ids is one identity, from the day both are named."""
        self._receive(self._hidden())
        first = self._conversation(SCOPED)
        self._receive(self._element(from_user_id=SCOPED))
        self.assertEqual(self._conversation(MARIA), first)
        self.assertEqual(first.pact_identity_id.phone, "+" + MARIA)

    def test_two_identities_that_are_one_person_merge(self):
        with_phone = self._write()
        self._receive(self._hidden())
        hidden = self._conversation(SCOPED)
        self.assertNotEqual(hidden, with_phone)
        self._receive(self._element(from_user_id=SCOPED))
        identity = with_phone.pact_identity_id
        self.assertEqual(set(identity.key_ids.mapped("value")), {MARIA, SCOPED})
        self.assertEqual(hidden.pact_identity_id, identity)
        self.assertEqual(hidden.pact_state, "finished")
        self.assertIn("same person", with_phone.pact_partner_id.message_ids[0].body)

    def test_changed_number_stays_the_same_person(self):
        channel = self._write()
        new = "5531987659999"
        system = {"type": "user_changed_number", "wa_id": new, "body": "changed"}
        told = self._element("system", system)
        self._receive(told)
        self._receive(told)
        self._receive(self._element(sender=new))
        self.assertEqual(self._conversation(new), channel)
        self.assertEqual(channel.pact_identity_id.phone, "+" + new)
        self.assertEqual(len(self._said(channel)), 3)

    def test_changed_number_that_is_somebody_elses_is_flagged(self):
        """Two contacts are never merged by a machine."""
        channel = self._write()
        new = "5531987659999"
        stranger = self._write(sender=new).pact_partner_id
        system = {"type": "user_changed_number", "wa_id": new, "body": "changed"}
        self._receive(self._element("system", system))
        self.assertTrue(stranger.active)
        self.assertNotEqual(stranger, channel.pact_partner_id)
        self.assertIn("same person", stranger.message_ids[0].body)

    def test_one_key_an_inbox(self):
        identity = self._write().pact_identity_id
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            identity.key_ids.copy()

    def test_one_open_conversation_a_customer(self):
        channel = self._write()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.env["discuss.channel"].create(
                {
                    "name": "Second",
                    "channel_type": "pact",
                    "pact_identity_id": channel.pact_identity_id.id,
                    "pact_state": "waiting",
                }
            )
