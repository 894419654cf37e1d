import json
from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PactCase

NOON = datetime(2026, 3, 3, 15, 0)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
JOAO, RITA = "5531987650002", "5531987650003"
WORDS = "Estamos sem luz. Voltamos logo."


class OperationCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.write({"method": "least_busy", "pause_message": WORDS})
        cls.manager = cls._make_member("rita_pact", "manager", cls.team)
        cls.supervised = cls._make_member("caio_pact", "agent", cls.team)
        cls.team.supervisor_ids = cls.env["pact.member"].search(
            [("user_id", "=", cls.supervised.id)]
        )

    def _pause(self, user=None, team=None, moment=NOON, **vals):
        user, team = user or self.boss, team or self.team
        with freeze_time(moment):
            wizard = self._rpc(
                user,
                "pact.team.pausing",
                "create",
                [{"team_id": team.id, "reason": "Sem luz", **vals}],
            )
            self._rpc(user, "pact.team.pausing", "action_pause", wizard)
            self.env.invalidate_all()
        return team.pause_id

    def _resume(self, user=None, team=None, moment=NOON + HOUR):
        with freeze_time(moment):
            team = team or self.team
            self._rpc(user or self.boss, "pact.team", "action_resume", team.ids)
            self.env.invalidate_all()

    def _run_job(self, moment):
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_operation").method_direct_trigger()
        self.env.invalidate_all()

    def _write_at(self, moment, *args, **kwargs):
        with freeze_time(moment):
            return self._write(*args, **kwargs)

    def _told(self, conversation):
        return self._outbox(conversation).filtered("is_automatic").mapped("text")

    def _log(self, team=None):
        return self.env["pact.team.pause"].search(
            [("team_id", "=", (team or self.team).id)], order="id"
        )


