"""Odd arguments, odd rows and side doors: none is a crash, and none opens anything."""

import json
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger

from .test_availability import HALF_PAST_ELEVEN, MINUTE, PauseCase

ODD = ([], {}, ["available"], {"a": 1}, 2**70, "\0", 1.5, "\ud800", float("nan"))
FORGED = (
    {"availability": "available"},
    {"assigned_date": "2026-01-01"},
    {"availability_id": False},
)


class TestOddArguments(PauseCase):
    def test_odd_states(self):
        """C1: whatever is chosen that is no choice is refused in a sentence."""
        for state in ODD:
            with self.subTest(state), self.assertRaises(AccessError):
                self._choose(self.ana, state)

    def test_odd_pauses(self):
        """C9: whatever is no pause is refused in a sentence."""
        self._choose(self.ana)
        for wanted in ODD:
            with self.subTest(wanted), self.assertRaisesRegex(UserError, "not one of"):
                self._members(self.ana, "begin_pause", wanted)

    def test_odd_texts_of_a_type(self):
        """C9: what no database stores is left out of a name and a description."""
        self._write_type({"name": "Al\0moço", "description": "Da\0s 12 \ud800às 14"})
        self.assertEqual(self.snack.name, "Almoço")
        self.assertEqual(self.snack.description, "Das 12 às 14")
        self._write_type({"description": ["x"]})
        self.assertFalse(self.snack.description)

    def test_extreme_limits_of_a_type(self):
        """C8: the longest and the latest that is stored can be taken and shown."""
        self._write_type({"most_minutes": 2**31 - 1, "times_a_day": 2**31 - 1})
        self._write_type({"opens": 1e-300, "closes": 24})
        self._choose(self.ana)
        self.assertEqual(self._begin(self.ana, self.snack)["state"], "paused")

    def test_a_company_of_others(self):
        """P7: nobody is anything in a company that is not theirs."""
        other = self.env["res.company"].create({"name": "Outra"})
        portal = self._make_user("portal_pact", groups="base.group_portal")
        for user in (self.ana, portal):
            for wanted in (other.ids, [other.id, self.company.id], ["x"], "x"):
                with self.subTest((user.login, wanted)), self.assertRaises(UserError):
                    self._rpc(
                        user,
                        "pact.member",
                        "choose_availability",
                        "available",
                        context={"allowed_company_ids": wanted},
                    )

    def _write_type(self, vals):
        self._rpc(self.boss, "pact.pause.type", "write", self.snack.ids, vals)
        self.env.flush_all()
        self.env.invalidate_all()


