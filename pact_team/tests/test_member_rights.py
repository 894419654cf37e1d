from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.pact_right import AREA_OF
from ..rules import rights
from .common import PactCase

COUNTED = {
    "Conversations they read": ("discuss.channel", [("channel_type", "=", "pact")]),
    "Members": ("pact.member", []),
    "Teams": ("pact.team", []),
    "Inboxes": ("pact.inbox", []),
}
SHOWN = {"member_id": {}, "counts": {}}


class StaffCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._make_member("manager_pact", "manager", cls.team)
        cls.branch = cls.env["res.company"].create({"name": "Filial"})
        cls.stranger = cls._make_member(
            "stranger_pact", "administrator", cls._make_team("Filial", cls.branch)
        )

    def _assert_refused(self, user, model, method, *args, **kwargs):
        with (
            self.subTest(user=user.login, call=f"{model}.{method}"),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, model, method, *args, **kwargs)
        self.env.invalidate_all()

    def _lend(self, member, kind, **given):
        now = fields.Datetime.now()
        return self.env["pact.grant"].create(
            {
                "member_id": member.id,
                "kind": kind,
                "date_from": now - timedelta(hours=1),
                "date_to": now + timedelta(days=2),
                **given,
            }
        )


@tagged("post_install", "-at_install")
class TestEffectiveRights(StaffCase):
    def _table(self, user, member):
        [row] = self._rpc(user, "pact.member", "read", member.ids, ["rights_table"])
        return etree.HTML(str(row["rights_table"] or "<p/>"))

    def _explained(self, user, member):
        """Return ``{right: what stands beside it}``, as ``user`` reads the page."""
        return {
            "".join(row.xpath(".//span[1]/text()")[:1]): [
                " ".join("".join(badge.itertext()).split())
                for badge in row.xpath(".//span[contains(@class, 'badge')]")
            ]
            for row in self._table(user, member).xpath(
                "//div[contains(@class, 'o-pact-MemberRight ')]"
            )
        }

    def test_every_right_has_one_place(self):
        """I5: no right is left out of the page, nor on it twice."""
        self.assertEqual(set(AREA_OF), set(rights.RIGHTS))
        member = self._member_of(self.ana)
        self.assertEqual(len(self._explained(self.boss, member)), len(rights.RIGHTS))

    def test_each_right_names_what_gives_it(self):
        """I5: role, option, and what is given for a while, with its end."""
        member = self._member_of(self.ana)
        member.option_ids = self.env["pact.right"]._of(["may_transfer"])
        self._lend(member, "role", role_id=self._role("supervisor").id)
        explained = self._explained(self.boss, member)
        self.assertEqual(explained["Answer customers"][0], "Agent")
        self.assertRegex(explained["Answer customers"][1], "^Supervisor until .")
        self.assertEqual(explained["Transfer"][0], explained["Transfer"][0])
        self.assertIn("Option", explained["Transfer"])
        self.assertRegex(
            explained["Read others' conversations"][0], "^Supervisor until ."
        )
        self.assertEqual(explained["Configure"], [])

    def test_a_lent_option_names_its_end(self):
        """I11: what ends by itself says when."""
        member = self._member_of(self.ana)
        right = self.env["pact.right"]._of(["may_transfer"])
        self._lend(member, "option", right_id=right.id)
        [source] = self._explained(self.boss, member)["Transfer"]
        self.assertRegex(source, "^Option until .")

    def test_a_lent_team_names_its_end(self):
        """I5: the queues that a team opens, for good or for a while."""
        member = self._member_of(self.ana)
        self._lend(member, "team", team_id=self._make_team("Sales").id)
        teams = [
            " ".join("".join(tag.itertext()).split())
            for tag in self._table(self.boss, member).xpath(
                "//p[contains(@class, 'teams')]//span"
            )
        ]
        self.assertEqual(len(teams), 2)
        self.assertRegex(teams[0], "^Sales until .")
        self.assertEqual(teams[1], "Support")

    def test_held_rights_come_first(self):
        """I5: in every area."""
        table = self._table(self.boss, self._member_of(self.ana))
        for area in table.xpath("//section"):
            held = [
                "text-muted" not in row.get("class").split()
                for row in area.xpath("./div")
            ]
            self.assertEqual(held, sorted(held, reverse=True))

    def test_one_reads_ones_own_rights(self):
        """U39: effective rights are visible to who has them, grants included."""
        member = self._member_of(self.ana)
        self._lend(member, "role", role_id=self._role("supervisor").id)
        explained = self._explained(self.ana, member)
        self.assertTrue(explained["Assign and finish others'"])

    def test_colleagues_do_not_read_each_others(self):
        """P3: an agent sees of a colleague the name, the teams and the roles."""
        member = self._member_of(self.bia)
        self.assertFalse(self._explained(self.ana, member))
        self.assertFalse(self._explained(self.manager, self._member_of(self.boss)))
        self.assertTrue(self._explained(self.manager, member))
        self._assert_refused(
            self.stranger, "pact.member", "read", member.ids, ["rights_table"]
        )

    def test_a_form_that_is_never_saved_tells_no_rights(self):
        """P3: whatever an unsaved form pretends about company or person."""
        member = self._member_of(self.boss)
        self.ana.company_ids = [Command.link(self.branch.id)]
        self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": self.branch.id,
                "role_ids": [Command.set(self._role("administrator").ids)],
            }
        )
        self._assert_refused(
            self.ana,
            "pact.member",
            "onchange",
            member.ids,
            {"company_id": self.branch.id, "user_id": self.ana.id},
            ["company_id", "user_id"],
            {"rights_table": {}, "company_id": {}, "user_id": {}},
        )

    def test_a_form_that_is_never_saved_makes_nobody_a_member(self):
        """P7: neither a new membership nor another's, with one's own name in it."""
        member = self._member_of(self.stranger).with_user(self.ana)
        before = member._mine()
        pretended = {
            "user_id": self.ana.id,
            "company_id": self.branch.id,
            "active": True,
            "may_configure": True,
        }
        for origin in (None, member):
            self.env["pact.member"].with_user(self.ana).new(pretended, origin=origin)
            self.assertEqual(member._mine(), before)
            self.assertEqual(before.company_id, self.company)

    def test_a_membership_counts_from_the_moment_it_is_made(self):
        """P7: in the same breath, and no longer than it lasts."""
        mine = self.env["pact.member"].with_user(self.ana)
        self.assertEqual(mine._companies_where("may_answer"), self.company)
        self.ana.company_ids = [Command.link(self.branch.id)]
        made = self.env["pact.member"].create(
            {"user_id": self.ana.id, "company_id": self.branch.id}
        )
        both = self.company + self.branch
        self.assertEqual(mine._companies_where("may_answer"), both)
        self.assertFalse(mine._companies_where("may_configure"))
        made.role_ids = self._role("administrator")
        self.assertEqual(mine._companies_where("may_configure"), self.branch)
        made.unlink()
        self.assertEqual(mine._companies_where("may_answer"), self.company)

    def test_an_agent_opens_a_colleagues_form(self):
        """P3: and finds nothing there to change, nor an error."""
        views = self._rpc(self.ana, "pact.member", "get_views", [[False, "form"]])
        arch = etree.fromstring(views["views"]["form"]["arch"])
        self.assertFalse(arch.xpath("//field[@name='grant_ids']"))
        self.assertFalse(arch.xpath("//button[@name='action_preview']"))
        shown = {node.get("name"): {} for node in arch.xpath("//field")}
        member = self._member_of(self.bia)
        [row] = self._rpc(self.ana, "pact.member", "web_read", member.ids, shown)
        self.assertFalse(row["is_configurable"])


