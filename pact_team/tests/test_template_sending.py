from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .template_case import TemplateCase


@tagged("post_install", "-at_install")
class TestTemplateSending(TemplateCase):
    """What reaches a customer whose window is closed."""

    def test_reaches_a_closed_window(self):
        """C23, C24: free text is refused outside the window, a template is queued."""
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._answer(self.channel)
        self._send()
        self.assertEqual(self._outbox(self.channel).state, "queued")
        self.assertEqual(
            self._outbox(self.channel)._claim(1), self._outbox(self.channel)
        )

    def test_what_is_read_is_what_is_sent(self):
        """C28: subject, agent and company are filled in; the thread shows the text."""
        self._send()
        row = self._outbox(self.channel)
        said = "Olá Maria Souza, aqui é ana_pact"
        self.assertIn(said, row.text)
        self.assertIn("sobre o seu pedido. Podemos falar?", row.message_id.body)
        parcel = row._packed()[2]
        self.assertEqual(
            [one.text for one in parcel.template.body],
            ["Maria Souza", self.ana.name, "o seu pedido"],
        )
        self.assertEqual(parcel.template.language, "pt_BR")

    def test_the_subject_fills_its_blank(self):
        """C28: what a conversation was started about is known, and asked nobody."""
        self.channel.pact_subject = "seu orçamento"
        self.template.variable_ids[-1].source = "subject"
        offered = self._rpc(
            self.ana, "discuss.channel", "action_pact_templates", self.channel.ids
        )
        [choice] = offered["templates"]
        self.assertFalse(choice["blanks"])
        self._send(values={})
        self.assertIn("sobre seu orçamento", self._outbox(self.channel).text)

    def test_a_blank_is_never_sent_empty(self):
        """C28: a missing value is named, and nothing is queued."""
        for values in ({}, {"body:3": "  \n"}, {"body:3": None}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self._send(values=values)
        self.assertFalse(self._outbox(self.channel))

    def test_only_what_is_approved_and_published_to_my_team(self):
        """C26: everything else is refused through RPC too."""
        other = self._make_team("Elsewhere")
        for change in (
            {"state": "pending"},
            {"state": "paused"},
            {"is_published": False},
            {"active": False},
            {"category": "authentication"},
            {"team_ids": [Command.set(other.ids)]},
        ):
            with self.subTest(change=change), self.env.cr.savepoint() as savepoint:
                self.template.write(change)
                with self.assertRaises(UserError):
                    self._send()
                savepoint.rollback()
                self.env.invalidate_all()
        self.template.team_ids = self.team
        self._send()

    def test_only_from_its_own_account(self):
        """C26: a template of another account or company is none of this inbox."""
        elsewhere = self._make_inbox(number_ref="1", account_ref="2")
        foreign = self._make_template(elsewhere, name="outro")
        company = self.env["res.company"].create({"name": "Other"})
        their_inbox = self._make_inbox(self._make_team("T", company), app_secret="x")
        theirs = self._make_template(their_inbox)
        for template in (foreign, theirs):
            with self.subTest(template=template), self.assertRaises(UserError):
                self._send(template)

    def test_only_whoever_holds_the_conversation(self):
        """A.7: to use templates opens no conversation of a colleague."""
        for user in (self.bia, self.boss):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._send(user=user)

    def test_no_licence_by_rpc(self):
        """X5: neither an argument nor a context poses as a filled template."""
        for licence in (True, {"template_id": self.template.id}, "Filled"):
            with self.assertRaises(UserError):
                self._rpc(
                    self.ana,
                    "discuss.channel",
                    "message_post",
                    self.channel.ids,
                    body="x",
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                    pact_filled=licence,
                )
