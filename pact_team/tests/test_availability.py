from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models.pact_pause_type import WEEKDAYS
from .common import PactCase

# A Monday, at half past eleven in São Paulo.
HALF_PAST_ELEVEN = datetime(2026, 3, 2, 14, 30)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class PauseCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lunch = cls._make_pause("Almoço", most_minutes=60, opens=11.5)
        cls.snack = cls._make_pause("Lanche", most_minutes=15, least_minutes=5)
        cls.company.resource_calendar_id.tz = "America/Sao_Paulo"
        cls.env["pact.member"].search([])._become("unavailable", cause="logout")

    @classmethod
    def _make_pause(cls, name, company=None, **vals):
        company = company or cls.company
        return cls.env["pact.pause.type"].create(
            {"name": name, "company_id": company.id, **vals}
        )

    def _members(self, user, method, *args):
        context = {"allowed_company_ids": self.company.ids}
        return self._rpc(user, "pact.member", method, *args, context=context)

    def _choose(self, user, state="available"):
        return self._members(user, "choose_availability", state)

    def _begin(self, user, kind):
        return self._members(user, "begin_pause", kind.id)

    def _end(self, user):
        return self._members(user, "end_pause")

    def _log_in(self, user):
        """Let a login be newer than all that this test has done."""
        log = self.env["res.users.log"].with_user(user).sudo().create({})
        later = fields.Datetime.now() + MINUTE
        self.env.cr.execute(
            "UPDATE res_users_log SET create_date = %s WHERE id = %s", (later, log.id)
        )
        self.env.invalidate_all()

    def _log(self, user):
        return self.env["pact.availability"].search(
            [("user_id", "=", user.id)], order="id"
        )

    def _heard_by(self, user):
        return " ".join(self._bus_rows_of(user).mapped("message"))


