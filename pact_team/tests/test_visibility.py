import json

from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.http_routing.tests.common import MockRequest

from .visibility_case import VisibilityCase

CHANNEL = "discuss.channel"
PACT = [("channel_type", "=", "pact")]


@tagged("post_install", "-at_install")
class TestVisibility(VisibilityCase):
    """H10: what somebody may not read is absent, from whatever side it is asked."""

    def test_read(self):
        """H10: one at a time, and all at once with one too many."""
        for user, seen, hidden in self._each():
            for channel in seen:
                self.assertTrue(self._try(user, CHANNEL, "read", channel.ids, ["name"]))
            for channel in hidden:
                for names in (["name"], ["pact_phone"], ["pact_tag_ids"], None):
                    args = [channel.ids, *([names] if names else [])]
                    self.assertIsNone(self._try(user, CHANNEL, "read", *args))
                asked = {"name": {}, "pact_stint_ids": {"fields": {"note": {}}}}
                told = self._try(user, CHANNEL, "web_read", channel.ids, asked)
                self.assertFalse(told)
            if hidden:
                every = (seen + hidden).ids
                self.assertIsNone(self._try(user, CHANNEL, "read", every, ["name"]))

    def test_search(self):
        """H10: by search, count, list, name and group."""
        for user, seen, hidden in self._each():
            found = self._rpc(user, CHANNEL, "search", PACT)
            self.assertFalse({*found} & {*hidden.ids})
            self.assertLessEqual({*seen.ids}, {*found})
            count = self._rpc(user, CHANNEL, "search_count", PACT)
            self.assertEqual(count, len(found))
            for domain in (
                [("id", "in", hidden.ids)],
                [("id", "in", hidden.ids), ("active", "in", [True, False])],
                [("id", "in", hidden.ids), ("message_ids.body", "ilike", "segredo")],
                [("id", "in", hidden.ids), "|", ("id", "!=", 0), ("id", "=", 0)],
            ):
                listed = self._rpc(
                    user, CHANNEL, "web_search_read", domain, {"name": {}}
                )
                self.assertEqual((listed["length"], listed["records"]), (0, []))
                self.assertFalse(self._rpc(user, CHANNEL, "search_count", domain))
                for by in ("pact_partner_id", "pact_agent_id", "pact_tag_ids"):
                    for method in ("formatted_read_group", "web_read_group"):
                        groups = self._try(
                            user, CHANNEL, method, domain, [by], ["__count"]
                        )
                        if isinstance(groups, dict):
                            groups = groups["groups"]
                        self.assertFalse(groups)
            for channel in hidden:
                named = self._rpc(user, CHANNEL, "name_search", channel.name)
                self.assertNotIn(channel.id, [number for number, _name in named])

    def test_export(self):
        """H10: whoever may export gets what they may read."""
        group = self.env.ref("base.group_allow_export")
        for user in self.people.values():
            user.sudo().group_ids = [Command.link(group.id)]
        for user, seen, hidden in self._each():
            for channel in hidden:
                rows = self._try(
                    user, CHANNEL, "export_data", channel.ids, ["name", "pact_phone"]
                )
                self.assertFalse(rows and rows["datas"])
            for channel in seen:
                rows = self._rpc(user, CHANNEL, "export_data", channel.ids, ["name"])
                self.assertEqual(rows["datas"], [[channel.name]])

    def test_words(self):
        """H10: messages are found, read and counted with their conversation only."""
        for user, seen, hidden in self._each():
            theirs = [("model", "=", CHANNEL), ("res_id", "in", hidden.ids)]
            for domain in (theirs, [*theirs, ("body", "ilike", "segredo")]):
                self.assertFalse(self._rpc(user, "mail.message", "search", domain))
                self.assertFalse(
                    self._rpc(user, "mail.message", "search_read", domain, ["body"])
                )
            for channel in hidden:
                for message in channel.message_ids:
                    for names in (["body"], ["preview"], ["attachment_ids"]):
                        self.assertIsNone(
                            self._try(user, "mail.message", "read", message.ids, names)
                        )
            for channel in seen:
                self.assertTrue(
                    self._rpc(user, "mail.message", "read", channel.message_ids.ids)
                )

    def test_to_be_told_of_it_opens_nothing(self):
        """H10: neither a notification nor a star nor a mention outlives the right."""
        for user, _seen, hidden in self._each():
            said = hidden.message_ids
            partner = user.partner_id
            said.partner_ids = [Command.link(partner.id)]
            said.starred_partner_ids = [Command.link(partner.id)]
            self.env["mail.notification"].create(
                [
                    {
                        "mail_message_id": message.id,
                        "res_partner_id": partner.id,
                        "notification_type": "inbox",
                    }
                    for message in said
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            for domain in (
                [("needaction", "=", True)],
                [("starred", "=", True)],
                [("partner_ids", "in", partner.ids)],
                [("notification_ids.res_partner_id", "=", partner.id)],
            ):
                found = self._rpc(user, "mail.message", "search", domain)
                self.assertFalse({*found} & {*said.ids}, domain)
            for message in said:
                self.assertIsNone(
                    self._try(user, "mail.message", "read", message.ids, ["body"])
                )

    def test_files(self):
        """H10: files are read with their conversation only."""
        for user, seen, hidden in self._each():
            for channel in seen + hidden:
                file = self.files[channel]
                told = self._try(user, "ir.attachment", "read", file.ids, ["name"])
                self.assertEqual(bool(told), channel in seen)
            files = [self.files[channel].id for channel in hidden]
            for domain in (
                [("id", "in", files)],
                [("res_model", "=", CHANNEL), ("res_id", "in", hidden.ids)],
                [("index_content", "ilike", "segredo"), ("id", "in", files)],
            ):
                self.assertFalse(self._rpc(user, "ir.attachment", "search", domain))

    def test_what_hangs_on_it(self):
        """H10: who held it, what travelled, what is fetched, and who takes part."""
        for user, _seen, hidden in self._each():
            for model in (
                "pact.assignment",
                "pact.message",
                "discuss.channel.member",
            ):
                domain = [("channel_id", "in", hidden.ids)]
                # sudo: any model here - what there is, to be asked for by its id
                there = self.env[model].sudo().search(domain)
                found = self._try(user, model, "search", domain)
                self.assertFalse(found, model)
                if there:
                    self.assertIsNone(self._try(user, model, "read", there.ids), model)

    def test_from_the_other_side(self):
        """H10: no field of any model names a conversation that one may not read."""
        for user, _seen, hidden in self._each():
            for model, field in self._fields_to_channels():
                found = self._try(
                    user, model, "search_read", [(field, "in", hidden.ids)], [field]
                )
                told = {*self._ids_in(found or [], field)} & {*hidden.ids}
                self.assertFalse(told, f"{model}.{field}")
                for name in ("name", "pact_finish_note", "message_ids.body"):
                    leaf = (f"{field}.{name}", "ilike", "segredo")
                    # "name" holds "Cliente", which no other channel does.
                    leaf = leaf if name != "name" else (leaf[0], "ilike", "Cliente")
                    counted = self._try(
                        user,
                        model,
                        "search_count",
                        [leaf, (field, "in", hidden.ids)],
                    )
                    self.assertFalse(counted, f"{model}.{field}.{name}")

    def _fields_to_channels(self):
        for model in self.env.registry.values():
            if model._abstract or model._transient or not model._auto:
                continue
            for field in model._fields.values():
                if field.comodel_name == CHANNEL and field._description_searchable:
                    yield model._name, field.name

    def _ids_in(self, rows, name):
        for row in rows:
            value = row[name] or []
            if isinstance(value, tuple):
                yield value[0]
            else:
                yield from value

    def test_references(self):
        """H10: nor does a reference by model and number: followers, activities."""
        for user, _seen, hidden in self._each():
            for model in ("mail.followers", "mail.activity", "mail.scheduled.message"):
                if model not in self.env:
                    continue
                name = "res_model" if "res_model" in self.env[model] else "model"
                domain = [(name, "=", CHANNEL), ("res_id", "in", hidden.ids)]
                self.assertFalse(self._try(user, model, "search", domain), model)

    def test_following_is_refused(self):
        """H10: nobody follows, joins or plans something where they may not read."""
        model = self.env["ir.model"]._get_id(CHANNEL)
        kind = self.env.ref("mail.mail_activity_data_todo").id
        for user, _seen, hidden in self._each():
            mine = user.partner_id.id
            for channel in hidden:
                for call in (
                    (CHANNEL, "message_subscribe", channel.ids, [mine]),
                    (
                        "mail.followers",
                        "create",
                        [
                            {
                                "res_model": CHANNEL,
                                "res_id": channel.id,
                                "partner_id": mine,
                            }
                        ],
                    ),
                    (
                        "mail.activity",
                        "create",
                        [
                            {
                                "res_model_id": model,
                                "res_id": channel.id,
                                "activity_type_id": kind,
                                "user_id": user.id,
                            }
                        ],
                    ),
                    (
                        "discuss.channel.member",
                        "create",
                        [{"channel_id": channel.id, "partner_id": mine}],
                    ),
                    (CHANNEL, "add_members", channel.ids, [mine]),
                    (CHANNEL, "execute_command_who", channel.ids),
                ):
                    self.assertFalse(self._try(user, *call), call[:2])
                self.assertNotIn(user.partner_id, channel.message_partner_ids)

    def test_to_follow_it_opens_nothing(self):
        """H10: whoever follows it, by whatever accident, reads nothing by that."""
        for user, _seen, hidden in self._each():
            mine = user.partner_id.id
            self.env["mail.followers"].create(
                [
                    {"res_model": CHANNEL, "res_id": channel.id, "partner_id": mine}
                    for channel in hidden
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            following = [("message_partner_ids", "in", [mine])]
            found = self._rpc(user, CHANNEL, "search", following)
            self.assertFalse({*found} & {*hidden.ids})
            for channel in hidden:
                self.assertIsNone(self._try(user, CHANNEL, "read", channel.ids))
                said = channel.message_ids.ids
                self.assertIsNone(self._try(user, "mail.message", "read", said))

    def test_bus(self):
        """H10: nobody subscribes to what is said where they may not read."""
        for user, seen, hidden in self._each():
            wanted = [f"{CHANNEL}_{channel.id}" for channel in seen + hidden]
            env = self.env(user=user)
            with MockRequest(env):
                granted = env["ir.websocket"]._build_bus_channel_list(wanted)
            heard = {
                (one[0] if isinstance(one, tuple) else one)
                for one in granted
                if not isinstance(one, str)
            }
            for channel in hidden:
                self.assertNotIn(channel, heard)
                self.assertNotIn(channel.pact_stint_id, heard)
            for channel in seen:
                self.assertIn(channel.with_env(env), heard)

    def test_history(self):
        """H10: a hidden one is no way to what was finished with its customer."""
        for user, _seen, hidden in self._each():
            for channel in hidden:
                self.assertIsNone(self._try(user, CHANNEL, "pact_history", channel.ids))


@tagged("post_install", "-at_install")
class TestVisibilityByHttp(VisibilityCase, HttpCase):
    """H10: the routes of a browser, and a file by its address."""

    def _call(self, route, **params):
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            answer = self.url_open(
                route,
                data=json.dumps({"params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.assertLess(answer.status_code, 500)
        is_json = answer.headers["Content-Type"].startswith("application/json")
        return json.dumps(answer.json().get("result")) if is_json else ""

    def _assert_absent(self, channel, told, route):
        """Neither its words nor its number: the contact itself is no secret here."""
        words = f"segredo {channel.name.removeprefix('Cliente ')}<"
        self.assertFalse(words in told, route)
        number = json.dumps({"id": channel.id, "model": CHANNEL})
        self.assertFalse(number in told, route)

    def test_routes(self):
        """H10: messages, pins, files and members of a hidden one are not given."""
        for user, seen, hidden in self._each():
            self.authenticate(user.login, user.login)
            for channel in hidden:
                asked = {"channel_id": channel.id}
                for route, params in (
                    ("/discuss/channel/messages", asked),
                    ("/discuss/channel/pinned_messages", asked),
                    ("/discuss/channel/attachments", asked),
                    ("/discuss/channel/members", asked | {"known_member_ids": []}),
                    (
                        "/mail/thread/messages",
                        {"thread_model": CHANNEL, "thread_id": channel.id},
                    ),
                    (
                        "/mail/data",
                        {"fetch_params": [[CHANNEL, [channel.id]]]},
                    ),
                ):
                    self._assert_absent(channel, self._call(route, **params), route)
            for channel in seen:
                told = self._call("/discuss/channel/messages", channel_id=channel.id)
                self.assertIn("segredo", told)

    def test_boxes(self):
        """H10: the boxes of Discuss, what is searched there, and the start."""
        for user, _seen, hidden in self._each():
            said = hidden.message_ids
            said.starred_partner_ids = [Command.link(user.partner_id.id)]
            self.env["mail.notification"].create(
                [
                    {
                        "mail_message_id": message.id,
                        "res_partner_id": user.partner_id.id,
                        "notification_type": "inbox",
                        "is_read": is_read,
                    }
                    for is_read, message in enumerate(said[:2])
                ]
            )
            self.env.flush_all()
            self.authenticate(user.login, user.login)
            for route, params in (
                ("/mail/inbox/messages", {}),
                ("/mail/history/messages", {}),
                ("/mail/starred/messages", {}),
                ("/mail/action", {"fetch_params": ["init_messaging"]}),
                ("/mail/data", {"fetch_params": ["channels_as_member"]}),
                ("/discuss/search", {"term": "Cliente"}),
            ):
                told = self._call(route, **params)
                for channel in hidden:
                    self._assert_absent(channel, told, route)

    def test_files_by_address(self):
        """H10: knowing the address of a file does not open it."""
        for user, seen, hidden in self._each():
            self.authenticate(user.login, user.login)
            for channel in seen + hidden:
                file = self.files[channel]
                for address in (
                    f"/web/content/{file.id}",
                    f"/web/content/ir.attachment/{file.id}/raw",
                    f"/web/image/{file.id}",
                    f"/web/content?model=ir.attachment&id={file.id}&field=raw",
                ):
                    with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
                        answer = self.url_open(address)
                    if channel in hidden:
                        self.assertNotIn(b"segredo", answer.content, address)
                if channel in seen:
                    answer = self.url_open(f"/web/content/{file.id}")
                    self.assertIn(b"segredo", answer.content)
