import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import BoundedSemaphore

from odoo import fields, models

from ..providers import courier
from ..providers.signals import Failure
from ..rules.gesture import Recent

_logger = logging.getLogger(__name__)

# A slow network holds up no request; beyond so many, gestures are left out.
MESSENGERS = ThreadPoolExecutor(4, thread_name_prefix="pact.gesture")
ROOM = BoundedSemaphore(200)
TOLD = Recent(most=20_000)


class DiscussChannel(models.Model):
    """What a customer sees of us without words: that we read, and that we type."""

    _inherit = "discuss.channel"

    def _pact_tell_read(self, last_message_id):
        """Show the customer that their words up to this message were read."""
        # sudo: discuss.channel - whose conversation it is, and what its company wants
        channel = self.sudo()
        if channel.pact_company_id.pact_is_read_shown:
            uid = channel._pact_newest_uid(last_message_id)
            if uid and TOLD.is_due((uid, "read"), now=_now(), pause=None):
                channel._pact_gesture(uid)

    def _pact_tell_typing(self):
        """Show the customer that an answer is on its way; that shows it is read too."""
        # sudo: discuss.channel - whose conversation it is, and what its company wants
        channel = self.sudo()
        company = channel.pact_company_id
        is_shown = company.pact_is_typing_shown and company.pact_is_read_shown
        if not is_shown or not channel.pact_identity_id._is_answerable(_now()):
            return
        uid = channel._pact_newest_uid()
        if uid and TOLD.is_due((channel.id, "typing"), now=_now()):
            channel._pact_gesture(uid, is_typing=True)

    def _pact_newest_uid(self, last_message_id=None):
        """Return how the network knows the customer's newest words, up to a message."""
        domain = [
            ("channel_id", "=", self.id),
            ("direction", "=", "in"),
            ("uid", "!=", False),
            # Not what the customer only put an emoji on.
            ("message_id.author_id", "=", self.pact_partner_id.id),
        ]
        if last_message_id:
            domain.append(("message_id", "<=", last_message_id))
        newest = self.env["pact.message"].search(
            domain, order="message_id.id desc, id", limit=1
        )
        return newest.uid

    def _pact_gesture(self, uid, *, is_typing=False):
        """Tell the network once this is committed, beside the request."""
        inbox = self.pact_inbox_id
        if inbox.stop_reason:
            return
        tell = partial(
            courier.tell_read, inbox._provider(), inbox._account(), uid, is_typing
        )
        self.env.cr.postcommit.add(partial(_send_off, tell))


def _now():
    return fields.Datetime.now()


def _send_off(tell):
    if ROOM.acquire(blocking=False):
        MESSENGERS.submit(_tell, tell)


def _tell(tell):
    try:
        outcome = tell()
        if isinstance(outcome, Failure):
            _logger.info("A gesture was not taken: %s %s", outcome.kind, outcome.code)
    except Exception:
        _logger.exception("A gesture could not be sent")
    finally:
        ROOM.release()
