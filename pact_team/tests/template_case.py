from odoo.fields import Command

from .common import PactCase


class TemplateCase(PactCase):
    """A template with three blanks, and a conversation whose window is closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls._make_template(cls.inbox)

    @classmethod
    def _make_template(cls, inbox, **vals):
        return cls.env["pact.template"].create(
            {
                "name": "lembrete",
                "company_id": inbox.company_id.id,
                "inbox_id": inbox.id,
                "language": "pt_BR",
                "state": "approved",
                "is_published": True,
                "body": "Olá {{1}}, aqui é {{2}} sobre {{3}}. Podemos falar?",
                "footer": "Bela Vista",
                "button_ids": [Command.create({"text": "Sim"})],
                "variable_ids": [
                    Command.create({"place": "body", "name": name, "source": source})
                    for name, source in (
                        ("1", "contact"),
                        ("2", "agent"),
                        ("3", "free"),
                    )
                ],
                **vals,
            }
        )

    def setUp(self):
        super().setUp()
        self.channel = self._write()
        self._take(self.channel)
        self._age_window(self.channel, hours=24)

    def _send(self, template=None, user=None, values=None):
        return self._rpc(
            user or self.ana,
            "discuss.channel",
            "action_pact_send_template",
            self.channel.ids,
            (template or self.template).id,
            {"body:3": "o  seu\npedido"} if values is None else values,
        )
