from ast import literal_eval
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..providers.signals import Failure
from ..providers.transport import Accepted
from .common import MARIA, PactCase

KEY = "Z3J1cG8"
JOAO = "5531987650002"


@tagged("post_install", "-at_install")
class TestGroup(PactCase):
    """Conversations with a group: read, answered, told of, and listed."""

    def setUp(self):
        super().setUp()
        self.now = fields.Datetime.now()

    def _say(self, text="Oi a todos", sender=MARIA, **head):
        self._receive(
            self._element("text", {"body": text}, sender, group_id=KEY, **head),
            names={MARIA: "Maria Souza", JOAO: "João Lima"},
        )
        return self._conversation(f"group:{KEY}")

    def _held(self):
        channel = self._say()
        self._take(channel)
        return channel

    def _tell(self, kind, minutes_ago=0, **element):
        told = self.now - timedelta(minutes=minutes_ago)
        news = {
            "group_id": KEY,
            "type": f"group_{kind}",
            "timestamp": str(int(told.timestamp())),
            **element,
        }
        contacts = [{"wa_id": JOAO, "profile": {"name": "João Lima"}}]
        name = f"group_{kind.split('_')[0]}_update"
        event = self._accept(self._change(name, groups=[news], contacts=contacts))
        self._process()
        self.assertEqual(event.state, "done", event.problem)

    def _rename(self, text, minutes_ago=0):
        subject = {"text": text, "update_successful": True}
        self._tell("settings_update", minutes_ago, group_subject=subject)

    def _notes(self, channel):
        return [
            message.body
            for message in self._said(channel)
            if message.message_type == "notification"
        ]

    def _parcel(self, channel):
        return self._outbox(channel)[-1]._packed()[2]

    def _refuse(self, row):
        row._claim(1)
        row._apply(Failure("no_groups", "131215", "Not eligible"))
        self.env.flush_all()
        self.env.invalidate_all()

    def test_answered_like_any_conversation(self):
        """P4: what an agent writes in a group goes to the group."""
        channel = self._held()
        self.assertEqual(channel.pact_window_kind, "until")
        self.assertTrue(channel.pact_window_date)
        self._answer(channel, body="Bom dia a todos")
        parcel = self._parcel(channel)
        self.assertEqual((parcel.recipient, parcel.is_group), (KEY, True))
        self.assertEqual(parcel.text, "Bom dia a todos")

    def test_the_window_is_the_groups_own(self):
        """P4: whoever writes there opens it for the group, and not for themselves."""
        private = self._write()
        self._age_window(private, hours=30)
        channel = self._held()
        self.assertFalse(private.pact_identity_id._is_answerable(fields.Datetime.now()))
        self._age_window(channel, hours=25)
        with self.assertRaisesRegex(UserError, "somebody wrote in this group"):
            self._answer(channel)
        self._say(sender=JOAO)
        self._answer(channel)

    def test_a_correction_opens_no_window(self):
        channel = self._held()
        self._age_window(channel, hours=25)
        uid = channel.pact_message_ids.sudo().uid
        self._receive(
            self._element("revoke", {"original_message_id": uid}, group_id=KEY)
        )
        with self.assertRaises(UserError):
            self._answer(channel)

    def test_files_quotes_and_emojis(self):
        """P4: all of them go to the group too."""
        channel = self._held()
        said = self._said(channel)[0]
        self._answer(channel, parent_id=said.id)
        uid = self.env["pact.message"]._received_as(said).uid
        self.assertEqual(self._parcel(channel).quoted_uid, uid)
        file = self._rpc(
            self.ana,
            "ir.attachment",
            "create",
            [{"name": "a.pdf", "raw": "%PDF", "res_model": "mail.compose.message"}],
        )
        self._answer(channel, body="", attachment_ids=file)
        parcel = self._parcel(channel)
        self.assertTrue(parcel.is_group and parcel.content)
        # sudo: mail.message - what the route does after its check
        mine = said.with_user(self.ana).sudo()
        mine._message_reaction("👍", "add", self.ana.partner_id, self.env["mail.guest"])
        row = self.env["pact.message"].search([("direction", "=", "reaction")])
        parcel = row._packed()[2]
        self.assertEqual((parcel.is_group, parcel.reaction_to), (True, uid))

    def test_their_emojis_quote(self):
        """P4: an emoji of somebody in the group stands under what it is about."""
        channel = self._held()
        said = self._said(channel)[0]
        uid = self.env["pact.message"]._received_as(said).uid
        part = {"message_id": uid, "emoji": "❤️"}
        self._receive(self._element("reaction", part, JOAO, group_id=KEY))
        shown = self._said(channel)[-1]
        self.assertEqual(shown.parent_id, said)
        self.assertIn("❤️", shown.body)
        self.assertNotIn("not here", shown.body)
        self.assertFalse(shown.attachment_ids)

    def test_no_template(self):
        """P4: templates and what is sent to many go to single customers only."""
        channel = self._held()
        template = self.env["pact.template"].create(
            {
                "name": "lembrete",
                "company_id": self.company.id,
                "inbox_id": self.inbox.id,
                "language": "pt_BR",
                "state": "approved",
                "is_published": True,
                "body": "Olá",
            }
        )
        with self.assertRaisesRegex(UserError, "single customers"):
            self._rpc(
                self.ana,
                "discuss.channel",
                "action_pact_send_template",
                channel.ids,
                template.id,
                {},
            )

    def test_an_account_without_groups(self):
        """P4: the network says so once; then it is read only, and says why."""
        channel = self._held()
        self.assertEqual(self.inbox.group_access, "offered")
        self._answer(channel)
        row = self._outbox(channel)
        self._refuse(row)
        self.assertEqual((row.state, self.inbox.group_access), ("failed", "refused"))
        self.assertIn("official", row._reason())
        self.assertEqual(channel.pact_window_kind, "never")
        with self.assertRaisesRegex(UserError, "not answered. The network lets"):
            self._answer(channel)
        private = self._write()
        self._take(private)
        self._answer(private)

    def test_it_was_let_in(self):
        """P4: whatever shows that groups work ends what was known before."""
        channel = self._held()
        self._answer(channel)
        row = self._outbox(channel)
        self.inbox.group_access = "refused"
        row._claim(1)
        row._apply(Accepted(self._uid(), (KEY,)))
        self.assertEqual(self.inbox.group_access, "offered")
        self.inbox.group_access = "refused"
        self._say()
        self.assertEqual(self.inbox.group_access, "offered")

    def test_progress_of_many(self):
        """P4: the first to have it counts, and nobody's name becomes the group's."""
        channel = self._held()
        self._answer(channel)
        row = self._outbox(channel)
        row._claim(1)
        row._apply(Accepted(self._uid(), (KEY,)))
        self.env.flush_all()
        for who, state, known in (
            (MARIA, "delivered", "delivered"),
            (JOAO, "sent", "delivered"),
            (JOAO, "read", "read"),
            (MARIA, "failed", "read"),
            (MARIA, "delivered", "read"),
        ):
            errors = [{"code": 131026}] if state == "failed" else []
            for rest in (
                {"recipient_type": "group", "recipient_id": KEY},
                {"recipient_id": who},
            ):
                self._status(row, state, errors=errors, **rest)
                self.assertEqual(row.state, known)
        keys = channel.pact_identity_id.key_ids.mapped("value")
        self.assertEqual(keys, [f"group:{KEY}"])

    def test_its_name(self):
        """P4: the contact and the conversation are called as the group is."""
        channel = self._held()
        self._rename("Obra 12")
        self.assertEqual(channel.pact_partner_id.name, "Obra 12")
        self.assertEqual(channel.name, "Obra 12")
        self.assertIn("Obra 12", self._notes(channel)[-1])
        self._rename("Obra 11", minutes_ago=9)
        self.assertEqual(channel.pact_partner_id.name, "Obra 12")

    def test_its_name_before_anybody_wrote(self):
        """P4: it is called by its name from the first message on."""
        self._tell("create", subject="Obra 7", minutes_ago=1)
        self.assertEqual(self.inbox.group_access, "offered")
        self.assertFalse(self._conversation(f"group:{KEY}"))
        self.assertEqual(self._say().name, "Obra 7")

    def test_who_comes_and_goes(self):
        """P4: it is noted where the group is read; once, however often it is told."""
        channel = self._held()
        known = len(self._notes(channel))
        moment = 3
        for kind, name in (
            ("participants_add", "added_participants"),
            ("participants_add", "added_participants"),
            ("participants_remove", "removed_participants"),
        ):
            self._tell(kind, moment, **{name: [{"wa_id": JOAO}]})
        notes = self._notes(channel)[known:]
        self.assertEqual(len(notes), 2)
        self.assertIn("João Lima joined", notes[0])
        self.assertIn("João Lima left", notes[1])
        for kind, word in (
            ("suspend", "suspended"),
            ("suspend_cleared", "again"),
            ("delete", "deleted"),
        ):
            self._tell(kind)
            self.assertIn(word, self._notes(channel)[-1])

    def test_news_of_a_stranger_group(self):
        """P4: of a group nobody has written in, nothing is noted nor opened."""
        before = self.env["discuss.channel"].search_count([])
        self._tell("participants_add", added_participants=[{"wa_id": JOAO}])
        self._tell("suspend")
        self.assertEqual(self.env["discuss.channel"].search_count([]), before)
        self.assertFalse(self.env["pact.identity"].search([("is_group", "=", True)]))

    def test_listed(self):
        """P4, H10: the menu lists groups that its reader may read, and no others."""
        group = self._say()
        self._write()
        action = self.env.ref("pact_team.discuss_channel_action_pact_groups")
        domain = literal_eval(action.domain)
        for user, found in ((self.boss, group.ids), (self.ana, [])):
            ids = self._rpc(user, "discuss.channel", "search", domain)
            self.assertEqual(ids, found)
        self._take(group)
        self.assertEqual(
            self._rpc(self.ana, "discuss.channel", "search", domain), group.ids
        )
        self.assertFalse(self._rpc(self.bia, "discuss.channel", "search", domain))

    def test_menu(self):
        """P4: agents and administrators have it, between its neighbours."""
        names = ("correspondence_menu", "group_menu", "client_menu")
        menus = [self.env.ref(f"pact_team.pact_{name}") for name in names]
        self.assertEqual(menus, sorted(menus, key=lambda menu: menu.sequence))
        for user in (self.ana, self.boss):
            seen = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertIn(menus[1].id, seen)

    def test_why_there_is_none(self):
        """P4: an empty list says in words whether groups may be had at all."""
        Channel = self.env["discuss.channel"].with_user(self.ana)
        for access, words in (
            ("unknown", "has not told"),
            ("offered", "waits in the"),
            ("refused", "None of your numbers"),
        ):
            self.inbox.group_access = access
            told = Channel.with_context(pact_groups=True).get_empty_list_help("")
            self.assertIn(words, told)
        self.assertEqual(Channel.get_empty_list_help("as it was"), "as it was")

    def test_nobody_makes_one_a_group(self):
        """X5: it is the network that has groups."""
        channel = self._held()
        for user in (self.ana, self.boss):
            with self.assertRaises(AccessError):
                self._rpc(
                    user,
                    "discuss.channel",
                    "write",
                    channel.ids,
                    {"pact_is_group": False},
                )
