from odoo.exceptions import UserError

from .start_case import StartCase
from .test_ticket import TicketCase


class LinkCase(TicketCase, StartCase):
    """A request of Maria's company, the conversation Ana has with her, and João."""

    _refusal = UserError

    def setUp(self):
        super().setUp()
        self.ticket = self._file()
        self._act(self.ana, "take", self.ticket)
        self.ticket.state = "new"

    def _link(self, channel=None, ticket=None, user=None):
        channel, ticket = channel or self.held, ticket or self.ticket
        return self._call(
            user or self.ana, "action_pact_link_request", channel, ticket.id
        )

    def _call(self, user, method, channel, *args):
        result = self._rpc(user, "discuss.channel", method, channel.ids, *args)
        self.env.flush_all()
        self.env.invalidate_all()
        return result

    def _notes(self, ticket=None):
        note = self.env.ref("mail.mt_note")
        messages = (ticket or self.ticket).message_ids
        return " ".join(
            messages.filtered(lambda m: m.subtype_id == note).mapped("body")
        )
