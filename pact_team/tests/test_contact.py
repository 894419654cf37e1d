"""C14, C15, C18: the section Clients, adding a contact and editing one."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .access_case import AccessCase
from .common import MARIA

JOAO = "5531987650002"


class ContactCase(AccessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.br")
        cls.quiet = cls._make_inbox(name="Quiet", number_ref="91", account_ref="92")
        cls.theirs = cls._make_inbox(
            cls.other_team, name="Theirs", number_ref="71", account_ref="81"
        )

    def setUp(self):
        super().setUp()
        self.maria = self.held.pact_partner_id

    def _contact(self, **vals):
        return self.env["res.partner"].create(
            {"name": "Rita", "company_id": self.company.id, **vals}
        )

    def _read(self, user, contact, *names):
        self.env.invalidate_all()
        return self._rpc(user, "res.partner", "read", contact.ids, list(names))[0]

    def _found(self, user, *domain):
        clients = ("pact_is_client", "=", True)
        return self._rpc(user, "res.partner", "search", [clients, *domain])


@tagged("post_install", "-at_install")
class TestClients(ContactCase):
    """C14, P4: contacts by inbox, for agents as for administrators."""

    def _panel(self, user, **kwargs):
        self.env.invalidate_all()
        found = self._rpc(
            user,
            "res.partner",
            "search_panel_select_range",
            "pact_inbox",
            enable_counters=True,
            search_domain=[("pact_is_client", "=", True)],
            **kwargs,
        )
        return {one["display_name"]: one["__count"] for one in found["values"]}

    def test_the_panel_counts_each_inbox(self):
        """C14: also an inbox without contacts is there, with no number."""
        for user in self.ana + self.boss:
            counts = self._panel(user)
            self.assertEqual((counts["Main number"], counts["Quiet"]), (2, 0))
            self.assertIn("Not on any inbox", counts)
            self.assertNotIn("Theirs", counts)

    def test_who_answers_nobody_is_told_no_inbox(self):
        """P7: names of inboxes are for who answers in the company."""
        for user in self.employee + self.settings + self.ticked:
            self.assertEqual(self._panel(user).keys(), {"Not on any inbox"})
        self.assertNotIn("Main number", self._panel(self.stranger))

    def test_the_panel_filters(self):
        inbox = ("pact_inbox", "=", str(self.inbox.id))
        rita = self._contact()
        customers = self.maria + self.waiting.pact_partner_id
        self.assertEqual(set(self._found(self.ana, inbox)), set(customers.ids))
        nowhere = self._found(self.ana, ("pact_inbox", "=", "none"))
        self.assertIn(rita.id, nowhere)
        self.assertFalse(set(nowhere) & set(customers.ids))
        quiet = ("pact_inbox", "=", str(self.quiet.id))
        self.assertFalse(self._found(self.ana, quiet))

    def test_another_companys_inbox_finds_nobody(self):
        """P7: not even a shared contact, by an id that was guessed."""
        shared = self._contact(company_id=False, phone="+5531987650001")
        self.maria.phone = False
        self._receive(self._element(), inbox=self.theirs)
        guessed = ("pact_inbox", "=", str(self.theirs.id))
        self.assertFalse(self._found(self.ana, guessed))
        self.assertEqual(self._found(self.stranger, guessed), shared.ids)
        row = self._read(self.ana, shared, "pact_inbox_names", "pact_known_as")
        self.assertFalse(row["pact_inbox_names"] or row["pact_known_as"])

    def test_colleagues_and_companies_are_no_clients(self):
        former = self._make_user("former_pact")
        former.active = False
        house = self.company.partner_id
        branch = self._contact(parent_id=house.id)
        found = self._found(self.ana)
        for nobody in self.bia.partner_id + former.partner_id + house + branch:
            self.assertNotIn(nobody.id, found, nobody.name)
        self.assertIn(self.maria.id, found)

    def test_a_contact_tells_its_inboxes(self):
        """C14: names and numbers, not when somebody last wrote."""
        self.held.pact_identity_id.write({"is_opted_out": True})
        row = self._read(
            self.ana,
            self.maria,
            "pact_inbox_names",
            "pact_known_as",
            "pact_is_opted_out",
        )
        self.assertEqual(row["pact_inbox_names"], "Main number")
        self.assertIn("+55 31 98765-0001", row["pact_known_as"])
        self.assertTrue(row["pact_is_opted_out"])

    def test_neither_inboxes_nor_identities_are_read(self):
        """C9: credentials, and who writes when, stay closed to agents."""
        for model, record in (
            ("pact.inbox", self.inbox),
            ("pact.identity", self.held.pact_identity_id),
        ):
            self._assert_refused(self.ana, model, "read", record.ids, ["display_name"])

    def test_the_menu_is_there_for_agents_and_administrators(self):
        """P4: the section Clients is shared."""
        menu = self.env.ref("pact_team.pact_client_menu")
        for user in self.ana + self.boss:
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertIn(menu.id, visible)

    def test_the_views_open_for_an_agent(self):
        action = self.env.ref("pact_team.pact_client_action")
        views = [(view.view_id.id, view.view_mode) for view in action.view_ids]
        views.append((action.search_view_id.id, "search"))
        self.assertTrue(self._rpc(self.ana, "res.partner", "get_views", views))

    def test_what_a_page_costs_does_not_grow_with_it(self):
        contacts = self.maria + self.waiting.pact_partner_id
        names = ["pact_inbox_names", "pact_is_opted_out"]

        def cost(some):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._rpc(self.ana, "res.partner", "read", some.ids, names)
            return self.cr.sql_log_count - before

        cost(contacts)
        self.assertEqual(cost(contacts[:1]), cost(contacts))


@tagged("post_install", "-at_install")
class TestAdding(ContactCase):
    """C15: by number first; a number that exists leads to its contact."""

    def _add(self, user=None, **vals):
        user = user or self.ana
        [adding] = self._rpc(user, "pact.contact.add", "create", [vals])
        action = self._rpc(user, "pact.contact.add", "action_add", [adding])
        return self.env["res.partner"].browse(action["res_id"])

    def _offered(self, typed, user=None):
        adding = Form(self.env["pact.contact.add"].with_user(user or self.ana))
        adding.phone = typed
        return adding.found_id, adding.notice

    def test_a_new_number_becomes_a_contact(self):
        """C15: under the agent's company, with the number as people write it."""
        rita = self._add(phone="11 98765-4321", name="Rita", email="rita@example.com")
        self.assertEqual(rita.phone, "+55 11 98765-4321")
        self.assertEqual((rita.name, rita.company_id), ("Rita", self.company))
        self.assertIn("ana_pact", rita.message_ids.mapped("body")[0])

    def test_a_known_number_offers_its_contact(self):
        """C15: in any spelling, archived too, or known to an inbox only."""
        archived = self._contact(phone="+5511987654321", active=False)
        self.maria.phone = False
        for typed, contact in (
            ("(11) 98765-4321", archived),
            ("1187654321", archived),
            (f"+{MARIA}", self.maria),
            ("31 8765-0001", self.maria),
        ):
            with self.subTest(typed):
                found, notice = self._offered(typed)
                self.assertEqual(found, contact)
                self.assertIn(contact.name, notice)
                with self.assertRaises(UserError) as refused:
                    self._add(phone=typed, name="Twice")
                self.assertIn(contact.name, str(refused.exception))

    def test_it_opens_instead(self):
        [adding] = self._rpc(
            self.ana, "pact.contact.add", "create", [{"phone": f"+{MARIA}"}]
        )
        action = self._rpc(self.ana, "pact.contact.add", "action_open", [adding])
        self.assertEqual(action["res_id"], self.maria.id)

    def test_who_may_not_be_seen_is_not_named(self):
        """P7: that the number is taken is said, by whom is not."""
        hidden = self._contact(name="Segredo", phone="+5511987654321")
        rule = {
            "name": "Hidden",
            "model_id": self.env["ir.model"]._get_id("res.partner"),
            "domain_force": f"[('id', '!=', {hidden.id})]",
        }
        self.env["ir.rule"].create(rule)
        found, notice = self._offered("11987654321")
        self.assertFalse(found)
        self.assertTrue(notice)
        self.assertNotIn("Segredo", notice)
        with self.assertRaises(UserError) as refused:
            self._add(phone="11987654321")
        self.assertNotIn("Segredo", str(refused.exception))

    def test_another_companys_contact_is_no_duplicate(self):
        """P7: each company has its own contacts, and hears of no other's."""
        self._contact(phone="+5511987654321", company_id=self.other_company.id)
        self.assertEqual(self._offered("11987654321")[1], False)
        self.assertTrue(self._add(phone="11987654321", name="Rita"))

    def test_what_is_no_number_adds_nobody(self):
        for typed in ("", "Ana", "12", "\x00", "\ud800", "9" * 500):
            with self.subTest(repr(typed)), self.assertRaises(UserError):
                self._add(phone=typed.replace("\x00", "x").replace("\ud800", "y"))

    def test_what_no_database_keeps_is_left_out(self):
        rita = self._add(phone="11987654321", name="Ri\ufffeta")
        self.assertEqual(rita.name, "Rita")

    def test_ones_own_defaults_do_not_slip_in(self):
        """Nobody makes the contact more than what the dialog asks for."""
        self.env["ir.default"].with_user(self.ana).sudo().set(
            "res.partner", "employee", True, user_id=self.ana.id
        )
        user = self.ana.with_context(default_comment="Forged")
        rita = self._add(user, phone="11987654321")
        self.assertFalse(rita.employee or rita.comment)

    def test_nobody_adds_without_the_right(self):
        """A.7: the group opens the dialog, the membership the contact."""
        call = ("create", [{"phone": "11987654321"}])
        payer = self._make_member("payer_pact", "payments", self.team)
        for user in payer + self.employee + self.settings:
            self._assert_refused(user, "pact.contact.add", *call)
        adding = self._rpc(self.ticked, "pact.contact.add", *call)
        self._assert_refused(self.ticked, "pact.contact.add", "action_add", adding)

    def test_a_dialog_is_for_who_opened_it(self):
        [adding] = self._rpc(
            self.ana, "pact.contact.add", "create", [{"phone": f"+{MARIA}"}]
        )
        for call in (("read", [adding], ["phone"]), ("action_open", [adding])):
            self._assert_refused(self.bia, "pact.contact.add", *call)

    def test_odoos_own_door_stays_shut(self):
        self._assert_refused(self.ana, "res.partner", "create", [{"name": "Rita"}])
        self._assert_refused(self.ana, "res.partner", "name_create", "Rita")
        self._assert_refused(self.ana, "res.partner", "unlink", self.maria.ids)
        self._assert_refused(self.ana, "res.partner", "copy", self.maria.ids)