class TestPause(PauseCase):
    def test_a_pause_begins_and_ends(self):
        """C5, C7: paused with a reason, back with one call, and all of it is kept."""
        self._choose(self.ana)
        with freeze_time(HALF_PAST_ELEVEN):
            told = self._begin(self.ana, self.snack)
        self.assertEqual(told["state"], "paused")
        self.assertEqual(told["pause"]["name"], "Lanche")
        self.assertEqual(told["pause"]["ends"], "2026-03-02 14:45:00")
        with freeze_time(HALF_PAST_ELEVEN + 10 * MINUTE):
            told = self._end(self.ana)
        self.assertEqual((told["state"], told["pause"]), ("available", False))
        taken = self._log(self.ana).filtered("pause_type_id")
        self.assertEqual(taken.real_minutes, 10)
        self.assertEqual((taken.planned_minutes, taken.outcome), (15, "kept"))

    def test_at_the_second(self):
        """C11: refused at 11:29:59 with the hour, begun at 11:30:00."""
        self._choose(self.ana)
        with freeze_time(HALF_PAST_ELEVEN - SECOND):
            with self.assertRaisesRegex(UserError, r"11:30"):
                self._begin(self.ana, self.lunch)
            offered = self._offered(self.ana)["Almoço"]
            self.assertEqual(offered["refusal"], "early")
            self.assertIn("11:30", offered["opens"])
        with freeze_time(HALF_PAST_ELEVEN):
            self.assertFalse(self._offered(self.ana)["Almoço"]["refusal"])
            self.assertEqual(self._begin(self.ana, self.lunch)["state"], "paused")

    def test_the_hours_of_work_say_which_clock(self):
        """C11: one's own time zone in the preferences moves no pause."""
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Turno",
                "company_id": self.company.id,
                "tz": "America/Sao_Paulo",
            }
        )
        self._member_of(self.ana).calendar_id = calendar
        self.company.resource_calendar_id.tz = "Europe/Madrid"
        self._choose(self.ana)
        with freeze_time(HALF_PAST_ELEVEN - SECOND), self.assertRaises(UserError):
            self._begin(self.ana, self.lunch)

    def test_nobody_moves_today_by_their_preferences(self):
        """C11: without working hours the clock is the company's, not one's own."""
        self._choose(self.ana)
        for zone in ("Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
            self.ana.tz = zone
            with self.subTest(zone), freeze_time(HALF_PAST_ELEVEN - SECOND):
                self.assertEqual(
                    self._member_of(self.ana)._wall_clock().strftime("%H:%M:%S"),
                    "11:29:59",
                )
                with self.assertRaises(UserError):
                    self._begin(self.ana, self.lunch)

    def test_short_and_overrun(self):
        """C8: what was too short or too long is marked, and says by how much."""
        for lasted, outcome in (
            (4, "short"),
            (5, "kept"),
            (15, "kept"),
            (16, "overrun"),
        ):
            with self.subTest(lasted):
                self._choose(self.bia)
                with freeze_time(HALF_PAST_ELEVEN):
                    self._begin(self.bia, self.snack)
                with freeze_time(HALF_PAST_ELEVEN + lasted * MINUTE):
                    self._end(self.bia)
                taken = self._log(self.bia).filtered("pause_type_id")[-1]
                self.assertEqual((taken.outcome, taken.real_minutes), (outcome, lasted))

    def test_so_often_a_day(self):
        """C8: twice a day is twice on the day of the person, and again tomorrow."""
        self.snack.times_a_day = 2
        self._choose(self.ana)
        for hour in range(2):
            with freeze_time(HALF_PAST_ELEVEN + hour * 60 * MINUTE):
                self._begin(self.ana, self.snack)
                self._end(self.ana)
        midnight = HALF_PAST_ELEVEN + timedelta(hours=12, minutes=30)
        with (
            freeze_time(midnight - SECOND),
            self.assertRaisesRegex(UserError, "as often"),
        ):
            self._begin(self.ana, self.snack)
        with freeze_time(midnight):
            self._begin(self.ana, self.snack)

    def test_weekdays(self):
        """C11: a pause of Mondays is none on a Tuesday."""
        days = "tuesday wednesday thursday friday saturday sunday"
        self.snack.write(dict.fromkeys(days.split(), False))
        self._choose(self.ana)
        with (
            freeze_time(HALF_PAST_ELEVEN + timedelta(days=1)),
            self.assertRaisesRegex(UserError, "not meant for today"),
        ):
            self._begin(self.ana, self.snack)
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.snack)

    def test_only_of_ones_teams(self):
        """C9: a pause of another team is neither offered nor begun."""
        self.snack.team_ids = self._make_team("Sales")
        self._choose(self.ana)
        self.assertNotIn("Lanche", self._offered(self.ana))
        with self.assertRaisesRegex(UserError, "not one of yours"):
            self._begin(self.ana, self.snack)

    def test_the_company_has_none(self):
        """C6: switched off, the menu offers none and the call is refused."""
        self.company.pact_has_pauses = False
        self._choose(self.ana)
        self.assertFalse(self._members(self.ana, "my_availability")["pauses"])
        with self.assertRaisesRegex(UserError, "no pauses"):
            self._begin(self.ana, self.snack)

    def test_one_at_a_time_and_from_somewhere(self):
        """C5: no pause in a pause, and none for somebody who is not there."""
        with self.assertRaisesRegex(UserError, "unavailable"):
            self._begin(self.ana, self.snack)
        with self.assertRaisesRegex(UserError, "no pause"):
            self._end(self.ana)
        self._choose(self.ana)
        self._begin(self.ana, self.snack)
        with self.assertRaisesRegex(UserError, "already"):
            self._begin(self.ana, self.snack)

    def test_whatever_is_asked_for(self):
        """A type of nonsense, of another company or archived is refused in words."""
        other = self.env["res.company"].create({"name": "Outra"})
        foreign = self._make_pause("Alheia", other)
        archived = self._make_pause("Antiga", active=False)
        self._choose(self.ana)
        for wanted in (foreign.id, archived.id, 0, -1, "1", None, True, [1], 2**70):
            with self.subTest(wanted), self.assertRaisesRegex(UserError, "not one of"):
                self._members(self.ana, "begin_pause", wanted)

    def test_an_open_conversation_stays(self):
        """C5: who pauses keeps what they hold, and may answer it."""
        held = self._write()
        self._take(held)
        self._choose(self.ana)
        self._begin(self.ana, self.snack)
        self.assertEqual(held.pact_agent_id, self.ana)
        self._answer(held)

    def _offered(self, user):
        offered = self._members(user, "my_availability")["pauses"]
        return {pause["name"]: pause for pause in offered}


