import gc
from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged, warmup
from odoo.tools import mute_logger

from ..models import discuss_channel_decider
from .common import PactCase


class DistributionCase(PactCase):
    """Two agents in a team that gives by itself; nobody else is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.method = "round_robin"
        members = cls.env["pact.member"]
        of = lambda user: members.search([("user_id", "=", user.id)])  # noqa: E731
        cls.by_ana, cls.by_bia, cls.by_boss = of(cls.ana), of(cls.bia), of(cls.boss)
        cls.by_boss._become("unavailable")

    def _decide(self, date=None):
        """Let the lane run."""
        self.env.flush_all()
        lane = self.env.ref("pact_team.ir_cron_distribute")
        moment = freeze_time(date or fields.Datetime.now())
        with moment, self.enter_registry_test_mode():
            lane.method_direct_trigger()
        self.env.invalidate_all()

    def _arrive(self, number=1):
        return self._write(sender=f"55319876{number:05}")

    def _given(self, number=1):
        channel = self._arrive(number)
        self._decide()
        return channel

    def _me(self, user, method, *args):
        context = {"allowed_company_ids": self.company.ids}
        return self._rpc(user, "pact.member", method, *args, context=context)

    def _is_woken(self):
        cron = self.env.ref("pact_team.ir_cron_distribute")
        found = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        found.unlink()
        self.env.cr.precommit.data.pop("pact_team.woken", None)
        return bool(found)


@tagged("post_install", "-at_install")
class TestGiving(DistributionCase):
    def test_in_turn(self):
        """Item 6: round robin: the difference is never more than one."""
        given = [self._given(number).pact_agent_id for number in range(6)]
        self.assertEqual(given, [self.ana, self.bia] * 3)

    def test_the_least_busy(self):
        """Item 6: whoever holds least, whoever's turn it is."""
        self.team.method = "least_busy"
        for number in range(3):
            self._take(self._arrive(number), self.ana)
        given = [self._given(number).pact_agent_id for number in range(3, 7)]
        self.assertEqual(given, [self.bia] * 3 + [self.ana])

    def test_by_hand_and_by_the_dispenser_nobody_is_given_anything(self):
        """Item 6: there, people take what waits."""
        for method in ("by_hand", "dispenser"):
            self.team.method = method
            self.assertEqual(self._given(1).pact_state, "waiting")

    def test_the_oldest_first(self):
        """Item 6: when one place becomes free, who waited longest has it."""
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
        """Item 6: who becomes available gets what waits, as much as fits."""
        self.by_ana._become("unavailable")
        self.by_bia._become("unavailable")
        self.by_ana.max_open = 3
        for number in range(5):
            self._given(number)
        self._me(self.ana, "choose_availability", "available")
        self._decide()
        self.assertEqual(self.by_ana._held_counts()[self.ana], 3)

    def test_who_gave_it_back_does_not_get_it_again(self):
        """Item 6: what was returned is for somebody else, until it is reopened."""
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
        """Item 6: a poisoned conversation is left, those behind it are given."""
        poisoned, healthy = self._arrive(1), self._arrive(2)
        self.patch(
            type(self.env["pact.assignment"]),
            "_begin",
            _refusing(self.env["pact.assignment"]._begin.__func__, poisoned.id),
        )
        with mute_logger(discuss_channel_decider._logger.name):
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
                "by": "turn",
                "chosen": self.by_ana.id,
                "reasons": {
                    "full": [self.by_bia.id],
                    "unavailable": [self.by_boss.id],
                },
            },
        )
        self.assertEqual(channel.pact_stint_id.reason, "distributed")

    def test_what_is_too_old_stays_for_people(self):
        """Item 6: the age cut-off, to the second."""
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


def _refusing(begin, channel_id):
    def refuse(self, channels, *args, **kwargs):
        if channel_id in channels.ids:
            raise ValueError("poisoned")
        return begin(self, channels, *args, **kwargs)

    return refuse


