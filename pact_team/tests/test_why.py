from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Command
from odoo.tests import tagged

from .custody_case import CustodyCase

JOAO, RITA = "5531987650002", "5531987650003"


class WhyCase(CustodyCase):
    """A team that gives in turn; Ana and Bia are there."""

    def setUp(self):
        super().setUp()
        self._act(self.ana, "finish")
        self.team.method = "round_robin"
        self._member_of(self.boss)._become("unavailable")

    def _given(self, sender=JOAO):
        channel = self._write(sender=sender)
        channel.with_user(1)._pact_distribute()
        self.env.flush_all()
        self.env.invalidate_all()
        return channel

    def _why(self, channel, user=None):
        user = user or self.boss
        return self._rpc(user, "discuss.channel", "pact_why", channel.ids)

    def _others(self, told):
        return {group["word"]: group["names"] for group in told["others"]}

    def _nothing(self, user, member_of=None):
        member = self._member_of(member_of or user)
        return self._rpc(user, "pact.member", "why_nothing", member.ids)


@tagged("post_install", "-at_install")
class TestWhy(WhyCase):
    """I1: why somebody has a conversation, in words, for who looks after people."""

    def test_each_candidate_has_a_reason(self):
        """I1: who had it, by which rule, and why each of the others did not."""
        eva = self._make_member("eva_pact", "agent", self.team)
        self._member_of(eva)._become("paused")
        self._member_of(self.ana).assigned_date = "2020-01-01"
        self._member_of(self.bia).assigned_date = "2026-01-01"
        channel = self._given()
        [told] = self._why(channel)["stints"]
        self.assertEqual(told["who"], self.ana.name)
        self.assertEqual(told["chosen"], self.ana.name)
        self.assertEqual(told["reason"], "Distributed")
        self.assertIn("In turn", told["rule"])
        self.assertEqual(
            self._others(told),
            {
                "in_turn": [self.bia.name],
                "paused": [eva.name],
                "unavailable": [self.boss.name],
            },
        )
        self.assertEqual(
            [group["why"] for group in told["others"]],
            [
                "Others have waited longer for a conversation",
                "In a pause",
                "Unavailable",
            ],
        )

    def test_in_the_askers_language(self):
        """I1: the reasons are in the language of whoever asks."""
        channel = self._given()
        told = self.env["discuss.channel"].with_user(self.boss).browse(channel.id)
        [stint] = told.with_context(lang="pt_BR").pact_why()["stints"]
        self.assertIn("Indisponível", [group["why"] for group in stint["others"]])

    def test_who_was_removed_keeps_their_name(self):
        """I1, X3: what was decided names people who are gone, too."""
        channel = self._given()
        both = (self.ana, self.bia)
        other = both[channel.pact_agent_id == self.ana]
        self._rpc(
            self.boss, "pact.member", "action_archive", self._member_of(other).ids
        )
        [told] = self._why(channel)["stints"]
        self.assertEqual(self._others(told)["in_turn"], [other.name])

    def test_earlier_ones_and_what_was_done_by_hand(self):
        """I1: the latest first; who took it by hand was not decided about."""
        channel = self._given()
        first = channel.pact_agent_id
        self._act(self.boss, "return", channel=channel)
        self._act(self.boss, "take", channel=channel)
        told = self._why(channel)["stints"]
        self.assertEqual([one["who"] for one in told], [self.boss.name, first.name])
        self.assertEqual(told[0]["reason"], "Taken from the queue")
        self.assertFalse(told[0]["others"])
        self.assertTrue(told[1]["others"])

    def test_why_nobody_has_it(self):
        """I1: what waits says why, as things are now."""
        for user in (self.ana, self.bia):
            self._member_of(user)._become("unavailable")
        channel = self._given()
        now = self._why(channel)["now"]
        self.assertEqual(now["rule"], "Nobody of Support can have it right now.")
        everybody = sorted([self.ana.name, self.bia.name, self.boss.name])
        self.assertEqual(self._others(now), {"unavailable": everybody})
        self._member_of(self.ana)._become("available")
        now = self._why(channel)["now"]
        self.assertEqual(now["rule"], f"{self.ana.name} gets it next.")

    def test_why_it_waits_for_people(self):
        """I1: by hand, by the dispenser, and beyond the age that is given."""
        channel = self._write(sender=JOAO)
        for method, words in (("by_hand", "By hand"), ("dispenser", "Dispenser")):
            self.team.method = method
            now = self._why(channel)["now"]
            self.assertIn(words, now["rule"])
            self.assertIn(self.ana.name, self._others(now)[method])
        self.team.write({"method": "least_busy", "most_hours": 2})
        channel.pact_waiting_date = fields.Datetime.now() - timedelta(hours=3)
        self.assertIn("more than 2 hours", self._why(channel)["now"]["rule"])

    def test_agents_learn_nothing_of_colleagues(self):
        """I1: neither whoever holds it, nor by reading the stint."""
        channel = self._given()
        self._assert_refused(
            AccessError, "looks after", self._why, channel, channel.pact_agent_id
        )
        stint = channel.pact_stint_id
        for method, args in (
            ("read", (stint.ids, ["decision"])),
            ("search", ([("decision", "!=", False)],)),
            ("write", (stint.ids, {"decision": {}})),
        ):
            self._assert_refused(
                AccessError,
                "",
                self._rpc,
                channel.pact_agent_id,
                "pact.assignment",
                method,
                *args,
            )

    def test_only_of_the_own_company(self):
        """I1, P7: whoever looks after another company hears nothing of this one."""
        other = self.env["res.company"].create({"name": "Outra"})
        elsewhere = self._make_team("Outra equipe", other)
        stranger = self._make_member("stranger_pact", "administrator", elsewhere)
        channel = self._given()
        refused = (AccessError, MissingError)
        self._assert_refused(refused, "", self._why, channel, stranger)
        self._assert_refused(refused, "", self._nothing, stranger, self.ana)
        # Who is an agent here and the administrator there is an agent here.
        self.ana.sudo().company_ids = [Command.link(other.id)]
        member = self._member_of(self.ana)
        self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": other.id,
                "role_ids": [Command.set(self._role("administrator").ids)],
            }
        )
        self._assert_refused(refused, "", self._why, channel, self.ana)
        call = ("pact.member", "why_nothing", self._member_of(self.bia).ids)
        self._assert_refused(AccessError, "looks after", self._rpc, self.ana, *call)
        self._rpc(self.ana, "pact.member", "why_nothing", member.ids)

    def test_what_is_no_conversation(self):
        """I1: a channel of core and an id of nothing are refused, not answered."""
        group = self.env["discuss.channel"].create({"name": "Casa"})
        group._add_members(users=self.boss)
        self._assert_refused(AccessError, "looks after", self._why, group)
        gone = group.browse(2**30)
        self._assert_refused((AccessError, MissingError), "", self._why, gone)
        call = ("pact.member", "why_nothing", [2**30])
        self._assert_refused(AccessError, "looks after", self._rpc, self.boss, *call)