class TestPauseTypes(PauseCase):
    def test_only_administrators_change_them(self):
        """C9, P3: an agent reads the types and changes none."""
        for method, args in (
            ("create", [{"name": "Minha"}]),
            ("write", [self.snack.ids, {"most_minutes": 600}]),
            ("unlink", [self.snack.ids]),
        ):
            with self.subTest(method), self.assertRaises(AccessError):
                self._rpc(self.ana, "pact.pause.type", method, *args)
        self._rpc(self.boss, "pact.pause.type", "write", self.snack.ids, {"color": 3})
        read = self._rpc(self.ana, "pact.pause.type", "read", self.snack.ids, ["name"])
        self.assertEqual(read[0]["name"], "Lanche")

    def test_two_companies(self):
        """C9: the pauses of one company are not there for another."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_pact", "administrator", self._make_team("O", other)
        )
        with self.assertRaises(AccessError):
            self._rpc(stranger, "pact.pause.type", "read", self.snack.ids, ["name"])
        with self.assertRaises(AccessError):
            self._rpc(
                stranger, "pact.pause.type", "write", self.snack.ids, {"color": 1}
            )

    @mute_logger("odoo.sql_db")
    def test_limits_that_make_no_sense(self):
        """C8: refused by the database, whoever writes them."""
        for vals in (
            {"most_minutes": -1},
            {"least_minutes": 20, "most_minutes": 10},
            {"opens": 25},
            {"closes": -1},
        ):
            with (
                self.subTest(vals),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self._make_pause("Errada", **vals)

    def test_a_pause_has_a_name_and_a_day(self):
        """C9: refused in a sentence."""
        for vals in ({"name": " \n "}, dict.fromkeys(WEEKDAYS, False)):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._rpc(self.boss, "pact.pause.type", "write", self.snack.ids, vals)

    def test_examples_of_a_new_company(self):
        """C10: seven examples, which nobody makes again once they were deleted."""
        kinds = self.env["pact.pause.type"]
        other = self.env["res.company"].create({"name": "Outra"})
        mine = kinds.search([("company_id", "=", other.id)])
        self.assertEqual(len(mine), 7)
        self.assertIn("NR-17 rest", mine.mapped("name"))
        record = self.env["ir.model.data"].search(
            [("module", "=", "pact_team"), ("model", "=", "pact.pause.type")]
        )
        self.assertFalse(record, "an update would bring back what has an XML id")


class TestAvailability(PauseCase):
    def test_by_choice(self):
        """C1: available, unavailable, and the log of both."""
        self.assertEqual(self._member_of(self.ana).availability, "unavailable")
        self.assertEqual(self._choose(self.ana)["state"], "available")
        self.assertEqual(self._choose(self.ana, "unavailable")["state"], "unavailable")
        log = self._log(self.ana)[-2:]
        self.assertEqual(log.mapped("state"), ["available", "unavailable"])
        self.assertEqual(log.mapped("cause"), ["chosen", "chosen"])
        self.assertFalse(log[-1].date_to)

    def test_after_a_login(self):
        """C1: whoever logs in is there; whoever left since then stays away."""
        self._log_in(self.ana)
        self.assertEqual(self._members(self.ana, "arrive")["state"], "available")
        with freeze_time(fields.Datetime.now() + 2 * MINUTE):
            self._choose(self.ana, "unavailable")
            self.assertEqual(self._members(self.ana, "arrive")["state"], "unavailable")

    def test_until_chosen(self):
        """C1: where the company says so, a login alone makes nobody available."""
        self.company.pact_is_chosen_at_login = True
        self._log_in(self.ana)
        self.assertEqual(self._members(self.ana, "arrive")["state"], "unavailable")

    def test_in_each_company(self):
        """P7: available here, gone there."""
        other = self.env["res.company"].create({"name": "Outra"})
        self.ana.company_ids |= other
        self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": other.id,
                "team_ids": [fields.Command.set(self._make_team("O", other).ids)],
            }
        )
        self._choose(self.ana)
        there = self._rpc(
            self.ana,
            "pact.member",
            "my_availability",
            context={"allowed_company_ids": other.ids},
        )
        self.assertEqual(there["state"], "unavailable")

    def test_no_member_has_none(self):
        """Whoever is no member is told nothing, and can be nothing."""
        employee = self._make_user("employee_pact")
        self.assertIsNone(self._members(employee, "my_availability")["state"])
        self.assertIsNone(self._members(employee, "arrive")["state"])
        with self.assertRaises(AccessError):
            self._choose(employee)
        with self.assertRaises(AccessError):
            self._begin(employee, self.snack)

    def test_states_are_not_made_up(self):
        """Only by the menu: not by RPC on the row, not even by an administrator."""
        member = self._member_of(self.ana)
        for user in (self.ana, self.boss):
            for vals in (
                {"availability": "available"},
                {"assigned_date": "2026-01-01"},
                {"availability_id": False},
            ):
                with (
                    self.subTest(user=user.login, vals=vals),
                    self.assertRaises(AccessError),
                ):
                    self._rpc(user, "pact.member", "write", member.ids, vals)
        for state in ("paused", "away", "", None, 7):
            with self.subTest(state), self.assertRaises(AccessError):
                self._choose(self.ana, state)

    def test_removed_is_gone(self):
        """H20: whoever is removed is unavailable from that moment."""
        self._choose(self.ana)
        member = self._member_of(self.ana)
        self._rpc(self.boss, "pact.member", "action_archive", member.ids)
        self.assertEqual(member.availability, "unavailable")
        self.assertEqual(self._log(self.ana)[-1].cause, "removed")

    def test_colleagues_hear_of_it(self):
        """C5: colleagues' screens learn it; the reason only where it is shown."""
        self._choose(self.ana)
        self.env["bus.bus"].search([]).unlink()
        self._begin(self.ana, self.snack)
        self.assertIn("Lanche", self._heard_by(self.bia))
        self._end(self.ana)
        self.company.pact_is_pause_shown = False
        self.env["bus.bus"].search([]).unlink()
        self._begin(self.ana, self.snack)
        self.assertIn("paused", self._heard_by(self.bia))
        self.assertNotIn("Lanche", self._heard_by(self.bia))


