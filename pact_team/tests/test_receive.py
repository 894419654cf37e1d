from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MARIA, PactCase

JOAO = "5531987650002"


@tagged("post_install", "-at_install")
class TestReceive(PactCase):
    def test_same_message_again_is_one(self):
        uid = self._uid()
        channel = self._write(uid=uid)
        self._write(uid=uid)
        self.assertEqual(len(self._said(channel)), 1)

    def test_same_message_twice_in_one_webhook_is_one(self):
        element = self._element()
        self._receive(element, element)
        self.assertEqual(len(self._said(self._conversation())), 1)

    def test_backlog_is_kept_in_order(self):
        """Many at once go another way than few; nothing else differs."""
        self._receive(
            *(self._element(content={"body": f"line {i}"}) for i in range(30)),
            *(
                self._element(content={"body": f"j {i}"}, sender=JOAO)
                for i in range(30)
            ),
        )
        for sender, word in ((MARIA, "line"), (JOAO, "j")):
            bodies = [str(m.body) for m in self._said(self._conversation(sender))]
            self.assertEqual(bodies, [f"<p>{word} {i}</p>" for i in range(30)])

    def test_a_backlog_counts_as_unread_and_names_its_author(self):
        channel = self._write()
        self._take(channel)
        self._receive(*(self._element() for _i in range(20)))
        self.assertEqual(channel.channel_member_ids.message_unread_counter, 21)
        self.assertEqual(
            self._said(channel).author_id, self._conversation().pact_partner_id
        )

    def test_a_poisoned_element_costs_nothing_else(self):
        event = self._accept(
            self._change(
                messages=[self._element(), {"type": "text"}, self._element(sender=JOAO)]
            )
        )
        with mute_logger("odoo.addons.pact_team.models.pact_inbox_receive"):
            self._process()
        self.assertTrue(self._conversation(MARIA))
        self.assertTrue(self._conversation(JOAO))
        self.assertEqual(event.state, "failed")
        self.assertEqual(event.open_positions, [1])
        self.assertTrue(event.problem)

    def test_one_that_cannot_be_kept_costs_its_neighbours_nothing(self):
        """A fault in the middle of a run of messages, in our own house."""
        Identity = self.env.registry["pact.identity"]
        meet = Identity._meet

        def refuse_one(model, inbox, persons):
            if any(person.phone == "+5531987650666" for person in persons):
                raise RuntimeError("planted")
            return meet(model, inbox, persons)

        self.patch(Identity, "_meet", refuse_one)
        event = self._accept(
            self._change(
                messages=[
                    self._element(),
                    self._element(sender="5531987650666"),
                    self._element(sender=JOAO),
                ]
            )
        )
        with mute_logger("odoo.addons.pact_team.models.pact_inbox_receive"):
            self._process()
        self.assertTrue(self._conversation(MARIA) and self._conversation(JOAO))
        self.assertEqual((event.state, event.open_positions), ("failed", [1]))

    def test_an_event_that_cannot_be_read_stops_nobody(self):
        broken = self._accept(self._change(messages=[self._element()]))
        broken.payload = "{"
        self._accept(self._change(messages=[self._element(sender=JOAO)]))
        with mute_logger("odoo.addons.pact_team.models.pact_event_receive"):
            self._process()
        self.assertEqual(broken.state, "failed")
        self.assertTrue(self._conversation(JOAO))

    def test_a_huge_event_is_taken_in_parts(self):
        """Whoever sends thousands at once does not keep the others waiting."""
        event = self._accept(
            self._change(messages=[self._element() for _i in range(450)])
        )
        self._process()
        self.assertEqual(event.state, "pending")
        self.assertEqual(len(event.open_positions), 250)
        self._process()
        self._process()
        self.assertEqual(event.state, "done")
        self.assertEqual(len(self._said(self._conversation())), 450)

    def test_a_failed_element_is_tried_again_alone(self):
        """What went in before is not doubled, what failed goes in when it can."""
        event = self._accept(self._change(messages=[self._element(), self._element()]))
        event.write({"state": "failed", "open_positions": [1]})
        self._process()
        self.assertEqual(event.state, "done")
        self.assertEqual(len(self._said(self._conversation())), 1)

    def test_a_failed_event_waits_before_it_is_tried_again(self):
        event = self._accept(self._change(messages=[{"type": "text"}]))
        with mute_logger("odoo.addons.pact_team.models.pact_inbox_receive"):
            self._process()
            self.assertGreater(event.next_date, fields.Datetime.now())
            self.assertEqual(self._process(), 0)
            self._rpc(self.boss, "pact.event", "action_retry", event.ids)
            self._process()
        self.assertEqual(event.attempts, 2)

    def test_two_senders_in_one_batch_keep_their_names(self):
        self._receive(
            self._element(sender=JOAO),
            self._element(),
            names={MARIA: "Maria Souza", JOAO: "João Alves"},
        )
        for sender, name in ((MARIA, "Maria Souza"), (JOAO, "João Alves")):
            self.assertEqual(
                self._said(self._conversation(sender)).author_id.name, name
            )

    def test_hostile_text_is_shown_as_text(self):
        for text in (
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a\x00b",
            "lone \ud800 surrogate",
            "\u202egnitirw",
            "😀" * 10_000,
            "x" * 65_536,
        ):
            with self.subTest(text[:20]):
                channel = self._write(text)
                body = str(self._said(channel)[-1].body)
                self.assertNotIn("<script", body)
                self.assertNotIn("<img", body)
                self.assertGreater(len(body), 5)

    def test_hostile_names_are_shown_as_text(self):
        self._receive(self._element(), names={MARIA: "<b>Maria</b>\x00"})
        self.assertEqual(self._conversation().pact_partner_id.name, "<b>Maria</b>")

    def test_old_messages_do_not_open_the_window(self):
        """C24: the network's retry after days counts from when it was written."""
        long_ago = fields.Datetime.now() - timedelta(days=3)
        channel = self._write(sent_date=long_ago)
        self.assertLess(channel.pact_window_date, fields.Datetime.now())

    def test_future_messages_open_it_for_a_day_only(self):
        channel = self._write(sent_date=fields.Datetime.now() + timedelta(days=9))
        in_a_day = fields.Datetime.now() + timedelta(hours=24)
        self.assertLessEqual(channel.pact_window_date, in_a_day)

    def test_each_message_moves_the_window(self):
        """C24: twenty-four hours from the last message on this inbox."""
        now = fields.Datetime.now()
        channel = self._write(sent_date=now - timedelta(hours=5))
        self.assertEqual(
            channel.pact_window_date,
            now.replace(microsecond=0) + timedelta(hours=19),
        )
        self._write(sent_date=now - timedelta(hours=1))
        self.assertEqual(
            channel.pact_window_date,
            now.replace(microsecond=0) + timedelta(hours=23),
        )

    def test_another_inbox_is_another_window(self):
        """C24: to write to one number does not open the other."""
        other = self._make_inbox(number_ref="71", account_ref="81")
        here = self._write()
        self._age_window(here, hours=30)
        self._receive(self._element(), inbox=other)
        there = self._conversation()
        self.assertNotEqual(there, here)
        now = fields.Datetime.now()
        self.assertFalse(here.pact_identity_id._is_answerable(now))
        self.assertTrue(there.pact_identity_id._is_answerable(now))

    def test_two_numbers_of_one_owner_share_an_address(self):
        """Events of a sibling with the same secret find their own inbox."""
        sibling = self._make_inbox(number_ref="71")
        change = self._change(inbox=sibling, messages=[self._element()])
        event = self._accept(change)
        self.assertEqual(event.inbox_id, sibling)

    def test_an_inbox_with_another_secret_is_no_sibling(self):
        """Whoever knows one secret cannot speak for the inbox of another."""
        foreign = self._make_inbox(number_ref="71", app_secret="another")
        change = self._change(inbox=foreign, messages=[self._element()])
        self.assertFalse(self._accept(change))

    def test_a_number_that_is_nobodys_leaves_no_trace(self):
        change = self._change(messages=[self._element()])
        change["value"]["metadata"]["phone_number_id"] = "1"
        self.assertFalse(self._accept(change))

    def test_history_opens_nothing(self):
        """What is replayed from a phone neither waits nor opens the window."""
        before = self.env["discuss.channel"].search_count(
            [("channel_type", "=", "pact")]
        )
        elements = [
            self._element(),
            self._element("reaction", {"message_id": "wamid.old", "emoji": "👍"}),
            self._element("revoke", {"original_message_id": "wamid.old"}),
        ]
        thread = {"id": MARIA, "messages": elements}
        self._accept(self._change("history", history=[{"threads": [thread]}]))
        self._process()
        after = self.env["discuss.channel"].search_count(
            [("channel_type", "=", "pact")]
        )
        self.assertEqual(after, before)

    def test_what_was_processed_is_forgotten_after_a_month(self):
        event = self._receive(self._element())
        recent = self._receive(self._element())
        self.env.cr.execute(
            "UPDATE pact_event SET received_date = received_date - interval '31 days'"
            " WHERE id = %s",
            [event.id],
        )
        self.env["pact.event"]._gc_done()
        self.assertFalse(event.exists())
        self.assertTrue(recent.exists())
