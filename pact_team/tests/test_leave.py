from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .custody_case import CustodyCase

CARLOS, JOAO, LUA = (f"55319876500{number}" for number in ("02", "03", "04"))
ODD = ("\0", "\ud800", [1], {"a": 1}, True, -1, 1.5, 2**70, float("nan"))


class LeaveCase(CustodyCase):
    """Ana holds three conversations of her team, and may hand them over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls.env["pact.member"].search([("user_id", "=", cls.ana.id)])

    def setUp(self):
        super().setUp()
        self.first = self.channel
        self.second, self.third = (self._held(sender) for sender in (CARLOS, JOAO))
        self.held = self.first | self.second | self.third

    def _held(self, sender, user=None):
        channel = self._write(sender=sender)
        self._take(channel, user)
        return channel

    def _call(self, user, method, *args, company=None):
        context = {"allowed_company_ids": (company or self.company).ids}
        told = self._rpc(user, "pact.member", method, *args, context=context)
        self.env.flush_all()
        self.env.invalidate_all()
        return told

    def _leave(self, user=None, *args):
        return self._call(user or self.ana, "leave", *args)

    def _offer(self, user=None, *args):
        [offer] = self._leave(user, *args)["offers"]
        return offer

    def _give(self, rows, note="", user=None, member=None):
        """Hand over ``{conversation: member, or False for the queue}``."""
        sent = [
            {"id": channel.id, "heir_id": heir and heir.id}
            for channel, heir in rows.items()
        ]
        told = self._call(
            user or self.ana, "leave_hand_over", sent, note, member and member.id
        )
        return [row["outcome"] for row in told], [row["why"] for row in told]

    def _stint(self, channel):
        return channel.pact_stint_id

    def _forget_what_was_sent(self):
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()


class TestLeave(LeaveCase):
    def test_nothing_comes_any_more(self):
        """C1: leaving makes one unavailable before anything is asked."""
        self.assertEqual(self._leave()["availability"]["state"], "unavailable")
        self.assertEqual(self.member.availability, "unavailable")
        self.assertEqual(self.member.availability_id.cause, "chosen")
        waiting = self._write(sender=LUA)
        with self.assertRaisesRegex(UserError, "not available"):
            self._transfer(self.rosa, waiting, user_id=self.ana.id)

    def test_what_is_held_is_offered(self):
        """I3: who, of which team, since when unanswered, how long the window lasts."""
        self._answer(self.second)
        self._age_window(self.third, hours=23)
        self.third._pact_refresh_window()
        offer = self._offer()
        self.assertEqual(
            [row["id"] for row in offer["rows"]],
            (self.third | self.first | self.second).ids,
        )
        row = offer["rows"][0]
        self.assertEqual(row["customer"], self.third.name)
        self.assertEqual(row["window_kind"], "until")
        self.assertEqual(
            row["window_ends"], fields.Datetime.to_string(self.third.pact_window_date)
        )
        self.assertTrue(row["unanswered"])
        self.assertFalse(offer["rows"][-1]["unanswered"])
        [team] = offer["teams"]
        self.assertEqual((team["id"], team["name"]), (self.team.id, "Support"))

    def test_who_is_suggested(self):
        """I3: of the same team, available, with room; fewest first, else the queue."""
        boss, bia = self._member_of(self.boss), self._member_of(self.bia)
        boss._become("paused")
        bia.max_open = 2
        heirs = [row["heir_id"] for row in self._offer()["rows"]]
        self.assertEqual(heirs, [bia.id, bia.id, False])
        bia._become("away")
        self.assertEqual({row["heir_id"] for row in self._offer()["rows"]}, {False})
        boss._become("available")
        self.assertEqual({row["heir_id"] for row in self._offer()["rows"]}, {boss.id})

    def test_whom_one_may_choose(self):
        """U14: whoever could have it by a transfer, with what they are and hold."""
        self.team.destination_ids = self.sales
        self._member_of(self.bia)._become("away")
        offer = self._offer()
        people = {one["id"]: one for one in offer["people"]}
        taking = {people[ref]["name"] for ref in offer["teams"][0]["people"]}
        names = (self.bia | self.boss | self.caio | self.rosa).mapped("name")
        self.assertEqual(taking, set(names))
        bia = people[self._member_of(self.bia).id]
        self.assertEqual((bia["availability"], bia["held"]), ("away", 0))
        self.team.destination_ids = self.finance
        offer = self._offer()
        self.assertEqual(len(offer["teams"][0]["people"]), 2)

    def test_one_click_does_all(self):
        """I3: to a person, to the queue, and what is not named is kept."""
        bia = self._member_of(self.bia)
        self._leave()
        outcomes, why = self._give({self.first: bia, self.second: False}, "Volto às 9")
        self.assertEqual((outcomes, why), (["handed", "queued"], ["", ""]))
        self.assertEqual(self.first.pact_agent_id, self.bia)
        self.assertEqual(self.second.pact_state, "waiting")
        self.assertEqual(self.third.pact_agent_id, self.ana)
        for channel, reason in ((self.first, "transferred"), (self.second, "returned")):
            stint = self._stint(channel)
            self.assertEqual(stint.reason, reason)
            self.assertEqual(stint.transfer_reason, "shift")
            self.assertEqual(stint.note, "Volto às 9")
            self.assertEqual(stint.by_user_id, self.ana)
            self.assertIn("Volto às 9", self._notes(channel)[-1].body)
            self.assertFalse(self._outbox(channel))
        self.assertIn("Volto", self._sent_to(self.bia))

    def test_what_is_kept_is_answered(self):
        """C5: unavailable, one still answers what one holds."""
        self._leave()
        self._answer(self.third)
        self.assertEqual(len(self._outbox(self.third)), 1)

    def test_who_became_full_meanwhile(self):
        """I3: it waits in the queue rather than with who is gone, and that is said."""
        bia = self._member_of(self.bia)
        self._leave()
        bia.max_open = 1
        outcomes, why = self._give({self.first: bia, self.second: bia}, "Até amanhã")
        self.assertEqual(outcomes, ["handed", "queued"])
        self.assertIn("as many as they may", why[1])
        self.assertEqual(self.second.pact_state, "waiting")
        self.assertEqual(self._stint(self.second).note, "Até amanhã")

    def test_who_went_away_meanwhile(self):
        """C5: nobody who pauses or left gets it; in words."""
        bia = self._member_of(self.bia)
        self._leave()
        for state, channel in zip(
            ("paused", "away", "unavailable"), self.held, strict=True
        ):
            bia._become(state)
            outcomes, why = self._give({channel: bia})
            self.assertEqual(outcomes, ["queued"])
            self.assertIn("is not there any more", why[0])
            self.assertEqual(channel.pact_state, "waiting")

    def test_what_somebody_took_meanwhile(self):
        """I3: it is not touched, and nothing of it is told."""
        self._leave()
        self._transfer(self.rosa, self.first, user_id=self.bia.id)
        outcomes, why = self._give({self.first: False, self.second: False})
        self.assertEqual(outcomes, ["gone", "queued"])
        self.assertIn("somebody else", why[0])
        self.assertEqual(self.first.pact_agent_id, self.bia)

    def test_without_the_right_to_transfer(self):
        """U14: back to the queue is all that is offered, and all that works."""
        self._take(waiting := self._write(sender=LUA), self.bia)
        offer = self._offer(self.bia)
        self.assertEqual((offer["people"], offer["teams"][0]["people"]), ([], []))
        self.assertFalse(offer["rows"][0]["heir_id"])
        heir = self._member_of(self.boss)
        outcomes, why = self._give({waiting: heir}, user=self.bia)
        self.assertEqual(outcomes, ["kept"])
        self.assertIn("Return it to the queue", why[0])
        self.assertEqual(waiting.pact_agent_id, self.bia)
        self.assertEqual(self._give({waiting: False}, user=self.bia)[0], ["queued"])

    def test_a_note_where_the_company_wants_one(self):
        """U14: to a person not without a word; the queue needs none."""
        self.company.pact_transfer_note = True
        bia = self._member_of(self.bia)
        self.assertTrue(self._offer()["needs_note"])
        for note in ("", " \n", None, ["x"]):
            self._assert_refused(
                UserError, "Say in a note", self._give, {self.first: bia}, note
            )
        self._assert_refused(
            UserError, "longer", self._give, {self.first: bia}, "x" * 2001
        )
        self.assertEqual(self._give({self.second: False})[0], ["queued"])
        self.assertEqual(self._give({self.first: bia}, "Oi\0\ud800")[0], ["handed"])
        self.assertEqual(self._stint(self.first).note, "Oi")

    def test_colleagues_see_it_at_once(self):
        """I3: that they are gone, and what waits now."""
        self._forget_what_was_sent()
        self._leave()
        self.assertIn('"unavailable"', self._sent_to(self.bia))
        self._forget_what_was_sent()
        self._give({self.first: False})
        self.assertIn('"waiting"', self._sent_to(self.bia))

    def test_the_cost_is_flat(self):
        """I3: thirty conversations of thirty teams are no query more than one."""
        self._leave()
        self._give({self.second: False, self.third: False})
        self.first.pact_team_id = self._make_team("Team")
        one = self._count_queries()
        for number in range(29):
            sender = f"55319876{number:05}"
            channel = self._write(sender=sender)
            channel.pact_team_id = self._make_team(f"Team {number}")
            channel._pact_hold(self.ana, "taken")
        self.assertEqual(len(self._offer()["rows"]), 30)
        self.assertLessEqual(self._count_queries(), one)
        self.assertLessEqual(one, 30)

    def _count_queries(self):
        self._leave()
        before = self.env.cr.sql_log_count
        self._offer()
        return self.env.cr.sql_log_count - before

    def test_a_hundred_at_once(self):
        """I3: more than a dialog can show are offered after those."""
        with self.subTest("too many"), self.assertRaises(UserError):
            rows = [{"id": number} for number in range(1, 102)]
            self._call(self.ana, "leave_hand_over", rows)

    def test_without_anything_held(self):
        """C1: no dialog for nothing."""
        self.assertEqual(self._leave(self.caio)["offers"], [])

    def test_leaving_ends_a_pause(self):
        """C8: the pause is logged as what it was."""
        self.member._become("paused")
        self._leave()
        self.assertEqual(self.member.availability, "unavailable")


class TestLeaveForOthers(LeaveCase):
    """C12, I3: somebody is gone; who decides does it for them."""

    def test_a_supervisor(self):
        """The person is unavailable, told so, and what they held goes on."""
        offer = self._offer(self.rosa, self.member.id)
        self.assertEqual(self.member.availability, "unavailable")
        self.assertEqual(self.member.availability_id.cause, "supervisor")
        self.assertEqual(self.member.availability_id.by_user_id, self.rosa)
        self.assertIn("marked you as unavailable", self._sent_to(self.ana))
        self.assertEqual(offer["name"], self.ana.name)
        self.assertEqual(offer["member_id"], self.member.id)
        self.assertEqual(len(offer["rows"]), 3)
        self.assertEqual(self._member_of(self.rosa).availability, "available")
        outcomes, _why = self._give(
            {self.first: self._member_of(self.bia), self.second: False},
            "Ana foi ao médico",
            user=self.rosa,
            member=self.member,
        )
        self.assertEqual(outcomes, ["handed", "queued"])
        self.assertEqual(self._stint(self.first).by_user_id, self.rosa)
        self.assertEqual(self.third.pact_agent_id, self.ana)

    def test_told_once(self):
        """Who is gone already hears nothing a second time, and the log stays."""
        self._leave(self.rosa, self.member.id)
        stretch = self.member.availability_id
        self._forget_what_was_sent()
        self._leave(self.rosa, self.member.id)
        self.assertEqual(self.member.availability_id, stretch)
        self.assertNotIn("marked you", self._sent_to(self.ana))

    def test_only_what_they_hold(self):
        """Of somebody else nothing is moved by this."""
        other = self._held(LUA, self.bia)
        outcomes, _why = self._give({other: False}, user=self.rosa, member=self.member)
        self.assertEqual(outcomes, ["gone"])
        self.assertEqual(other.pact_agent_id, self.bia)

    def test_who_may(self):
        """A.7: those who assign what others hold; nobody else, in no company."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_pact", "administrator", self._make_team("O", other)
        )
        kinds = ("manager", "supervisor", "stakeholder", "administrator")
        for kind in kinds:
            user = self._make_member(f"{kind}_pact", kind, self.team)
            with self.subTest(kind):
                self.assertTrue(self._sees_button(user))
                self.assertEqual(len(self._offer(user, self.member.id)["rows"]), 3)
        clerk = self._make_member("clerk_pact", "payments", self.team)
        novice = self._make_member("novice_pact", "conversation", self.team)
        portal = self._make_user("portal_pact", groups="base.group_portal")
        rows = [{"id": self.first.id, "heir_id": False}]
        for user in (
            *(self.bia, stranger, clerk, novice, portal),
            self._make_user("employee_pact"),
        ):
            company = user.company_id
            for method, args in (
                ("leave", [self.member.id]),
                ("leave_hand_over", [rows, "", self.member.id]),
            ):
                with self.subTest((user.login, method)):
                    self._assert_refused(
                        AccessError,
                        "",
                        self._call,
                        user,
                        method,
                        *args,
                        company=company,
                    )
        self.assertFalse(self._sees_button(self.bia))
        self.assertFalse(self._sees_button(self.ana))
        self.assertEqual(self.held.pact_agent_id, self.ana)

    def _sees_button(self, user):
        [row] = self._rpc(
            user, "pact.member", "read", self.member.ids, ["is_mine_to_send_off"]
        )
        return row["is_mine_to_send_off"]

    def test_the_button(self):
        """It opens the assistant of that person."""
        action = self._rpc(
            self.rosa, "pact.member", "action_leave_for", self.member.ids
        )
        self.assertEqual(action["params"], {"member_id": self.member.id})


