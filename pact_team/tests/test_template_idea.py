from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..providers.transport import Accepted
from .template_case import TemplateCase


@tagged("post_install", "-at_install")
class TestTemplateIdea(TemplateCase):
    """C27, I13: agents propose, managers decide, everybody sees what came of it."""

    def _suggest(self, user=None, situation="Customer waits", text="Oi {{1}}!"):
        number = self._rpc(
            user or self.ana,
            "pact.template.idea",
            "suggest",
            situation,
            text,
            self.company.id,
        )
        return self.env["pact.template.idea"].browse(number)

    def _assert_refused(self, user, method, *args):
        with (
            self.subTest(user=user.login, method=method, args=str(args)[:60]),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, "pact.template.idea", method, *args)
            self.env.flush_all()
        self.env.invalidate_all()

    def test_an_idea_becomes_a_draft(self):
        """C27: accepted, it is a draft in the agent's words; the author is told."""
        idea = self._suggest()
        opened = self._rpc(self.boss, "pact.template.idea", "action_accept", idea.ids)
        template = self.env["pact.template"].browse(opened["res_id"])
        self.assertEqual(template.body, idea.text)
        self.assertEqual((template.state, idea.state), ("draft", "accepted"))
        names = ["template_state", "answer", "state"]
        [seen] = self._rpc(self.ana, "pact.template.idea", "read", idea.ids, names)
        self.assertEqual(seen["template_state"], "draft")
        said = self.env["mail.message"].search(
            [("model", "=", idea._name), ("res_id", "=", idea.id)]
        )
        self.assertIn(self.ana.partner_id, said.notified_partner_ids)
        self.assertIn(self.boss.partner_id, said.notified_partner_ids)
        self._assert_refused(self.boss, "action_decline", idea.ids)

    def test_declined_with_a_word(self):
        """C27: the author reads why."""
        idea = self._suggest()
        write = {"answer": "Use lembrete instead."}
        self._rpc(self.boss, "pact.template.idea", "write", idea.ids, write)
        self._rpc(self.boss, "pact.template.idea", "action_decline", idea.ids)
        [seen] = self._rpc(self.ana, "pact.template.idea", "read", idea.ids, ["answer"])
        self.assertEqual(seen["answer"], write["answer"])

    def test_results_are_counted(self):
        """I13: how often it was sent, and answered within 24 hours."""
        idea = self._suggest()
        idea.template_id = self.template
        self._send()
        row = self._outbox(self.channel)
        row._claim(1)
        row._apply(Accepted("wamid.1"))
        self.env.flush_all()
        # All this happens in one moment: what was said before is moved to the past.
        past = fields.Datetime.now() - timedelta(hours=1)
        rows = self.env["pact.message"].search([("channel_id", "=", self.channel.id)])
        self.cr.execute(
            "UPDATE pact_message SET create_date = %s WHERE id IN %s",
            (past, tuple(rows.ids)),
        )
        self.env.invalidate_all()
        self.assertEqual((idea.sent_count, idea.reply_count), (1, 0))
        self._write("Sim")
        self.env.invalidate_all()
        self.assertEqual((idea.sent_count, idea.reply_count), (1, 1))
        self.assertEqual(self.template.reply_count, 1)

    def test_only_its_author_and_managers(self):
        """A.7: colleagues do not read it, and nobody changes its words."""
        idea = self._suggest()
        stranger = self._make_member(
            "stranger_pact",
            "administrator",
            self._make_team("T", self.env["res.company"].create({"name": "Other"})),
        )
        for user in (self.bia, stranger):
            self._assert_refused(user, "read", idea.ids, ["text"])
            self._assert_refused(user, "action_accept", idea.ids)
        for user in (self.ana, self.bia, stranger):
            self._assert_refused(user, "action_decline", idea.ids)
            self._assert_refused(user, "write", idea.ids, {"answer": "x"})
            self._assert_refused(user, "unlink", idea.ids)
        for vals in ({"text": "x"}, {"state": "accepted"}, {"user_id": self.bia.id}):
            self._assert_refused(self.boss, "write", idea.ids, vals)
        values = {"situation": "x", "user_id": self.boss.id}
        self._assert_refused(self.ana, "create", [values])
        self._assert_refused(stranger, "suggest", "x", "y", self.company.id)

    def test_what_is_proposed_is_words(self):
        """C27: nothing, too much, and what nobody can store."""
        long = "x" * 2001
        for situation, text in (("", "x"), (None, "x"), (long, ""), ("x", long)):
            self._assert_refused(self.ana, "suggest", situation, text, self.company.id)
        self.assertEqual(self._suggest(situation="a\x00b\ud800").situation, "ab")
