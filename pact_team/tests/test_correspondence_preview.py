from odoo.tests import Form, tagged

from .correspondence_case import CorrespondenceCase


@tagged("post_install", "-at_install")
class TestCorrespondencePreview(CorrespondenceCase):
    """What is seen before anything is sent."""

    def test_the_preview_is_what_is_sent(self):
        """C28, P4: the first one's message, before and after."""
        one = self._draft(partners=self._make_contacts(2))
        self.assertIn("Olá Rui 0, temos pão quente para você.", one.preview)
        self._act(one, "prepare")
        self._act(one, "start")
        self._feed(one)
        self.assertIn(self._rows(one)[0].text, str(one.preview))

    def test_without_a_template_nothing_is_shown(self):
        """P4: what is not chosen yet reads like nothing."""
        self.assertFalse(self.env["pact.correspondence"].new({}).preview)

    def test_the_form_asks_for_the_blanks(self):
        """P4: the blanks of the template come by themselves."""
        people = self._make_contacts(1)
        model = self.env["pact.correspondence"].with_user(self.boss).sudo(False)
        model = model.with_context(
            default_audience="contacts", default_partner_ids=people.ids
        )
        with Form(model) as form:
            form.name = "Novidades"
            form.template_id = self.template.with_env(model.env)
            with form.blank_ids.edit(0) as blank:
                self.assertEqual(blank.label, "2")
                blank.text = "bolo"
            self.assertIn("bolo", form.preview)
        self.assertEqual(form.record.inbox_id.id, self.inbox.id)
        self.assertEqual(form.record.partner_ids.ids, people.ids)

    def test_what_it_comes_to(self):
        """P4: so many messages by category and country; no price is invented."""
        people = self._make_contacts(3)
        people[0].phone = "+5531987650001"
        self.inbox.people_limit = 2
        one = self._draft(partners=people)
        one.partner_ids += self.env["res.partner"].create(
            {"name": "Sem", "company_id": self.company.id}
        )
        self._act(one, "prepare")
        plan = str(one.plan)
        for words in ("Portugal", "Brazil", "Marketing", "today", "No number"):
            self.assertIn(words, plan)

    def test_figures(self):
        """P4: who replied has read it, and what has left is counted on."""
        one = self._running(self._make_contacts(4))
        self._feed(one, 3)
        self._send(one)
        self._status(self._rows(one)[0], "read")
        self._write("Quero", "351912000001")
        self.env.invalidate_all()
        self.assertEqual(
            [one.sent_count, one.delivered_count, one.read_count, one.replied_count],
            [3, 2, 2, 1],
        )
        self.assertEqual((one.waiting_count, one.progress), (1, 75))

    def test_figures_cost_one_query_for_a_page(self):
        """A list of many asks once."""
        made = [
            self._running(self._make_contacts(1, phone=f"+3519130000{n:02}"))
            for n in range(5)
        ]
        ones = self.env["pact.correspondence"].browse([one.id for one in made])
        self.env.invalidate_all()
        ones.mapped("name")
        before = self.cr.sql_log_count
        ones.mapped("progress")
        self.assertLessEqual(self.cr.sql_log_count - before, 1)

    def test_the_section_is_for_agents_and_administrators(self):
        """P4: both have Correspondences, and can open it."""
        menu = self.env.ref("pact_team.pact_correspondence_menu")
        for user in (self.ana, self.boss):
            seen = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertIn(menu.id, seen)
            self._rpc(user, "pact.correspondence", "web_search_read", [], {"name": {}})