@tagged("post_install", "-at_install")
class TestOperation(OperationCase):
    """The whole operation of a team is paused and resumed."""

    def test_by_hand(self):
        """Nothing is given by itself; who did it, when and why is kept."""
        self.assertTrue(self.team._deals(NOON))
        self._pause(self.manager)
        self.assertFalse(self.team._deals(NOON + HOUR))
        self._resume(self.boss)
        self.assertTrue(self.team._deals(NOON + HOUR))
        [row] = self._log()
        self.assertEqual(
            (row.reason, row.cause, row.by_user_id, row.ended_by_user_id),
            ("Sem luz", "hand", self.manager, self.boss),
        )
        self.assertEqual((row.date_from, row.date_to), (NOON, NOON + HOUR))

    def test_people_go_on_by_hand(self):
        """What waits is still taken, and what is held is answered."""
        conversation = self._write()
        self._pause(moment=datetime.now().replace(microsecond=0))
        self._take(conversation)
        self._answer(conversation)
        self.assertEqual(conversation.pact_agent_id, self.ana)

    def test_until_a_moment(self):
        """It is over at the second, and the job writes it down."""
        end = NOON + HOUR
        self._pause(until_date=end)
        for now, deals in ((end - timedelta(seconds=1), False), (end, True)):
            self.assertIs(self.team._deals(now), deals)
        trigger = self.env["ir.cron.trigger"].search([("call_at", "=", end)])
        self.assertEqual(trigger.cron_id, self.env.ref("pact_team.ir_cron_operation"))
        self._run_job(end + MINUTE)
        [row] = self._log()
        self.assertEqual((row.date_to, row.ended_by_user_id.id), (end, False))
        self.assertFalse(self.team.pause_id)

    def test_anew_before_the_job_has_come(self):
        self._pause(until_date=NOON + HOUR)
        self._pause(moment=NOON + 2 * HOUR)
        self.assertEqual(self._log().mapped("date_to"), [NOON + HOUR, False])

    def test_only_one_at_a_time(self):
        """Two who pause it at once: the second is told, in words."""
        self._pause()
        with self.assertRaisesRegex(UserError, "paused already"):
            self._pause(self.manager)
        self.assertEqual(len(self._log()), 1)

    def test_odd_wishes(self):
        for vals in (
            {"reason": " \n"},
            {"reason": "Luz", "until_date": NOON},
            {"reason": "Luz", "until_date": NOON - HOUR},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                self._pause(**vals)
        self.assertEqual(self._pause(reason="Lu\x00z\n\ud83d!").reason, "Luz !")

    def test_customers_are_told_once(self):
        """Who writes and waits hears it once in each pause."""
        self._pause()
        conversation = self._write_at(NOON + MINUTE)
        self._write_at(NOON + 2 * MINUTE, "Oi?")
        self.assertEqual(self._told(conversation), [WORDS])
        self._resume()
        self._write_at(NOON + HOUR + MINUTE, "Alô?")
        self.assertEqual(self._told(conversation), [WORDS])
        self._pause(moment=NOON + 2 * HOUR)
        self._write_at(NOON + 2 * HOUR + MINUTE, "De novo?")
        self.assertEqual(self._told(conversation), [WORDS] * 2)

    def test_who_is_being_served_is_not_told(self):
        conversation = self._write_at(NOON)
        with freeze_time(NOON):
            self._take(conversation)
        self._pause()
        self._write_at(NOON + MINUTE, "Sim")
        self.assertFalse(self._told(conversation))

    def test_nor_groups_nor_without_words(self):
        self._pause()
        with freeze_time(NOON + MINUTE):
            self._receive(self._element(group_id="120363"))
        self.team.pause_message = " "
        self.assertFalse(self._told(self._write_at(NOON + MINUTE, sender=JOAO)))
        automatic = self.env["pact.message"].search([("is_automatic", "=", True)])
        self.assertFalse(automatic)

    def test_outside_of_hours_comes_first(self):
        """Who writes at night hears when somebody is back, not of a pause."""
        self.team.out_of_hours_message = "Fechado"
        self.env["pact.holiday"].create(
            {"name": "Dia", "date": NOON.date(), "company_id": self.company.id}
        )
        self._pause()
        self.assertEqual(self._told(self._write_at(NOON)), ["Fechado"])

    def test_screens_of_members_show_it(self):
        """Those who see the queue see at once that it stands still."""
        waiting = self._write_at(NOON)
        for act, is_paused in ((self._pause, True), (self._resume, False)):
            self.env["bus.bus"].search([]).unlink()
            act()
            self.assertIn(
                (waiting.id, is_paused), self._heard(), "their screens were not told"
            )

    def _heard(self):
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([("channel", "like", "res.partner")])
        said = [json.loads(row.message)["payload"] for row in rows]
        return [
            (channel["id"], channel["pact_is_team_paused"])
            for payload in said
            for channel in payload.get("discuss.channel", [])
            if "pact_is_team_paused" in channel
        ]

    def test_it_has_a_history(self):
        """A team that was ever paused is archived, and not deleted."""
        team = self._make_team("Sales")
        self._pause(team=team)
        with self.assertRaises(UserError):
            team.unlink()


@tagged("post_install", "-at_install")
class TestAlone(OperationCase):
    """By rule: nobody at all is available."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.pause_after_minutes = 5
        cls.everybody = cls.env["pact.member"].search(
            [("company_id", "=", cls.company.id)]
        )

    def _everybody_goes(self, moment):
        with freeze_time(moment):
            self.everybody._become("unavailable")

    def test_after_some_minutes(self):
        """To the minute, and not while one of them is there."""
        self._run_job(NOON - HOUR)
        self._everybody_goes(NOON)
        for minutes, paused in ((0, False), (4, False), (5, True)):
            self._run_job(NOON + minutes * MINUTE)
            self.assertIs(bool(self.team.pause_id), paused, minutes)
        row = self.team.pause_id
        self.assertEqual((row.cause, row.by_user_id.id), ("nobody", False))
        self.assertIn("5 minutes", row.reason)

    def test_whoever_comes_lets_it_go_on(self):
        """At once, and not only when the job comes by."""
        self._everybody_goes(NOON)
        self._run_job(NOON)
        self._run_job(NOON + 5 * MINUTE)
        with freeze_time(NOON + 6 * MINUTE):
            self._rpc(
                self.ana,
                "pact.member",
                "choose_availability",
                "available",
                context={"allowed_company_ids": self.company.ids},
            )
        self.assertTrue(self.team._deals(NOON + 6 * MINUTE))
        [row] = self._log()
        self.assertEqual(row.date_to, NOON + 6 * MINUTE)

    def test_whoever_comes_does_not_end_what_somebody_paused(self):
        self._everybody_goes(NOON)
        self._pause()
        with freeze_time(NOON + MINUTE):
            self.everybody._become("available")
        self._run_job(NOON + 2 * MINUTE)
        self.assertTrue(self.team._is_paused(NOON + 2 * MINUTE))

    def test_only_within_the_working_hours(self):
        """At night nobody has to be there; what paused in the evening is over then."""
        self._everybody_goes(NOON)
        self._run_job(NOON)
        self._run_job(NOON + 5 * MINUTE)
        self.assertTrue(self.team.pause_id)
        holiday = self.env["pact.holiday"].create(
            {"name": "Dia", "date": NOON.date(), "company_id": self.company.id}
        )
        self._run_job(NOON + 6 * MINUTE)
        self._run_job(NOON + 20 * MINUTE)
        self.assertFalse(self.team.pause_id)
        holiday.active = False
        self._run_job(NOON + 21 * MINUTE)
        self._run_job(NOON + 25 * MINUTE)
        self.assertFalse(self.team.pause_id)

    def test_flat_however_many_teams_there_are(self):
        """Where somebody is there, twenty teams are no query more than one."""
        self.everybody._become("available")
        before = self._cost()
        for number in range(20):
            team = self._make_team(f"E {number}")
            team.write({"pause_after_minutes": 5, "member_ids": self.everybody.ids})
        self.assertEqual(self._cost(), before)

    def _cost(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["pact.team"]._cron_operation()
        return self.env.cr.sql_log_count - before

    def test_only_where_it_was_asked_for(self):
        self.team.pause_after_minutes = 0
        self._everybody_goes(NOON)
        for minutes in (0, 60):
            self._run_job(NOON + minutes * MINUTE)
        self.assertFalse(self._log())


@tagged("post_install", "-at_install")
class TestWhoPauses(OperationCase):
    """Its supervisors, and who assigns in its company; two companies, by RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Outra"})
        cls.other_team = cls._make_team("Outra equipe", cls.other_company)
        cls.stranger = cls._make_member(
            "stranger_pact", "administrator", cls.other_team
        )
        cls.employee = cls._make_user("employee_pact")

    def _people(self):
        for kind in ("conversation", "payments"):
            yield self._make_member(f"{kind}_pact", kind, self.team), False
        for kind in ("supervisor", "stakeholder"):
            yield self._make_member(f"{kind}_pact", kind, self.team), True
        yield from (
            (self.ana, False),
            (self.supervised, True),
            (self.manager, True),
            (self.boss, True),
            (self.stranger, False),
            (self.employee, False),
        )

    def test_who_may(self):
        for user, may in self._people():
            with self.subTest(user.login):
                if may:
                    self._pause(user)
                    self._resume(user)
                    continue
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self._pause(user)
                with self.assertRaises(UserError):
                    self._rpc(user, "pact.team", "action_pause", self.team.ids)
                self._pause()
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self._resume(user)
                self._resume()
                self.env.invalidate_all()

    def test_a_supervisor_of_another_team(self):
        sales = self._make_team("Sales")
        with self.assertRaises(AccessError):
            self._pause(self.supervised, sales)

    def test_whoever_is_removed_supervises_no_more(self):
        self.team.supervisor_ids.active = False
        with self.assertRaises(UserError):
            self._pause(self.supervised)

    def test_the_button_is_for_who_may(self):
        for user, may in ((self.ana, False), (self.supervised, True)):
            [seen] = self._rpc(
                user, "pact.team", "read", self.team.ids, ["may_be_paused"]
            )
            self.assertIs(seen["may_be_paused"], may)

    def test_the_log_is_read_in_its_company(self):
        """Who answers there reads why; nobody else, and nobody writes."""
        row = self._pause()
        [read] = self._rpc(self.ana, row._name, "read", row.ids, ["reason"])
        self.assertEqual(read["reason"], "Sem luz")
        for user in (self.stranger, self.employee):
            with self.assertRaises(UserError):
                self._rpc(user, row._name, "read", row.ids, ["reason"])
            self.env.invalidate_all()
        for user in (self.ana, self.boss, self.stranger):
            for method, arguments in (
                ("write", (row.ids, {"reason": "Outra"})),
                ("write", (row.ids, {"date_to": NOON})),
                ("unlink", (row.ids,)),
                ("create", ([{"team_id": self.team.id, "reason": "Eu"}],)),
            ):
                with self.subTest(user=user.login, method=method):
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        self._rpc(user, row._name, method, *arguments)
                    self.env.invalidate_all()

    def test_not_even_we_change_it(self):
        row = self._pause()
        for vals in ({"reason": "Outra"}, {"date_from": NOON - HOUR}):
            with self.assertRaises(AccessError):
                row.sudo().write(vals)
        self._resume()
        with self.assertRaises(AccessError):
            row.sudo().write({"date_to": NOON})

    def test_no_other_way(self):
        """Neither by the team, from the other side, nor by a default."""
        row = self._pause()
        self._resume()
        for vals in (
            {"pause_id": row.id},
            {"pause_ids": [Command.update(row.id, {"reason": "Outra"})]},
            {"pause_ids": [Command.clear()]},
            {"alone_date": NOON},
        ):
            for call in (
                ("write", self.team.ids, vals),
                ("create", [{"name": "Nova", "company_id": self.company.id, **vals}]),
            ):
                with self.subTest(call), self.assertRaises(UserError):
                    self._rpc(self.boss, "pact.team", *call)
                self.env.invalidate_all()

    def test_a_wizard_is_of_who_began_it(self):
        wizard = self._rpc(
            self.manager,
            "pact.team.pausing",
            "create",
            [{"team_id": self.team.id, "reason": "Sem luz"}],
        )
        with self.assertRaises(UserError):
            self._rpc(self.boss, "pact.team.pausing", "action_pause", wizard)
        with self.assertRaises(UserError):
            self._rpc(
                self.stranger,
                "pact.team.pausing",
                "create",
                [{"team_id": self.team.id, "reason": "Sem luz"}],
            )
