from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .access_case import AccessCase
from .correspondence_case import CorrespondenceCase

# Who prepares, and who lets it out.
PREPARE = ("agent", "conversation")
DECIDE = ("manager", "supervisor", "stakeholder", "administrator")


@tagged("post_install", "-at_install")
class TestCorrespondenceAccess(CorrespondenceCase, AccessCase):
    """Who may do what with a correspondence, role by role, in two companies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls._make_contacts(2)
        cls.supervisor = cls._make_member("super_pact", "supervisor", cls.team)
        cls.payments = cls._make_member("pay_pact", "payments", cls.team)

    def _calls(self, one):
        return [
            ("read", one.ids, ["name"]),
            ("write", one.ids, {"name": "Other"}),
            ("unlink", one.ids),
            *(
                (f"action_{name}", one.ids)
                for name in ("prepare", "start", "pause", "resume", "cancel", "edit")
            ),
        ]

    def test_agents_prepare_and_others_let_it_out(self):
        """A.7, P4: by whoever starts conversations; sent by whoever assigns."""
        for kind in PREPARE + DECIDE:
            with self.subTest(kind=kind):
                person = self._make_member(f"{kind}_person", kind, self.team)
                one = self._draft(person, self.people, name=kind)
                self._act(one, "prepare", person)
                self.assertEqual(
                    len(
                        self._rpc(person, "pact.correspondence.recipient", "search", [])
                    ),
                    2 if kind in PREPARE else self._everybody(),
                )
                if kind in DECIDE:
                    self._act(one, "start", person)
                    continue
                with self.assertRaises(AccessError):
                    self._act(one, "start", person)
                self._act(one, "start", self.supervisor)
                # To hold one's own is never wrong.
                self._act(one, "pause", person)
                with self.assertRaises(AccessError):
                    self._act(one, "resume", person)
                self._act(one, "cancel", person)

    def _everybody(self):
        return self.env["pact.correspondence.recipient"].search_count(
            [("company_id", "=", self.company.id)]
        )

    def test_agents_see_the_figures_of_all(self):
        """P4: an agent reads that there is one and how far it is, not who got it."""
        one = self._running(self.people)
        [read] = self._rpc(
            self.ana, one._name, "read", one.ids, ["name", "recipient_count"]
        )
        self.assertEqual(read["recipient_count"], 2)
        found = self._rpc(self.ana, "pact.correspondence.recipient", "search", [])
        self.assertFalse(found)
        for method, *args in self._calls(one)[1:]:
            self._assert_refused(self.ana, one._name, method, *args)
        self._assert_refused(
            self.ana,
            "pact.correspondence.blank",
            "write",
            one.blank_ids.ids,
            {"text": "x"},
        )

    def test_a_filter_is_seen_by_who_made_it_and_who_lets_it_out(self):
        """P4: it may name numbers; who only uses templates reads none of them."""
        secret = "[('phone', 'like', '987654321')]"
        one = self._draft(self.ana, audience="filter", domain=secret)
        shown = (self.ana, self.boss, self.supervisor)
        hidden = (self.bia,)
        for kind in PREPARE + DECIDE:
            person = (self._make_member(f"{kind}_looks", kind, self.team),)
            shown += person if kind in DECIDE else ()
            hidden += person if kind in PREPARE else ()
        self.env.flush_all()
        self.env.invalidate_all()
        for user in shown:
            self.assertEqual(self._read_filter(user, one), secret)
        outside = self.stranger + self.employee + self.settings + self.ticked
        for user in outside + self.payments:
            self._assert_refused(user, one._name, "read", one.ids, ["domain"])
        for user in hidden:
            with self.subTest(user=user.login):
                self.assertEqual(self._read_filter(user, one), "[]")
                self._assert_filter_stays_hidden(user, one)

    def _read_filter(self, user, one):
        [read] = self._rpc(user, one._name, "read", one.ids, ["domain"])
        return read["domain"]

    def _assert_filter_stays_hidden(self, user, one):
        """By no other door: looking for it, grouping, copying, a form."""
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            self._rpc(user, one._name, "search", [("domain", "like", "98765")])
        for method, *args in (
            ("search", [("kept_domain", "like", "98765")]),
            ("read", one.ids, ["kept_domain"]),
            ("formatted_read_group", [], ["kept_domain"]),
            ("export_data", one.ids, ["kept_domain"]),
            ("write", one.ids, {"domain": "[]"}),
            ("onchange", one.ids, {"speed": 3}, ["speed"], {"domain": {}}),
        ):
            self._assert_refused(user, one._name, method, *args)
        spec = {"domain": {}, "audience_count": {}, "preview": {}}
        seen = self._rpc(user, one._name, "web_read", one.ids, spec)
        copied = self._rpc(user, one._name, "copy_data", one.ids)
        for answer in (seen, copied):
            self.assertNotIn("98765", str(answer))

    def test_outsiders_get_nothing(self):
        """P7: another company, a group ticked by hand, a colleague without it."""
        one = self._running(self.people)
        outside = self.stranger + self.employee + self.settings + self.ticked
        for user in outside + self.payments:
            for method, *args in self._calls(one):
                self._assert_refused(user, one._name, method, *args)
            self._assert_refused(
                user, "pact.correspondence.recipient", "read", one.recipient_ids.ids
            )
            self._assert_refused(
                user, "pact.correspondence.blank", "read", one.blank_ids.ids
            )
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self._draft(user, self.people)

    def test_nobody_writes_how_far_it_is(self):
        """What the system says is said by nobody else, whatever defaults they set."""
        one = self._draft(partners=self.people)
        for vals in (
            {"state": "running"},
            {"user_id": self.ana.id},
            {"started_date": "2026-01-01"},
            {"started_user_id": self.ana.id},
            {"pause_reason": "x"},
            {"inbox_id": self.inbox.id},
            {"recipient_ids": [Command.create({"name": "x"})]},
        ):
            self._assert_refused(self.boss, one._name, "write", one.ids, vals)
            made = {"name": "x", "company_id": self.company.id, **vals}
            if "inbox_id" not in vals:
                self._assert_refused(self.boss, one._name, "create", [made])
        self._act(one, "prepare")
        for method, *args in (
            ("create", [{"correspondence_id": one.id, "name": "x"}]),
            ("write", one.recipient_ids.ids, {"state": "read"}),
            ("unlink", one.recipient_ids.ids),
        ):
            self._assert_refused(
                self.boss, "pact.correspondence.recipient", method, *args
            )

    def test_a_default_makes_none_run(self):
        """A default of one's own, or of the context, is no button."""
        for context in (
            {"default_state": "running"},
            {"default_user_id": self.ana.id},
        ):
            self._assert_refused(
                self.boss,
                "pact.correspondence",
                "create",
                [{"name": "x", "company_id": self.company.id}],
                context=context,
            )

    def test_what_is_settled_stays(self):
        """What is sent is what was checked: nothing changes under the list."""
        one = self._draft(partners=self.people)
        self._act(one, "prepare")
        for vals in (
            {"template_id": False},
            {"partner_ids": [Command.clear()]},
            {"blank_ids": [Command.clear()]},
            {"team_id": False},
        ):
            self._assert_refused(self.boss, one._name, "write", one.ids, vals)
        self._assert_refused(
            self.boss,
            "pact.correspondence.blank",
            "write",
            one.blank_ids.ids,
            {"text": "Other"},
        )
        self._rpc(self.boss, one._name, "write", one.ids, {"speed": 5})
        self._act(one, "edit")
        self.assertFalse(one.recipient_ids)
        self._rpc(self.boss, one._name, "write", one.ids, {"team_id": False})

    def test_what_was_sent_is_deleted_by_nobody(self):
        """A draft goes; what customers got stays on the record."""
        draft = self._draft(self.ana, self.people)
        self._rpc(self.ana, draft._name, "unlink", draft.ids)
        running = self._running(self.people)
        self._assert_refused(self.boss, running._name, "unlink", running.ids)

    def test_a_foreign_template_tells_nothing(self):
        """P7: naming it in a form that is never saved shows no word of it."""
        mine = self._make_inbox(
            self.other_team, number_ref="7", account_ref="8", name="Secreto"
        )
        theirs = self.template.copy(
            {"company_id": self.other_company.id, "inbox_id": mine.id}
        )
        spec = {
            "template_id": {},
            "preview": {},
            "sender": {},
            "inbox_id": {"fields": {"display_name": {}}},
            "blank_ids": {"fields": {"label": {}}},
        }
        self.env.flush_all()
        self.env.invalidate_all()
        self._assert_refused(
            self.ana,
            "pact.correspondence",
            "onchange",
            [],
            {"template_id": theirs.id, "company_id": self.company.id},
            ["template_id"],
            spec,
        )

    def test_only_numbers_of_ones_company(self):
        """P7, C26: neither another's inbox nor a template of another account."""
        other = self._make_inbox(self.other_team, number_ref="7", account_ref="8")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._draft(partners=self.people, sender=str(other.id))
        second = self._make_inbox(number_ref="9", account_ref="9")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._draft(partners=self.people, sender=str(second.id))
        sibling = self._make_inbox(number_ref="10")
        one = self._draft(self.ana, self.people, sender=str(sibling.id))
        self.assertEqual(one.inbox_id, sibling)

    def test_published_to_another_team(self):
        """C26: a template published to others is not sent by me."""
        self.template.team_ids = self.sales
        one = self._draft(self.ana, self.people)
        with self.assertRaises(UserError):
            self._act(one, "prepare", self.ana)
