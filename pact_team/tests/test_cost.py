import gc
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged, warmup

from odoo.addons.mail.tools.discuss import Store

from ..models.discuss_channel import is_pact
from .common import PactCase

JOAO = "5531987650002"


@tagged("post_install", "-at_install")
class TestCost(PactCase):
    """What each thing costs in SQL; it must not grow with what was said before."""

    def _count(self, work):
        """Return the queries of ``work``, some seconds later than all before it."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        # An environment that is still about knows its company; a new one has to ask.
        gc.collect()
        self.later = getattr(self, "later", fields.Datetime.now()) + timedelta(
            seconds=5
        )
        before = self.cr.sql_log_count
        with freeze_time(self.later):
            work()
            self.env.flush_all()
            self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

    def _news(self, **kwargs):
        """Let a customer write in a few seconds, so that the window moves."""
        sent = self.later + timedelta(seconds=3)
        self._accept(self._change(messages=[self._element(sent_date=sent, **kwargs)]))

    def _core_group(self):
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        group._add_members(users=self.ana + self.bia)
        return group

    @warmup
    def test_answer(self):
        """An answer costs core's message_post and six more at most."""
        channel = self._write()
        self._take(channel)
        group = self._core_group()
        self._answer(channel)
        self._answer(group)
        core = self._count(lambda: self._answer(group))
        ours = self._count(lambda: self._answer(channel))
        self.assertLessEqual(ours, core + 6)

    @warmup
    def test_inbound(self):
        """An inbound message costs core's message_post and six more at most."""
        channel = self._write()
        self._take(channel)
        group = self._core_group()
        self._answer(group)
        core = self._count(lambda: self._answer(group))
        self._news()
        ours = self._count(self._process)
        self.assertLessEqual(ours, core + 6)

    @warmup
    def test_hours_that_tell_nothing_cost_nothing(self):
        """HN8: neither a team's hours nor its pause, where it has no words for them."""
        self._take(self._write())
        before = self._settled_cost()
        hours = self.env["resource.calendar"].create(
            {"name": "Never", "company_id": self.company.id, "attendance_ids": [(5,)]}
        )
        self.team.calendar_id = hours
        self.team.sudo()._pause("Sem luz")
        self.assertEqual(self._settled_cost(), before)

    @warmup
    def test_a_place_in_the_queue_is_one_query(self):
        """C13: on top of the look at who wrote, whoever waits before them."""
        self.team.tells_place = True
        for number in range(20):
            self._write(sender=f"55319876{number:05}")
        channel = self._write()
        self.assertEqual(self._count(lambda: channel._pact_places(self.team)), 1)

    @warmup
    def test_inbound_stays_flat(self):
        """A hundred other conversations change nothing."""
        self._take(self._write())
        before = self._settled_cost()
        self._receive(
            *(self._element(sender=f"55319876{i:05}") for i in range(100)),
        )
        self.assertEqual(self._settled_cost(), before)

    def _settled_cost(self):
        """Return what one message costs once nothing is asked for the first time."""
        for _time in range(3):
            self._count(lambda: None)
            self._news()
            cost = self._count(self._process)
        return cost

    @warmup
    def test_webhook(self):
        """To accept a webhook costs three: find the inbox, keep it, wake the lane.

        Counted in an environment as new as that of a request.
        """
        payload = self._payload(self._change(messages=[self._element()]))
        key = self.inbox.webhook_key
        public_id = self.env.ref("base.public_user").id

        def accept():
            # sudo: pact.event - as the controller does after the signature
            env = self.env(user=public_id)
            inbox = env["pact.inbox"]._find_by_webhook("whatsapp", key)
            env["pact.event"].sudo()._accept(inbox, payload)

        accept()
        self.assertLessEqual(self._count(accept), 3)

    @warmup
    def test_opening_discuss(self):
        """Finished conversations cost an agent nothing."""

        def open_discuss():
            channels = self.env["discuss.channel"].with_user(self.ana)
            mine = channels._get_channels_as_member()
            self.assertEqual(mine.filtered(is_pact), held)
            Store(bus_channel=self.ana).add(mine).get_result()

        held = self._write()
        self._take(held)
        open_discuss()
        before = self._count(open_discuss)
        for _i in range(10):
            channel = self._write(sender=JOAO)
            self._take(channel)
            self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.assertEqual(self._count(open_discuss), before)

    def _log_in(self, typed):
        credential = {"type": "password", "login": typed, "password": "ana_pact"}
        self.env["res.users"].authenticate(credential, {"interactive": True})

    @warmup
    def test_a_login_by_phone(self):
        """P21: it costs core's login and four more: our countries, and whose phone."""
        self.company.country_id = self.env.ref("base.br")
        self.ana._pact_confirm_phone("+5511987654321", "work", "whatsapp")
        self._log_in("ana_pact")
        self._log_in("(11) 98765-4321")
        core = self._count(lambda: self._log_in("ana_pact"))
        ours = self._count(lambda: self._log_in("(11) 98765-4321"))
        self.assertLessEqual(ours, core + 4)

    def test_a_phone_is_found_by_its_index(self):
        """P21: a login does not look at every user there is."""
        self.env["res.users"]._pact_logging_in_with(["+5511987654321"])
        asked = self.env.cr.query.decode()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute(f"EXPLAIN {asked}")
        plan = " ".join(line for [line] in self.env.cr.fetchall())
        self.assertIn("res_users_pact_phone_uniq", plan)
