"""C15, C16: a person whom the network names in several ways stays one customer."""

from odoo.tests import tagged, warmup

from simulator import Simulator

from ..providers import transport
from ..providers.signals import Person
from .common import PactCase
from .test_delivery import SIMULATED

WITH_NINTH = "5531987650001"
WITHOUT_NINTH = "553187650001"
SCOPED = "BR.7712345678"


@tagged("post_install", "-at_install")
class TestKeys(PactCase):
    def _begin(self, key=WITH_NINTH):
        """Write to a number that never wrote to us; return our message."""
        person = Person((key,), "+" + key, "Maria")
        [identity] = self.env["pact.identity"]._find_or_create(self.inbox, [person])
        channel = self.env["discuss.channel"]._pact_open(
            self.inbox, identity, {identity}
        )
        self._age_window(channel, hours=1)
        self._take(channel)
        self._answer(channel)
        row = self._outbox(channel)
        row.write({"state": "sent", "uid": self._uid()})
        return row

    def _keys(self, identity):
        return set(identity.key_ids.mapped("value"))

    def test_a_status_teaches_the_networks_own_name(self):
        """C16: the answer to a conversation we began comes into that conversation."""
        row = self._begin()
        self._status(row, "delivered", recipient_id="777", recipient_user_id=SCOPED)
        self.assertEqual(self._keys(row.identity_id), {WITH_NINTH, SCOPED, "777"})
        self.assertEqual(self._write(sender="777"), row.channel_id)

    def test_a_status_of_the_same_person_elsewhere_unites(self):
        """Two identities that turn out to be one person become one."""
        row = self._begin()
        self._receive(self._hidden())
        hidden = self._conversation(SCOPED)
        self._status(
            row, "delivered", recipient_id=WITH_NINTH, recipient_user_id=SCOPED
        )
        self.assertEqual(hidden.pact_identity_id, row.identity_id)
        self.assertEqual(self._keys(row.identity_id), {WITH_NINTH, SCOPED})

    def test_two_statuses_of_one_batch_unite_once(self):
        row = self._begin()
        self._receive(self._hidden())
        told = {
            "recipient_id": WITH_NINTH,
            "recipient_user_id": SCOPED,
            "timestamp": "1700000000",
        }
        both = [
            {"id": row.uid, "status": state, **told} for state in ("delivered", "read")
        ]
        event = self._accept(self._change(statuses=both))
        self._process()
        self.assertEqual((event.state, row.state), ("done", "read"))

    def _hidden(self):
        element = self._element()
        element.pop("from")
        return element | {"from_user_id": SCOPED}

    def test_the_other_spelling_is_the_same_customer(self):
        """C19: with and without the ninth digit, from the first word on."""
        for known, writes in (
            (WITH_NINTH, WITHOUT_NINTH),
            ("5215512345678", "525512345678"),
            ("541123456789", "5491123456789"),
        ):
            with self.subTest(writes):
                row = self._begin(known)
                self.assertEqual(self._write(sender=writes), row.channel_id)
                self.assertEqual(self._keys(row.identity_id), {known, writes})
                self.assertEqual(row.identity_id.phone, "+" + writes)

    def test_a_landline_is_nobody_elses_mobile(self):
        row = self._begin("551133334444")
        self.assertNotEqual(self._write(sender="5511933334444"), row.channel_id)

    def test_who_opted_out_stays_out_when_two_become_one(self):
        row = self._begin()
        self._receive(self._hidden())
        hidden = self._conversation(SCOPED).pact_identity_id
        hidden.write({"is_opted_out": True, "opted_out_date": "2026-03-02 09:00:00"})
        date = hidden.opted_out_date
        self._status(row, "sent", recipient_id=WITH_NINTH, recipient_user_id=SCOPED)
        self.assertTrue(row.identity_id.is_opted_out)
        self.assertEqual(row.identity_id.opted_out_date, date)

    @warmup
    def test_statuses_that_teach_nothing_cost_one_query_a_batch(self):
        """One search for all of them, as long as nobody has a new name."""
        row = self._begin()
        others = [self._begin(f"55319876{i:05}") for i in range(10)]
        inbox = self.inbox
        Identity = self.env["pact.identity"]
        rows = row.concat(*others)
        named = [(one, (one.identity_id.key_ids.value,)) for one in rows]
        self.env.flush_all()
        with self.assertQueryCount(1):
            Identity._learn_keys(inbox, named)


@tagged("post_install", "-at_install")
class TestAcceptedKeys(PactCase):
    """What the network answers to a send, over real HTTP on this machine."""

    def test_an_accepted_send_teaches_the_networks_own_name(self):
        """C16: known under another id, the person is the one we wrote to."""
        self.patch(transport, "TIMEOUT", 20)
        simulator = Simulator(auto_deliver=False)
        simulator.start()
        self.addCleanup(simulator.stop)
        self.inbox.write(SIMULATED | {"base_url": simulator.url})
        maria = simulator.customer("maria")
        maria.send_text("Bom dia")
        channel = self._write(sender="888")
        identity = channel.pact_identity_id
        identity.phone = maria.customer.phone
        self._take(channel)
        self._answer(channel)
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_send").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self._outbox(channel).state, "sent")
        self.assertIn(maria.customer.wa_id, identity.key_ids.mapped("value"))
        self.assertEqual(self._write(sender=maria.customer.wa_id), channel)