class TestOddZones(PauseCase):
    """C11: a time zone that this machine does not know stops nobody's work."""

    def test_of_a_person(self):
        self._forget_zone(self.ana.partner_id)
        self.assertEqual(self._choose(self.ana)["state"], "available")
        self.assertEqual(self._begin(self.ana, self.snack)["state"], "paused")

    def test_of_the_working_hours(self):
        """The next clock that is known is asked: here that of the company."""
        calendar = self.env["resource.calendar"].create(
            {"name": "Turno", "company_id": self.company.id}
        )
        self._member_of(self.ana).calendar_id = calendar
        self._forget_zone(calendar)
        self._choose(self.ana)
        with (
            freeze_time(HALF_PAST_ELEVEN - timedelta(seconds=1)),
            self.assertRaisesRegex(UserError, "11:30"),
        ):
            self._begin(self.ana, self.lunch)
        with freeze_time(HALF_PAST_ELEVEN):
            self._begin(self.ana, self.lunch)

    def test_the_job_goes_on(self):
        """C1: colleagues of such a person are away when they are."""
        self.company.pact_away_minutes = 10
        with freeze_time(HALF_PAST_ELEVEN):
            self._choose(self.ana)
            self._choose(self.bia)
        self._forget_zone(self.ana.partner_id)
        presence = {"user_id": self.bia.id, "last_presence": False}
        self.env["mail.presence"].create(presence)
        with freeze_time(HALF_PAST_ELEVEN + 10 * MINUTE):
            self.env["pact.member"]._see_idle(self.company)
        members = self._member_of(self.ana) | self._member_of(self.bia)
        self.assertEqual(members.mapped("availability"), ["away", "away"])

    @mute_logger("odoo.addons.pact_team.models.ir_cron")
    def test_the_job_goes_on_in_other_companies(self):
        """C1: whatever is wrong in one company costs only that one."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member("o_pact", "agent", self._make_team("O", other))
        (self.company | other).pact_away_minutes = 10
        with freeze_time(HALF_PAST_ELEVEN):
            self._choose(self.ana)
            member = self._member_of(stranger)
            member._become("unavailable")
            member._become("available")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET lang = 'fr_FR' WHERE id = %s",
            self.ana.partner_id.ids,
        )
        self.env.invalidate_all()
        with (
            freeze_time(HALF_PAST_ELEVEN + 10 * MINUTE),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("pact_team.ir_cron_idle").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(member.availability, "away")
        self.assertEqual(self._member_of(self.ana).availability, "available")

    def _forget_zone(self, record):
        # Only a restored database, or an update of the machine, brings it about.
        self.env.flush_all()
        table = SQL.identifier(record._table)
        self.env.cr.execute(
            SQL("UPDATE %s SET tz = 'Mars/Base' WHERE id = %s", table, record.id)
        )
        self.env.invalidate_all()


class TestSideDoors(PauseCase):
    def test_removed_by_any_no(self):
        """H20: 0 removes as False does, and who is removed is gone."""
        member = self._member_of(self.ana)
        for value in (0, None, ""):
            with self.subTest(value):
                self._choose(self.ana)
                self._write_member(member, {"active": value})
                self.assertFalse(member.active)
                self.assertEqual(member.availability, "unavailable")
                self._write_member(member, {"active": True})

    def test_nothing_is_forged_from_the_other_side(self):
        """C1: not by a team, an import, a default or a context either."""
        member, new = self._member_of(self.ana), self._make_user("new_pact")
        for vals in FORGED:
            made = {"user_id": new.id, "company_id": self.company.id, **vals}
            for commands in (
                [Command.update(member.id, vals)],
                [Command.create(made)],
            ):
                with self.subTest(commands), self.assertRaises(UserError):
                    self._rpc(
                        self.boss,
                        "pact.team",
                        "write",
                        self.team.ids,
                        {"member_ids": commands},
                    )
            with self.subTest(vals), self.assertRaises(AccessError):
                self._rpc(self.boss, "pact.member", "create", [made])

    def test_a_default_makes_nobody_available(self):
        """C1: neither one's own default nor the context of a call."""
        new = self._make_user("new_pact")
        defaults = self.env["ir.default"].with_user(self.boss).sudo()
        defaults.set("pact.member", "availability", "available", user_id=self.boss.id)
        [made] = self._rpc(
            self.boss,
            "pact.member",
            "create",
            [{"user_id": new.id, "company_id": self.company.id}],
            context={"default_availability": "paused", "default_assigned_date": "2020"},
        )
        made = self.env["pact.member"].browse(made)
        self.assertEqual(made.availability, "unavailable")
        self.assertFalse(made.assigned_date)

    def test_who_pauses_joins_nothing(self):
        """C5: a supervisor in a pause joins no colleague's conversation."""
        held = self._write()
        self._take(held)
        self._choose(self.boss)
        self._begin(self.boss, self.snack)
        with self.assertRaisesRegex(UserError, "in a pause"):
            self._rpc(self.boss, "discuss.channel", "action_pact_join", held.ids)
        self._end(self.boss)
        self._rpc(self.boss, "discuss.channel", "action_pact_join", held.ids)

    def test_who_pauses_inherits_nothing(self):
        """C5, I3: not proposed as an heir, and refused where they were chosen."""
        held = self._write()
        self._take(held)
        self._choose(self.bia)
        self._begin(self.bia, self.snack)
        action = self._rpc(
            self.boss,
            "pact.member",
            "action_open_removal",
            self._member_of(self.ana).ids,
        )
        removal = self.env["pact.member.removal"].browse(action["res_id"])
        self.assertEqual(removal.line_ids.heir_id.user_id, self.boss)
        removal.line_ids.heir_id = self._member_of(self.bia)
        with self.assertRaisesRegex(UserError, "in a pause"):
            self._rpc(self.boss, "pact.member.removal", "action_remove", removal.ids)

    def test_who_answers_nobody_hears_of_no_pause(self):
        """C5: who only does payments may not read who works in the team, or why not."""
        payer = self._make_member("payer_pact", "payments", self.team)
        self._choose(self.ana)
        self.env["bus.bus"].search([]).unlink()
        self._begin(self.ana, self.snack)
        self.assertIn("Lanche", self._heard_by(self.bia))
        self.assertNotIn("Lanche", self._heard_by(payer))

    def _write_member(self, member, vals):
        self._rpc(self.boss, "pact.member", "write", member.ids, vals)


@tagged("post_install", "-at_install")
class TestSideDoorsOfBrowsers(PauseCase, HttpCase):
    def test_why_a_colleague_pauses(self):
        """C5: where it is hidden, no path leads to it, in debug mode neither."""
        self.company.pact_is_pause_shown = False
        self._choose(self.ana)
        self._begin(self.ana, self.snack)
        member = self._member_of(self.ana)
        self.authenticate("bia_pact", "bia_pact")
        self.url_open("/odoo?debug=1")
        by = "availability_id.pause_type_id"
        spec = {"availability_id": {"fields": {"pause_type_id": {"fields": {}}}}}
        count = {"aggregates": ["__count"]}
        mine = member.availability_id.id
        for method, args, kwargs in (
            ("search", [[[f"{by}.name", "=", "Lanche"]]], {}),
            ("search", [[[by, "=", self.snack.id]]], {}),
            ("search", [[["availability_id", "any", [["id", "=", mine]]]]], {}),
            ("search_read", [[["id", "=", member.id]], [by]], {}),
            ("export_data", [member.ids, [f"{by}/name".replace(".", "/")]], {}),
            ("formatted_read_group", [[]], {"groupby": [by], **count}),
            ("web_read", [member.ids], {"specification": spec}),
        ):
            with self.subTest((method, args)), mute_logger("odoo.http"):
                told = self._call(method, args, kwargs)
                self.assertNotIn("Lanche", json.dumps(told))
                if method == "search":
                    self.assertNotIn(member.id, told.get("result", []))

    def test_logging_out_by_odd_addresses(self):
        """C1: with no session, twice, or with words that nobody asked for."""
        address = "/web/session/logout"
        for words in ("", "?foo=1", "?uid=2&args=1"):
            with self.subTest(words):
                self._choose(self.ana)
                self.authenticate("ana_pact", "ana_pact")
                for _ in range(2):
                    left = self.url_open(address + words, allow_redirects=False)
                    self.assertEqual(left.status_code, 303)
                self.env.invalidate_all()
                member = self._member_of(self.ana)
                self.assertEqual(member.availability, "unavailable")

    def _call(self, method, args, kwargs):
        params = {
            "model": "pact.member",
            "method": method,
            "args": args,
            "kwargs": kwargs,
        }
        return self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
