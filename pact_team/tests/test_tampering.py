from contextlib import suppress

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_case import AccessCase


@tagged("post_install", "-at_install")
class TestTampering(AccessCase):
    def _everyone(self):
        return self._outsiders() + self.ana + self.boss

    def test_nobody_opens_a_conversation_by_hand(self):
        for user in self._everyone():
            self._assert_refused(
                user,
                "discuss.channel",
                "create",
                [{"name": "Forged", "channel_type": "pact"}],
            )

    def test_no_other_channel_poses_as_a_conversation(self):
        """A group of one's own does not become where a customer's words arrive."""
        group = self._rpc(
            self.employee,
            "discuss.channel",
            "create",
            [{"name": "Mine", "channel_type": "group"}],
        )
        posing = {
            "pact_identity_id": self.waiting.pact_identity_id.id,
            "pact_state": "waiting",
            "pact_team_id": self.team.id,
        }
        for user in self._everyone():
            self._assert_refused(user, "discuss.channel", "write", group, posing)
            self._assert_refused(
                user,
                "discuss.channel",
                "create",
                [{"name": "Mine", "channel_type": "group"} | posing],
            )
        defaults = {f"default_{name}": value for name, value in posing.items()}
        self._assert_refused(
            self.employee,
            "discuss.channel",
            "create",
            [{"name": "Mine", "channel_type": "group"}],
            context=defaults,
        )
        # Nor could our own code by mistake.
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.env["discuss.channel"].create(
                {"name": "Mine", "channel_type": "group"} | posing
            )

    def test_nobody_writes_to_a_conversation(self):
        for user in self._everyone():
            for vals in (
                {"name": "Renamed"},
                {"pact_agent_id": user.id},
                {"pact_state": "finished"},
                {"active": False},
            ):
                self._assert_refused(
                    user, "discuss.channel", "write", self.held.ids, vals
                )
            self._assert_refused(user, "discuss.channel", "unlink", self.held.ids)

    def test_nobody_renames_describes_or_archives(self):
        for method, args in (
            ("channel_rename", ["Renamed"]),
            ("channel_change_description", ["Described"]),
            ("action_archive", []),
            ("action_unfollow", []),
            ("message_unsubscribe", [[]]),
        ):
            before = self.held.read(["name", "description", "active"])
            try:
                with self.cr.savepoint():
                    self._rpc(self.ana, "discuss.channel", method, self.held.ids, *args)
            except UserError:
                self.env.invalidate_all()
            self.assertEqual(
                self.held.read(["name", "description", "active"]), before, method
            )
            self.assertEqual(
                self.held.channel_member_ids.partner_id, self.ana.partner_id
            )

    def test_nobody_joins_or_invites(self):
        guest = self.employee.partner_id
        for user in self._everyone():
            self._assert_refused(
                user,
                "discuss.channel",
                "add_members",
                self.held.ids,
                partner_ids=guest.ids,
            )
            for channel in self.held + self.waiting:
                self._assert_refused(
                    user,
                    "discuss.channel.member",
                    "create",
                    [{"channel_id": channel.id, "partner_id": user.partner_id.id}],
                )
            self._assert_refused(
                user,
                "discuss.channel.member",
                "unlink",
                self.held.channel_member_ids.ids,
            )
        self.assertEqual(self.held.channel_member_ids.partner_id, self.ana.partner_id)

    def test_nobody_posts_by_rpc(self):
        """Not even the holder: the composer's route is the one way to a customer."""
        for user in self._everyone():
            for forged in (
                {},
                {"author_id": self.held.pact_partner_id.id},
                {"message_type": "notification"},
                {"pact_from_network": {}},
                {"context": {"pact_from_network": True}},
            ):
                self._assert_refused(
                    user,
                    "discuss.channel",
                    "message_post",
                    self.held.ids,
                    body="Forged",
                    **{"message_type": "comment"} | forged,
                )
        self.assertFalse(self._outbox(self.held))

    def test_nobody_forges_or_changes_a_message(self):
        said = self._said(self.held)[-1]
        for user in self._everyone():
            for channel in self.held + self.waiting:
                self._assert_refused(
                    user,
                    "mail.message",
                    "create",
                    [
                        {
                            "model": "discuss.channel",
                            "res_id": channel.id,
                            "body": "Forged",
                            "author_id": channel.pact_partner_id.id,
                        }
                    ],
                )
                self._assert_refused(
                    user,
                    "mail.message",
                    "create",
                    [{"body": "Forged", "author_id": channel.pact_partner_id.id}],
                    context={
                        "default_model": "discuss.channel",
                        "default_res_id": channel.id,
                    },
                )
            self._assert_refused(
                user, "mail.message", "write", said.ids, {"body": "Changed"}
            )
            self._assert_refused(user, "mail.message", "unlink", said.ids)

    def test_a_message_of_ones_own_cannot_be_moved_in(self):
        """A word said elsewhere does not become a word of the customer."""
        for user in (self.ana, self.settings):
            note = self.env["mail.message"].with_user(user).create({"body": "mine"})
            vals = {"model": "discuss.channel", "res_id": self.held.id}
            self._assert_refused(user, "mail.message", "write", note.ids, vals)
        note.sudo().res_id = self.held.id
        self._assert_refused(
            self.settings, "mail.message", "write", note.ids, {"model": vals["model"]}
        )

    def test_only_its_team_takes(self):
        """C20: a conversation is taken by members of its team only."""
        for user in self._outsiders() - self.bia:
            self._assert_refused(
                user, "discuss.channel", "action_pact_take", self.waiting.ids
            )
        self.assertEqual(self.waiting.pact_state, "waiting")

    def test_only_its_holder_ends(self):
        for user in self._outsiders():
            for method in ("action_pact_finish", "action_pact_return"):
                self._assert_refused(user, "discuss.channel", method, self.held.ids)
        self.assertEqual(self.held.pact_state, "in_progress")

    def test_an_action_never_touches_another_kind_of_channel(self):
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        for method in ("take", "return", "finish"):
            self._assert_refused(
                self.boss, "discuss.channel", f"action_pact_{method}", group.ids
            )

    def test_agents_configure_nothing(self):
        """P3: members, teams and inboxes are the administrator's."""
        for user in self._outsiders() + self.ana:
            self._assert_refused(
                user,
                "pact.member",
                "create",
                [{"user_id": self.employee.id, "company_id": self.company.id}],
            )
            self._assert_refused(
                user,
                "pact.member",
                "write",
                self._member_of(self.ana).ids,
                {"role_ids": [Command.set(self._role("administrator").ids)]},
            )
            self._assert_refused(
                user, "pact.team", "write", self.team.ids, {"name": "Renamed"}
            )
            self._assert_refused(
                user, "pact.inbox", "write", self.inbox.ids, {"name": "Renamed"}
            )
            self._assert_refused(user, "pact.inbox", "action_resume", self.inbox.ids)

    def test_an_administrator_stays_in_own_company(self):
        """P7: nothing is created in, or moved to, a company one does not configure."""
        self._assert_refused(
            self.boss,
            "pact.team",
            "create",
            [{"name": "Foreign", "company_id": self.other_company.id}],
        )
        self._assert_refused(
            self.boss,
            "pact.team",
            "write",
            self.team.ids,
            {"company_id": self.other_company.id},
        )
        self._assert_refused(
            self.boss,
            "pact.member",
            "create",
            [{"user_id": self.boss.id, "company_id": self.other_company.id}],
        )
        self._assert_refused(
            self.boss,
            "pact.member",
            "write",
            self._member_of(self.ana).ids,
            {"team_ids": [Command.link(self.other_team.id)]},
        )

    def test_the_network_side_is_written_by_nobody(self):
        row = self.env["pact.message"].search([("channel_id", "=", self.held.id)])
        for user in self._everyone():
            for model, vals in (
                ("pact.message", {"state": "read"}),
                ("pact.event", {"payload": "[]"}),
                ("pact.assignment", {"user_id": user.id}),
                ("pact.identity", {"phone": "+5531987659999"}),
            ):
                record = (
                    row
                    if model == "pact.message"
                    else self.env[model].search(
                        [("company_id", "=", self.company.id)], limit=1
                    )
                )
                self._assert_refused(user, model, "write", record.ids, vals)

    def test_a_default_changes_no_record(self):
        """Core carries out, under sudo, what a default of one's own commands."""
        field = self.env["ir.model.fields"]._get("pact.team", "member_ids")
        member = self._member_of(self.ana)
        promotion = f'[[1, {member.id}, {{"may_configure": true}}]]'
        default = {"field_id": field.id, "json_value": promotion}
        for user in (self.employee, self.ana):
            self._assert_refused(
                user, "ir.default", "create", [default | {"user_id": user.id}]
            )
            self._assert_refused(
                user,
                "ir.default",
                "create",
                [{"field_id": field.id, "user_id": user.id}],
                context={"default_json_value": promotion},
            )
        self.assertFalse(member.may_configure)

    def test_defaults_of_ones_own_reach_no_answer(self):
        """No file that one may not read leaves with an answer."""
        secret = self.env["ir.attachment"].create({"name": "s.txt", "raw": b"secret"})
        default = [[6, 0, secret.ids]]
        self._rpc(
            self.ana,
            "ir.default",
            "set",
            "mail.message",
            "attachment_ids",
            default,
            True,
        )
        message = self._answer(self.held)
        self.assertFalse(message.attachment_ids)
        self.assertFalse(self._outbox(self.held).attachment_id)

    def test_defaults_of_ones_own_reach_no_message_anywhere(self):
        """Nor does a conversation's file come out in a channel of one's own."""
        said = self._said(self.held)[0]
        file = self.env["ir.attachment"].create(
            {"name": "s", "res_model": "discuss.channel", "res_id": self.held.id}
        )
        for name, value in (
            ("attachment_ids", [[6, 0, file.ids]]),
            ("child_ids", [[4, said.id]]),
        ):
            self._rpc(
                self.employee, "ir.default", "set", "mail.message", name, value, True
            )
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        group._add_members(users=self.employee)
        # sudo: discuss.channel - as the route posts for a member
        posted = (
            group.with_user(self.employee)
            .sudo()
            .message_post(body="x", message_type="comment")
        )
        self.assertFalse(posted.attachment_ids)
        self.assertFalse(said.parent_id)

    def test_files_stay_as_they_were_sent(self):
        """Neither the holder nor an administrator changes a file in a conversation."""
        file = self.env["ir.attachment"].create(
            {
                "name": "contrato.pdf",
                "raw": b"signed",
                "res_model": "discuss.channel",
                "res_id": self.held.id,
            }
        )
        for user in (self.ana, self.boss):
            self._assert_refused(
                user, "ir.attachment", "write", file.ids, {"raw": "Zm9yZ2Vk"}
            )
            self._assert_refused(
                user, "ir.attachment", "write", file.ids, {"public": True}
            )
            self._assert_refused(user, "ir.attachment", "unlink", file.ids)
            # sudo: ir.attachment - as core's route does for who once uploaded it
            with self.assertRaises(UserError):
                file.with_user(user).sudo()._delete_and_notify()
            self._assert_refused(
                user, "ir.attachment", "generate_access_token", file.ids
            )

    def test_defaults_of_ones_own_reach_no_row_of_the_system(self):
        """Nobody's attachment leaves with an answer because a default says so."""
        secret = self.env["ir.attachment"].create({"name": "s.txt", "raw": b"secret"})
        for name, value in (("attachment_id", secret.id), ("state", "sent")):
            self._rpc(self.ana, "ir.default", "set", "pact.message", name, value, True)
        self._answer(self.held)
        row = self._outbox(self.held)
        self.assertFalse(row.attachment_id)
        self.assertEqual(row.state, "queued")

    def test_an_administrator_opens_an_inbox(self):
        """P3: without rights over the whole system, at the network's own address."""
        [made] = self._rpc(
            self.boss,
            "pact.inbox",
            "create",
            [
                {
                    "name": "Second",
                    "team_id": self.team.id,
                    "company_id": self.company.id,
                    "number_ref": "5",
                    "account_ref": "6",
                    "token_input": "t",
                    "app_secret_input": "s",
                }
            ],
        )
        inbox = self.env["pact.inbox"].browse(made)
        self.assertEqual(inbox.base_url, inbox._provider().default_base_url)

    def test_only_system_administrators_choose_the_api(self):
        """The server's requests go where the network is, or where they say."""
        url = "http://127.0.0.1:1"
        values = {
            "name": "Mine",
            "team_id": self.team.id,
            "company_id": self.company.id,
            "number_ref": "5",
            "account_ref": "6",
            "token_input": "t",
            "app_secret_input": "s",
        }
        create = (self.boss, "pact.inbox", "create")
        self._assert_refused(*create, [values | {"base_url": url}])
        self._rpc(self.boss, "ir.default", "set", "pact.inbox", "base_url", url, True)
        for number, context in (("5", {}), ("6", {"default_base_url": url})):
            values["number_ref"] = number
            with suppress(UserError), self.cr.savepoint():
                self._rpc(*create, [values], context=context)
        self.env.invalidate_all()
        self.assertFalse(self.env["pact.inbox"].search([("base_url", "=", url)]))

    def test_nobody_is_enlisted_from_another_company(self):
        """An administrator of one company has no hand on the people of another."""
        self._assert_refused(
            self.stranger,
            "pact.member",
            "create",
            [{"user_id": self.ana.id, "company_id": self.other_company.id}],
        )

    def test_withdrawn_access_counter_is_nobodys(self):
        for user in self._everyone():
            self._assert_refused(
                user, "res.users", "read", user.ids, ["pact_access_count"]
            )
            self._assert_refused(
                user, "res.users", "write", user.ids, {"pact_access_count": 0}
            )
