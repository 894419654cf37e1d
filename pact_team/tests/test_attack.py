from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.pact_team.providers.signals import TemplateSaved

from .access_case import AccessCase
from .correspondence_case import CorrespondenceCase

# No database keeps the first sign, no encoding the second.
ODD = "a\x00b\ud800c"


@tagged("post_install", "-at_install")
class TestAttack(CorrespondenceCase, AccessCase):
    """What somebody tries who has a login, and an RPC client of their own."""

    def _rejected(self, user, model, method, *args, **kwargs):
        """Assert that it is refused in a sentence, and not by an accident."""
        with (
            self.subTest(call=method, args=str(args)[:60]),
            mute_logger("odoo.sql_db"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, model, method, *args, **kwargs)
        self.env.invalidate_all()

    def _secret(self, **vals):
        return self._draft(self.boss, audience="numbers", numbers="+351912077777")

    def test_nobody_puts_words_into_anothers_correspondence(self):
        """A blank of one's own, moved, would be read by another's customers."""
        other = self.template.copy({"name": "outra"})
        other.write({"state": "approved", "is_published": True, "body": "A {{2}} b c"})
        mine = self._draft(self.ana, self._make_contacts(1), template_id=other.id)
        theirs = self._draft(self.boss, self._make_contacts(1, phone="+351912099999"))
        blank = mine.blank_ids[:1]
        for vals in (
            {"correspondence_id": theirs.id},
            {"correspondence_id": theirs.id, "text": "golpe"},
        ):
            self._rejected(self.ana, blank._name, "write", blank.ids, vals)
        moved = {"blank_ids": [Command.link(theirs.blank_ids.id)]}
        self._rejected(self.ana, mine._name, "write", mine.ids, moved)
        self.assertEqual(theirs.blank_ids.mapped("text"), ["pão quente"])

    def test_an_agent_does_not_read_whom_a_correspondence_names(self):
        """P4: how far it is, not who gets it; nor by searching, grouping, copying."""
        one = self._secret()
        people = self._make_contacts(2)
        named = self._draft(self.boss, people)
        model = one._name
        for user in self.ana, self.bia:
            for which in one, named:
                [read] = self._rpc(
                    user, model, "read", which.ids, ["numbers", "partner_ids"]
                )
                self.assertFalse(read["numbers"] or read["partner_ids"])
                [copied] = self._rpc(user, model, "copy", which.ids)
                kept = self.env[model].browse(copied)
                self.assertFalse(kept.pasted_numbers or kept.named_partner_ids)
            [read] = self._rpc(user, model, "read", one.ids, ["preview"])
            self.assertNotIn("351912077777", read["preview"])
            for name in ("numbers", "partner_ids", "pasted_numbers"):
                # Odoo refuses in its own way to search by what is not kept.
                kind = AccessError if "ed_" in name else ValueError
                with self.subTest(name=name), self.assertRaises(kind):
                    self._rpc(user, model, "search", [(name, "!=", False)])
                with self.subTest(name=name), self.assertRaises(kind):
                    self._rpc(user, model, "formatted_read_group", [], [name], [])
        [read] = self._rpc(self.boss, model, "read", one.ids, ["numbers"])
        self.assertEqual(read["numbers"], "+351912077777")
        [read] = self._rpc(self.boss, model, "read", named.ids, ["partner_ids"])
        self.assertEqual(sorted(read["partner_ids"]), sorted(people.ids))

    def test_whom_one_cannot_see_stays_on_the_list(self):
        """Whoever changes a list takes nobody off whom they do not see."""
        unseen = self._make_contacts(1, company_id=self.other_company.id)
        seen = self._make_contacts(2, phone=False)
        one = self._draft(self.boss, seen[0])
        one.named_partner_ids |= unseen
        self.env.invalidate_all()
        added = {"partner_ids": [Command.link(seen[1].id)]}
        self._rpc(self.boss, one._name, "write", one.ids, added)
        self.assertEqual(one.named_partner_ids, seen | unseen)
        self._rpc(
            self.boss,
            one._name,
            "write",
            one.ids,
            {"partner_ids": [Command.set(seen[1].ids)]},
        )
        self.assertEqual(one.named_partner_ids, seen[1] | unseen)

    def test_a_filter_that_the_database_refuses_is_said_in_a_sentence(self):
        """Kept, it would break the screen of everybody who looks at it."""
        one = self._draft(self.ana, audience="filter")
        for domain in (
            "[('name','=','a\\x00b')]",
            "[('id','in',['x'])]",
            "[('user_ids.password','ilike','x')]",
        ):
            self._rpc(self.ana, one._name, "write", one.ids, {"domain": domain})
            with self.subTest(domain=domain), mute_logger("odoo.sql_db"):
                [read] = self._rpc(
                    self.boss, one._name, "read", one.ids, ["audience_count", "preview"]
                )
                self.assertFalse(read["audience_count"])
            self._rejected(self.ana, one._name, "action_prepare", one.ids)

    def test_what_cannot_be_stored_is_left_out(self):
        """No text and no value of an odd kind ends in an error of the server."""
        one = self._draft(self.boss, self._make_contacts(1))
        idea = self.env["pact.template.idea"].create(
            {
                "company_id": self.company.id,
                "user_id": self.ana.id,
                "situation": "Falta um",
            }
        )
        for model, vals in (
            ("pact.correspondence", {"name": ODD}),
            ("pact.correspondence", {"name": "x", "numbers": ODD}),
            ("pact.contact.add", {"phone": ODD, "name": ODD, "email": ODD}),
            ("pact.finishing", {"note": ODD}),
            ("pact.classification", {"name": ODD}),
        ):
            with self.subTest(model=model):
                self._rpc(self.boss, model, "create", [vals])
                self.env.flush_all()
        for record, vals in (
            (one.blank_ids, {"text": ODD}),
            (one, {"name": ODD, "numbers": ODD, "domain": ODD}),
            (idea, {"answer": ODD}),
            (self.inbox, {"name": ODD}),
            (self.inbox, {"token_input": ODD}),
            (self.inbox, {"app_secret_input": ODD}),
        ):
            with self.subTest(model=record._name, vals=[*vals]):
                self._rpc(self.boss, record._name, "write", record.ids, vals)
                self.env.flush_all()

    def test_odd_arguments_are_refused_in_a_sentence(self):
        later = fields.Datetime.now() + timedelta(days=1)
        when = fields.Datetime.to_string(later)
        channel, template = "discuss.channel", self.template.id
        plan = "action_pact_schedule"
        ids = self.held.ids
        self._rejected(self.ana, channel, plan, ids, when, "", template, [1])
        filled = {"body:2": ODD, ODD: ODD}
        self._rpc(self.ana, channel, plan, ids, when, "", template, filled)
        self.env.flush_all()
        row = self.env["pact.scheduled"].search([("channel_id", "in", ids)])
        self.assertIn("abc", row.text.replace("\ufffd", ""))
        for odd in ("x", {}, [row.id], None, 10**30):
            for method, *args in (
                ("action_pact_schedule_change", odd, when),
                ("action_pact_schedule_cancel", odd),
            ):
                self._rejected(self.ana, channel, method, ids, *args)
        for odd in (5, None, {}, "x"):
            self._rpc(self.ana, channel, "action_pact_tag", ids, odd, odd)
        self._rpc(self.ana, channel, "pact_history", ids, 10**30)
        asked = {
            "partner_id": self.held.pact_partner_id.id,
            "inbox_id": self.inbox.id,
            "text": "x" * 100_000,
        }
        self._rejected(self.bia, channel, "action_pact_ask_transfer", asked)
        customer = self.held.pact_partner_id.ids
        for odd in (5, [[]], [5], "x"):
            vals = {"category_id": odd}
            self._rejected(self.ana, "res.partner", "write", customer, vals)

    def test_a_company_without_country_adds_contacts(self):
        self.company.country_id = False
        for typed in ("31 98765-4321", "+5531987654321"):
            found = self._rpc(
                self.boss,
                "pact.contact.add",
                "onchange",
                [],
                {"phone": typed},
                ["phone"],
                {"phone": {}, "notice": {}},
            )
            self.assertEqual(bool(found["value"].get("notice")), "+" not in typed)

    def test_rights_are_told_of_what_is_new(self):
        """A form of a new response asks whether it may be edited."""
        names = ("pact_is_readable", "pact_is_editable")
        for user in self.ana, self.boss:
            vals = {"pact_company_id": self.company.id, "source": "oi"}
            found = self._rpc(
                user,
                "mail.canned.response",
                "onchange",
                [],
                vals,
                [*vals],
                {name: {} for name in names},
            )
            self.assertIsInstance(found["value"], dict)
            [read] = self._rpc(
                user, "discuss.channel", "read", self.held.ids, ["pact_is_readable"]
            )
            self.assertTrue(read["pact_is_readable"])
            stint = self.held.pact_stint_id
            [read] = self._rpc(user, stint._name, "read", stint.ids, ["is_readable"])
            self.assertTrue(read["is_readable"])

    def test_a_number_is_shown_to_who_may_see_the_contact(self):
        """A name that a screen shows beside a choice brings no number with it."""
        theirs = self.held.pact_partner_id
        theirs.company_id = self.company
        [made] = self._rpc(
            self.stranger,
            "pact.contact.merge",
            "create",
            [{"contact_id": theirs.id, "other_id": theirs.id}],
        )
        shown = self._rpc(
            self.stranger,
            "pact.contact.merge",
            "web_read",
            [made],
            {"contact_id": {"fields": {"display_name": {}}}},
            context={"pact_by_number": True, "formatted_display_name": True},
        )
        self.assertNotIn("98765", str(shown))

    def test_a_new_header_takes_the_place_of_the_old(self):
        """What is uploaded for a change goes with the words that it is of."""
        pixel = (
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
            "awAAAABJRU5ErkJggg=="
        )
        self.template.write({"header_kind": "image"})
        self.template.write({"header_file": pixel, "header_filename": "old.png"})
        self.template.write({"state": "approved", "uid": "77"})
        action = self._rpc(
            self.boss, "pact.template", "action_change", self.template.ids
        )
        change = self.env["pact.template"].browse(action["res_id"])
        new = {"header_file": pixel, "header_filename": "new.png"}
        self._rpc(self.boss, "pact.template", "write", change.ids, new)
        self.env.flush_all()
        change.work = "submitting"
        change._settle_saved(TemplateSaved("77", "pending", None))
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.template.header_attachment_id.name, "new.png")
        self.assertEqual(self.template.header_attachment_id.res_id, self.template.id)
        self.assertFalse(change.exists())

    def test_nobody_waits_in_a_queue_that_nobody_looks_at(self):
        """U14: what meets the end of its team in one moment is found afterwards."""
        closed = self._make_team("Encerrada")
        (self.waiting + self.held).pact_team_id = closed
        waited = self.waiting.pact_waiting_date
        self.env.flush_all()
        # What two transactions leave behind that do not see each other.
        self.env.cr.execute(
            "UPDATE pact_team SET active = false WHERE id = %s", [closed.id]
        )
        self.env.invalidate_all()
        self.env["discuss.channel"]._cron_nudge()
        self.assertEqual((self.waiting + self.held).pact_team_id, self.team)
        self.assertEqual(self.waiting.pact_waiting_date, waited)
        self.assertEqual(self.held.pact_agent_id, self.ana)
        self._take(self.waiting, self.bia)

    def test_a_name_is_told_to_who_may_read_what_it_names(self):
        """H10: Odoo shows names under sudo, of whatever a form points to."""
        self.held.pact_partner_id.name = "segredo de Maria"
        self.held.name = "segredo de Maria"
        when = fields.Datetime.to_string(fields.Datetime.now() + timedelta(days=1))
        channel = self.held
        self._rpc(
            self.ana,
            channel._name,
            "action_pact_schedule",
            channel.ids,
            when,
            "segredo",
        )
        file = self.env["ir.attachment"].create(
            {"name": "segredo.txt", "res_model": channel._name, "res_id": channel.id}
        )
        values = {"company_id": self.company.id, "user_id": self.ana.id}
        secrets = (
            channel,
            channel.pact_identity_id,
            channel.pact_identity_id.key_ids,
            self.env["pact.scheduled"].search([("channel_id", "=", channel.id)]),
            self.env["pact.suggestion"].create(values | {"text": "segredo"}),
            self.env["pact.template.idea"].create(values | {"situation": "segredo"}),
        )
        portal = self._make_user("portal_pact", groups="base.group_portal")
        for user in (*self._outsiders(), portal):
            for record in secrets:
                name = self._name_of(user, record)
                with self.subTest(user=user.login, model=record._name):
                    self.assertNotIn("segredo", name)
                    self.assertNotIn("98765", name)
            found = self._onchange(
                user, "discuss.channel.member", "channel_id", channel.id
            )
            self.assertNotIn("segredo", str(found))
            if user != portal:
                found = self._onchange(user, "ir.attachment", "original_id", file.id)
                self.assertNotIn("segredo", str(found))
        found = self._onchange(self.ana, "ir.attachment", "original_id", file.id)
        self.assertIn("segredo.txt", str(found))
        self.assertIn("segredo", self._name_of(self.ana, channel))

    def _name_of(self, user, record):
        """Return what a message that is never sent says of what it would be about."""
        values = {"model": record._name, "res_id": record[:1].id}
        values["author_id"] = user.partner_id.id
        self.env.invalidate_all()
        try:
            found = self._rpc(
                user, "mail.message", "onchange", [], values, [], {"record_name": {}}
            )
        except AccessError:
            return ""
        return str(found["value"])

    def _onchange(self, user, model, name, value):
        self.env.invalidate_all()
        spec = {name: {"fields": {"display_name": {}}}, "display_name": {}}
        return self._rpc(user, model, "onchange", [], {name: value}, [], spec)
