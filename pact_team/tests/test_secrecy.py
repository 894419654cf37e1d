from odoo.tests import tagged

from .access_case import AccessCase

CREDENTIALS = ("token", "app_secret", "verify_token", "webhook_key", "webhook_url")


@tagged("post_install", "-at_install")
class TestReading(AccessCase):
    def test_holder_reads_own(self):
        """H6, U8: whoever holds a conversation reads it."""
        [row] = self._rpc(self.ana, "discuss.channel", "read", self.held.ids, ["name"])
        self.assertEqual(row["name"], "Maria Souza")

    def test_nobody_else_reads_a_held_conversation(self):
        """H10: another's conversation gives nothing, by search nor by id."""
        for user in self._outsiders():
            self.assertFalse(
                self._rpc(
                    user, "discuss.channel", "search", [("id", "=", self.held.id)]
                ),
                user.login,
            )
            self._assert_refused(
                user, "discuss.channel", "read", self.held.ids, ["name"]
            )

    def test_waiting_content_is_nobodys(self):
        """X5: while it waits, even its team reads neither name nor words."""
        message = self._said(self.waiting)[-1]
        for user in self._outsiders() + self.ana:
            self._assert_refused(
                user, "discuss.channel", "read", self.waiting.ids, ["name"]
            )
            self._assert_refused(user, "mail.message", "read", message.ids, ["body"])
            found = self._rpc(
                user, "mail.message", "search", [("body", "ilike", "segredo de João")]
            )
            self.assertFalse(found, user.login)

    def test_held_content_is_the_holders(self):
        """H10: the words of another's conversation are found by no search."""
        for user in self._outsiders():
            found = self._rpc(
                user, "mail.message", "search", [("body", "ilike", "segredo de Maria")]
            )
            self.assertFalse(found, user.login)
            groups = self._rpc(
                user,
                "discuss.channel",
                "formatted_read_group",
                [("channel_type", "=", "pact"), ("id", "=", self.held.id)],
                ["pact_partner_id"],
                ["__count"],
            )
            self.assertFalse(groups, user.login)

    def test_administrator_reads_own_company(self):
        """H14: the right to read others' opens every conversation of the company."""
        mine = self._rpc(
            self.boss, "discuss.channel", "search", [("channel_type", "=", "pact")]
        )
        self.assertEqual(set(mine), {self.held.id, self.waiting.id})

    def test_other_company_is_closed(self):
        """P7: a member of one company reads nothing of another."""
        for model in (
            "pact.team",
            "pact.member",
            "pact.inbox",
            "pact.identity",
            "pact.identity.key",
            "pact.event",
            "pact.media",
            "pact.message",
            "pact.assignment",
        ):
            ours = self.env[model].search(
                [("is_readable", "=", False)]
                if model == "pact.identity.key"
                else [("company_id", "=", self.company.id)]
            )
            self.assertTrue(ours, model)
            found = self._rpc(self.stranger, model, "search", [])
            self.assertFalse(set(found) & set(ours.ids), model)

    def test_a_group_without_membership_opens_nothing(self):
        """A group ticked by hand in the settings shows menus, and no record."""
        for model in ("pact.team", "pact.member", "pact.inbox", "pact.message"):
            self.assertFalse(self._rpc(self.ticked, model, "search", []), model)

    def test_people_who_replied_are_asked_with_ones_own_rights(self):
        """P3: a search by repliers is no way to a credential."""
        path = "pact_replier_ids.partner_id.channel_ids.pact_inbox_id.app_secret"
        self._answer(self.held)
        self._assert_refused(
            self.ana, "discuss.channel", "search_count", [(path, "=like", "s%")]
        )

    def test_to_have_written_it_opens_nothing(self):
        """H10: after a transfer, not even one's own words can be read."""
        message = self._answer(self.held)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.held.ids)
        self._assert_refused(self.ana, "mail.message", "read", message.ids, ["body"])
        found = self._rpc(self.ana, "mail.message", "search", [("id", "=", message.id)])
        self.assertFalse(found)

    def test_to_be_the_customer_opens_nothing(self):
        """Whoever becomes the contact of a customer does not read what is said."""
        said = self._said(self.held)
        said.author_id = self.employee.partner_id
        self._assert_refused(self.employee, "mail.message", "read", said.ids, ["body"])
        found = self._rpc(
            self.employee, "mail.message", "search", [("body", "ilike", "segredo")]
        )
        self.assertFalse(found)

    def test_a_form_that_is_never_saved_tells_nothing(self):
        """H10: no label of a customer comes out of an onchange."""
        labels = {
            name: {}
            for name in (
                "pact_phone",
                "pact_username",
                "pact_inbox_name",
                "pact_team_name",
                "pact_agent_name",
                "pact_replier_names",
            )
        }
        asked = {
            "pact_identity_id": self.waiting.pact_identity_id.id,
            "pact_inbox_id": self.inbox.id,
            "pact_team_id": self.team.id,
            "pact_agent_id": self.ana.id,
        }
        for user in self._outsiders():
            with self.subTest(user=user.login):
                told = self._rpc(
                    user, "discuss.channel", "onchange", [], asked, [*asked], labels
                )
                self.assertFalse(any(told.get("value", {}).values()), told)

    def test_credentials_are_the_administrators(self):
        """P3: no agent reads a credential, directly or through a relation."""
        for user in self._outsiders() + self.ana:
            for field in CREDENTIALS:
                self._assert_refused(
                    user, "pact.inbox", "read", self.inbox.ids, [field]
                )
        for name in CREDENTIALS:
            self._assert_refused(
                self.ana,
                "discuss.channel",
                "search",
                [(f"pact_inbox_id.{name}", "ilike", "a")],
            )
        shown = ["verify_token", "webhook_key", "webhook_url"]
        [row] = self._rpc(self.boss, "pact.inbox", "read", self.inbox.ids, shown)
        self.assertEqual(row["verify_token"], self.inbox.verify_token)

    def test_secrets_are_written_and_never_read(self):
        """P3: not even who wrote a token gets it back, by whatever way they ask."""
        typed = {"token_input": "typed-token", "app_secret_input": "typed-secret"}
        names = [*typed, "token", "app_secret"]
        saved = self._rpc(
            self.boss,
            "pact.inbox",
            "web_save",
            self.inbox.ids,
            typed,
            {name: {} for name in typed},
        )
        self.assertEqual(saved[0]["token_input"], False)
        self.assertEqual(saved[0]["app_secret_input"], False)
        kept = (self.inbox.token, self.inbox.app_secret)
        self.assertEqual(kept, ("typed-token", "typed-secret"))
        [row] = self._rpc(self.boss, "pact.inbox", "read", self.inbox.ids)
        self.assertFalse({"typed-token", "typed-secret"} & {*map(str, row.values())})
        for name in ("token", "app_secret"):
            for method, *args in (
                ("read", self.inbox.ids, [name]),
                ("write", self.inbox.ids, {name: "x"}),
                ("search", [(name, "=like", "typed%")]),
                ("search", [], 0, None, name),
                ("formatted_read_group", [], [name], ["__count"]),
                ("export_data", self.inbox.ids, [name]),
                ("onchange", self.inbox.ids, {}, [], {name: {}}),
            ):
                self._assert_refused(self.boss, "pact.inbox", method, *args)
        self._rpc(
            self.boss, "pact.inbox", "write", self.inbox.ids, dict.fromkeys(typed, "")
        )
        self.assertEqual((self.inbox.token, self.inbox.app_secret), kept)
        self.assertTrue(names)

    def test_losing_the_conversation_closes_it_at_once(self):
        """H10: returning a conversation takes it from its holder's sight."""
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.held.ids)
        self._assert_refused(
            self.ana, "discuss.channel", "read", self.held.ids, ["name"]
        )

    def test_finished_stays_with_whoever_finished_it(self):
        """P23: one's own finished conversations can be read again."""
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", self.held.ids)
        [row] = self._rpc(self.ana, "discuss.channel", "read", self.held.ids, ["name"])
        self.assertEqual(row["name"], "Maria Souza")