class TestIdling(PauseCase):
    """C1: away after so many minutes without a sign of life, then unavailable."""

    def setUp(self):
        super().setUp()
        self.company.write({"pact_away_minutes": 10, "pact_gone_minutes": 30})
        self.member = self._member_of(self.ana)
        with freeze_time(HALF_PAST_ELEVEN):
            self._choose(self.ana)

    def test_in_two_steps(self):
        """C1: at the minute, and each step is kept in the log."""
        for minutes, state in ((9, "available"), (10, "away"), (29, "away")):
            self.assertEqual(self._after(minutes), state)
        self.assertEqual(self._after(30), "unavailable")
        self.assertEqual(self._log(self.ana)[-2:].mapped("cause"), ["idle", "idle"])

    def test_a_sign_of_life(self):
        """C1: whoever touches their screen stays, and comes back from being away."""
        self._touch(5)
        self.assertEqual(self._after(14), "available")
        self.assertEqual(self._after(15), "away")
        self._touch(16)
        self.assertEqual(self._after(17), "available")

    def test_back_at_once(self):
        """C1: the screen says so without waiting, and only for who was away."""
        self.assertEqual(self._after(10), "away")
        self.assertEqual(self._members(self.ana, "arrive")["state"], "available")

    def test_a_pause_has_its_own_clock(self):
        """C1: who pauses is not gone for that; who left does not come back by this."""
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.snack)
        self.assertEqual(self._after(300), "paused")

    def test_never_where_the_company_says_nothing(self):
        """C1: 0 is never."""
        self.company.write({"pact_away_minutes": 0, "pact_gone_minutes": 0})
        self.assertEqual(self._after(3000), "available")

    def _touch(self, minutes):
        seen = HALF_PAST_ELEVEN + minutes * MINUTE
        presence = self.env["mail.presence"].search([("user_id", "=", self.ana.id)])
        if presence:
            presence.last_presence = seen
        else:
            presence.create({"user_id": self.ana.id, "last_presence": seen})

    def _after(self, minutes):
        with freeze_time(HALF_PAST_ELEVEN + minutes * MINUTE):
            self.env["pact.member"]._see_idle(self.company)
        return self.member.availability