@tagged("post_install", "-at_install")
class TestWhyNothing(WhyCase):
    """I1: "why do I get nothing", of oneself, and of those one looks after."""

    def _one(self, told):
        [team] = told["teams"]
        return team["why"]

    def test_ones_own_obstacle(self):
        """I1: a pause, a maximum, being gone: said at once, and for each team."""
        member = self._member_of(self.ana)
        self._take(self._write(sender=JOAO), self.ana)
        for change, words in (
            ({"availability": "paused"}, "In a pause"),
            ({"availability": "unavailable"}, "Unavailable"),
            ({"availability": "available", "max_open": 1}, "Holds as many"),
        ):
            member.write(change)
            told = self._nothing(self.ana)
            self.assertIn(words, told["obstacle"])
            self.assertIn(words, self._one(told))
        member.max_open = 0
        self.assertFalse(self._nothing(self.ana)["obstacle"])

    def test_others_come_first(self):
        """I1: without a name and without a state of theirs."""
        self._member_of(self.ana).assigned_date = "2026-01-01"
        self._member_of(self.bia).assigned_date = "2020-01-01"
        self.assertEqual(self._one(self._nothing(self.ana)), self._nobody())
        self._write(sender=JOAO)
        mine = self._nothing(self.ana)
        self.assertEqual(
            self._one(mine), "Others have waited longer for a conversation"
        )
        self.assertNotIn(self.bia.name, str(mine))
        self.assertIn("next one", self._one(self._nothing(self.bia)))

    def _nobody(self):
        return "Nobody waits for this team."

    def test_a_team_that_gives_nothing(self):
        """I1: by hand and by the dispenser: and whether one may."""
        eva = self._make_member("eva_pact", "conversation", self.team)
        self.team.method = "by_hand"
        self.assertIn("By hand", self._one(self._nothing(self.ana)))
        self.assertIn("not among the rights", self._one(self._nothing(eva)))
        self.team.method = "dispenser"
        self.assertIn("not among the rights", self._one(self._nothing(self.ana)))
        self._tick(self.ana, "may_dispense")
        self.assertIn("Dispenser", self._one(self._nothing(self.ana)))

    def test_only_of_oneself(self):
        """I1: colleagues are refused; who looks after people is told of each."""
        self._assert_refused(
            AccessError, "looks after", self._nothing, self.ana, self.bia
        )
        told = self._nothing(self.boss, self.bia)
        self.assertEqual(told["name"], self.bia.name)
        told = self._nothing(self.rosa, self.bia)
        self.assertEqual(told["name"], self.bia.name)

    def test_the_button_of_a_member(self):
        """I1: one click on the member's form opens it."""
        member = self._member_of(self.bia)
        opened = self._rpc(self.boss, "pact.member", "action_why_nothing", member.ids)
        self.assertEqual(opened["params"], {"member_id": member.id})

    def test_after_the_removal(self):
        """I1, P12: whoever was removed hears nothing more, not even of themself."""
        member = self._member_of(self.ana)
        self._rpc(self.boss, "pact.member", "action_archive", member.ids)
        call = ("pact.member", "why_nothing", member.ids)
        self._assert_refused(AccessError, "looks after", self._rpc, self.ana, *call)
        told = self._rpc(self.boss, *call)
        self.assertEqual(told["obstacle"], "Does not answer here")
