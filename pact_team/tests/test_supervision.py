from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, JsonRpcException, new_test_user, tagged

from .custody_case import CustodyCase


@tagged("post_install", "-at_install")
class TestSupervision(CustodyCase):
    """H16, U18: watched without a trace, whispered into, joined visibly."""

    def _note(self, user, channel=None, body="Ofereça desconto"):
        """Post a note as the composer does: under sudo, as the person who types."""
        # sudo: discuss.channel - what the composer's route does after its check
        poster = (channel or self.channel).with_user(user).sudo()
        return poster.message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_note"
        )

    def test_joining_is_seen_by_all(self):
        """H16: a second member, and a line that says so; the holder keeps it."""
        self._act(self.rosa, "join")
        members = self.channel.channel_member_ids.partner_id
        self.assertEqual(members, self.ana.partner_id + self.rosa.partner_id)
        self.assertEqual(self.channel.pact_agent_id, self.ana)
        self.assertIn("rosa_pact", self._notes()[-1].body)

    def test_who_joined_answers_the_customer(self):
        """P22: and is among those who answered."""
        self._act(self.rosa, "join")
        self._answer(self.channel, self.rosa)
        self.assertEqual(self._outbox(self.channel).user_id, self.rosa)
        self.assertEqual(self.channel.pact_replier_ids, self.rosa)
        self._answer(self.channel, self.ana)

    def test_after_leaving_one_only_watches(self):
        self._act(self.rosa, "join")
        self._act(self.rosa, "leave")
        self.assertEqual(
            self.channel.channel_member_ids.partner_id, self.ana.partner_id
        )
        self.assertIn("left", self._notes()[-1].body)
        self._assert_refused(AccessError, "Take", self._answer, self.channel, self.rosa)
        self.assertTrue(self._reads(self.rosa))

    def test_who_joined_goes_with_the_holder(self):
        """When it is finished, returned or transferred, nobody stays in it."""
        for action, args in (
            ("finish", ()),
            ("return", ()),
            ("transfer", ({"user_id": self.bia.id},)),
        ):
            with self.subTest(action=action), self.cr.savepoint() as savepoint:
                self._act(self.rosa, "join")
                self._act(self.ana, action, *args)
                self.assertNotIn(
                    self.rosa.partner_id, self.channel.channel_member_ids.partner_id
                )
                savepoint.rollback()
                self.env.invalidate_all()

    def test_joining_needs_every_right(self):
        """U18, U19: reading alone, or assigning alone, is not to join."""
        for rights in (
            ["may_read_others", "may_answer"],
            ["may_assign", "may_answer"],
            ["may_read_others", "may_assign"],
        ):
            role = self.env["pact.role"].create(
                {
                    "name": "-".join(rights),
                    "kind": "supervisor",
                    "company_id": self.company.id,
                    **{
                        name: name in rights
                        for name in ("may_read_others", "may_answer", "may_assign")
                    },
                }
            )
            self._member_of(self.rosa).role_ids = [Command.set(role.ids)]
            with self.subTest(rights=rights):
                self._assert_refused(
                    AccessError, "do not let you join", self._act, self.rosa, "join"
                )

    def test_agents_do_not_join(self):
        for user in (self.bia, self.caio):
            self._assert_refused(
                AccessError, "do not let you join", self._act, user, "join"
            )

    def test_nobody_joins_twice_nor_what_nobody_holds(self):
        self._act(self.rosa, "join")
        self._assert_refused(UserError, "already", self._act, self.rosa, "join")
        waiting = self._write("Oi", "5531987650002")
        self._assert_refused(
            UserError, "Nobody holds", self._act, self.rosa, "join", channel=waiting
        )
        self._act(self.boss, "transfer", {"user_id": self.boss.id})
        self._assert_refused(UserError, "already", self._act, self.boss, "join")

    def test_the_holder_does_not_leave(self):
        """A conversation in progress is never without its holder."""
        self._assert_refused(
            UserError, "Nothing to leave", self._act, self.ana, "leave"
        )
        self._assert_refused(
            UserError, "Nothing to leave", self._act, self.bia, "leave"
        )
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        group._add_members(users=self.rosa)
        for action in ("join", "leave"):
            self._assert_refused(
                UserError, "", self._act, self.rosa, action, channel=group
            )

    def test_who_loses_the_right_is_out_at_once(self):
        """H10: a supervisor who becomes an agent, or who leaves, sits in nothing."""
        self._act(self.rosa, "join")
        self._member_of(self.rosa).role_ids = [Command.set(self._role("agent").ids)]
        self.assertEqual(
            self.channel.channel_member_ids.partner_id, self.ana.partner_id
        )
        self._act(self.boss, "join")
        self._make_member("chief_pact", "administrator", self.team)
        self._member_of(self.boss).action_remove()
        self.assertEqual(
            self.channel.channel_member_ids.partner_id, self.ana.partner_id
        )

    def test_a_whisper_stays_in_the_house(self):
        """H16: a note of a watcher is read by the holder, and sent to nobody."""
        note = self._note(self.rosa)
        self.assertFalse(self._outbox(self.channel))
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertEqual(
            self.channel.channel_member_ids.partner_id, self.ana.partner_id
        )
        [row] = self._rpc(self.ana, "mail.message", "read", note.ids, ["body"])
        self.assertIn("Ofereça desconto", row["body"])

    def test_a_watcher_whispers_and_does_nothing_else(self):
        """A right to read is no right to post to the customer."""
        self._assert_refused(AccessError, "Take", self._answer, self.channel, self.rosa)
        for subtype in ("mail.mt_activities", "", None, "pact_team.nonsense"):
            # sudo: discuss.channel - what the composer's route does after its check
            poster = self.channel.with_user(self.rosa).sudo()
            self._assert_refused(
                AccessError,
                "",
                poster.message_post,
                body="x",
                message_type="comment",
                subtype_xmlid=subtype,
            )
        self.assertFalse(self._outbox(self.channel))

    def test_who_may_only_read_does_not_whisper(self):
        """U18: reading is not noting."""
        role = self.env["pact.role"].create(
            {
                "name": "Reader",
                "kind": "supervisor",
                "company_id": self.company.id,
                "may_assign": False,
            }
        )
        self._member_of(self.rosa).role_ids = [Command.set(role.ids)]
        self.assertTrue(self._reads(self.rosa))
        self._assert_refused(AccessError, "Take", self._note, self.rosa)

    def test_colleagues_do_not_whisper(self):
        for user in (self.bia, self.caio):
            self._assert_refused(AccessError, "Take", self._note, user)

    def test_nobody_whispers_into_what_is_finished(self):
        self._act(self.ana, "finish")
        for user in (self.ana, self.rosa):
            self._assert_refused(AccessError, "Take", self._note, user)

    def test_a_note_needs_no_window(self):
        """C24: the customer's 24 hours bind what they get, not what we note."""
        self._age_window(self.channel, hours=25)
        self._note(self.ana)
        self._assert_refused(UserError, "24 hours", self._answer, self.channel)
        self.assertFalse(self._outbox(self.channel))

    def test_a_note_is_changed_by_nobody(self):
        note = self._note(self.rosa)
        for user in (self.rosa, self.ana, self.boss):
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                user,
                "mail.message",
                "write",
                note.ids,
                {"body": "x", "subtype_id": self.env.ref("mail.mt_comment").id},
            )


