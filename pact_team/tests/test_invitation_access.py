from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .invitation_case import InvitationCase

ROLES = (
    "agent",
    "conversation",
    "supervisor",
    "payments",
    "stakeholder",
    "manager",
    "administrator",
)
INVITERS = ("manager", "administrator")
SYSTEM_FIELDS = {
    "state": "accepted",
    "is_over": True,
    "email": "thief@example.com",
    "email_normalized": "thief@example.com",
    "expiry_date": "2099-01-01 00:00:00",
    "sent_date": "2026-01-01 00:00:00",
    "accepted_date": "2026-01-01 00:00:00",
    "renewal_count": 0,
    "reminder_count": 0,
    "letter_id": 1,
    "user_id": 2,
    "member_id": 1,
    "is_agent_only": True,
}


@tagged("post_install", "-at_install")
class TestInvitationAccess(InvitationCase):
    """Two companies; in the other one everybody here has the opposite role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Outra"})
        cls.other_team = cls._make_team("Outra equipe", cls.other)
        cls.other_boss = cls._make_member("other_boss", "administrator", cls.other_team)
        cls.people = {
            role: cls._make_member(f"{role}_here", role, cls.team) for role in ROLES
        }
        for role, user in cls.people.items():
            user.company_ids = [Command.link(cls.other.id)]
            cls.env["pact.member"].create(
                {
                    "user_id": user.id,
                    "company_id": cls.other.id,
                    "role_ids": [
                        Command.set(
                            cls._role(
                                "agent" if role in INVITERS else "administrator"
                            ).ids
                        )
                    ],
                }
            )
        cls.employee = cls._make_user("employee_pact")
        cls.settings = cls._make_user(
            "settings_pact", groups="base.group_user,base.group_system"
        )

    def _refused(self, user, method, *args, model="pact.invitation", **kwargs):
        with (
            self.subTest(user=user.login, call=method),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError, msg=f"{user.login} {method}"),
        ):
            self._rpc(user, model, method, *args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()

    def _strangers(self):
        """Return who may not invite here, though most of them may elsewhere."""
        here = [self.people[role] for role in ROLES if role not in INVITERS]
        return [*here, self.other_boss, self.employee, self.settings]

    def test_who_may_not_invite(self):
        """P3, P14, X1: nobody without the right in this company, by no door."""
        offer = self._invite("nina@example.com")
        for user in self._strangers():
            vals = {"email": "x@example.com", "company_id": self.company.id}
            self._refused(user, "create", vals)
            self._refused(user, "read", offer.ids, ["email"])
            self._refused(user, "write", offer.ids, {"max_open": 1})
            self._refused(user, "unlink", offer.ids)
            for action in ("action_send", "action_copy_link", "action_cancel"):
                self._refused(user, action, offer.ids)
            self._refused(user, "get_funnel", self.company.id)

    def test_what_is_no_company_is_refused_in_words(self):
        """P14: whatever comes as one, and never an error of ours."""
        for company_id in ([self.company.id], {"id": 1}, "x", -1, True):
            offered = {"email": "nina@example.com", "company_id": company_id}
            for method, *args in (("create", [offered]), ("get_funnel", company_id)):
                with self.assertRaisesRegex(AccessError, "Only who may invite"):
                    self._rpc(self.manager, "pact.invitation", method, *args)

    def test_the_wizard_is_no_other_door(self):
        """P14: it invites with the rights of whoever presses the button."""
        for user in self._strangers():
            with self.assertRaises(AccessError, msg=user.login):
                self.env["pact.invitation.send"].with_user(user).create(
                    {"addresses": "x@example.com", "company_id": self.company.id}
                ).action_send()

    def test_nothing_is_found_by_searching(self):
        """P8: of this company only, for who may invite here."""
        self._invite("nina@example.com")
        for user in self._strangers():
            if user in (self.employee, self.settings):
                self._refused(user, "search", [])
                continue
            found = self._rpc(
                user, "pact.invitation", "search", [("email", "=", "nina@example.com")]
            )
            self.assertFalse(found, user.login)

    def test_who_may_invite(self):
        """H13, X1: managers and administrators."""
        for role in INVITERS:
            user = self.people[role]
            offer = self._invite(f"{role}@example.com", user=user)
            self._rpc(user, "pact.invitation", "write", offer.ids, {"max_open": 2})
            self._rpc(user, "pact.invitation", "action_send", offer.ids)
            self.assertTrue(self._copied_token(offer, user))
            self._rpc(user, "pact.invitation", "action_cancel", offer.ids)
            self.assertEqual(offer.state, "cancelled")

    def test_a_manager_invites_agents_only(self):
        """H13: neither by creating nor by editing, with any other role."""
        offer = self._invite("nina@example.com", user=self.manager)
        for role in set(ROLES) - {"agent", "conversation"}:
            roles = self._set(self._role(role))
            vals = {"email": "x@example.com", "company_id": self.company.id}
            self._refused(self.manager, "create", {**vals, "role_ids": roles})
            self._refused(self.manager, "write", offer.ids, {"role_ids": roles})
        self.assertEqual(offer.role_ids, self._role("agent"))

    def test_a_manager_has_no_part_in_an_administrators_invitation(self):
        """H13: not to read it, nor to send it to somebody, nor to copy its link."""
        offer = self._invite(
            "nina@example.com", role_ids=self._set(self._role("administrator"))
        )
        self._refused(self.manager, "read", offer.ids, ["email"])
        self._refused(self.manager, "write", offer.ids, {"max_open": 1})
        for action in ("action_send", "action_copy_link", "action_cancel", "unlink"):
            self._refused(self.manager, action, offer.ids)
        self.assertFalse(
            self._rpc(
                self.manager, "pact.invitation", "search", [("id", "=", offer.id)]
            )
        )

    def test_a_copied_link_is_worth_what_its_copier_may_offer(self):
        """H13: no manager keeps a link to what an administrator offers later."""
        offer = self._invite("nina@example.com", user=self.manager)
        mailed = self._mailed_token(offer)
        copied = self._copied_token(offer, user=self.manager)
        own = self._copied_token(offer)
        self.assertEqual(self._verdict(copied), "open")
        self._rpc(
            self.boss,
            "pact.invitation",
            "write",
            offer.ids,
            {"role_ids": self._set(self._role("administrator"))},
        )
        verdicts = [self._verdict(token) for token in (mailed, own, copied)]
        self.assertEqual(verdicts, ["open", "open", "over"])

    def test_a_copied_link_ends_with_its_copier(self):
        """P12: whoever is removed comes back by no invitation of their own."""
        offer = self._invite("nina@example.com", user=self.manager)
        copied = self._copied_token(offer, user=self.manager)
        self._member_of(self.manager).action_remove()
        self.assertEqual(self._verdict(copied), "over")

    def test_a_copied_link_opens_no_closed_account(self):
        """P20: only who reads the mailbox of former times becomes that person."""
        before = self._invite("nina@example.com")
        nina = self._come_in(self._sent(before))
        offer = self._invite("bruno@example.com", user=self.manager)
        self._member_of(nina).action_remove()
        self.assertFalse(nina.active)
        again = self._invite("nina@example.com", user=self.manager)
        mailed = self._mailed_token(again)
        with self.assertRaisesRegex(UserError, "only who reads that mailbox"):
            self._copied_token(again, user=self.manager)
        copied = self._copied_token(offer, user=self.manager)
        self.assertEqual(self._verdict(copied), "open")
        nina.login = "bruno@example.com"
        self.assertEqual(self._verdict(copied), "over")
        self.assertEqual(self._verdict(mailed), "open")

    def _sent(self, offer):
        self._mailed_token(offer)
        return offer

    def test_deleting_needs_the_right_to_remove(self):
        """P10, A.7: a manager deletes where that option is ticked."""
        offer = self._invite("nina@example.com", user=self.manager)
        self._refused(self.manager, "unlink", offer.ids)
        self._member_of(self.manager).option_ids = self.env["pact.right"]._of(
            ["may_remove"]
        )
        self._rpc(self.manager, "pact.invitation", "unlink", offer.ids)
        self.assertFalse(offer.exists())

    def test_what_happens_is_written_by_nobody(self):
        """P16: no state, date, address or result by hand, not by an administrator."""
        offer = self._invite("nina@example.com")
        for name, value in SYSTEM_FIELDS.items():
            self._refused(self.boss, "write", offer.ids, {name: value})
        self._refused(self.boss, "write", offer.ids, {"company_id": self.other.id})

    def test_nor_when_creating(self):
        """P16: nor handed in, nor as a default of the context or of one's own."""
        vals = {"email": "nina@example.com", "company_id": self.company.id}
        context = {
            f"default_{name}": value
            for name, value in SYSTEM_FIELDS.items()
            if name not in ("letter_id", "member_id", "user_id")
        }
        [name, *_rest] = SYSTEM_FIELDS
        self.env["ir.default"].with_user(self.boss).set(
            "pact.invitation", name, "accepted", user_id=True
        )
        made = self._rpc(
            self.boss,
            "pact.invitation",
            "create",
            {**vals, **{k: v for k, v in SYSTEM_FIELDS.items() if k != "email"}},
            context=context,
        )
        offer = self.env["pact.invitation"].browse(made)
        self.assertEqual((offer.state, offer.is_over), ("draft", False))
        self.assertEqual(offer.email_normalized, "nina@example.com")
        self.assertFalse(offer.expiry_date or offer.sent_date or offer.user_id)
        self.assertTrue(offer.is_agent_only)

    def test_a_manager_smuggles_no_administrator_in(self):
        """H13: not by claiming that it is an agent, handed in or by default."""
        vals = {
            "email": "nina@example.com",
            "company_id": self.company.id,
            "role_ids": self._set(self._role("administrator")),
        }
        self._refused(self.manager, "create", {**vals, "is_agent_only": True})
        self._refused(
            self.manager, "create", vals, context={"default_is_agent_only": True}
        )

    def test_a_manager_gives_no_member_a_right_by_default(self):
        """U39: rights follow from roles, whatever the context says of them."""
        friend = self._make_user("friend_pact")
        made = self._rpc(
            self.manager,
            "pact.member",
            "create",
            {"user_id": friend.id, "company_id": self.company.id},
            context={"default_may_configure": True, "default_is_agent_only": False},
        )
        member = self.env["pact.member"].browse(made)
        self.assertFalse(member.may_configure)
        self.assertTrue(member.is_agent_only)

    def test_who_is_there_is_told_to_nobody_of_another_company(self):
        """P8: neither by a refusal, nor by a summary that is never saved."""
        self.ana.email = "ana@example.com"
        self._invite("nina@example.com")
        for address in ("ana@example.com", "nina@example.com", "free@example.com"):
            vals = {"email": address, "company_id": self.company.id}
            with self.assertRaisesRegex(AccessError, "Only who may invite"):
                self._rpc(self.other_boss, "pact.invitation", "create", vals)
            with self.assertRaisesRegex(AccessError, "Only who may invite"):
                self._rpc(
                    self.other_boss,
                    "pact.invitation.send",
                    "onchange",
                    [],
                    {"addresses": address, "company_id": self.company.id},
                    ["addresses"],
                    {"addresses": {}, "summary": {}, "company_id": {}},
                )

    def test_links_are_nobodys_to_read(self):
        """P16: not even the administrators of the system see or find a digest."""
        self._mailed_token(self._invite("nina@example.com"))
        for user in (self.boss, self.manager, self.settings):
            for method, args in (
                ("search_read", ([], ["invitation_id"])),
                ("search", ([("digest", "!=", False)],)),
                ("create", ({"invitation_id": 1, "digest": "x"},)),
            ):
                self._refused(user, method, *args, model="pact.invitation.link")
        link = self.env["pact.invitation.link"].search([], limit=1)
        as_system = link.with_user(self.settings)
        with self.assertRaises(AccessError):
            as_system.read(["digest"])

    def test_seams_are_no_doors(self):
        """P16: what the page calls cannot be called from outside."""
        offer = self._invite("nina@example.com")
        for method in ("_accept", "_make_user", "_find_by_token", "_invite_again"):
            with self.assertRaises(AccessError):
                self._rpc(self.boss, "pact.invitation", method, offer.ids)

    def test_settings_are_the_configurers(self):
        """H17: by RPC, of their own company only."""
        settings = self.env["pact.settings"]
        for user in (self.manager, self.people["supervisor"], self.other_boss):
            with self.assertRaises(AccessError):
                settings.with_user(user).create(
                    {"company_id": self.company.id, "pact_invitation_days": 90}
                ).action_save()
        self.assertEqual(self.company.pact_invitation_days, 7)

    def test_settings_have_bounds(self):
        """X6: from one day to ninety."""
        settings = self.env["pact.settings"].with_user(self.boss)
        settings = settings.with_company(self.company)
        for days in (0, -1, 91):
            with (
                self.subTest(days=days),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
            ):
                settings.create({"pact_invitation_days": days}).action_save()

    def test_the_wizard_offers_a_manager_agents_roles(self):
        """H13: the others are not even shown."""
        wizard = self.env["pact.invitation.send"].with_user(self.manager)
        batch = wizard.with_company(self.company).new({})
        kinds = set(batch.allowed_role_ids.mapped("kind"))
        self.assertEqual(kinds, {"agent", "conversation"})

    def test_a_batch_is_its_makers(self):
        """H13, P7: nobody reads or changes whom somebody else is about to invite."""
        asked = (self.boss, "pact.invitation.send")
        [batch] = self._rpc(*asked, "create", [{"addresses": "nina@example.com"}])
        for user in (self.manager, self.other_boss):
            self.assertFalse(self._rpc(user, "pact.invitation.send", "search", []))
            for method, *rest in (
                ("read", ["addresses"]),
                ("write", {"addresses": "evil@example.com"}),
                ("action_send",),
            ):
                with (
                    mute_logger("odoo.addons.base.models.ir_rule"),
                    self.assertRaises(AccessError),
                ):
                    self._rpc(user, "pact.invitation.send", method, [batch], *rest)

    def test_the_wizard_tells_what_will_happen(self):
        """HN1, H8: whom it invites, what is no address, and who is there already."""
        self.ana.email = "ana@example.com"
        self._invite("nina@example.com")
        batch = (
            self.env["pact.invitation.send"]
            .with_user(self.boss)
            .with_company(self.company)
            .create(
                {
                    "addresses": "Bruno Lima <bruno@example.com>, nobody, "
                    "ana@example.com\nnina@example.com; bruno@example.com"
                }
            )
        )
        for words in ("1</b>", "nobody", "is a member already", "already invited"):
            self.assertIn(words, str(batch.summary))
        answer = batch.action_send()
        self.assertIn("spam", answer["params"]["message"])
        offer = self.env["pact.invitation"].search(
            [("email", "=", "bruno@example.com")]
        )
        self.assertEqual((offer.first_name, offer.last_name), ("Bruno", "Lima"))
        self.assertTrue(offer.queued_date)
