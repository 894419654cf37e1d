import random
from contextlib import suppress
from functools import partial

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import PactCase


@tagged("post_install", "-at_install")
class TestOpenMemberships(PactCase):
    """Which memberships open something, asked in SQL, is what the ORM would say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls.env["res.company"].create({"name": "Outra"})
        cls.companies = cls.company | other
        cls.users = cls.ana | cls.bia
        cls.users.write({"company_ids": [Command.link(other.id)]})
        cls.members = cls._member_of(cls.ana) | cls._member_of(cls.bia)
        cls.members |= cls.env["pact.member"].create(
            [{"user_id": user.id, "company_id": other.id} for user in cls.users]
        )

    def test_whatever_is_not_written_yet(self):
        """H10: nothing of it is asked before what was changed is in the database."""
        for seed in range(12):
            chance = random.Random(seed)
            with self.subTest(seed=seed), self.cr.savepoint() as tried:
                for _step in range(12):
                    with suppress(UserError):
                        chance.choice(self._changes(chance))()
                    user = chance.choice(self.users)
                    self._assert_opened(user)
                tried.rollback()

    def test_one_who_is_not_saved(self):
        """A user in a form who was never saved opens nothing."""
        user = self.env["res.users"].new({"name": "Nova"})
        self.assertFalse(user.pact_open_member_ids)
        self.env["pact.member"].new({"user_id": self.ana.id, "active": True})
        self._assert_opened(self.ana)

    def test_in_the_same_order_always(self):
        """Who looks at several companies finds them where they were."""
        for way in ("indexscan", "indexonlyscan", "bitmapscan"):
            self.env.cr.execute(
                SQL("SET LOCAL %s = off", SQL.identifier(f"enable_{way}"))
            )
        mine = self.env["pact.member"].with_user(self.ana)
        before = mine._mine().ids
        for member in mine._mine().sudo():
            member.max_open += 1
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(mine._mine().ids, before)

    def _assert_opened(self, user):
        members = self.env["pact.member"].with_user(user)
        found, mine = members._open_to(user), members._mine()
        expected = members.sudo().search(
            [
                ("user_id", "=", user.id),
                ("active", "=", True),
                ("user_id.share", "=", False),
                ("company_id.user_ids", "in", user.ids),
            ]
        )
        self.assertEqual(found.ids, expected.ids)
        self.assertEqual(mine.ids, expected.ids)
        for member in expected:
            self.assertTrue(member.active)

    def _changes(self, chance):
        """Return what may happen to somebody; none of it is flushed."""
        member, user = chance.choice(self.members), chance.choice(self.users)
        company = chance.choice(self.companies)
        link = chance.choice((Command.link, Command.unlink))
        portal = chance.choice(("base.group_portal", "base.group_user"))
        internal = self.env.ref("base.group_user")
        return [
            partial(member.write, {"active": not member.active}),
            # What Odoo does without a word to us.
            partial(company.write, {"user_ids": [link(user.id)]}),
            partial(user.write, {"company_ids": [Command.link(company.id)]}),
            partial(user.write, {"active": not user.active}),
            partial(user.write, {"group_ids": [Command.set(self.env.ref(portal).ids)]}),
            partial(internal.write, {"user_ids": [Command.unlink(user.id)]}),
        ]
