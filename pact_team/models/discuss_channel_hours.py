import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..providers import signals
from ..rules import hours
from .discuss_channel import OPEN

_logger = logging.getLogger(__name__)

# What speaks of an earlier message, where that one is not known here.
AFTERTHOUGHTS = ("reaction", "edit", "revoke")


class DiscussChannel(models.Model):
    """Telling customers that nobody is there, when they write outside of hours."""

    _inherit = "discuss.channel"

    pact_told_date = fields.Datetime(
        string="Told of working hours",
        help="When this conversation got the out-of-hours message.",
    )

    @api.model
    def _pact_receive(self, inbox, arrivals):
        super()._pact_receive(inbox, arrivals)
        now = fields.Datetime.now()
        if inbox._is_closed(now):
            wrote = [each for each, said in arrivals if self._pact_is_word(each, said)]
            self._pact_tell_hours_safely(inbox, wrote, now)

    @api.model
    def _pact_is_word(self, identity, message):
        """Return whether a customer said this to us, now and to nobody else."""
        is_new = message.kind not in AFTERTHOUGHTS and not message.is_history
        is_theirs = message.opens_window and not message.is_echo
        return is_new and is_theirs and not identity.is_group

    @api.model
    def _pact_tell_hours_safely(self, inbox, identities, now):
        """Whatever is wrong with our own words must not cost the customer's."""
        try:
            with self.env.cr.savepoint():
                self._pact_tell_hours(inbox, identities, now)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Inbox %s: its out-of-hours message failed", inbox.id)

    @api.model
    def _pact_tell_hours(self, inbox, identities, now):
        running = self.search(
            [
                ("pact_identity_id", "in", [identity.id for identity in identities]),
                ("pact_state", "in", OPEN),
                ("pact_told_date", "=", False),
            ]
        )
        answered = running._pact_last_answers()
        told = running.filtered(
            lambda channel: (
                channel.pact_identity_id._is_answerable(now)
                and hours.tells(
                    is_open=False,
                    told=channel.pact_told_date or None,
                    answered=answered.get(channel),
                    now=now,
                )
            )
        )
        told._pact_say(inbox.out_of_hours_message.strip(), now)
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
