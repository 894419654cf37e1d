from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError

from .test_availability import HALF_PAST_ELEVEN, MINUTE, PauseCase


class CoverageCase(PauseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rui = cls._make_member("rui_pact", "agent", cls.team)
        cls.toilet = cls._make_pause("Banheiro", is_physiological=True)
        cls.team.minimum_available = 2
        for user in cls.ana | cls.bia | cls.rui:
            cls._member_of(user)._become("available")

    def _state(self, user):
        return self._member_of(user).availability

    def _turn(self, user):
        return self._members(user, "my_availability")["turn"]

    def _turns(self, user):
        return self.env["pact.pause.turn"].search([("user_id", "=", user.id)])

    def _serve(self):
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_pause_turn").method_direct_trigger()
        self.env.invalidate_all()


class TestCoverage(CoverageCase):
    def test_the_minimum_stays(self):
        """I2: of three with a minimum of two one goes, and the second waits."""
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.snack)
            told = self._begin(self.bia, self.snack)
            self._begin(self.rui, self.lunch)
        self.assertEqual(told["state"], "available")
        self.assertEqual(
            told["turn"],
            {
                "id": self.snack.id,
                "name": "Lanche",
                "place": 1,
                "expected": "2026-03-02 14:45:00",
                "is_askable": True,
            },
        )
        with freeze_time(HALF_PAST_ELEVEN + 5 * MINUTE):
            second = self._turn(self.rui)
        self.assertEqual((second["place"], second["expected"]), (2, False))

    def test_a_turn_comes_by_itself(self):
        """I2: as somebody comes back, whoever asked first goes, and is told."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        self._begin(self.rui, self.snack)
        self._serve()
        self.assertEqual(self._state(self.bia), "available")
        self.env["bus.bus"].search([]).unlink()
        self._end(self.ana)
        self._serve()
        self.assertEqual(self._state(self.bia), "paused")
        self.assertEqual(self._state(self.rui), "available")
        self.assertIn("It is your turn", self._heard_by(self.bia))
        self.assertEqual(self._turns(self.bia).state, "begun")
        self.assertEqual(self._turn(self.rui)["place"], 1)

    def test_whoever_asked_first_goes_first(self):
        """I2: nobody new overtakes who waits, in the moment before they are served."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        self._end(self.ana)
        self._begin(self.rui, self.snack)
        self.assertEqual(self._state(self.rui), "available")
        self._serve()
        self.assertEqual(self._state(self.bia), "paused")
        self.assertEqual(self._state(self.rui), "available")

    def test_withdrawn(self):
        """I2: who waits no more is out of the queue, and waits for one at a time."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        with freeze_time(HALF_PAST_ELEVEN), self.assertRaisesRegex(UserError, "wait"):
            self._begin(self.bia, self.lunch)
        told = self._members(self.bia, "withdraw_pause")
        self.assertFalse(told["turn"])
        self._end(self.ana)
        self._serve()
        self.assertEqual(self._state(self.bia), "available")
        self.assertEqual(self._turns(self.bia).state, "withdrawn")
        self.assertEqual(self._turns(self.bia).by_user_id, self.bia)
        with self.assertRaisesRegex(UserError, "no pause"):
            self._members(self.bia, "withdraw_pause")

    def test_only_who_waits_behind_moves_up(self):
        """I2: they hear it at once; nobody else's screen is told anything."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        self._begin(self.rui, self.snack)
        for leaving, other, is_told in (
            (self.rui, self.bia, False),
            (self.bia, self.rui, True),
        ):
            self._bus_rows_of(other).unlink()
            self._members(leaving, "withdraw_pause")
            heard = "pact_team.my_availability" in self._heard_by(other)
            self.assertIs(heard, is_told)
            self._begin(leaving, self.snack)

    def test_whoever_leaves_loses_the_place(self):
        """I2: unavailable or away, their turn is over."""
        for state in ("unavailable", "away"):
            with self.subTest(state):
                self._choose(self.ana)
                self._begin(self.ana, self.snack)
                self._begin(self.bia, self.snack)
                self._member_of(self.bia)._become(state)
                self.assertEqual(self._turns(self.bia)[0].state, "lapsed")
                self._end(self.ana)
                self._serve()
                self.assertEqual(self._state(self.bia), state)
                self._member_of(self.bia)._become("available")

    def test_what_is_no_more_allowed_lapses(self):
        """I2: the hour of the pause is over before the turn came."""
        self.lunch.closes = 12
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.snack)
            self._begin(self.bia, self.lunch)
            self._end(self.ana)
        with freeze_time(HALF_PAST_ELEVEN + 30 * MINUTE):
            self._serve()
        self.assertEqual(self._state(self.bia), "available")
        self.assertEqual(self._turns(self.bia).state, "lapsed")

    def test_a_need_of_the_body_never_waits(self):
        """I4: not blocked, not limited, not scored, and it keeps one's place."""
        self.toilet.write({"most_minutes": 1, "times_a_day": 1, "opens": 23})
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        for _time in range(2):
            self._begin(self.bia, self.toilet)
            self.assertEqual(self._state(self.bia), "paused")
            self.assertEqual(self._turns(self.bia).state, "waiting")
            with freeze_time(fields.Datetime.now() + 30 * MINUTE):
                self._end(self.bia)
        taken = self._log(self.bia).filtered("pause_type_id")
        self.assertEqual(set(taken.mapped("outcome")), {False}, "it is not judged")
        self._end(self.ana)
        self._serve()
        self.assertEqual(self._state(self.bia), "paused")

    def test_in_two_teams(self):
        """I2: each team keeps its own minimum."""
        sales = self._make_team("Sales")
        sales.minimum_available = 1
        self._member_of(self.ana).team_ids |= sales
        self._begin(self.ana, self.snack)
        self.assertEqual(self._state(self.ana), "available")
        sales.minimum_available = 0
        self._serve()
        self.assertEqual(self._state(self.ana), "paused")

    def test_a_supervisor_lets_go(self):
        """I2: at once, whoever is left; written down with who and when."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        turn = self._turns(self.bia)
        stranger = self._make_member(
            "o_pact",
            "administrator",
            self._make_team("O", self.env["res.company"].create({"name": "Outra"})),
        )
        for user in (self.ana, self.bia, self.rui, stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._rpc(user, "pact.pause.turn", "action_let_go", turn.ids)
        self._rpc(self.boss, "pact.pause.turn", "action_let_go", turn.ids)
        self.assertEqual(self._state(self.bia), "paused")
        self.assertEqual((turn.state, turn.by_user_id), ("granted", self.boss))
        with self.assertRaisesRegex(UserError, "no more"):
            self._rpc(self.boss, "pact.pause.turn", "action_let_go", turn.ids)

    def test_whose_turns_are_seen(self):
        """P3: one's own, and all by whoever grants pauses; nobody writes one."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        turn = self._turns(self.bia)
        for user, seen in ((self.rui, False), (self.bia, True), (self.boss, True)):
            found = self._rpc(user, "pact.pause.turn", "search", [])
            self.assertEqual(turn.id in found, seen, user.login)
            for method, args in (
                ("write", [turn.ids, {"state": "withdrawn"}]),
                ("unlink", [turn.ids]),
                ("create", [{"member_id": turn.member_id.id}]),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    self._rpc(user, "pact.pause.turn", method, *args)
        with self.assertRaises(AccessError):
            turn._close("withdrawn")
            turn._close("begun")


class TestException(CoverageCase):
    def _ask(self, user, kind, why="Consulta médica"):
        return self._members(user, "ask_exception", kind.id, why)

    def _asked(self, user):
        return self.env["pact.pause.exception"].search([("user_id", "=", user.id)])

    def _decide(self, method, exception, user=None):
        return self._rpc(
            user or self.boss, "pact.pause.exception", method, exception.ids
        )

    def _offered(self, user, kind):
        offered = self._members(user, "my_availability")["pauses"]
        return next(one for one in offered if one["id"] == kind.id)

    def test_whether_one_may_ask(self):
        """C12: for what is refused, once; the server says where."""
        with freeze_time(HALF_PAST_ELEVEN - 30 * MINUTE):
            self.assertTrue(self._offered(self.ana, self.lunch)["is_askable"])
            self._ask(self.ana, self.lunch)
            self.assertFalse(self._offered(self.ana, self.lunch)["is_askable"])
        with freeze_time(HALF_PAST_ELEVEN):
            self.assertFalse(self._offered(self.ana, self.snack)["is_askable"])

    def test_asked_granted_and_used_once(self):
        """C12, I15: before its hour, once; who and when is kept, in the log too."""
        early = HALF_PAST_ELEVEN - 30 * MINUTE
        with freeze_time(early):
            told = self._ask(self.ana, self.lunch)
            one = self._asked(self.ana)
            self.assertEqual((one.state, one.refusal), ("asked", "early"))
            self.assertEqual(
                next(p for p in told["pauses"] if p["id"] == self.lunch.id)[
                    "exception"
                ],
                "asked",
            )
            self.assertIn("Consulta", self._heard_by(self.boss))
            self.assertNotIn("Consulta", self._heard_by(self.bia))
            with self.assertRaisesRegex(UserError, "begins at"):
                self._begin(self.ana, self.lunch)
            self._decide("action_grant", one)
            self.assertIn("You may take", self._heard_by(self.ana))
            self.assertFalse(self._offered(self.ana, self.lunch)["refusal"])
        with freeze_time(early + MINUTE):
            self._begin(self.ana, self.lunch)
            self._end(self.ana)
            with self.assertRaisesRegex(UserError, "begins at"):
                self._begin(self.ana, self.lunch)
        self.assertEqual(one.state, "used")
        self.assertEqual(one.by_user_id, self.boss)
        self.assertEqual(one.decided_date, early)
        self.assertEqual(one.used_date, early + MINUTE)
        taken = self._log(self.ana).filtered("pause_type_id")
        self.assertEqual(taken.exception_id, one)

    def test_refused(self):
        """C12: refused, the limits stay, and one may ask again."""
        with freeze_time(HALF_PAST_ELEVEN - MINUTE):
            self._ask(self.ana, self.lunch)
            one = self._asked(self.ana)
            self._decide("action_refuse", one)
            self.assertIn("was refused", self._heard_by(self.ana))
            with self.assertRaisesRegex(UserError, "begins at"):
                self._begin(self.ana, self.lunch)
            with self.assertRaisesRegex(UserError, "already"):
                self._decide("action_grant", one)
            self._ask(self.ana, self.lunch)
        self.assertEqual(len(self._asked(self.ana)), 2)

    def test_it_expires(self):
        """I15: after as many minutes as the company says, at the second."""
        self.company.pact_exception_minutes = 10
        begun = HALF_PAST_ELEVEN - 60 * MINUTE
        with freeze_time(begun):
            self._ask(self.ana, self.lunch)
            self._decide("action_grant", self._asked(self.ana))
        with (
            freeze_time(begun + 10 * MINUTE),
            self.assertRaisesRegex(UserError, "begins at"),
        ):
            self._begin(self.ana, self.lunch)
        with (
            freeze_time(begun + 10 * MINUTE - timedelta(seconds=1)),
            self.env.cr.savepoint() as savepoint,
        ):
            self._begin(self.ana, self.lunch)
            self.assertEqual(self._state(self.ana), "paused")
            savepoint.rollback()
        self.env.invalidate_all()
        with freeze_time(begun + 10 * MINUTE), self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_pause_exception").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self._asked(self.ana).state, "expired")

    def test_nobody_answers(self):
        """I15: what nobody decided is over as well, and may be asked anew."""
        with freeze_time(HALF_PAST_ELEVEN - 120 * MINUTE):
            self._ask(self.ana, self.lunch)
            old = self._asked(self.ana)
        with freeze_time(HALF_PAST_ELEVEN - 60 * MINUTE):
            with self.assertRaisesRegex(UserError, "over"):
                self._decide("action_grant", old)
            self._ask(self.ana, self.lunch)
        self.assertEqual(old.state, "expired")
        self.assertEqual(self._asked(self.ana)[0].state, "asked")

    def test_out_of_the_queue(self):
        """I2, I15: who waits for coverage may ask too, and then goes at once."""
        self._begin(self.ana, self.snack)
        self._begin(self.bia, self.snack)
        self._ask(self.bia, self.snack)
        one = self._asked(self.bia)
        self.assertEqual(one.refusal, "coverage")
        self._decide("action_grant", one)
        self._begin(self.bia, self.snack)
        self.assertEqual(self._state(self.bia), "paused")
        self.assertEqual((one.state, self._turns(self.bia).state), ("used", "begun"))

    def test_what_is_not_needed_is_not_used(self):
        """I15: within the limits, the exception is kept for later."""
        self._begin(self.ana, self.snack)
        self._ask(self.bia, self.snack)
        self._decide("action_grant", self._asked(self.bia))
        self._end(self.ana)
        self._begin(self.bia, self.snack)
        self.assertEqual(self._asked(self.bia).state, "granted")
        self.assertFalse(self._log(self.bia)[-1].exception_id)

    def test_what_may_not_be_asked(self):
        """C12: what is free, what was asked, without a word, or of nonsense."""
        with freeze_time(HALF_PAST_ELEVEN - MINUTE):
            for kind, why, words in (
                (self.snack, "Fome", "may begin this pause now"),
                (self.toilet, "Agora", "may begin this pause now"),
                (self.lunch, " \n", "few words"),
                (self.lunch, None, "few words"),
                (self.lunch, {"a": 1}, "few words"),
                (self.lunch, "x" * 2001, "fewer words"),
            ):
                with self.subTest(why), self.assertRaisesRegex(UserError, words):
                    self._ask(self.ana, kind, why)
            self._ask(self.ana, self.lunch, "Médico\x00\ud800")
            with self.assertRaisesRegex(UserError, "already"):
                self._ask(self.ana, self.lunch)
            for wanted in (0, None, "1", [1], 2**70):
                with self.subTest(wanted), self.assertRaises(UserError):
                    self._members(self.ana, "ask_exception", wanted, "x")

    def test_who_decides(self):
        """P3: neither who asked, nor a colleague, nor the other company."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_pact", "administrator", self._make_team("O", other)
        )
        with freeze_time(HALF_PAST_ELEVEN - MINUTE):
            self._members(self.boss, "choose_availability", "available")
            self._ask(self.boss, self.lunch)
            self._ask(self.ana, self.lunch)
            own, one = self._asked(self.boss), self._asked(self.ana)
            for method in ("action_grant", "action_refuse"):
                for user in (self.ana, self.bia, stranger):
                    with self.subTest(user.login), self.assertRaises(AccessError):
                        self._decide(method, one, user)
                with self.assertRaisesRegex(AccessError, "nobody about their own"):
                    self._decide(method, own)
        self.assertNotIn(
            one.id, self._rpc(self.bia, "pact.pause.exception", "search", [])
        )
        self.assertNotIn(
            one.id, self._rpc(stranger, "pact.pause.exception", "search", [])
        )
        for user in (self.ana, self.boss):
            for method, args in (
                ("write", [one.ids, {"state": "granted"}]),
                ("unlink", [one.ids]),
                ("create", [{"member_id": one.member_id.id}]),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    self._rpc(user, "pact.pause.exception", method, *args)
