from odoo.fields import Command

from odoo.addons.pact_team.models.pact_correspondence_feed import Turn
from odoo.addons.pact_team.providers.transport import Accepted

from .common import PactCase


class CorrespondenceCase(PactCase):
    """A template, some contacts, and what becomes of a message to all of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls._make_team("Offers")
        cls.company.country_id = cls.env.ref("base.br")
        cls.template = cls.env["pact.template"].create(
            {
                "name": "novidades",
                "company_id": cls.company.id,
                "inbox_id": cls.inbox.id,
                "language": "pt_BR",
                "category": "marketing",
                "state": "approved",
                "is_published": True,
                "body": "Olá {{1}}, temos {{2}} para você.",
                "button_ids": [Command.create({"text": "Quero"})],
                "variable_ids": [
                    Command.create({"place": "body", "name": "1", "source": "contact"}),
                    Command.create({"place": "body", "name": "2", "source": "free"}),
                ],
            }
        )

    @classmethod
    def _make_contacts(cls, count, **vals):
        return cls.env["res.partner"].create(
            [
                {
                    "name": f"Rui {number}",
                    "phone": f"+3519120{number:05}",
                    "company_id": cls.company.id,
                    **vals,
                }
                for number in range(count)
            ]
        )

    def _draft(self, user=None, partners=None, **vals):
        """Make one as ``user`` does on the screen."""
        partners = partners or self.env["res.partner"]
        [made] = self._rpc(
            user or self.boss,
            "pact.correspondence",
            "create",
            [
                {
                    "name": "Novidades",
                    "company_id": self.company.id,
                    "template_id": self.template.id,
                    "team_id": self.sales.id,
                    "audience": "contacts",
                    "partner_ids": [Command.set(partners.ids)],
                    **vals,
                }
            ],
        )
        one = self.env["pact.correspondence"].browse(made)
        one.blank_ids.text = "pão quente"
        return one

    def _act(self, one, action, user=None):
        result = self._rpc(user or self.boss, one._name, f"action_{action}", one.ids)
        self.env.flush_all()
        self.env.invalidate_all()
        return result

    def _running(self, partners, **vals):
        one = self._draft(partners=partners, **vals)
        self._act(one, "prepare")
        self._act(one, "start")
        return one

    def _feed(self, one, count=50):
        """Let ``count`` more into the outbox, as the lane does when there is room."""
        fed = one._feed_some(Turn(), count)
        self.env.flush_all()
        self.env.invalidate_all()
        return fed

    def _rows(self, one):
        return self.env["pact.message"].search(
            [("recipient_id.correspondence_id", "=", one.id)], order="id"
        )

    def _send(self, one, outcome=None):
        """Let the network take whatever is in the outbox."""
        while rows := self.env["pact.message"]._claim(8):
            for row in rows:
                row._apply(outcome or Accepted(self._uid(), ()))
        self.env.flush_all()
        self.env.invalidate_all()
        return self._rows(one)

    def _states(self, one):
        return [recipient.state for recipient in one.recipient_ids]