@tagged("post_install", "-at_install")
class TestPreference(DistributionCase):
    """HN5, HN9: whom the customer knows comes first, if they may have it."""

    def _finished_by(self, user, hours=1):
        channel = self._write()
        self._take(channel, user)
        self._rpc(user, "discuss.channel", "action_pact_finish", channel.ids)
        channel.pact_finished_date = fields.Datetime.now() - timedelta(hours=hours)

    def test_the_last_agent(self):
        """HN5: who finished with them lately, if they may have it."""
        self.team.last_agent_hours = 24
        self._finished_by(self.bia, 23)
        self.assertEqual(self._next_of_maria(), self.bia)
        self._finished_by(self.bia)
        self.by_bia._become("unavailable")
        self.assertEqual(self._next_of_maria(), self.ana)

    def test_not_a_second_later(self):
        """HN5: after the hours, it is anybody's turn."""
        self.team.last_agent_hours = 24
        self._finished_by(self.bia, 24)
        self.assertEqual(self._next_of_maria(), self.ana)

    def _next_of_maria(self):
        """Return who is given what she writes now, where nobody had one before."""
        self.env.cr.execute("UPDATE pact_member SET assigned_date = NULL")
        channel = self._write()
        self._decide()
        user = channel.pact_agent_id
        self._rpc(user, "discuss.channel", "action_pact_finish", channel.ids)
        return user

    def test_never_asked_for_it_is_never_so(self):
        """HN5: 0 is off."""
        self._finished_by(self.bia)
        self.assertEqual(self._next_of_maria(), self.ana)

    def test_the_salesperson(self):
        """HN9: the contact's owner, if in the team and fit; else the method."""
        self.team.puts_owner_first = True
        channel = self._write()
        channel.pact_partner_id.user_id = self.bia
        self._decide()
        self.assertEqual(channel.pact_agent_id, self.bia)
        self.assertEqual(channel.pact_stint_id.decision["by"], "owner")

    def test_a_salesperson_in_a_pause(self):
        """HN9, C5: the customer does not wait for them."""
        self.team.puts_owner_first = True
        channel = self._write()
        channel.pact_partner_id.user_id = self.bia
        self.by_bia._become("paused")
        self._decide()
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_where_people_choose(self):
        """HN5, HN9: by hand, only who is known is given anything by itself."""
        self.team.write({"method": "by_hand", "puts_owner_first": True})
        stranger, known = self._arrive(2), self._write()
        known.pact_partner_id.user_id = self.bia
        self._decide()
        self.assertEqual(stranger.pact_state, "waiting")
        self.assertEqual(known.pact_agent_id, self.bia)
        self.team.write({"puts_owner_first": False, "last_agent_hours": 5})
        self._rpc(self.bia, "discuss.channel", "action_pact_finish", known.ids)
        again = self._write()
        self._decide()
        self.assertEqual(stranger.pact_state, "waiting")
        self.assertEqual(again.pact_agent_id, self.bia)


