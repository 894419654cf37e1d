import time
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import freeze_time, tagged

from ..models import discuss_channel_gesture
from ..rules.gesture import TYPING_PAUSE, Recent
from .access_case import AccessCase


@tagged("post_install", "-at_install")
class TestGesture(AccessCase):
    """The customer sees that who answers has read, and is typing."""

    def setUp(self):
        super().setUp()
        self.patch(discuss_channel_gesture, "TOLD", Recent(most=100))
        self.told = []
        # What leaves: the network itself is a thread and a socket further on.
        self.patch(discuss_channel_gesture, "_send_off", self.told.append)
        self.said = self._said(self.held)

    def _uid_of(self, message):
        rows = self.env["pact.message"].search([("message_id", "=", message.id)])
        return rows.sorted("id")[0].uid

    def _leave(self):
        """Return what left after the transaction: (message, whether typing)."""
        self.env.cr.postcommit.run()
        left = [tell.args[2:] for tell in self.told]
        self.told.clear()
        return left

    def _member(self, user):
        return (
            self.env["discuss.channel.member"]
            .with_user(user)
            .search([("channel_id", "=", self.held.id), ("is_self", "=", True)])
        )

    def _read(self, message=None, user=None):
        message = message or self.said[-1]
        self._member(user or self.ana)._mark_as_read(message.id)
        return self._leave()

    def _type(self, user=None):
        self._member(user or self.ana)._notify_typing(True)
        return self._leave()

    def test_the_holder_has_read(self):
        """The newest of the customer's words, once; it says so of all before it."""
        newest = self._uid_of(self.said[-1])
        self.assertEqual(self._read(), [(newest, False)])
        self.assertEqual(self._read(), [])

    def test_only_what_was_read(self):
        first = self._uid_of(self.said[0])
        self.assertEqual(self._read(self.said[0]), [(first, False)])

    def test_an_answer_of_ours_tells_nothing_new(self):
        self._read()
        answer = self._answer(self.held)
        self.assertEqual(self._read(answer), [])

    def test_an_emoji_is_not_what_is_read(self):
        row_uid = self._uid_of(self.said[-1])
        emoji = {"message_id": self._uid_of(self.said[0]), "emoji": "👍"}
        self._receive(self._element("reaction", emoji))
        self.assertEqual(self._read(), [(row_uid, False)])

    def test_nobody_else_tells_it(self):
        """H14: who reads along is not seen by the customer."""
        self.env["discuss.channel.member"].create(
            {"channel_id": self.held.id, "partner_id": self.boss.partner_id.id}
        )
        self.assertEqual(self._read(user=self.boss), [])
        self.assertEqual(self._type(user=self.boss), [])

    def test_typing_at_most_every_twenty_seconds(self):
        newest = self._uid_of(self.said[-1])
        now = fields.Datetime.now()
        for seconds, told in ((0, 1), (19, 0), (20, 1)):
            with freeze_time(now + timedelta(seconds=seconds)):
                self.assertEqual(self._type(), [(newest, True)] * told, seconds)
        self.assertEqual(TYPING_PAUSE.total_seconds(), 20)

    def test_that_somebody_stopped_is_not_told(self):
        self._member(self.ana)._notify_typing(False)
        self.assertEqual(self._leave(), [])

    def test_a_company_decides(self):
        self.company.pact_is_typing_shown = False
        self.assertEqual(self._type(), [])
        self.company.pact_is_read_shown = False
        self.assertEqual(self._read(), [])
        self.company.pact_is_typing_shown = True
        self.assertEqual(self._type(), [], "typing would show that it was read")

    def test_a_stopped_inbox_tells_nothing(self):
        self.inbox.stop_reason = "closed"
        self.assertEqual(self._read(), [])

    def test_nothing_leaves_of_what_is_rolled_back(self):
        self._member(self.ana)._mark_as_read(self.said[-1].id)
        self.env.cr.postcommit.clear()
        self.assertEqual(self._leave(), [])


@tagged("post_install", "-at_install")
class TestGestureThread(AccessCase):
    def test_what_breaks_harms_nobody(self):
        """A network that is down is a line in the log, and room for the next."""

        def broken():
            raise ZeroDivisionError

        with self.assertLogs(discuss_channel_gesture.__name__, "ERROR"):
            discuss_channel_gesture._send_off(broken)
            self._wait_for_room()

    def test_too_many_are_left_out(self):
        asked = []
        with patch.object(
            discuss_channel_gesture.ROOM, "acquire", lambda blocking: False
        ):
            discuss_channel_gesture._send_off(lambda: asked.append(1))
        self.assertFalse(asked)

    def _wait_for_room(self):
        for _time in range(100):
            if discuss_channel_gesture.ROOM._value == 200:
                return
            time.sleep(0.02)
