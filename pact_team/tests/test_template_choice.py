from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import html2plaintext

from .template_case import TemplateCase


@tagged("post_install", "-at_install")
class TestTemplateChoice(TemplateCase):
    """What an agent chooses from, in a conversation they hold."""

    def _chosen(self, user=None):
        return self._rpc(
            user or self.ana,
            "discuss.channel",
            "action_pact_templates",
            self.channel.ids,
        )

    def _names(self, user=None):
        return [one["name"] for one in self._chosen(user)["templates"]]

    def _put_together(self, choice, values):
        """Read a choice as the browser shows it: pieces, with what was typed."""
        return "".join(
            piece.get("text") or " ".join(values[piece["blank"]].split())
            for piece in choice["body"]
        )

    def test_what_continues_a_conversation_comes_first(self):
        """I6: one click and Enter, before the window closes."""
        later = self._make_template(self.inbox, name="zz_retomar")
        self.assertEqual(self._names()[-1], "zz_retomar")
        later.is_continuation = True
        self.assertEqual(self._names()[0], "zz_retomar")

    def test_filtered_by_inbox_team_and_state(self):
        """C23, C26: what may not be sent is not offered."""
        elsewhere = self._make_inbox(number_ref="1", account_ref="2")
        team = self._make_team("Elsewhere")
        for name, vals in {
            "outra_conta": {"inbox_id": elsewhere.id},
            "outra_equipe": {"team_ids": [Command.set(team.ids)]},
            "nao_publicado": {"is_published": False},
            "em_revisao": {"state": "pending"},
            "codigo": {"category": "authentication"},
            "sem_arquivo": {"header_kind": "image"},
        }.items():
            self._make_template(self.inbox, name=name, **vals)
        self._make_template(
            self.inbox, name="nosso", team_ids=[Command.set(self.team.ids)]
        )
        self.assertEqual(self._names(), ["lembrete", "nosso"])

    def test_the_customers_language_comes_first(self):
        """C23: then its kin, then the agent's own, then the rest."""
        self.env["res.lang"]._activate_lang("es_ES")
        self.channel.pact_partner_id.lang = "es_ES"
        for language in ("es", "de", "en_US"):
            self._make_template(self.inbox, language=language)
        languages = [one["language"] for one in self._chosen()["templates"]]
        self.assertEqual(languages[:2], ["es", "en_US"])

    def test_a_language_keeps_the_capital_of_its_country(self):
        """C23: as people write it."""
        template = self._make_template(self.inbox, language="pt_BR")
        self.assertEqual(template._language_name(), "Portuguese (Brazil)")

    def test_the_preview_is_what_is_sent(self):
        """C28: the pieces put together with what was typed are the message."""
        choice = self._chosen()["templates"][0]
        self.assertEqual([one["key"] for one in choice["blanks"]], ["body:3"])
        values = {"body:3": "  o seu\n pedido {{1}} "}
        preview = self._put_together(choice, values)
        self._send(values=values)
        row = self._outbox(self.channel)
        self.assertIn(preview, row.text)
        self.assertIn(preview, html2plaintext(row.message_id.body))
        self.assertIn("pedido {{1}}", preview)

    def test_what_is_not_known_is_asked(self):
        """C28: a subject that nobody gave is written by hand."""
        self.template.variable_ids[:1].source = "subject"
        [choice] = self._chosen()["templates"]
        sources = {one["source"]: one["key"] for one in choice["blanks"]}
        self.assertIn("subject", sources)
        self._send(values={"body:3": "x", sources["subject"]: "a entrega"})
        self.assertIn("a entrega", self._outbox(self.channel).text)

    def test_whom_to_ask_is_named(self):
        """C26: whoever manages templates here, and nobody of another company."""
        self._make_member(
            "elsewhere_pact",
            "administrator",
            self._make_team("T", self.env["res.company"].create({"name": "Other"})),
        )
        self.assertEqual(self._chosen()["managers"], [self.boss.name])

    def test_only_whoever_holds_the_conversation(self):
        """X5: previews name the customer, so they open to the holder alone."""
        for user in (self.bia, self.boss):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._chosen(user)

    def test_what_is_typed_is_no_danger(self):
        """C28: NUL, surrogates, other types and endless texts give a sentence."""
        self._send(values={"body:3": "o\x00 seu\ud800\npedido"})
        self.assertIn("o seu\ufffd pedido", self._outbox(self.channel).text)
        for values in (
            {"body:3": "x" * 2000},
            {"body:3": ["x"]},
            {"body:3": {"a": 1}},
            [1],
            "x",
        ):
            with self.subTest(values=str(values)[:20]), self.assertRaises(UserError):
                self._send(values=values)
        for number in ("1", None, [1], 2**40, True, {}):
            with self.subTest(template=number), self.assertRaises(UserError):
                self._rpc(
                    self.ana,
                    "discuss.channel",
                    "action_pact_send_template",
                    self.channel.ids,
                    number,
                    {},
                )

    def test_costs_the_same_for_two_and_for_twenty(self):
        """C23: no query for each template."""
        self._make_template(self.inbox, name="segundo")
        few = self._cost()
        for number in range(20):
            self._make_template(self.inbox, name=f"modelo_{number}")
        self.assertEqual(self._cost(), few)

    def _cost(self):
        self._chosen()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._chosen()
        return self.cr.sql_log_count - before