@tagged("post_install", "-at_install")
class TestPatience(DistributionCase):
    """Item 6: a silent assignee, and overflow into another team."""

    def setUp(self):
        super().setUp()
        self.team.silent_minutes = 5

    def _after(self, channel, minutes, seconds=0):
        given = channel.pact_stint_id.date_from
        self._decide(given + timedelta(minutes=minutes, seconds=seconds))

    def test_who_does_not_answer_loses_it(self):
        """Item 6: after N minutes, not before; it goes to somebody else."""
        channel = self._given()
        waits_since = channel.pact_waiting_date
        self._after(channel, 4, 59)
        self.assertEqual(channel.pact_agent_id, self.ana)
        self._after(channel, 5)
        self.assertEqual(channel.pact_agent_id, self.bia)
        self.assertEqual(channel.pact_waiting_date, waits_since)
        reasons = channel.pact_stint_ids.sorted("id").mapped("reason")
        self.assertEqual(reasons, ["arrived", "distributed", "ignored", "distributed"])
        said = " ".join(self._said(channel).mapped("body"))
        self.assertIn("did not answer for 5 min", said)

    def test_who_has_ignored_it_does_not_get_it_again(self):
        """Item 6: when all have, it waits for people."""
        channel = self._given()
        for _ in range(3):
            self._after(channel, 6)
        self.assertEqual(channel.pact_state, "waiting")
        decision = {each.id: each for each in self._candidates(channel)}
        self.assertTrue(decision[self.by_ana.id].has_ignored)
        self.assertTrue(decision[self.by_bia.id].has_ignored)
        self._take(channel)
        self.assertEqual(channel.pact_agent_id, self.ana)

    def _candidates(self, channel):
        return self.team._candidates(fields.Datetime.now(), channel)

    def test_who_answers_keeps_it(self):
        """Item 6: one answer is enough, whatever the customer says then."""
        channel = self._given()
        self._answer(channel)
        self._write(sender="5531987600001")
        self._after(channel, 60)
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_what_was_taken_is_not_taken_back(self):
        """Item 6: only what was given by itself."""
        channel = self._arrive()
        self._take(channel)
        self._after(channel, 60)
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_what_waits_too_long_overflows(self):
        """Item 6: the other team has to take it, from that minute on."""
        other = self._overflow()
        channel = self._arrive()
        waits_since = channel.pact_waiting_date
        due = waits_since + timedelta(minutes=10)
        self._decide(due - timedelta(seconds=1))
        self.assertEqual(channel.pact_team_id, self.team)
        self._decide(due)
        self.assertEqual(channel.pact_team_id, other)
        self.assertEqual(channel.pact_waiting_date, waits_since)
        self.assertEqual(channel.pact_stint_id.reason, "overflowed")

    def test_never_in_circles(self):
        """Item 6: a conversation overflows once while it waits."""
        other = self._overflow()
        other.write({"overflow_team_id": self.team.id, "overflow_minutes": 1})
        channel = self._arrive()
        for minutes in (11, 13, 30):
            self._decide(channel.pact_waiting_date + timedelta(minutes=minutes))
            self.assertEqual(channel.pact_team_id, other)

    def test_what_overflows_is_given_at_once(self):
        """Item 6: where the other team gives by itself and somebody is there."""
        other = self._overflow()
        other.method = "least_busy"
        caio = self._make_member("caio_pact", "agent", other)
        channel = self._arrive()
        self._decide(channel.pact_waiting_date + timedelta(minutes=10))
        self.assertEqual(channel.pact_agent_id, caio)

    def _overflow(self):
        """Return the team into which ours overflows, in which nobody is."""
        self.by_ana._become("unavailable")
        self.by_bia._become("unavailable")
        other = self._make_team("Sales")
        self.team.write({"overflow_team_id": other.id, "overflow_minutes": 10})
        return other

    def test_settings_within_their_range(self):
        """Item 6: what makes no sense is refused."""
        for values in (
            {"silent_minutes": -1},
            {"silent_minutes": 1441},
            {"last_agent_hours": -1},
            {"most_hours": 8761},
            {"overflow_team_id": self._make_team("B").id, "overflow_minutes": 0},
            {"overflow_team_id": self.team.id},
        ):
            with self.subTest(values), mute_logger("odoo.sql_db"):
                with self.assertRaises(CheckViolation), self.cr.savepoint():
                    self.team.write(values)
                    self.env.flush_all()
                self.env.invalidate_all()

    def test_an_overflow_team_stays_active(self):
        """H5: a team into which another overflows is not archived unseen."""
        other = self._overflow()
        with self.assertRaisesRegex(ValidationError, "overflows into Sales"):
            self._rpc(self.boss, "pact.team", "write", other.ids, {"active": False})


@tagged("post_install", "-at_install")
class TestWaking(DistributionCase):
    """Item 6: the lane is woken by what lets it give something, and by nothing else."""

    def setUp(self):
        super().setUp()
        self._is_woken()

    def test_by_an_arrival(self):
        self._arrive()
        self.assertTrue(self._is_woken())

    def test_by_who_comes_and_by_room(self):
        """Whoever becomes available, finishes or returns."""
        channel, other = self._given(1), self._arrive(2)
        self._take(other, channel.pact_agent_id)
        self._is_woken()
        self.by_ana._become("unavailable")
        self.assertFalse(self._is_woken())
        self._me(self.ana, "choose_availability", "available")
        self.assertTrue(self._is_woken())
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.assertTrue(self._is_woken())
        self._rpc(self.ana, "discuss.channel", "action_pact_return", other.ids)
        self.assertTrue(self._is_woken())

    def test_by_a_transfer(self):
        channel = self._arrive()
        self._take(channel)
        self._is_woken()
        self._rpc(
            self.boss,
            "discuss.channel",
            "action_pact_transfer",
            channel.ids,
            {"user_id": self.bia.id},
        )
        self.assertTrue(self._is_woken())

    def test_by_settings(self):
        """The method, the members, a maximum."""
        self._rpc(self.boss, "pact.team", "write", self.team.ids, {"color": 3})
        self.assertFalse(self._is_woken())
        for model, record, values in (
            ("pact.team", self.team, {"method": "least_busy"}),
            ("pact.member", self.by_ana, {"max_open": 4}),
            ("pact.team", self.team, {"member_ids": [(3, self.by_boss.id)]}),
        ):
            self._rpc(self.boss, model, "write", record.ids, values)
            self.assertTrue(self._is_woken())

    def test_not_where_people_take_what_waits(self):
        """A company that gives nothing by itself pays for no lane."""
        self.team.method = "by_hand"
        self._is_woken()
        channel = self._arrive()
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.by_ana._become("unavailable")
        self._me(self.ana, "choose_availability", "available")
        self.assertFalse(self._is_woken())


