from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tools.discuss import Store

from .access_case import AccessCase


@tagged("post_install", "-at_install")
class TestTag(AccessCase):
    """C23: tags: put on, taken off, found again, and only where they belong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exchange = cls._make_tag("Troca", color=3)
        cls.invoice = cls._make_tag("Nota fiscal")
        cls.foreign = cls._make_tag("Alheia", company=cls.other_company)

    @classmethod
    def _make_tag(cls, name, company=None, **vals):
        company = company or cls.company
        return cls.env["pact.tag"].create(
            {"name": name, "company_id": company.id, **vals}
        )

    def _tag(self, user, channel, add=(), remove=()):
        return self._rpc(
            user, "discuss.channel", "action_pact_tag", channel.ids, add, remove
        )

    def _told(self, channel):
        """Return the tags that the bus said of ``channel`` since it was last asked."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([])
        said = [row.message for row in rows if '"pact_tag_ids"' in row.message]
        rows.unlink()
        return said

    def test_the_holder_tags_and_untags(self):
        """C23: several at once; whoever watches sees it at once."""
        self._told(self.held)
        self._tag(self.ana, self.held, (self.exchange + self.invoice).ids)
        self.assertEqual(self.held.pact_tag_ids, self.exchange + self.invoice)
        [said] = self._told(self.held)
        self.assertIn("Troca", said)
        self._tag(self.ana, self.held, [], self.exchange.ids)
        self.assertEqual(self.held.pact_tag_ids, self.invoice)
        [said] = self._told(self.held)
        self.assertNotIn("Troca", said)

    def test_they_come_with_the_conversation(self):
        self._tag(self.ana, self.held, self.exchange.ids)
        data = Store().add(self.held.with_user(self.ana)).get_result()
        self.assertEqual(data["pact.tag"][0]["name"], "Troca")
        self.assertEqual(data["pact.tag"][0]["color"], 3)

    def test_nobody_else_tags(self):
        """C23: neither a colleague, nor a stranger, nor by writing the field."""
        for user in self._outsiders():
            self._assert_refused(
                user,
                "discuss.channel",
                "action_pact_tag",
                self.held.ids,
                self.exchange.ids,
            )
        for user in (self.ana, self.boss):
            self._assert_refused(
                user,
                "discuss.channel",
                "write",
                self.held.ids,
                {"pact_tag_ids": [Command.link(self.exchange.id)]},
            )
        self.assertFalse(self.held.pact_tag_ids)

    def test_other_channels_get_no_tags(self):
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        for user in (self.ana, self.boss):
            self._assert_refused(
                user,
                "discuss.channel",
                "action_pact_tag",
                group.ids,
                self.exchange.ids,
            )

    def test_only_tags_of_the_company_and_the_team(self):
        """C23: another company's, another team's, an archived one, or none at all."""
        sales = self._make_tag("Vendas", team_ids=self._make_team("Vendas 2").ids)
        old = self._make_tag("Velha", active=False)
        for wrong in (self.foreign.ids, sales.ids, old.ids, [0], ["1"], [None]):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                self._tag(self.ana, self.held, wrong)
        sales.team_ids = self.team
        self._tag(self.ana, self.held, sales.ids)
        self.assertEqual(self.held.pact_tag_ids, sales)

    def test_what_is_offered_is_what_is_taken(self):
        """C23: the list to choose from names nothing of a conversation not read."""
        self._make_tag("Vendas", team_ids=self._make_team("Vendas 2").ids)
        domain = [("usable_in", "=", self.held.id)]
        found = self._rpc(self.ana, "pact.tag", "name_search", "", domain)
        self.assertEqual(
            [name for _id, name in found], [self.invoice.name, self.exchange.name]
        )
        self.assertFalse(self._rpc(self.bia, "pact.tag", "search", domain))
        self.assertFalse(self._rpc(self.stranger, "pact.tag", "search", domain))

    def test_strangers_see_none(self):
        """C23: nor does a tag open the conversation it is on."""
        self._tag(self.ana, self.held, self.exchange.ids)
        for user in (self.stranger, self.employee, self.settings, self.ticked):
            self._assert_refused(user, "pact.tag", "read", self.exchange.ids, ["name"])
        domain = [("pact_tag_ids", "in", self.exchange.ids)]
        for user, found in ((self.ana, self.held.ids), (self.bia, [])):
            self.assertEqual(
                self._rpc(user, "discuss.channel", "search", domain), found
            )

    def test_names_are_unique_in_every_language(self):
        """C23: no two read the same, in whichever language; another company is free."""
        self.env["res.lang"]._activate_lang("pt_BR")
        self.exchange.with_context(lang="en_US").name = "Exchange"
        self.exchange.with_context(lang="pt_BR").name = "Troca"
        with (
            self.assertRaisesRegex(ValidationError, "another language"),
            self.cr.savepoint(),
        ):
            self._make_tag("troca")
        with (
            self.assertRaisesRegex(ValidationError, "another language"),
            self.cr.savepoint(),
        ):
            self.invoice.update_field_translations("name", {"pt_BR": "TROCA"})
        self.env.invalidate_all()
        self._make_tag("Troca", company=self.other_company)
        self.exchange.active = False
        self._make_tag("Troca")

    def test_names_are_unique_and_clean(self):
        with self.assertRaises(ValidationError):
            self._make_tag(" \n\0")
        self.assertEqual(self._make_tag(" Segunda \0\ud800 via ").name, "Segunda via")
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._make_tag("troca")

    def test_agents_find_the_menu_and_not_the_rest(self):
        """C23: configuration shows agents what is theirs to look up."""
        menus = self.env["ir.ui.menu"].with_user(self.ana).load_menus(False)
        configuration = menus[self.env.ref("pact_team.pact_team_menu_configuration").id]
        names = {menus[one]["xmlid"] for one in configuration["children"]}
        texts = ("tag", "response", "template", "template_idea")
        self.assertEqual(names, {f"pact_team.pact_{text}_menu" for text in texts})