@tagged("post_install", "-at_install")
class TestPreview(StaffCase):
    def _preview(self, user, member):
        [number] = self._rpc(
            user, "pact.member.preview", "create", [{"member_id": member.id}]
        )
        return self.env["pact.member.preview"].browse(number)

    def _counts(self, user, member):
        """Return ``{what: how many}`` of the page, None for what is closed."""
        preview = self._preview(user, member)
        [row] = self._rpc(user, "pact.member.preview", "read", preview.ids, ["counts"])
        counts = {}
        for card in etree.HTML(str(row["counts"])).xpath("/html/body/div/div"):
            number, label = card.xpath("./div")
            text = (number.text or "").strip()
            counts[label.text] = int(text) if text else None
        return counts

    def test_counts_are_what_they_would_find(self):
        """I5: each number equals what a search by that person gives."""
        self._take(self._write())
        self._write(sender="5531987650002")
        self._make_team("Sales")
        for user in (self.ana, self.manager, self.boss):
            counts = self._counts(self.boss, self._member_of(user))
            for label, (model, domain) in COUNTED.items():
                records = self.env[model].with_user(user)
                found = None
                if records.has_access("read"):
                    found = records.search_count(domain)
                self.assertEqual(counts[label], found, (user.login, label))
            waiting = self.env["discuss.channel"].with_user(user)
            self.assertEqual(
                counts["Waiting for their teams"],
                len(waiting._pact_waiting_for_me(limit=None)),
            )

    def test_counts_stay_in_the_members_company(self):
        """P7: what the same person sees elsewhere is not counted here."""
        self.ana.company_ids = [Command.link(self.branch.id)]
        self.env["pact.member"].create(
            {
                "user_id": self.ana.id,
                "company_id": self.branch.id,
                "role_ids": [Command.set(self._role("administrator").ids)],
            }
        )
        here = self._member_of(self.ana).filtered(
            lambda member: member.company_id == self.company
        )
        self.assertEqual(self._counts(self.boss, here)["Teams"], 1)

    def test_who_does_not_edit_members_has_no_preview(self):
        """P3, H13: refused to agents, to strangers, and about one's betters."""
        bia, boss = self._member_of(self.bia), self._member_of(self.boss)
        refused = ((self.ana, bia), (self.stranger, bia), (self.manager, boss))
        for user, member in refused:
            asked = (user, "pact.member.preview")
            values = {"member_id": member.id}
            self._assert_refused(*asked, "web_save", [], values, SHOWN)
            self._assert_refused(user, "pact.member", "action_preview", member.ids)

    def test_another_name_slipped_in_tells_nothing(self):
        """P3: neither on a form that is never saved, nor on a saved one."""
        boss = {"member_id": self._member_of(self.boss).id}
        preview = self._preview(self.manager, self._member_of(self.ana))
        asked = (self.manager, "pact.member.preview")
        for ids in ([], preview.ids):
            self._assert_refused(*asked, "onchange", ids, boss, ["member_id"], SHOWN)
        self._rpc(*asked, "write", preview.ids, boss)
        self._assert_refused(*asked, "read", preview.ids, ["counts"])

    def test_a_member_who_pretends_to_be_another_tells_nothing(self):
        """P3: what is counted is what the member finds whom one may edit."""
        self._take(self._write(), self.bia)
        ana = self._member_of(self.ana)
        pretended = {"member_id": {"id": ana.id, "user_id": self.bia.id}}
        asked = (self.manager, "pact.member.preview", "onchange", [])
        answers = [
            self._rpc(*asked, {"member_id": named}, ["member_id"], SHOWN)
            for named in (ana.id, pretended["member_id"])
        ]
        plain, slipped = (answer["value"]["counts"] for answer in answers)
        self.assertEqual(plain, slipped)

    def test_a_preview_is_its_makers(self):
        """P7: a number is no way to what somebody else asked about."""
        preview = self._preview(self.boss, self._member_of(self.bia))
        for user in (self.ana, self.manager, self.stranger):
            self._assert_refused(
                user, "pact.member.preview", "read", preview.ids, ["counts"]
            )
