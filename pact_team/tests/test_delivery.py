from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from simulator import Simulator

from ..providers import transport
from ..providers.transport import Accepted
from ..rules import delivery
from .common import PactCase

SIMULATED = {
    "number_ref": "203040506070809",
    "account_ref": "102030405060708",
    "token": "demo-token",
    "app_secret": "demo-secret",
}


@tagged("post_install", "-at_install")
class TestStatus(PactCase):
    def setUp(self):
        super().setUp()
        self.channel = self._write()
        self._take(self.channel)
        self._answer(self.channel)
        self.row = self._outbox(self.channel)
        self.row.write({"state": "sent", "uid": "wamid.ours"})

    def test_forward_only(self):
        for told, known in (("read", "read"), ("delivered", "read"), ("sent", "read")):
            self._status(self.row, told)
            self.assertEqual(self.row.state, known)

    def test_a_status_may_come_before_our_own_answer(self):
        """Our word in it tells which message it is about."""
        self.row.write({"state": "sending", "uid": False})
        self._status(
            self.row, "delivered", id="wamid.new", biz_opaque_callback_data=self.row.tag
        )
        self.assertEqual((self.row.state, self.row.uid), ("delivered", "wamid.new"))

    def test_an_uncertain_message_is_settled_by_its_status(self):
        self.row.write({"state": "uncertain", "uid": False})
        self._status(
            self.row, "sent", id="wamid.new", biz_opaque_callback_data=self.row.tag
        )
        self.assertEqual(self.row.state, "sent")

    def test_failure_says_why_and_what_to_do(self):
        self._status(self.row, "failed", errors=[{"code": 131026, "title": "x"}])
        self.assertEqual(
            (self.row.state, self.row.failure_kind), ("failed", "unreachable")
        )
        self.assertIn("Try a call", self.row._reason())

    def test_a_status_of_the_customers_own_message_changes_nothing(self):
        inbound = self.env["pact.message"].search(
            [("channel_id", "=", self.channel.id), ("direction", "=", "in")]
        )
        for state in ("failed", "read"):
            self._status(inbound, state)
            self.assertEqual(inbound.state, "received")

    def test_a_status_of_another_inbox_changes_nothing(self):
        other = self._make_inbox(number_ref="71", account_ref="81")
        status = {"id": "wamid.ours", "status": "read", "timestamp": "1"}
        self._accept(self._change(inbox=other, statuses=[status]), inbox=other)
        self._process(other)
        self.assertEqual(self.row.state, "sent")

    def test_an_unknown_status_is_done_with(self):
        status = {"id": "wamid.nobodys", "status": "read", "timestamp": "1"}
        event = self._accept(self._change(statuses=[status]))
        self._process()
        self.assertEqual(event.state, "done")

    def test_every_kind_of_failure_has_its_sentence(self):
        for kind in delivery.KINDS:
            self.row.write({"state": "failed", "failure_kind": kind})
            self.assertGreater(len(self.row._reason()), 20)


