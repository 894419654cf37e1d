from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.bus.models import ir_websocket
from odoo.addons.http_routing.tests.common import MockRequest

from .common import PactCase

LATER = timedelta(seconds=11)


@tagged("post_install", "-at_install")
class TestTeamRoster(PactCase):
    """What waits for a team is told to whoever answers in it, and costs one row."""

    def setUp(self):
        super().setUp()
        self._write()
        self._rows()

    def _rows(self):
        """Return what the bus carried since it was last asked."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([])
        said = [(row.channel.replace(" ", ""), row.message) for row in rows]
        rows.unlink()
        return said

    def _listens_to(self, user):
        """Return the channels that the browser of ``user`` is let listen to."""
        env = self.env(user=user)
        with MockRequest(env) as request:
            request.session.uid = user.id
            with patch.object(ir_websocket, "request", request):
                return env["ir.websocket"]._build_bus_channel_list([])

    def _hears_of(self, user, row):
        name = self.env.cr.dbname
        heard = [
            f'["{name}","{one[0]._name}",{one[0].id},"{one[1]}"]'
            if isinstance(one, tuple)
            else f'["{name}","{one._name}",{one.id}]'
            for one in self._listens_to(user)
            if not isinstance(one, str)
        ]
        return row[0] in heard

    def _waiting_news(self, sender):
        """Return the rows that tell of a customer who begins to wait."""
        self._write(sender=sender)
        return self._waiting_in(self._rows())

    def _waiting_in(self, rows):
        # Whoever reads along hears it on the stint.
        said = [row for row in rows if "pact.assignment" not in row[0]]
        return [row for row in said if '"pact_state":"waiting"' in row[1]]

    def test_everybody_of_the_team_with_one_row(self):
        """X5: the queue is told once, however many answer, and only they hear it."""
        payer = self._make_member("payer_pact", "payments", self.team)
        foreign = self._make_member("eva_pact", "agent", self._make_team("Sales"))
        with freeze_time(fields.Datetime.now() + LATER):
            [row] = self._waiting_news("5531987650002")
            for user in (self.ana, self.bia, self.boss):
                self.assertTrue(self._hears_of(user, row), user.login)
            for user in (payer, foreign):
                self.assertFalse(self._hears_of(user, row), user.login)

    def test_whoever_leaves_is_out_with_the_next_word(self):
        """P4: a browser that goes on listening to what it did hears nothing."""
        with freeze_time(fields.Datetime.now() + LATER):
            listened = self._listens_to(self.bia)
            bia = self._member_of(self.bia)
            self._rpc(self.boss, "pact.member", "action_archive", bia.ids)
            self._rows()
            rows = self._waiting_news("5531987650002")
            self.assertEqual(len(rows), 2)
            rosters = [one[1] for one in listened if isinstance(one, tuple)]
            for row in rows:
                self.assertFalse(self._hears_of(self.bia, row))
                self.assertFalse([one for one in rosters if one in row[0]])
        with freeze_time(fields.Datetime.now() + 2 * LATER):
            [row] = self._waiting_news("5531987650003")
            self.assertFalse([one for one in rosters if one in row[0]])
            self.assertTrue(self._hears_of(self.ana, row))

    def test_whoever_may_answer_no_more_is_out_too(self):
        """P4: by their role, not by their place in the team."""
        with freeze_time(fields.Datetime.now() + LATER):
            bia = self._member_of(self.bia)
            bia.role_ids = self._role("payments")
            [*rows] = self._waiting_news("5531987650002")
            self.assertTrue(rows)
            self.assertFalse([row for row in rows if self._hears_of(self.bia, row)])

    def test_screens_are_asked_to_listen_anew(self):
        """X5: each is told of its own until it had time to, so that nothing is lost."""
        with freeze_time(fields.Datetime.now() + LATER):
            self._make_member("new_pact", "agent", self.team)
            self._write(sender="5531987650002")
            rows = self._rows()
            asked = [row for row in rows if '"pact_team.roster"' in row[1]]
            self.assertEqual((len(asked), len(self._waiting_in(rows))), (4, 4))
            self._write(sender="5531987650003")
            rows = self._rows()
            self.assertEqual(len(self._waiting_in(rows)), 4)
            self.assertFalse([row for row in rows if "pact_team.roster" in row[1]])

    def test_whoever_was_away_for_a_moment(self):
        """X5: who began to listen while a colleague was gone hears of the queue again.

        It is the roster of before, which their screen has never heard of.
        """
        bia = self._member_of(self.bia)
        with freeze_time(fields.Datetime.now() + LATER):
            self._waiting_news("5531987650002")
        with freeze_time(fields.Datetime.now() + 2 * LATER):
            bia.active = False
            listened = self._listens_to(self.ana)
            bia.active = True
            self._rows()
            rows = self._waiting_news("5531987650003")
        names = [one[1] for one in listened if isinstance(one, tuple)]
        mine = f'"res.partner",{self.ana.partner_id.id}]'
        self.assertTrue(
            [
                row
                for row in rows
                if row[0].endswith(mine) or any(name in row[0] for name in names)
            ]
        )

    def test_five_hundred_cost_as_few_queries_as_five(self):
        """The cost of telling a team does not grow with it."""
        with freeze_time(fields.Datetime.now() + LATER):
            few = self._queries_to_tell()
        for number in range(20):
            self._make_member(f"more{number}_pact", "agent", self.team)
        self.channel_of_team()._pact_notify_queue()
        with freeze_time(fields.Datetime.now() + 2 * LATER):
            self.assertEqual(self._queries_to_tell(), few)

    def channel_of_team(self):
        domain = [("pact_team_id", "=", self.team.id)]
        return self.env["discuss.channel"].search(domain, limit=1)

    def _queries_to_tell(self):
        self._rows()
        self.env.invalidate_all()
        channel = self.channel_of_team()
        channel.fetch(["name"])
        before = self.env.cr.sql_log_count
        self.team._tell("mail.record/insert", {})
        told = self.env.cr.sql_log_count - before
        self.assertEqual(len(self._rows()), 1)
        return told

    def test_its_state_is_the_systems(self):
        """P3: nobody reads or writes who is told, an administrator neither."""
        for method, args in (
            ("read", (self.team.ids, ["roster"])),
            ("write", (self.team.ids, {"roster": "x"})),
            ("search", ([("roster", "!=", False)],)),
        ):
            with self.subTest(method), self.assertRaises(AccessError):
                self._rpc(self.boss, "pact.team", method, *args)
