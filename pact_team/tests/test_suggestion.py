from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rules import suggestion
from .common import PactCase


@tagged("post_install", "-at_install")
class SuggestionCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].create({"name": "Filial"})
        branch_team = cls._make_team("Filial", cls.branch)
        cls.stranger = cls._make_member("stranger_pact", "administrator", branch_team)
        cls.employee = cls._make_user("employee_pact")
        cls.settings = cls._make_user(
            "settings_pact", groups="base.group_user,base.group_system"
        )
        cls.ticked = cls._make_user(
            "ticked_pact", groups="pact_team.pact_team_group_administrator"
        )
        cls.roles = {
            kind: cls._make_member(f"{kind}_pact", kind, cls.team)
            for kind in ("manager", "supervisor", "stakeholder", "payments")
        }

    def _suggest(self, user, text="A button to snooze", company=None):
        company = company or self.company
        number = self._rpc(user, "pact.suggestion", "suggest", text, company.id)
        return self.env["pact.suggestion"].browse(number)

    def _seen_by(self, user):
        return self.env["pact.suggestion"].browse(
            self._rpc(user, "pact.suggestion", "search", [])
        )

    def _assert_refused(self, user, method, *args, **kwargs):
        with (
            self.subTest(user=user.login, method=method, args=args),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, "pact.suggestion", method, *args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()

    def _notified(self, said):
        messages = self.env["mail.message"].search(
            [("model", "=", said._name), ("res_id", "=", said.id)]
        )
        return messages.notified_partner_ids


@tagged("post_install", "-at_install")
class TestSuggestion(SuggestionCase):
    def test_administrators_read_it_with_its_author(self):
        """C4: an agent suggests; the administrator has it as a record."""
        said = self._suggest(self.ana, "  Um botão para adiar\n")
        [row] = self._rpc(self.boss, "pact.suggestion", "read", said.ids)
        self.assertEqual(row["user_id"][0], self.ana.id)
        self.assertEqual(row["company_id"][0], self.company.id)
        self.assertEqual((row["text"], row["state"]), ("Um botão para adiar", "new"))

    def test_administrators_of_the_company_are_told(self):
        """C4: and nobody else is."""
        said = self._suggest(self.ana)
        self.assertEqual(self._notified(said), self.boss.partner_id)

    def test_every_role_may_suggest(self):
        """C4: also who only handles payments, or administers."""
        for user in (*self.roles.values(), self.boss):
            self.assertEqual(self._suggest(user).user_id, user)

    def test_an_answer_reaches_its_author(self):
        said = self._suggest(self.ana)
        answer = {"answer": "In the next version."}
        self._rpc(self.boss, "pact.suggestion", "write", said.ids, answer)
        self.assertIn(self.ana.partner_id, self._notified(said))
        self.assertEqual(said.state, "seen")
        [row] = self._rpc(self.ana, "pact.suggestion", "read", said.ids, ["answer"])
        self.assertEqual(row["answer"], "In the next version.")

    def test_an_answer_does_not_reach_who_was_removed(self):
        said = self._suggest(self.ana)
        self._member_of(self.ana).action_remove()
        said.answer = "In the next version."
        self.assertNotIn(self.ana.partner_id, self._notified(said))

    def test_a_finished_one_stays_finished_when_answered(self):
        said = self._suggest(self.ana)
        said.write({"state": "done", "answer": "Done."})
        self.assertEqual(said.state, "done")

    def test_words_are_shown_as_words(self):
        """Nobody writes markup into an administrator's inbox."""
        said = self._suggest(self.ana, "<b>x</b>\0<script>1</script>")
        self.assertEqual(said.text, "<b>x</b><script>1</script>")
        message = self.env["mail.message"].search(
            [("model", "=", said._name), ("res_id", "=", said.id)]
        )
        self.assertIn("&lt;script&gt;", message.body)

    def test_only_the_limit_of_a_day_passes(self):
        for number in range(suggestion.MOST_A_DAY):
            self._suggest(self.ana, f"Idea {number}")
        self._assert_refused(self.ana, "suggest", "One more", self.company.id)
        self.assertTrue(self._suggest(self.bia))

    def test_nothing_and_too_much_are_refused_in_words(self):
        long = "x" * (suggestion.LONGEST + 1)
        for text in ("", " \n\0", long, None, 7, {"a": 1}, ["x"]):
            self._assert_refused(self.ana, "suggest", text, self.company.id)


@tagged("post_install", "-at_install")
class TestSuggestionAccess(SuggestionCase):
    def test_authors_read_their_own_and_administrators_all(self):
        """C4: what Ana suggests is between her and the administrators."""
        said = self._suggest(self.ana)
        self.assertEqual(self._seen_by(self.ana), said)
        self.assertEqual(self._seen_by(self.boss), said)
        outsiders = (self.bia, self.stranger, self.employee, self.ticked)
        for user in (*outsiders, self.settings, *self.roles.values()):
            if user.has_group("pact_team.pact_team_group_agent") or (
                user.has_group("pact_team.pact_team_group_payments")
            ):
                self.assertFalse(self._seen_by(user), user.login)
            self._assert_refused(user, "read", said.ids, ["text"])

    def test_in_two_companies_each_right_counts_in_its_own(self):
        """P7: who administers one company and answers in the other."""
        self.boss.company_ids = [Command.link(self.branch.id)]
        self.env["pact.member"].create(
            {"user_id": self.boss.id, "company_id": self.branch.id}
        )
        theirs = self._suggest(self.stranger, company=self.branch)
        mine = self._suggest(self.boss, company=self.branch)
        ours = self._suggest(self.ana)
        self.assertEqual(self._seen_by(self.boss), mine + ours)
        self.assertEqual(self._seen_by(self.stranger), theirs + mine)
        for said in (mine, theirs):
            self._assert_refused(self.boss, "write", said.ids, {"state": "done"})

    def test_nobody_suggests_to_a_company_of_others(self):
        for user in (self.stranger, self.employee, self.settings, self.ticked):
            self._assert_refused(user, "suggest", "Idea", self.company.id)
        for company in (self.branch.id, 0, None, "x", [self.company.id], 2**40):
            self._assert_refused(self.ana, "suggest", "Idea", company)

    def test_nobody_forges_an_author_or_a_company(self):
        forged = {
            "text": "Forged",
            "user_id": self.bia.id,
            "company_id": self.company.id,
        }
        said = self._suggest(self.ana)
        for user in (self.ana, self.boss, self.stranger, self.ticked):
            self._assert_refused(user, "create", [forged])
            for name, value in forged.items():
                self._assert_refused(user, "write", said.ids, {name: value})
            self._assert_refused(user, "unlink", said.ids)

    def test_defaults_of_ones_own_change_nothing(self):
        for name, value in (("state", "done"), ("answer", "Yes")):
            self._rpc(
                self.ana, "ir.default", "set", "pact.suggestion", name, value, True
            )
        context = {
            "default_user_id": self.bia.id,
            "default_company_id": self.branch.id,
            "default_state": "done",
            "default_author_id": self.bia.partner_id.id,
        }
        number = self._rpc(
            self.ana,
            "pact.suggestion",
            "suggest",
            "Idea",
            self.company.id,
            context=context,
        )
        said = self.env["pact.suggestion"].browse(number)
        self.assertEqual(
            (said.user_id, said.company_id, said.state, said.answer),
            (self.ana, self.company, "new", False),
        )
        messages = self.env["mail.message"].search(
            [("model", "=", said._name), ("res_id", "=", said.id)]
        )
        self.assertEqual(messages.author_id, self.ana.partner_id)

    def test_only_administrators_answer(self):
        said = self._suggest(self.ana)
        others = (self.ana, self.bia, self.stranger, self.ticked, self.settings)
        for user in (*others, *self.roles.values()):
            self._assert_refused(user, "write", said.ids, {"state": "done"})
            self._assert_refused(user, "write", said.ids, {"answer": "No"})
        self._rpc(self.boss, "pact.suggestion", "write", said.ids, {"state": "done"})
        self.assertEqual(said.state, "done")

    def test_who_was_removed_reads_not_even_their_own(self):
        """P12: a former member has no business here any more."""
        said = self._suggest(self.ana)
        self._member_of(self.ana).action_remove()
        with self.assertRaises(AccessError):
            said.with_user(self.ana).read(["text"])

    def test_the_message_is_read_by_whom_it_was_for(self):
        """What is said in an administrator's inbox is found by no colleague."""
        said = self._suggest(self.ana, "segredo de Ana")
        message = self.env["mail.message"].search(
            [("model", "=", said._name), ("res_id", "=", said.id)]
        )
        self.assertTrue(message.with_user(self.boss).has_access("read"))
        for user in (self.bia, self.stranger, self.employee):
            self.assertFalse(message.with_user(user).has_access("read"), user.login)
            found = self._rpc(
                user, "mail.message", "search", [("body", "ilike", "segredo de Ana")]
            )
            self.assertFalse(found, user.login)