@tagged("post_install", "-at_install")
class TestEditing(ContactCase):
    """C18, U21: a few fields of the customers of one's company, and tracked."""

    def _edit(self, user, contact, **vals):
        self._rpc(user, "res.partner", "write", contact.ids, vals)
        self.env.flush_all()
        self.env.invalidate_all()

    def _assert_not_edited(self, user, contact, **vals):
        self._assert_refused(user, "res.partner", "write", contact.ids, vals)

    def test_an_agent_edits_what_is_known(self):
        """C18: name, number, e-mail, notes, tags and company."""
        tag = self.env["res.partner.category"].create({"name": "VIP"})
        shop = self._contact(name="Shop", is_company=True, vat="BR1", city="Itu")
        self._edit(
            self.ana,
            self.maria,
            name="Maria Prado",
            phone="+55 11 98765-4321",
            email="maria@example.com",
            comment="<p>Likes blue</p>",
            category_id=[Command.link(tag.id)],
            parent_id=shop.id,
        )
        self.assertEqual(self.maria.name, "Maria Prado")
        self.assertEqual(self.maria.phone_sanitized, "+5511987654321")
        self.assertEqual((self.maria.category_id, self.maria.parent_id), (tag, shop))
        self.assertTrue(self._read(self.ana, self.maria, "pact_is_editable"))

    def test_the_form_saves(self):
        form = self.env.ref("pact_team.res_partner_view_form_pact_client")
        with Form(self.maria.with_user(self.ana), view=form) as contact:
            contact.name = "Maria Prado"
        self.assertEqual(self.maria.name, "Maria Prado")

    def test_changes_are_tracked(self):
        """C18: name, number and e-mail are written down, and by whom."""
        self.env.cr.precommit.run()
        for name, value in (
            ("name", "Maria Prado"),
            ("phone", "+55 11 98765-4321"),
            ("email", "maria@example.com"),
        ):
            self._edit(self.ana, self.maria, **{name: value})
            self.env.cr.precommit.run()
            last = self.maria.message_ids[0]
            self.assertEqual(last.author_id, self.ana.partner_id)
            self.assertEqual(last.tracking_value_ids.field_id.name, name)

    def test_who_has_not_the_right_edits_nothing(self):
        """A.7: asked at query time, of the membership."""
        payer = self._make_member("payer_pact", "payments", self.team)
        for user in self.stranger + self.employee + self.ticked + payer:
            self._assert_not_edited(user, self.maria, name="Forged")
        self._member_of(self.ana).active = False
        self._assert_not_edited(self.ana, self.maria, name="Forged")

    def test_nothing_else_of_a_contact_opens(self):
        """What other apps keep, and what lets somebody in, stays as it is."""
        for vals in (
            {"active": False},
            {"company_id": self.other_company.id},
            {"user_id": self.ana.id},
            {"user_ids": [Command.create({"login": "forged", "name": "Forged"})]},
            {"child_ids": [Command.create({"name": "Forged"})]},
            {"vat": "BR1"},
            {"employee": True},
            {"signup_type": "reset"},
            {"image_1920": ""},
            {"phone_sanitized": "+5511987654321"},
            {"name": "Fine", "lang": "en_US"},
            {"message_follower_ids": [Command.clear()]},
            {"category_id": [Command.create({"name": "Forged"})]},
            {"category_id": [Command.update(1, {"name": "Forged"})]},
            {"category_id": [1]},
            {"parent_id": "1"},
            {"parent_id": 99999999},
        ):
            self._assert_not_edited(self.ana, self.maria, **vals)

    def test_nobody_of_the_house_is_edited(self):
        """A colleague's e-mail is where their password is reset to."""
        former = self._make_user("former_pact")
        former.active = False
        staff = self.bia + self.boss + former + self.env.ref("base.user_admin")
        for contact in (
            *staff.partner_id,
            self.company.partner_id,
            self._contact(parent_id=self.company.partner_id.id),
            self._contact(employee=True),
            self.env.ref("base.partner_root"),
        ):
            self._assert_not_edited(self.ana, contact, name="Forged")
            self._assert_not_edited(self.ana, contact, email="forged@example.com")
            self._assert_not_edited(self.ana, contact + self.maria, name="Forged")

    def test_a_portal_login_is_not_taken_over(self):
        """Who logs in at a portal keeps their e-mail and number."""
        portal = self._make_user("portal_pact", groups="base.group_portal")
        contact = portal.partner_id
        contact.company_id = self.company
        for is_active in (True, False):
            portal.active = is_active
            self._edit(self.ana, contact, name=f"Paula {is_active}")
            self._assert_not_edited(self.ana, contact, email="forged@example.com")
            self._assert_not_edited(self.ana, contact, phone="+5511987654321")
            self._assert_not_edited(self.ana, contact, email=False)

    def test_another_companys_customers_are_closed(self):
        """P7: neither theirs, nor a shared one who writes to them too."""
        theirs = self._contact(company_id=self.other_company.id)
        shared = self._contact(company_id=False, phone="+5531987650009")
        for inbox in (self.inbox, self.theirs):
            self._receive(self._element(sender="5531987650009"), inbox=inbox)
        unknown = self._contact(company_id=False)
        for contact in theirs + shared + unknown:
            self._assert_not_edited(self.ana, contact, name="Forged")

    def test_a_shared_contact_who_writes_only_here_is_edited(self):
        shared = self._contact(company_id=False, phone="+5531987650009")
        self._receive(self._element(sender="5531987650009"))
        self._edit(self.ana, shared, name="Rita Lima")
        self.assertEqual(shared.name, "Rita Lima")

    def test_a_company_nobody_may_see_is_not_shown_through_a_contact(self):
        secret = self._contact(
            name="Segredo", company_id=self.other_company.id, is_company=True
        )
        for parent in secret + self.company.partner_id:
            self._assert_not_edited(self.ana, self.maria, parent_id=parent.id)

    def test_a_number_stays_one_contacts(self):
        """C15: editing makes no duplicate either."""
        joao = self.waiting.pact_partner_id
        self._assert_not_edited(self.ana, self.maria, phone=f"+{JOAO}")
        self._assert_not_edited(self.ana, self.maria + joao, phone="+5511987654321")
        self._edit(self.ana, self.maria, phone=f"+{MARIA}")

    def test_the_right_opens_a_few_fields_and_nothing_around(self):
        """Files and log of a contact stay with who manages contacts in Odoo."""
        note = self.maria.message_post(body="Kept")
        file = self.env["ir.attachment"].create(
            {"name": "f", "res_model": "res.partner", "res_id": self.maria.id}
        )
        for call in (
            ("mail.message", "unlink", note.ids),
            ("mail.message", "write", note.ids, {"body": "Forged"}),
            ("ir.attachment", "unlink", file.ids),
            ("ir.attachment", "write", file.ids, {"name": "Forged"}),
        ):
            self._assert_refused(self.ana, *call)

    def test_who_manages_contacts_in_odoo_edits_as_before(self):
        manager = self._make_user(
            "contacts_pact", groups="base.group_user,base.group_partner_manager"
        )
        self._edit(manager, self.maria, name="Maria", city="Itu")
        self.assertEqual(self.maria.city, "Itu")

    def test_a_login_reads_no_other_company(self):
        """S8, S29: nobody moves who logs in, nor whoever they belong to."""
        portal = self._make_user("portal_pact", groups="base.group_portal")
        contact = portal.partner_id
        contact.company_id = self.company
        group = self._contact(name="Group")
        victim = self._contact(name="Victim", is_company=True)
        for is_active in (True, False):
            portal.active = is_active
            for user in (self.ana, self.boss):
                self._assert_not_edited(user, contact, parent_id=victim.id)
        contact.parent_id = group
        self._assert_not_edited(self.ana, group, parent_id=victim.id)
        self.assertNotEqual(contact.commercial_partner_id, victim)

    def test_who_names_a_responsible_person(self):
        """S29: who reads all requests there; it is written down, whatever is said."""
        rita = self._contact()
        self._assert_not_edited(self.ana, rita, pact_is_responsible=True)
        self._assert_not_edited(self.stranger, rita, pact_is_responsible=True)
        elsewhere = self._make_user("portal_pact", groups="base.group_portal")
        elsewhere.write(
            {"company_ids": self.other_company.ids, "company_id": self.other_company.id}
        )
        theirs = elsewhere.partner_id
        theirs.company_id = False
        with self.assertRaises(UserError):
            theirs.with_user(self.boss)._pact_check_responsible()
        # Who logs in to both companies goes to the other one by themself.
        both = self.company | self.other_company
        elsewhere.write({"company_ids": both.ids, "company_id": self.company.id})
        with self.assertRaises(UserError):
            theirs.with_user(self.boss)._pact_check_responsible()
        self.env.flush_all()
        self.env.cr.precommit.run()
        quiet = {"tracking_disable": True}
        self._rpc(
            self.boss,
            "res.partner",
            "write",
            rita.ids,
            {"pact_is_responsible": True},
            context=quiet,
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertTrue(rita.pact_is_responsible)
        last = rita.message_ids[0]
        self.assertEqual(last.author_id, self.boss.partner_id)
        self.assertEqual(last.tracking_value_ids.field_id.name, "pact_is_responsible")

    def test_who_changes_companies_is_responsible_no_more(self):
        """S8, S29: neither alone nor with what they belong to."""
        first = self._contact(name="First", is_company=True)
        second = self._contact(name="Second", is_company=True)
        branch = self._contact(name="Branch", parent_id=first.id)
        people = self._contact(parent_id=branch.id, pact_is_responsible=True)
        people += self._contact(parent_id=first.id, pact_is_responsible=True)
        people[1].phone = False
        self.assertEqual(people.mapped("pact_is_responsible"), [True, True])
        self._edit(self.ana, branch, parent_id=second.id)
        self.assertEqual(people.mapped("pact_is_responsible"), [False, True])
        self._edit(self.ana, people[1], parent_id=second.id)
        self.assertFalse(people[1].pact_is_responsible)