@tagged("post_install", "-at_install")
class TestOneRule(DistributionCase):
    """What others give by hand passes the same rule."""

    def _refused(self, words):
        channel = self._arrive()
        with self.assertRaisesRegex(UserError, words):
            self._rpc(
                self.boss,
                "discuss.channel",
                "action_pact_transfer",
                channel.ids,
                {"user_id": self.ana.id},
            )

    def test_out_of_the_shift_and_on_leave(self):
        """CN8: nobody gives anything to who is not expected at work."""
        calendar = self.env["resource.calendar"].create(
            {"name": "Dias úteis", "company_id": self.company.id}
        )
        everybody = self.env["pact.member"].search(
            [("company_id", "=", self.company.id)]
        )
        everybody.calendar_id = calendar
        with freeze_time("2026-03-01 12:00:00"):
            self._refused("outside of their working hours")
            self.assertEqual(self._given(2).pact_state, "waiting")
        everybody.calendar_id = False
        now = fields.Datetime.now()
        resource = self.env["resource.resource"].create(
            {
                "name": "Ana",
                "user_id": self.ana.id,
                "company_id": self.company.id,
                "calendar_id": calendar.id,
            }
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Férias",
                "resource_id": resource.id,
                "date_from": now - timedelta(hours=1),
                "date_to": now + timedelta(hours=1),
            }
        )
        self._refused("has time off")

    def test_only_an_active_membership_counts(self):
        """H20: a membership that is over is none."""
        self.by_ana.active = False
        members = self.env["pact.member"].with_context(active_test=False)
        self.assertFalse(members._of(self.ana, self.company))

    def test_the_date_grows_with_each(self):
        """Item 6: two given within one moment are told apart, so the turn goes on."""
        self.by_ana._stay(is_given=True)
        first = self.by_ana.assigned_date
        self.by_ana._stay(is_given=True)
        self.assertGreater(self.by_ana.assigned_date, first)
        self.by_ana._stay()
        self.assertGreater(self.by_ana.assigned_date, first)


@tagged("post_install", "-at_install")
class TestCostOfDeciding(DistributionCase):
    """Item 6: deciding and assigning costs the same, however many could have it."""

    def setUp(self):
        super().setUp()
        quiet = self.env["res.users"].with_context(no_reset_password=True)
        users = quiet.create(
            [
                {
                    "name": f"Candidate {number}",
                    "login": f"candidate{number}",
                    "company_id": self.company.id,
                    "company_ids": [(6, 0, self.company.ids)],
                }
                for number in range(500)
            ]
        )
        self.crowd = self.env["pact.member"].create(
            [
                {
                    "user_id": user.id,
                    "company_id": self.company.id,
                    "team_ids": [(6, 0, self.team.ids)],
                }
                for user in users
            ]
        )
        self.crowd._become("available")
        # What a process that has run for a while knows of them already.
        for user in self.team.member_ids.user_id:
            user._get_group_ids()

    def test_at_most_fifteen_queries(self):
        """Among 500 candidates: to lock, decide, assign, and tell every screen."""
        channels = [self._arrive(number) for number in range(4)]
        # The first one says who listens for the team; a moment later, they do.
        costs = [self._cost(channels[0])]
        self.team.roster_date -= timedelta(minutes=1)
        costs += [self._cost(channel) for channel in channels[1:]]
        self.assertLessEqual(max(costs[1:]), 15)
        self.assertEqual(
            len(channels[0].pact_stint_id.decision["reasons"]["turn"]), 501
        )

    def _cost(self, channel):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        channel = channel.sudo()
        # As each transaction does once; that of a test goes on and on.
        self.patch(self.cr, "_now", None)
        before = self.cr.sql_log_count
        self.assertEqual(channel._pact_distribute(), "given")
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestCostOfWaking(DistributionCase):
    @warmup
    def test_an_arrival_costs_one_query_more(self):
        """Item 6: to wake the lane is one INSERT, and none where nobody is given it."""
        costs = {}
        for method in ("by_hand", "round_robin") * 2:
            self.team.method = method
            costs[method] = self._cost_of_arrival()
        self.assertLessEqual(costs["round_robin"], costs["by_hand"] + 1)

    def _cost_of_arrival(self):
        number = next(self.counter)
        element = self._element(sender=f"55319877{number:05}")
        self._accept(self._change(messages=[element]))
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        gc.collect()
        before = self.cr.sql_log_count
        self._process()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before
