import json

from odoo import fields
from odoo.fields import Command

from .access_case import AccessCase

LUA = "+5531987650007"
LUA_KEY = LUA.lstrip("+")


class StartCase(AccessCase):
    """A contact nobody ever wrote to, two inboxes, and a template for both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.br")
        cls.sales = cls._make_team("Night shift")
        cls.second = cls._make_inbox(name="Second number", number_ref="700100200300401")
        cls.template = cls._make_template(cls.inbox)
        cls.lua = cls._make_contact("Lua Dias", LUA)
        cls.foreign_inbox = cls._make_inbox(
            cls.other_team, number_ref="7001", app_secret="theirs"
        )

    @classmethod
    def _make_contact(cls, name, number, company=None):
        company = company or cls.company
        return cls.env["res.partner"].create(
            {"name": name, "phone": number, "company_id": company.id}
        )

    @classmethod
    def _make_template(cls, inbox, **vals):
        return cls.env["pact.template"].create(
            {
                "name": "novidade",
                "company_id": inbox.company_id.id,
                "inbox_id": inbox.id,
                "language": "pt_BR",
                "state": "approved",
                "is_published": True,
                "body": "Olá {{1}}, aqui é {{2}}, de {{3}}, sobre {{4}}. {{5}}?",
                "variable_ids": [
                    Command.create({"place": "body", "name": name, "source": source})
                    for name, source in (
                        ("1", "contact"),
                        ("2", "agent"),
                        ("3", "company"),
                        ("4", "subject"),
                        ("5", "free"),
                    )
                ],
                **vals,
            }
        )

    def _asked(self, **changed):
        return {
            "partner_id": self.lua.id,
            "team_id": self.team.id,
            "inbox_id": self.inbox.id,
            "template_id": self.template.id,
            "values": {"body:5": "Podemos falar"},
            "subject": "o pedido 42",
            **changed,
        }

    def _start(self, user=None, company=None, **changed):
        """Start as ``user`` by RPC; return the conversation that is then opened."""
        user = user or self.ana
        company = company or user.company_id
        action = self._rpc(
            user,
            "discuss.channel",
            "action_pact_start",
            self._asked(**changed),
            context={"allowed_company_ids": company.ids},
        )
        self.env.invalidate_all()
        self.assertEqual(action["tag"], "mail.action_discuss")
        channel_id = action["params"]["active_id"].removeprefix("discuss.channel_")
        return self.env["discuss.channel"].browse(int(channel_id))

    def _look(self, user=None, **asked):
        """Return what the panel shows to ``user``."""
        look = self._rpc(
            user or self.ana, "discuss.channel", "action_pact_preflight", asked
        )
        # What travels is plain: nothing but a moment needs to be written down.
        json.dumps(look, default=fields.Datetime.to_string)
        return look

    def _refused(self, message, user=None, **changed):
        """Assert that it is not started, for that reason, and nothing is left of it."""
        before = self._everything()
        with self.subTest(message), self.env.cr.savepoint() as savepoint:
            with self.assertRaisesRegex(self._refusal, message):
                self._start(user, **changed)
            self.env.flush_all()
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(self._everything(), before)

    def _everything(self):
        models = ("discuss.channel", "pact.identity", "pact.message", "res.partner")
        return [self.env[model].search_count([]) for model in models]
