from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import html2plaintext, mute_logger

from ..providers.signals import Failure, TemplatePage, TemplateSaved, TemplateSeen
from .template_case import TemplateCase


class ManagementCase(TemplateCase):
    """The boss makes templates; what the network says is handed in as it came."""

    def _draft(self, user=None, **vals):
        """Make a template as its form does, without any blank."""
        [number] = self._rpc(
            user or self.boss,
            "pact.template",
            "create",
            [
                {
                    "name": "pedido_pronto",
                    "company_id": self.company.id,
                    "inbox_id": self.inbox.id,
                    "language": "pt_BR",
                    "body": "Olá {{1}}, o seu pedido {{2}} está pronto aqui conosco.",
                    **vals,
                }
            ],
        )
        return self.env["pact.template"].browse(number)

    def _give_samples(self, template):
        for blank in template.variable_ids:
            blank.sample = "Ana"

    def _do(self, method, template, user=None):
        result = self._rpc(user or self.boss, "pact.template", method, template.ids)
        self.env.flush_all()
        return result

    def _submitted(self, **vals):
        template = self._draft(**vals)
        self._give_samples(template)
        self._do("action_submit", template)
        return template

    def _answered(self, outcome, **vals):
        """Submit, and let the network answer."""
        template = self._submitted(**vals)
        template._claim_work()
        template._settle_work(outcome)
        return template

    def _seen(self, template, **vals):
        """Return ``template`` as the network lists it."""
        told = {
            "uid": template.uid or "900",
            "name": template.name,
            "language": template.language,
            "state": "approved",
            "category": template.category,
            "body": template.body,
            "footer": template.footer or "",
            "buttons": tuple(
                {"kind": one.kind, "text": one.text} for one in template.button_ids
            ),
        }
        return TemplateSeen(**(told | vals))

    def _list(self, *seen):
        self.inbox._apply_template_pages([TemplatePage(seen)])
        self.env.flush_all()

    def _assert_refused(self, user, model, method, *args):
        with (
            self.subTest(user=user.login, call=f"{model}.{method}", args=str(args)),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, model, method, *args)
            self.env.flush_all()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestTemplateManagement(ManagementCase):
    """From the first words to what the network says of them."""

    def test_a_new_one_has_no_name_yet(self):
        """C25: the page of a new template says that it is new."""
        self.assertFalse(self.env["pact.template"].new({}).display_name)

    def test_blanks_follow_the_text(self):
        """C28: they come and go with it, and what fills them is kept."""
        template = self._draft()
        self.assertEqual(template.variable_ids.mapped("name"), ["1", "2"])
        first = template.variable_ids[0]
        first.source = "contact"
        text = "Olá {{1}}, tudo bem com o pedido de ontem? {{3}}"
        self._rpc(self.boss, "pact.template", "write", template.ids, {"body": text})
        self.assertEqual(template.variable_ids.mapped("name"), ["1", "3"])
        self.assertEqual(first.source, "contact")

    def test_the_form_shows_what_is_sent(self):
        """C28: the preview, while one writes, is what a message would say."""
        form = Form(self.env["pact.template"].with_user(self.boss))
        form.name = "pedido_pronto"
        form.language = "pt_BR"
        form.header_kind = "text"
        form.header_text = "Boa notícia"
        form.body = "Olá {{1}}, o seu pedido {{2}} está pronto aqui conosco."
        self.assertIn("o seu pedido {{2}} está", html2plaintext(form.preview))
        with form.variable_ids.edit(1) as blank:
            blank.sample = "P-8"
        template = form.save()
        self.assertEqual(template.variable_ids[1].sample, "P-8")
        template.variable_ids[0].sample = "Ana"
        values = {one._key(): one.sample for one in template.variable_ids}
        nobody = self.env["res.partner"]
        filled = template._fill(nobody, self.ana, values)
        self.assertIn(filled.html, template.preview)
        self.assertIn("Ana, o seu pedido P-8 está", filled.text)
        for kind in ("image", "video", "document"):
            template.header_kind = kind
            self.assertIn("fa-2x", template.preview)

    def test_what_is_wrong_is_said_all_at_once(self):
        """C26: a sentence for each problem, and nothing is queued."""
        template = self._draft(
            name="Pedido Pronto", body="{{1}} {{3}}", footer="x" * 61
        )
        with self.assertRaises(UserError) as refusal:
            self._do("action_submit", template)
        sentences = str(refusal.exception).splitlines()
        for place in ("Name:", "Text:", "Footer:"):
            self.assertTrue(any(one.startswith(place) for one in sentences), place)
        self.assertGreater(len(sentences), 5)
        self.assertFalse(template.work)
        names = ["name_problem", "footer_problem"]
        [shown] = self._rpc(self.boss, "pact.template", "read", template.ids, names)
        self.assertIn("small letters", shown["name_problem"])
        self.assertIn("60", shown["footer_problem"])

    def test_submitted_and_reviewed(self):
        """C26: queued, marked before it leaves, in review, approved by news."""
        template = self._submitted()
        self.assertEqual((template.state, template.work), ("draft", "submit"))
        template._claim_work()
        self.assertEqual(template.work, "submitting")
        template._settle_work(TemplateSaved("900", "pending", "marketing"))
        self.assertEqual((template.state, template.work), ("pending", False))
        self.assertEqual(template.category, "marketing")
        self.assertEqual(template.previous_category, "utility")
        self._hear(template, event="APPROVED")
        self.assertEqual(template.state, "approved")

    def _hear(self, template, **value):
        value = {
            "message_template_id": int(template.uid or 900),
            "message_template_name": template.name,
            "message_template_language": template.language.replace("_", "-"),
            **value,
        }
        change = self._change("message_template_status_update")
        change["value"] = value
        self._accept(change)
        self._process()

    def test_a_refusal_is_told_in_words(self):
        """C26: it stays a draft, with the network's reason."""
        template = self._answered(Failure("rejected", "100", "Something is wrong"))
        self.assertEqual((template.state, template.work), ("draft", False))
        self.assertIn("Something is wrong", template.reason_sentence)
        self._do("action_submit", template)
        self.assertEqual(template.work, "submit")

    def test_nobody_knows_and_nothing_is_sent_twice(self):
        """C26: after a lost answer or a dead process only a look settles it."""
        for cause in ("answer", "process"):
            with self.subTest(cause=cause), self.env.cr.savepoint() as savepoint:
                template = self._submitted()
                template._claim_work()
                if cause == "answer":
                    template._settle_work(Failure("uncertain"))
                else:
                    self.env["pact.template"]._doubt_work()
                self.assertEqual(template.work, "unknown")
                self._assert_refused(
                    self.boss, "pact.template", "action_submit", template.ids
                )
                self.assertFalse(self.env["pact.template"]._next_work())
                self._list(self._seen(template, state="pending"))
                self.assertEqual((template.state, template.uid), ("pending", "900"))
                self.assertFalse(template.work)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_never_came_there_is_submitted_again(self):
        """C26: a look at the network that does not find it frees it."""
        template = self._answered(Failure("uncertain"))
        self._list()
        self.assertEqual((template.state, template.work), ("draft", False))
        self._do("action_submit", template)

    def test_a_look_that_failed_settles_nothing(self):
        """C26: half a list is no proof that something is gone."""
        self.template.uid = "1"
        template = self._answered(Failure("uncertain"))
        self.inbox._apply_template_pages([TemplatePage(()), Failure("busy", "2")])
        self.assertEqual(template.work, "unknown")
        self.assertEqual(self.template.state, "approved")
        self.assertTrue(self.inbox.template_sync_problem)

    def test_what_is_approved_stays(self):
        """C28: words change by a draft that takes their place when it is sent."""
        self.template.uid = "1"
        for vals in (
            {"body": "Outra coisa"},
            {"name": "outro"},
            {"category": "marketing"},
            {
                "button_ids": [
                    Command.update(self.template.button_ids.id, {"text": "N"})
                ]
            },
            {"button_ids": [Command.create({"text": "N"})]},
            {"button_ids": [Command.clear()]},
        ):
            self._assert_refused(
                self.boss, "pact.template", "write", self.template.ids, vals
            )
        team = [Command.set(self.team.ids)]
        free = {"is_published": False, "team_ids": team, "body": self.template.body}
        self._rpc(self.boss, "pact.template", "write", self.template.ids, free)

    def test_new_words_take_the_place_of_the_old(self):
        """C26: once a day; until the network has them the old ones are sent."""
        self.template.uid = "1"
        self._give_samples(self.template)
        opened = self._do("action_change", self.template)
        change = self.env["pact.template"].browse(opened["res_id"])
        body = "Oi {{1}}, aqui é {{2}} sobre o seu {{3}}. Podemos falar hoje?"
        self._rpc(self.boss, "pact.template", "write", change.ids, {"body": body})
        self._do("action_submit", change)
        self.assertIn("Olá", self.template.body)
        self._send()
        change._claim_work()
        change._settle_work(TemplateSaved("1", "pending"))
        self.assertEqual((self.template.body, self.template.state), (body, "pending"))
        sources = self.template.variable_ids.mapped("source")
        self.assertEqual(sources, ["contact", "agent", "free"])
        self.assertFalse(change.exists())
        self.template.state = "approved"
        self._assert_refused(
            self.boss, "pact.template", "action_change", self.template.ids
        )
        later = fields.Datetime.now() + timedelta(hours=25)
        with freeze_time(later):
            self._do("action_change", self.template)

    def test_synchronised_with_the_network(self):
        """C26: unknown ones are made, unpublished; known ones follow; gone ones go."""
        self.template.uid = "1"
        gone = self._make_template(self.inbox, name="velho", uid="2")
        new = TemplateSeen(
            uid="3",
            name="novo",
            language="es",
            state="approved",
            category="utility",
            body="Hola {{nombre}}, su pedido está listo.",
            body_examples=(("nombre", "Ana"),),
            parameter_format="named",
            buttons=({"kind": "url", "text": "Ver", "url": "https://a.b/{{1}}"},),
        )
        seen = self._seen(
            self.template, quality="yellow", body="Oi {{1}}, {{2}} sobre {{3}} agora."
        )
        self._list(seen, new)
        self.assertEqual(self.template.quality, "yellow")
        self.assertIn("Oi", self.template.body)
        self.assertEqual(
            self.template.variable_ids.mapped("source"), ["contact", "agent", "free"]
        )
        self.assertEqual(gone.state, "deleted")
        made = self.env["pact.template"].search([("uid", "=", "3")])
        self.assertEqual((made.state, made.is_published), ("approved", False))
        blanks = {(one.place, one.name): one.sample for one in made.variable_ids}
        self.assertEqual(blanks[("body", "nombre")], "Ana")
        self.assertIn(("button", "1"), blanks)
        self._list(seen, new)
        self.assertEqual(len(made.search([("name", "=", "novo")])), 1)

    def test_what_cannot_be_filled_is_not_offered(self):
        """C26: a flow or a catalogue is listed, and never sent."""
        self.template.uid = "1"
        self._list(self._seen(self.template, is_supported=False))
        with self.assertRaises(UserError):
            self._send()

    def test_news_are_heard_and_told(self):
        """C26: state, reason and category; managers hear of what stops a template."""
        self.template.uid = "77"
        self._hear(self.template, event="PAUSED", reason="NONE")
        self.assertEqual(self.template.state, "paused")
        with self.assertRaises(UserError):
            self._send()
        said = self.env["mail.message"].search(
            [("model", "=", "pact.template"), ("res_id", "=", self.template.id)]
        )
        self.assertIn(self.boss.partner_id, said.notified_partner_ids)
        self.assertNotIn(self.ana.partner_id, said.notified_partner_ids)
        self._hear(self.template, event="REJECTED", reason="PROMOTIONAL")
        self.assertIn("advertises", self.template.reason_sentence)
        self._hear(self.template, previous_category="UTILITY", new_category="MARKETING")
        self.assertEqual(self.template.category, "marketing")
        self.assertEqual(self.template.previous_category, "utility")

    def test_an_announced_category_is_shown_where_it_costs(self):
        """C26: before it is charged so: on the template, and to who chooses it."""
        self.template.write({"uid": "900", "category": "utility"})
        news = {"new_category": "UTILITY", "correct_category": "MARKETING"}
        self._hear(self.template, **news)
        self.assertEqual(self.template.category, "utility")
        self.assertIn("Becomes Marketing on", self.template.coming_sentence)
        of_template = [
            ("model", "=", "pact.template"),
            ("res_id", "=", self.template.id),
        ]
        told = self.env["mail.message"].search(of_template)
        self.assertIn("Becomes Marketing on", told[0].body)
        self._hear(self.template, **news)
        self.assertEqual(self.env["mail.message"].search(of_template), told)
        [choice] = self._rpc(
            self.ana, "discuss.channel", "action_pact_templates", self.channel.ids
        )["templates"]
        self.assertEqual(choice["coming"], self.template.coming_sentence)
        with freeze_time(fields.Datetime.now() + timedelta(days=2)):
            self.env.invalidate_all()
            self.assertFalse(self.template.coming_sentence)
        self._hear(self.template, previous_category="UTILITY", new_category="MARKETING")
        self.env.invalidate_all()
        self.assertFalse(self.template.coming_sentence)

    def test_news_are_of_every_company_that_connected_the_account(self):
        """C26: who knows the app's secret; whoever only typed the number hears none."""
        secret = self.inbox.app_secret
        theirs = self._in_another_company(app_secret=secret, number_ref="71")
        stranger = self._in_another_company(app_secret="guessed", number_ref="72")
        self.template.uid = "900"
        self._hear(self.template, event="PAUSED")
        self.assertEqual(self.template.state, "paused")
        self.assertEqual(theirs.state, "paused")
        self.assertEqual(stranger.state, "approved")

    def _in_another_company(self, **values):
        company = self.env["res.company"].create({"name": values["number_ref"]})
        inbox = self._make_inbox(
            self._make_team("Theirs", company),
            account_ref=self.inbox.account_ref,
            **values,
        )
        return self._make_template(inbox, uid="900")

    def test_the_language_is_the_writers(self):
        """C26: as the network has it, or the company's."""
        templates = self.env["pact.template"]
        self.env["res.lang"]._activate_lang("fr_BE")
        self.company.partner_id.lang = "pt_BR"
        for lang, language in (("pt_BR", "pt_BR"), ("fr_BE", "fr"), (False, "pt_BR")):
            self.boss.lang = lang
            made = templates.with_user(self.boss).with_company(self.company)
            self.assertEqual(made.default_get(["language"])["language"], language)

    def test_news_of_what_is_not_here_ask_the_network(self):
        """C26: it was made elsewhere, and is looked up."""
        self.inbox.template_sync_date = fields.Datetime.now() + timedelta(hours=9)
        value = {"message_template_id": 555, "message_template_name": "x"}
        change = self._change("message_template_status_update")
        change["value"] = value | {
            "message_template_language": "es",
            "event": "APPROVED",
        }
        self._accept(change)
        self._process()
        self.assertEqual(self.env["pact.inbox"]._due_for_templates(), self.inbox)

    def test_a_failed_message_says_what_became_of_the_template(self):
        """C26: paused or disabled at once; else the network is asked."""
        for code, state in (("132015", "paused"), ("132016", "disabled")):
            with self.subTest(code=code), self.env.cr.savepoint() as savepoint:
                self._send()
                row = self._outbox(self.channel)
                row._claim(1)
                row._apply(Failure("template", code, "It was paused"))
                self.assertEqual(self.template.state, state)
                self.assertEqual(row.state, "failed")
                savepoint.rollback()
                self.env.invalidate_all()
        self._send()
        row = self._outbox(self.channel)
        row._claim(1)
        row._apply(Failure("template", "132000", "Number of parameters"))
        self.assertEqual(self.template.state, "approved")
        self.assertEqual(self.env["pact.inbox"]._due_for_templates(), self.inbox)

    def test_deleted_there(self):
        """C26: queued as well; here it stays, and is not offered."""
        self.template.uid = "1"
        self._do("action_delete_there", self.template)
        self.assertEqual(self.template.work, "delete")
        self.template._claim_work()
        self.template._settle_work(None)
        self.assertEqual(self.template.state, "deleted")


