import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .access_case import AccessCase

COMMENT = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}


@tagged("post_install", "-at_install")
class TestRoutes(AccessCase, HttpCase):
    """The routes that a browser calls, as called by somebody who means harm."""

    def _call(self, user, route, **params):
        """Return the result of ``route``, or None when it was refused."""
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            answer = self.url_open(
                route,
                data=json.dumps({"params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.assertLess(answer.status_code, 500)
        self.env.invalidate_all()
        is_json = answer.headers["Content-Type"].startswith("application/json")
        return answer.json().get("result") if is_json else None

    def _post(self, user, channel, **post_data):
        return self._call(
            user,
            "/mail/message/post",
            thread_model="discuss.channel",
            thread_id=channel.id,
            post_data={"body": "Forged"} | COMMENT | post_data,
        )

    def _state(self, channel):
        """Return everything about ``channel`` that a watcher must leave as it is."""
        return (
            channel.read(["name", "pact_state", "last_interest_dt", "description"]),
            channel.channel_member_ids.read(["seen_message_id", "partner_id"]),
            channel.message_ids.read(["body", "pinned_at"]),
            channel.message_ids.reaction_ids.ids,
        )

    def test_the_holder_posts(self):
        self.assertTrue(self._post(self.ana, self.held))
        self.assertEqual(self._outbox(self.held).text, "Forged")

    def test_nobody_else_posts(self):
        for user in self._outsiders() + self.boss:
            for channel in self.held + self.waiting:
                self.assertIsNone(self._post(user, channel), user.login)
        self.assertFalse(self._outbox(self.held + self.waiting))

    def _outbox(self, channels):
        return self.env["pact.message"].search(
            [("channel_id", "in", channels.ids), ("direction", "=", "out")]
        )

    def test_the_holder_forges_nothing(self):
        """Author and type are decided by the server, whatever is sent along."""
        customer = self.held.pact_partner_id
        self._post(self.ana, self.held, author_id=customer.id)
        self._post(self.ana, self.held, message_type="notification")
        self._post(self.ana, self.held, context={"pact_from_network": True})
        forged = self.held.message_ids.filtered(
            lambda m: m.author_id == customer and "Forged" in m.body
        )
        self.assertFalse(forged)
        self.assertFalse(
            self.held.message_ids.filtered(lambda m: m.message_type == "notification")
        )

    def test_a_note_never_leaves(self):
        self._post(self.ana, self.held, subtype_xmlid="mail.mt_note")
        self.assertFalse(self._outbox(self.held))

    def test_words_are_shown_to_the_holder_only(self):
        for user in self._outsiders():
            for channel in self.held + self.waiting:
                result = self._call(
                    user, "/discuss/channel/messages", channel_id=channel.id
                )
                self.assertNotIn("segredo", json.dumps(result))
        result = self._call(
            self.ana, "/discuss/channel/messages", channel_id=self.held.id
        )
        self.assertIn("segredo", json.dumps(result))

    def test_nothing_of_others_is_in_the_store(self):
        """Neither name nor words, by none of the doors of the web client."""
        for user in self._outsiders():
            for name, params in (
                ("discuss.channel", self.held.ids + self.waiting.ids),
                ("channels_as_member", None),
                ("/pact/queue", None),
                ("init_messaging", {}),
            ):
                result = json.dumps(
                    self._call(user, "/mail/data", fetch_params=[[name, params]])
                )
                self.assertNotIn("segredo", result, (user.login, name))
                self.assertNotIn("Maria", result, (user.login, name))

    def test_the_queue_is_the_teams(self):
        """X5: its members see that somebody waits, and nothing else."""
        for user, is_shown in ((self.bia, True), (self.colleague, False)):
            result = self._call(
                user, "/mail/data", fetch_params=[["/pact/queue", None]]
            )
            channels = result.get("discuss.channel", [])
            shown = [one for one in channels if one["id"] == self.waiting.id]
            self.assertEqual(bool(shown), is_shown)
            for one in shown:
                self.assertFalse({"name", "pact_partner_id", "pact_phone"} & one.keys())

    def test_a_watcher_leaves_no_trace(self):
        """H16: reading another's conversation changes nothing in it."""
        before = self._state(self.held)
        message = self.held.message_ids[0]
        for route, params in (
            ("/discuss/channel/messages", {"channel_id": self.held.id}),
            (
                "/discuss/channel/mark_as_read",
                {"channel_id": self.held.id, "last_message_id": message.id},
            ),
            (
                "/discuss/channel/notify_typing",
                {"channel_id": self.held.id, "is_typing": True},
            ),
            ("/discuss/channel/join", {"channel_id": self.held.id}),
            (
                "/discuss/channel/members",
                {"channel_id": self.held.id, "known_member_ids": []},
            ),
            ("/mail/rtc/channel/join_call", {"channel_id": self.held.id}),
        ):
            self._call(self.boss, route, **params)
            self.assertEqual(self._state(self.held), before, route)

    def test_only_whoever_answers_reacts(self):
        """An emoji is an answer; whoever may only read gives none."""
        before = self._state(self.held)
        message = self.held.message_ids[0]
        for user in self._outsiders() + self.boss:
            self._call(
                user,
                "/mail/message/reaction",
                message_id=message.id,
                content="👎",
                action="add",
            )
        self.assertEqual(self._state(self.held), before)
        self.assertFalse(self._outbox(self.held))

    def test_nothing_is_changed_by_the_side_doors(self):
        before = self._state(self.held)
        message = self.held.message_ids[0]
        for user in self._outsiders() + self.ana + self.boss:
            for route, params in (
                (
                    "/mail/message/update_content",
                    {"message_id": message.id, "update_data": {"body": "Changed"}},
                ),
                ("/mail/rtc/channel/join_call", {"channel_id": self.held.id}),
                (
                    "/discuss/settings/custom_notifications",
                    {"channel_id": self.held.id, "custom_notifications": "no_notif"},
                ),
                (
                    "/mail/thread/subscribe",
                    {
                        "res_model": "discuss.channel",
                        "res_id": self.held.id,
                        "partner_ids": user.partner_id.ids,
                    },
                ),
                (
                    "/discuss/channel/sub_channel/create",
                    {"parent_channel_id": self.held.id, "name": "Side"},
                ),
                (
                    "/discuss/channel/update_avatar",
                    {"channel_id": self.held.id, "data": ""},
                ),
            ):
                self._call(user, route, **params)
            self._call(
                user,
                "/web/dataset/call_kw/discuss.channel/set_message_pin",
                model="discuss.channel",
                method="set_message_pin",
                args=[self.held.ids, message.id, True],
                kwargs={},
            )
        self.assertEqual(self._state(self.held), before)
        self.assertFalse(
            self.env["discuss.channel"].search(
                [("parent_channel_id", "=", self.held.id)]
            )
        )

    def test_a_long_queue_is_told_in_parts(self):
        self._receive(
            *(self._element(sender=f"55319876{i:05}") for i in range(60)), names={}
        )
        result = self._call(
            self.bia, "/mail/data", fetch_params=[["/pact/queue", None]]
        )
        self.assertEqual(len(result["discuss.channel"]), 50)
        self.assertTrue(result["Store"]["pact_queue_is_cut"])

    def test_files_follow_the_conversation(self):
        """H10: a customer's file opens for whoever may read the conversation."""
        for channel in self.held + self.waiting:
            attachment = self.env["ir.attachment"].create(
                {
                    "name": "contrato.txt",
                    "raw": b"segredo",
                    "res_model": "discuss.channel",
                    "res_id": channel.id,
                }
            )
            allowed = self.ana if channel == self.held else self.env["res.users"]
            for user in self._outsiders() + self.ana:
                self.authenticate(user.login, user.login)
                with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
                    found = self.url_open(f"/web/content/{attachment.id}")
                is_shown = found.status_code == 200 and b"segredo" in found.content
                self.assertEqual(is_shown, user in allowed, user.login)

    def test_portal_and_public_see_nothing(self):
        portal = self._make_user("portal_pact", groups="base.group_portal")
        result = self._call(
            portal,
            "/mail/data",
            fetch_params=[["discuss.channel", self.held.ids], ["/pact/queue", None]],
        )
        self.assertNotIn("segredo", json.dumps(result))
        self.assertNotIn("Maria", json.dumps(result))
        self.assertIsNone(self._post(portal, self.held))
