import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..rules import pause

_logger = logging.getLogger(__name__)


class DiscussChannel(models.Model):
    """Telling customers that whoever answers them is in a pause."""

    _inherit = "discuss.channel"

    pact_told_pause_id = fields.Many2one(
        "pact.availability",
        string="Told of this pause",
        ondelete="restrict",
        groups=fields.NO_ACCESS,
    )

    @api.model
    def _pact_receive(self, inbox, arrivals):
        super()._pact_receive(inbox, arrivals)
        now = fields.Datetime.now()
        if inbox._tells_of_pauses(now):
            wrote = [each for each, said in arrivals if self._pact_is_word(each, said)]
            self._pact_tell_pause_safely(inbox, wrote, now)

    @api.model
    def _pact_tell_pause_safely(self, inbox, identities, now):
        """Whatever is wrong with our own words must not cost the customer's."""
        try:
            with self.env.cr.savepoint():
                self._pact_tell_pause(identities, now)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Inbox %s: the word of a pause failed", inbox.id)

    @api.model
    def _pact_tell_pause(self, identities, now):
        held = self.search(
            [
                ("pact_identity_id", "in", [identity.id for identity in identities]),
                ("pact_state", "=", "in_progress"),
            ]
        )
        pauses = held._pact_pauses()
        answered = held._pact_last_answers() if pauses else {}
        for channel, stretch in pauses.items():
            is_due = pause.tells(
                is_told=channel.pact_told_pause_id == stretch,
                began=stretch.date_from,
                answered=answered.get(channel),
            )
            if is_due and channel.pact_identity_id._is_answerable(now):
                channel._pact_say(stretch.pause_type_id.message, now)
                channel.pact_told_pause_id = stretch

    def _pact_pauses(self):
        """Return ``{conversation: pause}`` where its holder's has a word for it."""
        members = self.env["pact.member"].search(
            [
                ("user_id", "in", self.pact_agent_id.ids),
                ("company_id", "in", self.pact_company_id.ids),
                ("availability", "=", "paused"),
            ]
        )
        pauses = {
            (member.user_id, member.company_id): member.availability_id
            for member in members
            if member.availability_id.pause_type_id.message
        }
        found = {
            channel: pauses.get((channel.pact_agent_id, channel.pact_company_id))
            for channel in self
        }
        return {channel: stretch for channel, stretch in found.items() if stretch}
