from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .access_case import AccessCase

MODEL = "mail.canned.response"


@tagged("post_install", "-at_install")
class TestCannedResponse(AccessCase):
    """Canned responses of one's own, of a team, and of the company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = cls._make_member("chief_pact", "supervisor", cls.team)
        cls.team.supervisor_ids = cls._member_of(cls.chief)
        cls.sales = cls.env["pact.team"].search(
            [("name", "=", "Sales"), ("company_id", "=", cls.company.id)]
        )
        cls.of_company = cls._make_response("company", cls.company)
        cls.of_team = cls._make_response("team", cls.company, cls.team)
        cls.of_sales = cls._make_response("sales", cls.company, cls.sales)
        cls.of_others = cls._make_response("others", cls.other_company)

    @classmethod
    def _make_response(cls, source, company=None, teams=None):
        return cls.env[MODEL].create(
            {
                "source": source,
                "substitution": f"Text of {source}",
                "pact_company_id": company and company.id,
                "pact_team_ids": [Command.set(teams.ids if teams else [])],
            }
        )

    def _ours(self):
        return self.of_company + self.of_team + self.of_sales + self.of_others

    def _seen_by(self, user):
        domain = [("id", "in", self._ours().ids)]
        return self.env[MODEL].browse(self._rpc(user, MODEL, "search", domain))

    def test_each_sees_their_own_their_teams_and_the_companys(self):
        """An agent's `::` offers what is meant for them."""
        self.assertEqual(self._seen_by(self.ana), self.of_team + self.of_company)
        self.assertEqual(self._seen_by(self.colleague), self.of_sales + self.of_company)
        self.assertEqual(
            self._seen_by(self.boss), self.of_sales + self.of_team + self.of_company
        )
        self.assertEqual(self._seen_by(self.stranger), self.of_others)
        for user in (self.employee, self.settings, self.ticked):
            self.assertFalse(self._seen_by(user))

    def test_ones_own_is_ones_own(self):
        mine = self._rpc(
            self.ana, MODEL, "create", [{"source": "m", "substitution": "M"}]
        )
        self._rpc(self.ana, MODEL, "write", mine, {"substitution": "N"})
        for user in (*self._outsiders(), self.boss, self.chief):
            self._assert_refused(user, MODEL, "read", mine, ["substitution"])
            self._assert_refused(user, MODEL, "write", mine, {"source": "x"})
        self._rpc(self.ana, MODEL, "unlink", mine)

    def _edits(self, user, response):
        self._rpc(user, MODEL, "write", response.ids, {"substitution": "Novo"})

    def test_the_companys_are_edited_by_who_manages_texts(self):
        """A.7: by the right to manage tags and templates, in that company."""
        self._edits(self.boss, self._ours() - self.of_others)
        for user in (self.ana, self.chief, *self._outsiders()):
            for method, args in (("write", [{"source": "x"}]), ("unlink", [])):
                self._assert_refused(user, MODEL, method, self.of_company.ids, *args)
        self._assert_refused(
            self.boss, MODEL, "write", self.of_others.ids, {"source": "x"}
        )

    def test_a_teams_are_edited_by_who_looks_after_it(self):
        """Its supervisor, and nobody who only works in it."""
        self._edits(self.chief, self.of_team)
        for user in (self.ana, self.bia, self.colleague):
            self._assert_refused(
                user, MODEL, "write", self.of_team.ids, {"source": "x"}
            )
        both = self._make_response("both", self.company, self.team + self.sales)
        for response in (both, self.of_sales):
            self._assert_refused(
                self.chief, MODEL, "write", response.ids, {"source": "x"}
            )

    def test_nobody_shares_beyond_their_right(self):
        """Neither by creating it nor by sharing one's own afterwards."""
        for user, shares in (
            (self.ana, self.company),
            (self.chief, self.company),
            (self.boss, self.other_company),
            (self.employee, self.company),
        ):
            vals = {"source": "m", "substitution": "M"}
            shared = {"pact_company_id": shares.id}
            self._assert_refused(user, MODEL, "create", [vals | shared])
            mine = self._rpc(user, MODEL, "create", [vals])
            self._assert_refused(user, MODEL, "write", mine, shared)
        teams = {
            "pact_company_id": self.company.id,
            "pact_team_ids": [Command.set(self.team.ids)],
        }
        mine = self._rpc(
            self.chief, MODEL, "create", [{"source": "m", "substitution": "M"}]
        )
        self._rpc(self.chief, MODEL, "write", mine, teams)
        self._assert_refused(
            self.chief, MODEL, "write", mine, {"pact_team_ids": [Command.clear()]}
        )

    def test_an_author_without_the_right_has_no_more_say(self):
        """What was shared belongs to the company, not to who once wrote it."""
        shared = self.env[MODEL].browse(
            self._rpc(
                self.boss,
                MODEL,
                "create",
                [
                    {
                        "source": "m",
                        "substitution": "M",
                        "pact_company_id": self.company.id,
                    }
                ],
            )
        )
        self._make_member("heir_pact", "administrator", self.sales)
        self._member_of(self.boss).role_ids = self._role("agent")
        self._assert_refused(self.boss, MODEL, "write", shared.ids, {"source": "x"})

    def test_teams_are_those_of_the_company(self):
        with self.assertRaisesRegex(UserError, "teams of the company"):
            self._make_response("x", self.company, self.other_team)
        with self.assertRaisesRegex(UserError, "teams of the company"):
            self._make_response("x", None, self.team)

    def _fetched_by(self, user):
        store = Store()
        found = (
            self.env[MODEL].with_user(user).search([("pact_is_readable", "=", True)])
        )
        data = store.add(found).get_result().get(MODEL, [])
        return {one["source"]: one["pact_company_ref"] for one in data}

    def test_what_a_screen_gets(self):
        """Text and company: which conversation it is offered in."""
        company = self.company.id
        self.assertEqual(
            self._fetched_by(self.ana), {"company": company, "team": company}
        )

    def _told(self, user):
        self.env.flush_all()
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([])
        name = f'"res.partner",{user.partner_id.id}]'
        said = [r.message for r in rows if r.channel.replace(" ", "").endswith(name)]
        rows.unlink()
        return [one for one in said if MODEL in one]

    def test_open_screens_hear_of_changes(self):
        """Who may no longer use it forgets it at once."""
        self._told(self.ana)
        self._rpc(
            self.boss, MODEL, "write", self.of_company.ids, {"substitution": "Novo"}
        )
        [said] = self._told(self.ana)
        self.assertIn("Novo", said)
        self._rpc(
            self.boss,
            MODEL,
            "write",
            self.of_company.ids,
            {"pact_team_ids": [Command.set(self.sales.ids)]},
        )
        [said] = self._told(self.ana)
        self.assertIn("_DELETE", said)
        self.assertNotIn("Novo", said)

    def test_words_that_cannot_be_stored(self):
        response = self._make_response("a\0b")
        self.assertEqual(response.source, "ab")