class TestLeaveAttack(LeaveCase):
    def test_odd_members(self):
        """No number of no member is anybody, and the answer is the same for all."""
        missing = self.env["pact.member"].search([], order="id desc", limit=1).id + 9
        for wanted in (*ODD, missing):
            for user in (self.ana, self.rosa):
                with self.subTest((user.login, wanted)):
                    self._assert_refused(
                        AccessError, "do not let you", self._leave, user, wanted
                    )

    def test_odd_rows(self):
        """What no dialog sends is refused in a sentence, and moves nothing."""
        for rows in (
            *(None, 7, "x", {}, {"id": 1}, [None], [7], [[]], [{}]),
            *([{"id": value}] for value in (*ODD, False, None, "1")),
            *([{"id": self.first.id, "heir_id": value}] for value in (*ODD, "1")),
        ):
            with self.subTest(rows):
                self._assert_refused(
                    UserError,
                    "Open the list again",
                    self._call,
                    self.ana,
                    "leave_hand_over",
                    rows,
                )
        self.assertEqual(self.held.pact_agent_id, self.ana)

    def test_odd_notes(self):
        """What no database stores is left out."""
        for note in (*ODD, None):
            with self.subTest(note):
                told = self._call(self.ana, "leave_hand_over", [], note)
                self.assertEqual(told, [])

    def test_conversations_of_others(self):
        """P7: neither a colleague's, nor another company's, nor a chat is touched."""
        other = self.env["res.company"].create({"name": "Outra"})
        strange = self._make_team("O", other)
        stranger = self._make_member("o_pact", "administrator", strange)
        inbox = self._make_inbox(strange, number_ref="700100200300401")
        self._receive(
            self._element("text", {"body": "Oi"}, LUA), inbox=inbox, names={LUA: "Lua"}
        )
        foreign = self._conversation(LUA)
        self._take(foreign, stranger)
        chat = self.env["discuss.channel"].create({"name": "Segredo"})
        missing = chat.browse(chat.id + 999)
        told = {}
        for channel in (foreign, chat, missing):
            told[channel] = self._give({channel: False})
            self.assertEqual(
                self._give({channel: False}, user=self.rosa), told[channel]
            )
        self.assertEqual({outcome for [outcome], _why in told.values()}, {"gone"})
        self.assertEqual(len({why for _outcome, [why] in told.values()}), 1)
        self.assertEqual(foreign.pact_agent_id, stranger)
        outcomes, _why = self._give({self.first: False}, user=stranger)
        self.assertEqual(outcomes, ["gone"])

    def test_heirs_of_other_companies(self):
        """P7: nobody foreign, removed or without the right gets anything."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member("o_pact", "agent", self._make_team("O", other))
        clerk = self._make_member("clerk_pact", "payments", self.team)
        removed = self._member_of(self._make_member("gone_pact", "agent", self.team))
        removed.action_remove()
        heirs = (self._member_of(stranger), self._member_of(clerk), removed)
        for channel, heir in zip(self.held, heirs, strict=True):
            outcomes, why = self._give({channel: heir})
            self.assertEqual(outcomes, ["queued"])
            self.assertIn("does not answer customers here", why[0])
            self.assertNotIn(heir.name, why[0])

    def test_oneself_is_no_heir(self):
        """What goes to whoever leaves is not handed over: it goes to the queue."""
        outcomes, _why = self._give({self.first: self.member})
        self.assertEqual(outcomes, ["queued"])

    def test_names_are_for_who_may_read(self):
        """Who decides but does not read is told no customer's name."""
        self._leave()
        supervisor = self._member_of(self.rosa)
        self.env.cr.execute(
            "UPDATE pact_member SET may_read_others = FALSE WHERE id = %s",
            supervisor.ids,
        )
        self.env.invalidate_all()
        rows = self._offer(self.rosa, self.member.id)["rows"]
        self.assertEqual({row["customer"] for row in rows}, {"Conversation"})

    def test_no_membership(self):
        """P7: who answers nobody leaves nothing."""
        employee = self._make_user("employee_pact")
        self._assert_refused(AccessError, "answer no customers", self._leave, employee)
        self.assertEqual(self._leave(employee, None, True)["offers"], [])
        self.assertEqual(
            self._call(employee, "leave_hand_over", [{"id": self.first.id}])[0][
                "outcome"
            ],
            "gone",
        )


