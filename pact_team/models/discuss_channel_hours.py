import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..providers import signals
from ..rules import telling
from .discuss_channel import OPEN

_logger = logging.getLogger(__name__)

# What speaks of an earlier message, where that one is not known here.
AFTERTHOUGHTS = ("reaction", "edit", "revoke")


class DiscussChannel(models.Model):
    """Telling customers by itself what to expect: nobody is there, or many wait."""

    _inherit = "discuss.channel"

    pact_told_date = fields.Datetime(
        string="Told of working hours",
        help="When this conversation got the out-of-hours message.",
    )

    @api.model
    def _pact_receive(self, inbox, arrivals):
        super()._pact_receive(inbox, arrivals)
        if inbox._speaks():
            wrote = [each for each, said in arrivals if self._pact_is_word(each, said)]
            self._pact_tell_safely(inbox, wrote, fields.Datetime.now())

    @api.model
    def _pact_is_word(self, identity, message):
        """Return whether a customer said this to us, now and to nobody else."""
        is_new = message.kind not in AFTERTHOUGHTS and not message.is_history
        is_theirs = message.opens_window and not message.is_echo
        return is_new and is_theirs and not identity.is_group

    @api.model
    def _pact_tell_safely(self, inbox, identities, now):
        """Whatever is wrong with our own words must not cost the customer's."""
        try:
            with self.env.cr.savepoint():
                self._pact_tell(inbox, identities, now)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Inbox %s: what it says by itself failed", inbox.id)

    @api.model
    def _pact_tell(self, inbox, identities, now):
        running = self.search(
            [
                ("pact_identity_id", "in", [identity.id for identity in identities]),
                ("pact_state", "in", OPEN),
            ]
        )
        reached = running.filtered(lambda one: one.pact_identity_id._is_answerable(now))
        for team, channels in reached.grouped("pact_team_id").items():
            tell = {
                "closed": channels._pact_tell_closed,
                "paused": channels._pact_tell_paused,
                "open": channels._pact_tell_open,
            }
            tell[team._situation(inbox, now)](team, inbox, now)

    def _pact_tell_closed(self, team, inbox, now):
        if not (text := team._words_when_closed(inbox)):
            return
        answered = self._pact_last_answers()
        told = self.filtered(
            lambda channel: telling.is_due_when_closed(
                told=channel.pact_told_date or None,
                answered=answered.get(channel),
                now=now,
            )
        )
        told._pact_say(text, now)
        told.pact_told_date = now

    def _pact_last_answers(self):
        """Return ``{conversation: when}`` for what people answered in these."""
        answers = self.env["pact.message"]._read_group(
            [("channel_id", "in", self.ids), ("user_id", "!=", False)],
            ["channel_id"],
            ["create_date:max"],
        )
        return dict(answers)

    def _pact_say(self, text, now):
        """Send ``text`` as the company, by itself: no person wrote it."""
        words = [
            (
                channel,
                channel.pact_identity_id,
                signals.Message(
                    uid="",
                    person=signals.Person(keys=()),
                    sent_date=now,
                    kind="text",
                    text=text,
                    is_echo=True,
                ),
            )
            for channel in self
        ]
        for channel, post in zip(self, self._pact_post(words), strict=True):
            self.env["pact.message"]._enqueue(channel, post, is_automatic=True)
