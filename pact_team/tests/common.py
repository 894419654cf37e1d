import itertools
import json
from datetime import timedelta

from odoo import fields
from odoo.service.model import call_kw
from odoo.tests import TransactionCase, new_test_user

NUMBER_REF = "700100200300400"
ACCOUNT_REF = "800100200300400"
MARIA = "5531987650001"
OWN_NUMBER = "551140000000"


class PactCase(TransactionCase):
    """A company with a team of two, an inbox, and words for what happens to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.counter = itertools.count(1)
        # Each test opens episodes of its own; reopening has tests of its own.
        cls.company = cls.env["res.company"].create(
            {"name": "Bela Vista", "pact_reopen_hours": 0}
        )
        cls.team = cls._make_team("Support")
        cls.ana = cls._make_member("ana_pact", "agent", cls.team)
        cls.bia = cls._make_member("bia_pact", "agent", cls.team)
        cls.boss = cls._make_member("boss_pact", "administrator", cls.team)
        cls.inbox = cls._make_inbox()

    @classmethod
    def _make_team(cls, name, company=None):
        company = company or cls.company
        return cls.env["pact.team"].create({"name": name, "company_id": company.id})

    @classmethod
    def _make_user(cls, login, company=None, groups="base.group_user"):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            company_id=company.id,
            company_ids=[fields.Command.set(company.ids)],
            context={"no_reset_password": True},
        )

    @classmethod
    def _role(cls, kind):
        return cls.env.ref(f"pact_team.pact_role_{kind}")

    @classmethod
    def _make_member(cls, login, role, team):
        user = cls._make_user(login, team.company_id)
        member = cls.env["pact.member"].create(
            {
                "user_id": user.id,
                "company_id": team.company_id.id,
                "role_ids": [fields.Command.set(cls._role(role).ids)],
                "team_ids": [fields.Command.set(team.ids)],
            }
        )
        # As after a login: whoever has none is given nothing by others.
        member._become("available", cause="login")
        return user

    def _bus_rows_of(self, user):
        """Return what the bus carried to ``user``: alone, or as one of their teams."""
        self.env.cr.precommit.run()
        mine = self.env["pact.member"].with_user(user)._mine().filtered("may_answer")
        marks = [f'"res.partner",{user.partner_id.id}]']
        # A team that was archived just now was listened to until then.
        teams = mine.with_context(active_test=False).team_ids
        for team, roster in teams._rosters().items():
            marks.append(f'"pact.team",{team.id},"{roster.name}"]')
        rows = self.env["bus.bus"].search([])
        return rows.filtered(
            lambda row: row.channel.replace(" ", "").endswith(tuple(marks))
        )

    @classmethod
    def _make_inbox(cls, team=None, **vals):
        team = team or cls.team
        return cls.env["pact.inbox"].create(
            {
                "name": "Main number",
                "company_id": team.company_id.id,
                "team_id": team.id,
                "number_ref": NUMBER_REF,
                "account_ref": ACCOUNT_REF,
                "token": "token-of-the-test",
                "app_secret": "secret-of-the-test",
                **vals,
            }
        )

    @classmethod
    def _member_of(cls, user):
        return cls.env["pact.member"].search([("user_id", "=", user.id)])

    def _rpc(self, user, model, method, *args, **kwargs):
        """Call what a browser of ``user`` could call, and only that."""
        return call_kw(
            self.env[model].with_user(user).sudo(False), method, args, kwargs
        )

    def _uid(self):
        return f"wamid.test.{next(self.counter)}"

    def _element(self, kind="text", content=None, sender=MARIA, **head):
        sent = head.pop("sent_date", fields.Datetime.now())
        content = {"body": "Bom dia"} if content is None else content
        return {
            "id": head.pop("uid", None) or self._uid(),
            "from": sender,
            "timestamp": str(int(sent.timestamp())),
            "type": kind,
            kind: content,
            **head,
        }

    def _change(self, field="messages", inbox=None, **value):
        inbox = inbox or self.inbox
        metadata = {
            "phone_number_id": inbox.number_ref,
            "display_phone_number": OWN_NUMBER,
        }
        return {"field": field, "value": {"metadata": metadata, **value}}

    def _payload(self, *changes, inbox=None):
        inbox = inbox or self.inbox
        return {
            "object": "whatsapp_business_account",
            "entry": [{"id": inbox.account_ref, "changes": list(changes)}],
        }

    def _accept(self, *changes, inbox=None):
        """Let the network say ``changes``; nothing is processed yet."""
        inbox = inbox or self.inbox
        before = self.env["pact.event"].search([])
        payload = json.loads(json.dumps(self._payload(*changes, inbox=inbox)))
        self.env["pact.event"]._accept(inbox, payload)
        return self.env["pact.event"].search([]) - before

    def _process(self, inbox=None):
        count = self.env["pact.event"]._receive_next(inbox or self.inbox)
        self.env.invalidate_all()
        return count

    def _receive(self, *elements, inbox=None, names=None, **value):
        """Let customers write ``elements`` in one webhook, and process it."""
        names = names or {MARIA: "Maria Souza"}
        contacts = [
            {"wa_id": key, "profile": {"name": name}} for key, name in names.items()
        ]
        change = self._change(
            inbox=inbox, messages=list(elements), contacts=contacts, **value
        )
        event = self._accept(change, inbox=inbox)
        self._process(inbox)
        return event

    def _write(self, text="Bom dia", sender=MARIA, **head):
        """Let a customer write ``text``; return the conversation it is in."""
        self._receive(self._element("text", {"body": text}, sender, **head))
        return self._conversation(sender)

    def _conversation(self, sender=MARIA):
        keys = self.env["pact.identity.key"].search([("value", "=", sender)])
        return self.env["discuss.channel"].search(
            [("pact_identity_id", "in", keys.identity_id.ids)],
            order="id desc",
            limit=1,
        )

    def _said(self, channel):
        """Return the messages of ``channel``, in the order they are read."""
        return channel.message_ids.sorted("id")

    def _take(self, channel, user=None):
        self._rpc(user or self.ana, "discuss.channel", "action_pact_take", channel.ids)

    def _answer(self, channel, user=None, body="Pois não?", **kwargs):
        """Post as the composer does: under sudo, as the person who types."""
        # sudo: discuss.channel - what the composer's route does after its check
        poster = channel.with_user(user or self.ana).sudo()
        return poster.message_post(
            body=body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            **kwargs,
        )

    def _outbox(self, channel):
        return self.env["pact.message"].search(
            [("channel_id", "=", channel.id), ("direction", "=", "out")], order="id"
        )

    def _status(self, row, state, **rest):
        """Let the network report ``state`` for an outbox row."""
        status = {
            "id": row.uid or self._uid(),
            "status": state,
            "timestamp": str(int(fields.Datetime.now().timestamp())),
            "recipient_id": MARIA,
            **rest,
        }
        self._accept(self._change(statuses=[status]))
        self._process()

    def _age_window(self, channel, **since):
        """Pretend that the customer last wrote so long ago."""
        identity = channel.pact_identity_id
        identity.last_inbound_date = fields.Datetime.now() - timedelta(**since)