@tagged("post_install", "-at_install")
class TestTemplateAttack(ManagementCase):
    """Nobody makes a template say what the network did not approve."""

    def test_nothing_the_network_says_is_forged(self):
        """C26: neither on making nor later, by no argument and no default."""
        forged = {
            "state": "approved",
            "uid": "1",
            "quality": "green",
            "work": "unknown",
            "replaces_id": self.template.id,
            "is_supported": True,
        }
        template = self._draft(**forged)
        self.assertEqual((template.state, template.uid), ("draft", False))
        self.assertFalse(template.work or template.replaces_id or template.quality)
        for name, value in forged.items():
            self._assert_refused(
                self.boss, "pact.template", "write", template.ids, {name: value}
            )
        self.env["ir.default"].set("pact.template", "state", "approved")
        self.assertEqual(self._draft(name="b").state, "draft")
        made = self._rpc(
            self.boss,
            "pact.template",
            "copy",
            self.template.ids,
            {"state": "approved", "name": "c"},
        )
        self.assertEqual(
            self.env["pact.template"].browse(made).mapped("state"), ["draft"]
        )

    def test_only_one_s_own_company(self):
        """A.7: neither its templates nor its inboxes, from whatever side."""
        company = self.env["res.company"].create({"name": "Other"})
        stranger = self._make_member(
            "stranger_pact", "administrator", self._make_team("T", company)
        )
        for call in (
            ("read", self.template.ids, ["body"]),
            ("write", self.template.ids, {"is_published": False}),
            ("action_submit", self.template.ids),
            ("action_change", self.template.ids),
            ("action_delete_there", self.template.ids),
        ):
            self._assert_refused(stranger, "pact.template", *call)
        vals = {"name": "x", "language": "es", "body": "Oi, tudo bem?"}
        for inbox in (
            {"inbox_id": self.inbox.id},
            {"inbox_choice": str(self.inbox.id)},
        ):
            self._assert_refused(
                stranger,
                "pact.template",
                "create",
                [vals | inbox | {"company_id": company.id}],
            )
        for model, line in (
            ("pact.template.variable", self.template.variable_ids[0]),
            ("pact.template.button", self.template.button_ids),
        ):
            self._assert_refused(stranger, model, "write", line.ids, {"sequence": 1})
            self._assert_refused(stranger, model, "unlink", line.ids)
        draft = self._draft()
        self._assert_refused(
            self.boss,
            "pact.template.variable",
            "write",
            draft.variable_ids[0].ids,
            {"template_id": self.template.id},
        )

    def test_agents_look_and_do_not_touch(self):
        """U11: who uses templates reads them; who manages them changes them."""
        self._rpc(self.ana, "pact.template", "read", self.template.ids, ["body"])
        for call in (
            ("write", self.template.ids, {"is_published": False}),
            ("create", [{"name": "x", "language": "es", "body": "y"}]),
            ("unlink", self.template.ids),
            ("action_submit", self.template.ids),
            ("action_change", self.template.ids),
            ("action_delete_there", self.template.ids),
            ("action_synchronise", self.template.ids),
        ):
            self._assert_refused(self.ana, "pact.template", *call)

    def test_a_file_of_somebody_else_is_no_header(self):
        """X5: only what was uploaded here is ever sent or shown."""
        secret = self.env["ir.attachment"].create(
            {"name": "s.png", "raw": b"secret", "res_model": "pact.inbox"}
        )
        draft = self._draft(header_kind="image")
        self._assert_refused(
            self.boss,
            "pact.template",
            "write",
            draft.ids,
            {"header_attachment_id": secret.id},
        )
        shown = self._rpc(
            self.boss,
            "pact.template",
            "onchange",
            draft.ids,
            {"header_attachment_id": secret.id},
            ["header_attachment_id"],
            {"header_attachment_id": {}, "header_file": {}, "header_filename": {}},
        )
        self.assertNotIn("s.png", str(shown))

    def test_texts_are_storable(self):
        """What nobody can store is left out, and gives no error page."""
        template = self._draft(body="Olá\x00 a\ud800 todos", name="a\x00b")
        self.assertEqual((template.body, template.name), ("Olá a todos", "ab"))

    def test_what_the_network_has_is_not_deleted_here(self):
        self.template.uid = "1"
        self._assert_refused(self.boss, "pact.template", "unlink", self.template.ids)
        draft = self._draft()
        self._rpc(self.boss, "pact.template", "unlink", draft.ids)

    def test_who_may_not_is_refused_in_words(self):
        with self.assertRaises(AccessError):
            self._do("action_synchronise", self.template, self.ana)
