"""I16: what a request adds to the cost of what is said in its conversation."""

import gc
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged, warmup

from .test_ticket import TicketCase


@tagged("post_install", "-at_install")
class TestTicketLinkCost(TicketCase):
    def setUp(self):
        super().setUp()
        self.later = fields.Datetime.now()
        self.channel = self._write()
        self._take(self.channel)

    def _count(self, work):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        gc.collect()
        self.later += timedelta(seconds=5)
        before = self.cr.sql_log_count
        with freeze_time(self.later):
            work()
            self.env.flush_all()
            self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

    def _settled(self, prepare, work):
        """Return what it costs once nothing is asked for the first time."""
        for _time in range(3):
            prepare()
            cost = self._count(work)
        return cost

    def _news(self):
        sent = self.later + timedelta(seconds=3)
        self._accept(self._change(messages=[self._element(sent_date=sent)]))

    def _costs(self):
        return (
            self._settled(self._news, self._process),
            self._settled(lambda: None, lambda: self._answer(self.channel)),
        )

    @warmup
    def test_one_query_each(self):
        """I16: to receive and to answer cost one more: how the request stands."""
        without = self._costs()
        ticket = self._file(user_id=self.ana.id)
        ticket._begin_work()
        self.channel._pact_link(ticket)
        linked = self._costs()
        for before, now in zip(without, linked, strict=True):
            self.assertLessEqual(now, before + 1)

    def test_found_by_an_index(self):
        """I16: the conversations of a request are not looked for among all."""
        self.env["discuss.channel"].search([("pact_ticket_id", "=", 1)])
        asked = self.env.cr.query.decode()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute(f"EXPLAIN {asked}")
        plan = " ".join(line for [line] in self.env.cr.fetchall())
        self.assertIn("pact_ticket_id", plan)