@tagged("post_install", "-at_install")
class TestLane(PactCase):
    """The lane against the simulated network, over real HTTP on this machine."""

    def setUp(self):
        super().setUp()
        # Odoo's guard against the outside world takes one number for a timeout.
        self.patch(transport, "TIMEOUT", 20)
        self.simulator = Simulator(auto_deliver=False)
        self.simulator.start()
        self.addCleanup(self.simulator.stop)
        self.inbox.write(SIMULATED | {"base_url": self.simulator.url})
        self.maria = self.simulator.customer("maria")
        self.maria.send_text("Bom dia")
        self.sender = self.maria.customer.wa_id
        self.channel = self._write(sender=self.sender)
        self._take(self.channel)

    def _send(self):
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_send").method_direct_trigger()
        self.env.invalidate_all()

    def _on_the_phone(self):
        return [
            message.content.get("body")
            for message in self.simulator.network.messages.values()
            if message.is_outgoing
        ]

    def test_answers_reach_the_phone_in_order(self):
        for word in ("um", "dois", "três"):
            self._answer(self.channel, body=word)
        self._send()
        self.assertEqual(self._on_the_phone(), ["um", "dois", "três"])
        self.assertEqual(set(self._outbox(self.channel).mapped("state")), {"sent"})

    def test_an_outcome_that_cannot_be_written_costs_no_other(self):
        """Several are written down together; a name given twice spoils one of them."""
        other = self._write(sender="5531987650009")
        self._take(other)
        for channel in (self.channel, other):
            self._answer(channel)
        first, second = self._outbox(self.channel), self._outbox(other)
        (first | second).state = "sending"
        taken = Accepted(self._uid())
        with (
            self.enter_registry_test_mode(),
            self.assertLogs("odoo.addons.pact_team.models.pact_message_send", "ERROR"),
            mute_logger("odoo.sql_db"),
            self.registry.cursor() as cr,
        ):
            pair = (first | second).with_env(self.env(cr=cr))
            pair._apply_together([(row, taken) for row in pair])
        self.env.invalidate_all()
        self.assertEqual((first.state, first.uid), ("sent", taken.uid))
        self.assertEqual(second.state, "sending")

    def test_a_picture_reaches_the_phone(self):
        picture = (
            self.env["ir.attachment"]
            .with_user(self.ana)
            .create(
                {
                    "name": "foto.png",
                    "raw": b"\x89PNG\r\n\x1a\nx",
                    "mimetype": "image/png",
                    "res_model": "mail.compose.message",
                }
            )
        )
        self._answer(self.channel, body="Veja", attachment_ids=picture.ids)
        self._send()
        self.assertEqual(self._outbox(self.channel).state, "sent")

    def test_a_file_of_the_customer_is_fetched(self):
        wamid = self.maria.send_media(
            "image", b"\x89PNG\r\n\x1a\nx", mime_type="image/png"
        )
        ref = self.simulator.network.messages[wamid].content["id"]
        self._receive(
            self._element(
                "image", {"id": ref, "mime_type": "image/png"}, sender=self.sender
            )
        )
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_fetch").method_direct_trigger()
        self.env.invalidate_all()
        message = self._said(self.channel)[-1]
        self.assertEqual(message.attachment_ids.raw, b"\x89PNG\r\n\x1a\nx")
        self.assertFalse(message.body)
        self.assertEqual(message.attachment_ids.res_id, self.channel.id)

    def test_a_dead_token_stops_the_inbox_and_keeps_the_queue(self):
        self.inbox.token = "revoked"
        self._answer(self.channel)
        self._send()
        row = self._outbox(self.channel)
        self.assertEqual(row.state, "queued")
        self.assertTrue(self.inbox.stop_reason)
        self.inbox.token = SIMULATED["token"]
        self._rpc(self.boss, "pact.inbox", "action_resume", self.inbox.ids)
        self._send()
        self.assertEqual(row.state, "sent")

    def test_a_claim_that_meets_another_transaction_is_made_again(self):
        """The lane goes on, and what nobody claimed is still there to be sent."""
        Message = self.env.registry["pact.message"]
        claim, meetings = Message._claim, iter([SerializationFailure()])

        def meet_once(model, limit):
            if meeting := next(meetings, None):
                raise meeting
            return claim(model, limit)

        self.patch(Message, "_claim", meet_once)
        self._answer(self.channel, body="um")
        self._send()
        self._send()
        self.assertEqual(self._on_the_phone(), ["um"])
        self.assertFalse(next(meetings, None))

    def test_a_file_that_is_gone_costs_the_others_nothing(self):
        self._answer(self.channel, body="um")
        broken = self._outbox(self.channel)
        broken.is_file = True
        self._answer(self.channel, body="dois")
        self._send()
        self.assertEqual(self._on_the_phone(), ["dois"])
        self.assertEqual(broken.state, "failed")

    def test_what_a_dead_process_left_is_never_sent_again(self):
        self._answer(self.channel)
        row = self._outbox(self.channel)
        row.state = "sending"
        self._send()
        self.assertEqual(row.state, "uncertain")
        self.assertFalse(self._on_the_phone())

    def test_an_uncertain_message_holds_the_line_for_a_while(self):
        self._answer(self.channel, body="um")
        self._answer(self.channel, body="dois")
        first, second = self._outbox(self.channel)
        first.state = "sending"
        self._send()
        self.assertEqual(second.state, "queued")
        first.next_date = fields.Datetime.now() - timedelta(seconds=1)
        self._send()
        self.assertEqual(second.state, "sent")
        self.assertEqual(first.state, "uncertain")

    def test_only_a_person_sends_an_uncertain_message_again(self):
        self._answer(self.channel, body="um")
        row = self._outbox(self.channel)
        long_ago = fields.Datetime.now() - timedelta(minutes=3)
        row.write({"state": "uncertain", "state_date": long_ago})
        self._rpc(
            self.ana,
            "discuss.channel",
            "action_pact_send_again",
            self.channel.ids,
            row.message_id.id,
        )
        self._send()
        self.assertEqual(self._on_the_phone(), ["um"])

    def test_what_was_withheld_is_not_sent_again_within_a_day(self):
        """The network would withhold it again, and think worse of the number."""
        self._answer(self.channel, body="um")
        row = self._outbox(self.channel)
        now = fields.Datetime.now()
        row.write({"state": "failed", "failure_kind": "withheld", "state_date": now})
        again = (self.ana, "discuss.channel", "action_pact_send_again")
        with self.assertRaises(UserError):
            self._rpc(*again, self.channel.ids, row.message_id.id)
        row.state_date = now - timedelta(days=1)
        self._rpc(*again, self.channel.ids, row.message_id.id)
        self.assertEqual(row.state, "queued")

    def test_what_is_still_on_its_way_is_not_sent_again(self):
        self._answer(self.channel, body="um")
        row = self._outbox(self.channel)
        for state in ("queued", "sending", "sent", "read"):
            row.state = state
            with self.assertRaises(UserError):
                self._rpc(
                    self.ana,
                    "discuss.channel",
                    "action_pact_send_again",
                    self.channel.ids,
                    row.message_id.id,
                )