@tagged("post_install", "-at_install")
class TestLogout(PauseCase, HttpCase):
    def test_whoever_logs_out_is_gone(self):
        """C1: logging out is leaving; closing the tab is not."""
        self._choose(self.ana)
        self.authenticate("ana_pact", "ana_pact")
        self.url_open("/odoo")
        self.assertEqual(self._member_of(self.ana).availability, "available")
        self.url_open("/web/session/logout")
        self.env.invalidate_all()
        self.assertEqual(self._member_of(self.ana).availability, "unavailable")
        self.assertEqual(self._log(self.ana)[-1].cause, "logout")

    def test_a_session_that_is_over_speaks_for_nobody(self):
        """A cookie of before the password changed makes nobody unavailable."""
        self._choose(self.ana)
        self.authenticate("ana_pact", "ana_pact")
        self.ana.password = "quite another secret 1"
        self.env.flush_all()
        self.url_open("/web/session/logout")
        self.env.invalidate_all()
        self.assertEqual(self._member_of(self.ana).availability, "available")


class TestAvailabilityLog(PauseCase):
    def test_nobody_rewrites_it(self):
        """The log is written once and ended once, by nobody's hand."""
        self._choose(self.ana)
        log = self._log(self.ana)
        for user in (self.ana, self.boss):
            for method, args in (
                ("write", [log.ids, {"date_from": "2026-01-01"}]),
                ("write", [log.ids, {"date_to": "2026-01-01"}]),
                ("unlink", [log.ids]),
                ("create", [{"member_id": log.member_id.id, "state": "available"}]),
            ):
                with (
                    self.subTest(user=user.login, method=method),
                    self.assertRaises(AccessError),
                ):
                    self._rpc(user, "pact.availability", method, *args)
        self._choose(self.ana, "unavailable")
        with self.assertRaises(AccessError):
            log[0].write({"date_to": fields.Datetime.now()})

    def test_who_reads_whose(self):
        """An agent reads their own, whoever looks after people reads all of theirs."""
        self._choose(self.ana)
        log = self._log(self.ana)
        roles = {
            role: self._make_member(f"{role}_pact", role, self.team)
            for role in ("agent", "manager", "supervisor", "stakeholder", "payments")
        }
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_pact", "administrator", self._make_team("O", other)
        )
        for user, sees in (
            (self.ana, True),
            (self.boss, True),
            (roles["manager"], True),
            (roles["agent"], False),
            (roles["supervisor"], False),
            (roles["stakeholder"], False),
            (roles["payments"], False),
            (stranger, False),
            (self._make_user("employee_pact"), False),
        ):
            with self.subTest(user.login):
                self.assertIs(self._sees(user, log), sees)

    def _sees(self, user, log):
        try:
            found = self._rpc(
                user, "pact.availability", "search", [("id", "in", log.ids)]
            )
        except AccessError:
            return False
        if not found:
            with self.assertRaises(AccessError):
                self._rpc(user, "pact.availability", "read", log.ids, ["state"])
        return bool(found)
