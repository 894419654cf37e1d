from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import discuss_channel_decider
from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestGiving(DistributionCase):
    def test_in_turn(self):
        """Round robin: the difference is never more than one."""
        given = [self._given(number).pact_agent_id for number in range(6)]
        self.assertEqual(given, [self.ana, self.bia] * 3)

    def test_the_least_busy(self):
        """Whoever holds least, whoever's turn it is."""
        self.team.method = "least_busy"
        for number in range(3):
            self._take(self._arrive(number), self.ana)
        given = [self._given(number).pact_agent_id for number in range(3, 7)]
        self.assertEqual(given, [self.bia] * 3 + [self.ana])

    def test_by_hand_and_by_the_dispenser_nobody_is_given_anything(self):
        """There, people take what waits."""
        for method in ("by_hand", "dispenser"):
            self.team.method = method
            self.assertEqual(self._given(1).pact_state, "waiting")

    def test_the_oldest_first(self):
        """When one place becomes free, who waited longest has it."""
        self.by_bia._become("unavailable")
        self.by_ana.max_open = 1
        now = fields.Datetime.now()
        for number, minutes in ((1, 5), (2, 9), (3, 7)):
            date = now - timedelta(minutes=minutes)
            self._arrive(number).pact_waiting_date = date
        self._decide()
        self.assertEqual(self._states(1, 2, 3), ["waiting", "in_progress", "waiting"])
        held = self._conversation("5531987600002")
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", held.ids)
        self._decide()
        self.assertEqual(self._states(1, 3), ["waiting", "in_progress"])

    def _states(self, *numbers):
        return [
            self._conversation(f"55319876{number:05}").pact_state for number in numbers
        ]

    def test_never_beyond_the_maximum(self):
        """H19: what does not fit waits."""
        self.by_ana.max_open = self.by_bia.max_open = 2
        for number in range(6):
            self._given(number)
        held = self.env["pact.member"].search([])._held_counts()
        self.assertEqual((held[self.ana], held[self.bia]), (2, 2))

    def test_never_to_who_is_not_there(self):
        """C5, H20: neither paused, away, gone, removed nor with a closed account."""
        kind = self.env["pact.pause.type"].create(
            {"name": "Lanche", "company_id": self.company.id}
        )
        self.by_bia._become("unavailable")
        for leave, come in (
            (
                lambda: self._me(self.ana, "begin_pause", kind.id),
                lambda: self._me(self.ana, "end_pause"),
            ),
            (
                lambda: self._me(self.ana, "choose_availability", "unavailable"),
                lambda: self._me(self.ana, "choose_availability", "available"),
            ),
            (
                lambda: self.by_ana._become("away", "idle"),
                lambda: self._me(self.ana, "arrive"),
            ),
        ):
            leave()
            channel = self._given()
            self.assertEqual(channel.pact_state, "waiting")
            come()
            self._decide()
            self.assertEqual(channel.pact_agent_id, self.ana)
            self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)

    def test_never_to_who_was_removed(self):
        """H20: whoever is no member any more is no candidate."""
        for member in (self.by_ana, self.by_bia):
            self._rpc(self.boss, "pact.member", "action_archive", member.ids)
        self.assertEqual(self._given().pact_state, "waiting")
        self.assertEqual(
            {each.id for each in self.team._candidates(fields.Datetime.now())},
            {self.by_boss.id},
        )

    def test_a_closed_account_is_no_one_to_give_to(self):
        """H20: also where the membership is still there."""
        now = fields.Datetime.now()
        self.env.cr.execute(
            "UPDATE res_users SET active = FALSE WHERE id = %s", [self.ana.id]
        )
        self.env.invalidate_all()
        told = {each.id: each.is_active for each in self.team._candidates(now)}
        self.assertFalse(told[self.by_ana.id])
        self.assertEqual(self._given().pact_agent_id, self.bia)

    def test_an_inactive_team_gives_nothing(self):
        """H5: an inactive department takes part in nothing."""
        other = self._make_team("Sales")
        self.inbox.team_id = other
        self.team.active = False
        self.assertFalse(self.team._deals(fields.Datetime.now()))

    def test_a_backlog_is_served_when_somebody_comes(self):
        """Who becomes available gets what waits, as much as fits."""
        self.by_ana._become("unavailable")
        self.by_bia._become("unavailable")
        self.by_ana.max_open = 3
        for number in range(5):
            self._given(number)
        self._me(self.ana, "choose_availability", "available")
        self._decide()
        self.assertEqual(self.by_ana._held_counts()[self.ana], 3)

    def test_who_gave_it_back_does_not_get_it_again(self):
        """What was returned is for somebody else, until it is reopened."""
        channel = self._given()
        self.assertEqual(channel.pact_agent_id, self.ana)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", channel.ids)
        self._decide()
        self.assertEqual(channel.pact_agent_id, self.bia)
        self._rpc(self.bia, "discuss.channel", "action_pact_return", channel.ids)
        self._decide()
        self.assertEqual(channel.pact_state, "waiting")
        # Nobody may have this one; the next one is not kept waiting by it.
        self.assertEqual(self._given(2).pact_state, "in_progress")

    def test_one_that_cannot_be_given_keeps_nobody_waiting(self):
        """A poisoned conversation is left, those behind it are given."""
        poisoned, healthy = self._arrive(1), self._arrive(2)
        self.env.flush_all()
        # No stint of anybody's is taken there, whatever the reason.
        self.cr.execute(
            "ALTER TABLE pact_assignment ADD CONSTRAINT poisoned"
            " CHECK (channel_id <> %s OR user_id IS NULL) NOT VALID",
            [poisoned.id],
        )
        with mute_logger(discuss_channel_decider._logger.name, "odoo.sql_db"):
            self._decide()
        self.assertEqual(poisoned.pact_state, "waiting")
        self.assertEqual(healthy.pact_state, "in_progress")

    def test_why_is_written_down(self):
        """I1: each decision keeps who could have had it, and why they did not."""
        self.by_bia.max_open = 1
        self._take(self._arrive(1), self.bia)
        channel = self._given(2)
        self.assertEqual(
            channel.pact_stint_id.decision,
            {
                "by": "in_turn",
                "chosen": self.by_ana.id,
                "reasons": {
                    "full": [self.by_bia.id],
                    "unavailable": [self.by_boss.id],
                },
            },
        )
        self.assertEqual(channel.pact_stint_id.reason, "distributed")

    def test_what_is_too_old_stays_for_people(self):
        """The age cut-off, to the second."""
        self.team.most_hours = 2
        channel = self._arrive()
        cut_off = channel.pact_waiting_date + timedelta(hours=2)
        self._decide(cut_off)
        self.assertEqual(channel.pact_state, "waiting")
        self._decide(cut_off - timedelta(seconds=1))
        self.assertEqual(channel.pact_state, "in_progress")
        old = self._arrive(2)
        self._decide(cut_off + timedelta(hours=9))
        self._take(old)
        self.assertEqual(old.pact_agent_id, self.ana)
