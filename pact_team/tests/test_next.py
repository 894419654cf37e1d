import gc

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged, warmup

from . import full_table
from .custody_case import CustodyCase

JOAO, RITA, CARLA = "5531987650002", "5531987650003", "5531987650004"


@tagged("post_install", "-at_install")
class TestNext(CustodyCase):
    """U13: the dispenser gives exactly one, the oldest that waits for one's teams."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._tick(cls.ana, "may_dispense")
        cls._tick(cls.bia, "may_dispense")
        # Sales, where Ana does not work.
        cls.shop = cls._make_inbox(cls.sales, number_ref="7", account_ref="8")

    def _next(self, user=None):
        return self._rpc(user or self.ana, "discuss.channel", "action_pact_next")

    def _said_by(self, answer):
        self.assertFalse(answer["channel_id"])
        return answer["sentence"]

    def _waits_for_sales(self, sender=CARLA):
        self._receive(self._element(sender=sender), inbox=self.shop)
        return self._conversation(sender)

    def test_the_oldest_and_one_only(self):
        """U13: one press, one conversation: who has waited longest."""
        first, second = self._write(sender=JOAO), self._write(sender=RITA)
        second.pact_waiting_date = "2020-01-01"
        self.assertEqual(self._next()["channel_id"], second.id)
        self.assertEqual(second.pact_agent_id, self.ana)
        self.assertEqual(first.pact_state, "waiting")
        self._next(self.bia)
        self.assertEqual(first.pact_agent_id, self.bia)

    def test_the_oldest_of_all_of_ones_teams(self):
        """U13: whatever the team, and never what waits for others."""
        here, there = self._write(sender=JOAO), self._waits_for_sales()
        there.pact_waiting_date = "2020-01-01"
        self._next(self.bia)
        self.assertEqual(here.pact_agent_id, self.bia)
        self.assertIn("Nobody waits", self._said_by(self._next(self.bia)))
        self._member_of(self.ana).team_ids = [Command.link(self.sales.id)]
        self._next()
        self.assertEqual(there.pact_agent_id, self.ana)

    def test_the_stint_says_how_it_came(self):
        """U13, I9: given by the dispenser, and to whom."""
        channel = self._write(sender=JOAO)
        self._next()
        stint = self._stints(channel)[-1]
        self.assertEqual((stint.reason, stint.user_id), ("dispensed", self.ana))
        self.assertEqual(stint.by_user_id, self.ana)
        self.assertTrue(self._reads(self.ana, channel))

    def test_nobody_waits(self):
        """U13: a sentence, and no error."""
        self.assertIn("Nobody waits", self._said_by(self._next()))

    def test_in_no_team(self):
        """U13: who works in no team is told that nobody waits for them."""
        self._write(sender=JOAO)
        self._member_of(self.ana).team_ids = [Command.clear()]
        self.assertIn("Nobody waits", self._said_by(self._next()))

    def test_without_the_right(self):
        """U13: refused, and nothing is given."""
        channel = self._write(sender=JOAO)
        for user in (self.boss, self.caio, self.rosa):
            self._assert_refused(AccessError, "among your rights", self._next, user)
        self.assertEqual(channel.pact_state, "waiting")

    def test_after_the_removal(self):
        """P12, U13: whoever was removed gets nothing any more."""
        self._write(sender=JOAO)
        self._rpc(
            self.boss, "pact.member", "action_archive", self._member_of(self.bia).ids
        )
        self._assert_refused(AccessError, "among your rights", self._next, self.bia)

    def test_not_beyond_the_maximum(self):
        """U13, H19: who is full is refused in words."""
        channel = self._write(sender=JOAO)
        self._member_of(self.ana).max_open = 1
        self._assert_refused(UserError, "that is your maximum", self._next)
        self.assertEqual(channel.pact_state, "waiting")
        self._act(self.ana, "finish")
        self._next()
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_not_in_a_pause(self):
        """U13, C5: whoever pauses is refused; whoever is only away comes by asking."""
        channel = self._write(sender=JOAO)
        self._member_of(self.ana)._become("paused")
        self._assert_refused(UserError, "in a pause", self._next)
        self._member_of(self.ana)._become("unavailable")
        self._next()
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_whose_only_way_it_is(self):
        """A.7, X5: neither sees the queue nor takes by hand, yet gets the next."""
        eva = self._make_member("eva_pact", "conversation", self.team)
        self._tick(eva, "may_dispense")
        channel = self._write(sender=JOAO)
        queue = self.env["discuss.channel"].with_user(eva)
        self.assertFalse(queue._pact_waiting_for_me(limit=None))
        refused = (AccessError, "Only members", self._act, eva, "take")
        self._assert_refused(*refused, channel=channel)
        self._next(eva)
        self.assertEqual(channel.pact_agent_id, eva)

    def test_the_right_of_one_company_is_none_in_another(self):
        """P7, U13: what waits where the right is not held is never given."""
        other = self.env["res.company"].create({"name": "Outra"})
        elsewhere = self._make_team("Outra equipe", other)
        inbox = self._make_inbox(elsewhere, number_ref="9", account_ref="10")
        self.ana.sudo().company_ids = [Command.link(other.id)]
        member = self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": other.id,
                "role_ids": [Command.set(self._role("agent").ids)],
                "team_ids": [Command.set(elsewhere.ids)],
            }
        )
        self._receive(self._element(sender=RITA), inbox=inbox)
        theirs = self._conversation(RITA)
        self.assertIn("Nobody waits", self._said_by(self._next()))
        option = self.env["pact.right"]._of(["may_dispense"])
        member.option_ids = [Command.link(option.id)]
        # A pause in one company is none in the other.
        self._member_of(self.ana).filtered(
            lambda one: one.company_id == self.company
        )._become("paused")
        mine = self._write(sender=JOAO)
        self._next()
        self.assertEqual(theirs.pact_agent_id, self.ana)
        self.assertEqual(mine.pact_state, "waiting")

    def test_ones_own_defaults_change_nothing(self):
        """U13: what a client puts into its context is none of the stint."""
        channel = self._write(sender=JOAO)
        context = {"default_reason": "arrived", "default_pact_state": "finished"}
        self._rpc(self.ana, "discuss.channel", "action_pact_next", context=context)
        self.assertEqual(channel.pact_state, "in_progress")
        self.assertEqual(self._stints(channel)[-1].reason, "dispensed")

    @warmup
    def test_the_cost_is_flat(self):
        """U13: as many queries with hundreds waiting in several teams as with one."""
        self._write(sender=JOAO)
        self._next()
        self._write(sender=RITA)
        before = self._count()
        self._receive(*(self._element(sender=f"55319877{i:05}") for i in range(200)))
        for number in range(5):
            team = self._make_team(f"Fila {number}")
            team.member_ids = [Command.link(self._member_of(self.ana).id)]
        self.assertLessEqual(self._count(), before)
        self.assertLessEqual(before, 24)

    def _count(self):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        gc.collect()
        before = self.cr.sql_log_count
        self._next()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

    def test_found_by_the_index(self):
        """U13: each team's queue is read from the front, by its own index."""
        for team in self.team + self.sales:
            full_table.fill(self.env, team)
        self.env["discuss.channel"]._pact_oldest_waiting(self.team + self.sales)
        asked = self.env.cr.query.decode()
        self.env.cr.execute(f"EXPLAIN {asked}")
        plan = " ".join(line for [line] in self.env.cr.fetchall())
        self.assertIn("discuss_channel_pact_team_idx", plan)
        self.assertNotIn("Bitmap", plan)
