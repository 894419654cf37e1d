"""C15: two contacts who are the same person become one, by an administrator's word."""

from odoo.tests import tagged

from .test_contact import JOAO, ContactCase


@tagged("post_install", "-at_install")
class TestContactMerge(ContactCase):
    def setUp(self):
        super().setUp()
        self.joao = self.waiting.pact_partner_id

    def _merge(self, contact, other, user=None):
        user = user or self.boss
        merging = self._rpc(
            user,
            "pact.contact.merge",
            "create",
            [{"contact_id": contact.id, "other_id": other.id}],
        )
        self._rpc(user, "pact.contact.merge", "action_merge", merging)
        self.env.invalidate_all()

    def _assert_not_merged(self, contact, other, user=None):
        user = user or self.boss
        vals = {"contact_id": contact.id, "other_id": other.id}
        merging = self.env["pact.contact.merge"].with_user(user).sudo().create(vals)
        self._assert_refused(user, "pact.contact.merge", "action_merge", merging.ids)
        self.assertTrue((contact | other).exists() == contact | other)

    def test_everything_goes_to_the_one_that_is_kept(self):
        """C17: identities, conversations and their history are shown together."""
        identity = self.waiting.pact_identity_id
        self._take(self.waiting)
        for channel in self.held + self.waiting:
            self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self._merge(self.maria, self.joao)
        self.assertFalse(self.joao.exists())
        self.assertEqual(identity.partner_id, self.maria)
        self.assertEqual(self.waiting.pact_partner_id, self.maria)
        self.assertEqual(self.waiting.name, self.maria.display_name)
        self.assertEqual(self._said(self.waiting)[0].author_id, self.maria)
        row = self._read(self.ana, self.maria, "pact_history_count")
        self.assertEqual(row["pact_history_count"], 2)

    def test_two_numbers_on_one_inbox_go_on(self):
        """Each number keeps its conversation and its window; the contact is one."""
        self._merge(self.maria, self.joao)
        again = self._write("De novo", JOAO)
        self.assertEqual(again, self.waiting)
        self.assertEqual(self._write("Aqui também"), self.held)
        known = self._read(self.ana, self.maria, "pact_known_as")["pact_known_as"]
        for number in ("+55 31 98765-0001", "+55 31 98765-0002"):
            self.assertIn(number, known)

    def test_what_the_network_says_is_proposed(self):
        """The remark on both contacts leads to the two that are compared."""
        self.held.pact_identity_id._flag_same_person(self.joao)
        self.assertEqual(self.joao.pact_same_partner_id, self.maria)
        context = {"active_model": "res.partner", "active_ids": self.joao.ids}
        values = self._rpc(
            self.boss,
            "pact.contact.merge",
            "default_get",
            ["contact_id", "other_id"],
            context=context,
        )
        self.assertEqual(
            (values["contact_id"], values["other_id"]), (self.joao.id, self.maria.id)
        )
        self._merge(self.maria, self.joao)
        self.assertFalse(self.maria.pact_same_partner_id)
        self.assertIn("was the same person", self.maria.message_ids[0].body)

    def test_only_an_administrator_of_the_company_merges(self):
        """A.7: it cannot be undone, so it takes who may configure."""
        vals = [{"contact_id": self.maria.id, "other_id": self.joao.id}]
        for user in self.ana + self.bia + self.employee + self.settings:
            self._assert_refused(user, "pact.contact.merge", "create", vals)
        for user in self.stranger + self.ticked:
            self._assert_not_merged(self.maria, self.joao, user)

    def test_nobody_who_logs_in_is_merged(self):
        """Neither staff nor a portal login, active or not, may be taken over."""
        portal = self._make_user("portal_pact", groups="base.group_portal")
        portal.partner_id.company_id = self.company
        former = self._make_user("former_pact")
        former.active = False
        for contact in (
            *(portal + former + self.ana).partner_id,
            self.company.partner_id,
            self._contact(company_id=self.other_company.id),
            self._contact(company_id=False),
        ):
            self._assert_not_merged(self.maria, contact)
            self._assert_not_merged(contact, self.maria)

    def test_one_contact_alone_is_nobody_else(self):
        self._assert_not_merged(self.maria, self.maria)

    def test_a_dialog_is_for_who_opened_it(self):
        chief = self._make_member("chief_pact", "administrator", self.team)
        vals = [{"contact_id": self.maria.id, "other_id": self.joao.id}]
        merging = self._rpc(self.boss, "pact.contact.merge", "create", vals)
        self._assert_refused(chief, "pact.contact.merge", "action_merge", merging)