class TestLeaveEverywhere(LeaveCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Outra"})
        self.there = self._make_team("O", self.other)
        self.ana.company_ids |= self.other
        self.elsewhere = self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": self.other.id,
                "role_ids": [fields.Command.set(self._role("agent").ids)],
                "team_ids": [fields.Command.set(self.there.ids)],
            }
        )
        self.elsewhere._become("available")
        inbox = self._make_inbox(self.there, number_ref="700100200300401")
        self._receive(
            self._element("text", {"body": "Oi"}, LUA), inbox=inbox, names={LUA: "Lua"}
        )
        self.abroad = self._conversation(LUA)
        self._take(self.abroad)

    def test_leaving_is_of_one_company(self):
        """P7: gone here, there for the other company."""
        self.assertEqual(self._offer()["company"], self.company.name)
        self.assertEqual(self.elsewhere.availability, "available")

    def test_logging_out_is_of_all(self):
        """C1: gone everywhere, and asked about what is held everywhere."""
        offers = self._leave(self.ana, False, True)["offers"]
        self.assertEqual(
            {offer["company"] for offer in offers}, {self.company.name, "Outra"}
        )
        self.assertEqual(self.elsewhere.availability, "unavailable")
        self.assertEqual(self.elsewhere.availability_id.cause, "logout")
        [strange] = [offer for offer in offers if offer["company"] == "Outra"]
        self.assertEqual(strange["people"], [])
        outcomes, _why = self._give({self.first: False, self.abroad: False})
        self.assertEqual(outcomes, ["queued", "queued"])

    def test_nobody_of_one_company_gets_what_is_of_the_other(self):
        """P7: not even between one's own two."""
        heir = self._member_of(self.bia)
        self._tick_there()
        outcomes, why = self._give({self.first: heir, self.abroad: heir})
        self.assertEqual(outcomes, ["handed", "queued"])
        self.assertIn("does not answer customers here", why[1])

    def _tick_there(self):
        option = self.env["pact.right"].search([("code", "=", "may_transfer")])
        self.elsewhere.option_ids = [fields.Command.link(option.id)]


class TestLeaveWhileLocked(LeaveCase):
    def test_somebody_changes_it_right_now(self):
        """I3: that one is kept and said, the others go on."""
        channel = self.first
        original = type(channel).try_lock_for_update

        def taken(records, *args, **kwargs):
            if records == channel:
                return records.browse()
            return original(records, *args, **kwargs)

        self.patch(type(channel), "try_lock_for_update", taken)
        outcomes, why = self._give({self.first: False, self.second: False})
        self.assertEqual(outcomes, ["kept", "queued"])
        self.assertIn("right now", why[0])
        self.assertEqual(self.first.pact_agent_id, self.ana)
        self.assertEqual(self.second.pact_state, "waiting")


@tagged("post_install", "-at_install")
class TestLeaveAndLogout(LeaveCase, HttpCase):
    def test_logging_out_by_the_address(self):
        """C1: the server needs no dialog to know that they are gone."""
        self.authenticate("ana_pact", "ana_pact")
        self.url_open("/web/session/logout")
        self.env.invalidate_all()
        self.assertEqual(self.member.availability, "unavailable")
        self.assertEqual(self.held.pact_agent_id, self.ana)
