from odoo.fields import Command
from odoo.tools import mute_logger

from .common import PactCase


class CustodyCase(PactCase):
    """Two teams, people of each, a supervisor, and a conversation that Ana holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls._make_team("Sales")
        cls.finance = cls._make_team("Finance")
        cls.caio = cls._make_member("caio_pact", "agent", cls.sales)
        cls.rosa = cls._make_member("rosa_pact", "supervisor", cls.sales)
        cls._tick(cls.ana, "may_transfer")

    @classmethod
    def _tick(cls, user, *rights):
        options = cls.env["pact.right"].search([("code", "in", rights)])
        member = cls._member_of(user)
        member.option_ids = [Command.link(option.id) for option in options]

    def setUp(self):
        super().setUp()
        self.channel = self._write("Bom dia")
        self._take(self.channel)

    def _act(self, user, action, *args, channel=None):
        channel = channel or self.channel
        name = f"action_pact_{action}"
        return self._rpc(user, "discuss.channel", name, channel.ids, *args)

    def _transfer(self, user, channel=None, **values):
        return self._act(user, "transfer", values, channel=channel)

    def _assert_refused(self, error, sentence, work, *args, **kwargs):
        with (
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaisesRegex(error, sentence),
            self.cr.savepoint(),
        ):
            work(*args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()

    def _stints(self, channel=None):
        channel = channel or self.channel
        domain = [("channel_id", "=", channel.id)]
        return self.env["pact.assignment"].search(domain, order="id")

    def _notes(self, channel=None):
        """Return what stands in the conversation for us alone."""
        note = self.env.ref("mail.mt_note")
        said = self._said(channel or self.channel)
        return said.filtered(lambda message: message.subtype_id == note)

    def _sent_to(self, user):
        """Return all that the bus carried to ``user`` so far."""
        return " ".join(self._bus_rows_of(user).mapped("message"))

    def _reads(self, user, channel=None):
        channel = channel or self.channel
        domain = [("id", "=", channel.id)]
        return bool(self._rpc(user, "discuss.channel", "search", domain))
