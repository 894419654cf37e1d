"""C19: a contact is found by the number, however it is typed."""

from odoo.tests import tagged
from odoo.tools import SQL

from ..rules import phone
from .common import MARIA, PactCase


@tagged("post_install", "-at_install")
class TestContactSearch(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.br")
        cls.maria = cls._make_contact("Maria Souza", "+5511987654321")
        cls.old = cls._make_contact("José Lima", "+551187650000")

    @classmethod
    def _make_contact(cls, name, number, company=None):
        company = company or cls.company
        return cls.env["res.partner"].create(
            {"name": name, "phone": number, "company_id": company.id}
        )

    def _found(self, typed, user=None, **kwargs):
        """Return what a list to choose from offers."""
        context = {"pact_by_number": True, "formatted_display_name": True}
        return self._rpc(
            user or self.ana, "res.partner", "name_search", typed, context=context
        )

    def _ids(self, typed, user=None):
        return [found[0] for found in self._found(typed, user)]

    def test_every_spelling_finds_the_contact(self):
        """C19: all of it, without the country, the last digits, no ninth digit."""
        for typed in (
            "11987654321",
            "+55 (11) 98765-4321",
            "87654321",
            "98765-4321",
            "1187654321",
            "+55 11 8765-4321",
            "011 98765-4321",
        ):
            with self.subTest(typed):
                self.assertEqual(self._ids(typed), self.maria.ids)
        for typed in ("11987650000", "+5511987650000", "87650000", "987650000"):
            with self.subTest(typed):
                self.assertEqual(self._ids(typed), self.old.ids)

    def test_a_contact_is_found_by_the_number_of_an_inbox(self):
        """C19: also under the number the network knows, whatever the contact says."""
        partner = self._write().pact_partner_id
        partner.phone = False
        self.assertEqual(self._ids(MARIA), partner.ids)

    def test_no_number_of_another_company_is_told(self):
        """P7: where nobody is a member, no number is looked for."""
        partner = self._write().pact_partner_id
        partner.write({"phone": False, "company_id": False})
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "stranger_pact", "administrator", self._make_team("Theirs", other)
        )
        self.assertIn(partner.id, self._ids(partner.name, stranger))
        self.assertEqual(self._ids(MARIA, stranger), [])
        self.assertEqual(self._ids("11987654321", stranger), [])

    def test_homonyms_are_told_apart_by_their_number(self):
        """C19: a search by name shows the number beside it."""
        other = self._make_contact("Maria Souza", "+55 21 99876-5432")
        found = dict(self._found("Maria Souza"))
        self.assertEqual(found.keys(), {self.maria.id, other.id})
        self.assertIn("+55 11 98765-4321", found[self.maria.id])
        self.assertIn("+55 21 99876-5432", found[other.id])

    def test_elsewhere_a_number_is_one_more_way_to_find(self):
        """Other apps look for what they always did, and find a number as well."""
        taxed = self.env["res.partner"].create({"name": "Taxed", "ref": "87654321"})
        found = self._rpc(self.ana, "res.partner", "name_search", "87654321")
        self.assertEqual({one[0] for one in found}, {taxed.id, self.maria.id})

    def test_conversations_are_found_by_number(self):
        """C19: the search of the conversations knows every spelling too."""
        channel = self._write()
        self._take(channel)
        for typed in ("31987650001", "87650001", "+55 31 8765-0001", "Maria"):
            found = self._rpc(
                self.ana,
                "discuss.channel",
                "search",
                [("pact_partner_id", "ilike", typed)],
                context={"pact_by_number": True},
            )
            self.assertEqual(found, channel.ids, typed)
        self.assertFalse(
            self._rpc(
                self.bia,
                "discuss.channel",
                "search",
                [("pact_partner_id", "ilike", "87650001")],
            )
        )

    def test_what_is_no_number_is_looked_for_as_a_name(self):
        for typed in ("+", "%0", "9" * 200, "87654321%", "8765_321"):
            with self.subTest(typed):
                self.assertEqual(self._ids(typed), [])


@tagged("post_install", "-at_install")
class TestContactSearchCost(PactCase):
    """C19: flat up to a million contacts; the plan is looked at, not the clock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._fill(
            """
            INSERT INTO res_partner (name, complete_name, active, type, company_id,
                                     phone_sanitized, partner_share)
            SELECT 'Filling', 'Filling', true, 'contact', %(company)s,
                   '+55119' || to_char(60000000 + n * 7, 'FM00000000'), true
              FROM generate_series(1, 30000) n
            """
        )
        cls._fill(
            """
            INSERT INTO pact_identity (inbox_id, company_id, partner_id, phone)
            SELECT %(inbox)s, %(company)s, id, phone_sanitized
              FROM res_partner WHERE name = 'Filling'
            """
        )
        cls.env.cr.execute("ANALYZE res_partner, pact_identity")

    @classmethod
    def _fill(cls, query):
        known = {"company": cls.company.id, "inbox": cls.inbox.id}
        cls.env.cr.execute(query, known)

    def _plan(self, select):
        rows = self.env.execute_query(SQL("EXPLAIN %s", select))
        return "\n".join(row[0] for row in rows)

    def test_a_number_is_found_by_its_index(self):
        for typed in ("11960000007", "60000007", "+55 (11) 96000-0007"):
            with self.subTest(typed):
                endings = phone.endings(typed)
                Partner = self.env["res.partner"]
                asked = Partner._pact_with_endings(endings, self.company.ids)
                plan = self._plan(asked)
                self.assertIn("res_partner_pact_phone_ending_idx", plan)
                self.assertIn("pact_identity_phone_ending_idx", plan)
                self.assertNotIn("Seq Scan", plan)

    def test_what_is_found_is_opened_by_its_id(self):
        """And no contact is looked at by its name meanwhile."""
        Partner = self.env["res.partner"].with_user(self.ana)
        Partner = Partner.with_context(pact_by_number=True)
        query = Partner._search([("display_name", "ilike", "11960000007")])
        plan = self._plan(query.select())
        self.assertIn("res_partner_pkey", plan)
        self.assertNotIn("Seq Scan", plan)
