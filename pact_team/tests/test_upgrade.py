from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.modules import Manifest
from odoo.tests import tagged
from odoo.tools import SQL, convert_file

from .common import PactCase

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def _script(path):
    spec = spec_from_file_location("pact_team_upgrade", MIGRATIONS / path)
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


@tagged("post_install", "-at_install")
class TestUpgrade(PactCase):
    """What a database of the former version knows after an update."""

    def _upgrade(self):
        """Take away what the former version did not write down, then update."""
        self.env.flush_all()
        for table, column in (
            ("discuss_channel", "pact_unanswered_date"),
            ("discuss_channel", "pact_answered_date"),
            ("discuss_channel", "pact_is_group"),
            ("pact_inbox", "verified_date"),
            ("pact_assignment", "handle_seconds"),
            ("pact_assignment", "reply_count"),
            ("pact_assignment", "first_reply_date"),
        ):
            names = SQL.identifier(table), SQL.identifier(column)
            self.env.cr.execute(SQL("UPDATE %s SET %s = NULL", *names))
        _script("19.0.1.2.0/post-known.py").migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()

    def test_who_waits_for_an_answer(self):
        """I6: who was not answered waits since their first word after the answer."""
        channel = self._write("Bom dia")
        self._upgrade()
        self.assertTrue(channel.pact_unanswered_date)
        self._take(channel)
        self._answer(channel)
        self._upgrade()
        self.assertFalse(channel.pact_unanswered_date)

    def test_since_when_a_customer_is_silent(self):
        """HN6: silence is counted from what was said before the update, too."""
        channel = self._write("Bom dia")
        self._take(channel)
        self._upgrade()
        self.assertFalse(channel.pact_answered_date)
        self._answer(channel)
        self._upgrade()
        sent = self._outbox(channel)
        self.assertEqual(channel.pact_answered_date, sent.create_date)

    def test_groups_are_found(self):
        """P4: conversations with groups are in their list."""
        self._receive(self._element(group_id="GROUP1"))
        channel = self.env["discuss.channel"].search([("pact_is_group", "=", True)])
        other = self._write()
        self._upgrade()
        self.assertTrue(channel.pact_is_group)
        self.assertFalse(other.pact_is_group)

    def test_an_inbox_that_receives_is_verified(self):
        """C13: no step is asked for again that was done."""
        silent = self._make_inbox(number_ref="777", name="Silent")
        self._write()
        self._upgrade()
        self.assertTrue(self.inbox.verified_date)
        self.assertFalse(silent.verified_date)

    def test_figures_of_stints(self):
        """I9: what ended before counts as what ends now."""
        channel = self._write()
        self._take(channel)
        stint = channel.pact_stint_id
        self._answer(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", channel.ids)
        stint.flush_recordset()
        told = (stint.handle_seconds, stint.reply_count, stint.first_reply_date)
        self._upgrade()
        self.assertEqual(
            (stint.handle_seconds, stint.reply_count, stint.first_reply_date), told
        )
        self.assertEqual(stint.reply_count, 1)

    def test_companies_get_their_first_contact_methods(self):
        """S4: founded later, or there before; nobody gets them twice."""
        methods = self.env["pact.contact.method"]
        other = self.env["res.company"].create({"name": "Outra"})
        mine = methods.search([("company_id", "=", other.id)])
        named = mine.mapped("name")
        self.assertEqual(len(named), 4)
        mine.unlink()
        script = _script("19.0.1.2.0/post-requests.py")
        for _update in range(2):
            script.migrate(self.env.cr, "19.0.1.1.0")
            mine = methods.search([("company_id", "=", other.id)])
            self.assertEqual(mine.mapped("name"), named)
        mine[1:].unlink()
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.assertEqual(methods.search([("company_id", "=", other.id)]), mine[:1])

    def test_companies_get_their_first_pauses(self):
        """C10: who has named none yet gets the examples, and nobody gets them twice."""
        kinds = self.env["pact.pause.type"]
        mine = kinds.search([("company_id", "=", self.company.id)])
        named = mine.mapped("name")
        mine.unlink()
        script = _script("19.0.1.2.0/post-pauses.py")
        for _update in range(2):
            script.migrate(self.env.cr, "19.0.1.1.0")
            mine = kinds.search([("company_id", "=", self.company.id)])
            self.assertEqual(mine.mapped("name"), named)

    def test_examples_come_with_an_update(self):
        """A database of the former version's examples gets those of this one."""
        for path in Manifest.for_addon("pact_team")["demo"]:
            convert_file(self.env, "pact_team", path, {}, "update", noupdate=True)
        helena = self.env.ref("pact_team.user_helena")
        self.assertTrue(helena.pact_is_responsible)
        filed = self.env["pact.ticket"].search(
            [("partner_id", "=", helena.partner_id.id)], order="id"
        )
        self.assertEqual(filed, filed.sorted("filed_date"))

    def test_labels_say_what_they_say_now(self):
        """Who reads Portuguese is not told what was true of the former version."""
        field = self.env["ir.model.fields"]._get("pact.identity", "is_group")
        told = field.with_context(lang="pt_BR")
        now, name = told.help, field.help
        self.assertNotEqual(now, name)
        told.help = "Um grupo é lido aqui, mas não respondido."
        self.env["res.lang"]._activate_lang("fr_FR")
        french = field.with_context(lang="fr_FR")
        french.help = "Un groupe"
        field.flush_recordset()
        _script("19.0.1.2.0/pre-labels.py").migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()
        ours = self.env["ir.module.module"]._get("pact_team")
        ours._update_translations(["pt_BR"])
        self.assertEqual((told.help, field.help), (now, name))
        self.assertEqual(french.help, "Un groupe")