@tagged("post_install", "-at_install")
class TestReadingAlong(HttpCase, CustodyCase):
    """A supervisor's browser, as core's routes see it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watcher = new_test_user(
            cls.env,
            "watcher",
            password="watcher-password",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.env["pact.member"].create(
            {
                "user_id": cls.watcher.id,
                "company_id": cls.company.id,
                "role_ids": [Command.set(cls._role("supervisor").ids)],
            }
        )

    def _ask(self, route, **params):
        return self.make_jsonrpc_request(route, params)

    def _traces(self):
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.precommit.run()
        return {
            "members": self.channel.channel_member_ids.read(
                ["partner_id", "seen_message_id", "fetched_message_id"]
            ),
            "messages": self.channel.message_ids.ids,
            "states": self.env["pact.message"].search([]).mapped("state"),
            "followers": self.channel.message_partner_ids.ids,
            "bus": self.env["bus.bus"].search_count([("message", "ilike", "watcher")]),
        }

    def test_reading_leaves_no_trace(self):
        """H16: no member, nothing seen, nobody typing, nothing on the bus."""
        self._answer(self.channel)
        before = self._traces()
        self.authenticate("watcher", "watcher-password")
        channel = self.channel.id
        last = self.channel.message_ids[:1].id
        found = self._ask("/mail/data", fetch_params=[["discuss.channel", [channel]]])
        self.assertIn(channel, [row["id"] for row in found["discuss.channel"]])
        said = self._ask("/discuss/channel/messages", channel_id=channel)
        self.assertTrue(said["messages"])
        for route, params in (
            ("/discuss/channel/members", {"known_member_ids": []}),
            ("/discuss/channel/mark_as_read", {"last_message_id": last}),
            ("/discuss/channel/set_new_message_separator", {"message_id": last}),
            ("/discuss/channel/notify_typing", {"is_typing": True}),
            ("/discuss/channel/join", {}),
        ):
            with suppress(JsonRpcException):
                self._ask(route, channel_id=channel, **params)
        self.assertEqual(self._traces(), before)

    def test_a_whisper_through_the_composers_route(self):
        """H16: the one thing that goes through is a note."""
        self.authenticate("watcher", "watcher-password")
        where = {"thread_model": "discuss.channel", "thread_id": self.channel.id}
        post = {"body": "Segredo", "message_type": "comment"}
        self._ask(
            "/mail/message/post",
            post_data=post | {"subtype_xmlid": "mail.mt_note"},
            **where,
        )
        self.env.invalidate_all()
        self.assertIn("Segredo", self._notes()[-1].body)
        with self.assertRaises(JsonRpcException):
            self._ask(
                "/mail/message/post",
                post_data=post | {"subtype_xmlid": "mail.mt_comment"},
                **where,
            )
        self.assertFalse(self._outbox(self.channel))
