from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket import TicketCase
from .test_ticket_portal import PortalCase

KIND = "pact.classification"
METHOD = "pact.contact.method"


@tagged("post_install", "-at_install")
class TestTicketSettings(TicketCase):
    def _set(self, **vals):
        company = {"company_id": self.company.id}
        return self._rpc(self.boss, "pact.settings", "create", [company | vals])

    def test_set_by_administrators(self):
        """S5, S6: each setting, without being one of the whole system."""
        sales = self._make_team("Sales")
        wanted = {
            "pact_ticket_mode": "crm",
            "pact_ticket_team_id": sales.id,
            "pact_ticket_days": 5,
            "pact_ticket_warning_hours": 12,
            "pact_ticket_is_held": False,
            "pact_ticket_reopens": False,
            "pact_protocol_prefix": "A-%(year)s/",
            "pact_protocol_digits": 4,
        }
        [settings] = self._set(**wanted)
        [read] = self.company.read([*wanted], load=None)
        self.assertEqual({name: read[name] for name in wanted}, wanted)
        [shown] = self._rpc(self.boss, "pact.settings", "read", [settings])
        self.assertRegex(shown["pact_protocol_example"], r"^A-\d{4}/0001$")

    def test_set_by_nobody_else(self):
        """S6: every other role, by RPC."""
        kinds = ("agent", "conversation", "supervisor", "manager", "stakeholder")
        for kind in kinds:
            user = self._make_member(f"{kind}_pact", kind, self.team)
            with (
                self.subTest(kind),
                mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
                self.assertRaises(AccessError),
            ):
                self._rpc(
                    user,
                    "pact.settings",
                    "create",
                    [{"company_id": self.company.id, "pact_ticket_mode": "crm"}],
                )
        self.assertEqual(self.company.pact_ticket_mode, "central")

    def test_a_team_of_ours(self):
        other = self.env["res.company"].create({"name": "Outra"})
        foreign = self._make_team("Foreign", other)
        with self.assertRaisesRegex(UserError, "of the company itself"):
            self._set(pact_ticket_team_id=foreign.id)

    def test_days_have_bounds(self):
        for vals in ({"pact_ticket_days": 366}, {"pact_ticket_warning_hours": -1}):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                self._set(**vals)

    def test_formats_of_protocols(self):
        """SN1: one that is invalid is refused with a sentence, and nothing changes."""
        for vals in (
            {"pact_protocol_prefix": "%(yaer)s"},
            {"pact_protocol_prefix": "%(year)d"},
            {"pact_protocol_prefix": "%s"},
            {"pact_protocol_prefix": "100%"},
            {"pact_protocol_prefix": "<b>"},
            {"pact_protocol_prefix": "x" * 100},
            {"pact_protocol_digits": 0},
            {"pact_protocol_digits": 13},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(UserError, "protocol"),
                self.cr.savepoint(),
            ):
                self._set(**vals)
        self.assertRegex(self._file().protocol, r"^\d{14}$")

    def test_protocols_stay_unique(self):
        """SN1: whatever the format becomes, and each company has its own."""
        tickets = self._file()
        for prefix in ("P", "%(year)s", "", "P", False):
            self._set(pact_protocol_prefix=prefix, pact_protocol_digits=1)
            tickets += self._file() + self._file()
        self.assertEqual(len(set(tickets.mapped("protocol"))), len(tickets))
        self.assertEqual(tickets[1].protocol, "P2")
        other = self.env["res.company"].create({"name": "Outra"})
        self.assertEqual(other.pact_protocol_prefix, "%(year)s%(month)s%(day)s")


@tagged("post_install", "-at_install")
class TestTicketMode(PortalCase):
    def test_switched(self):
        """S5, S10: the form in the portal follows at once; old ones stay readable."""
        ticket = self._file()
        self._make_kind("Proposta", mode="crm")
        self.env[METHOD].create({"name": "Carta", "company_id": self.company.id})
        self._log_in(self.responsible)
        self.assertIn("Boletos", self._get("/new"))
        [settings] = self._rpc(
            self.boss, "pact.settings", "create", [{"company_id": self.company.id}]
        )
        self._rpc(
            self.boss, "pact.settings", "write", [settings], {"pact_ticket_mode": "crm"}
        )
        page = self._get("/new")
        self.assertIn("Proposta", page)
        self.assertIn("Carta", page)
        self.assertNotIn("Boletos", page)
        self.assertIn(ticket.protocol, self._get(f"/{ticket.id}"))
        self.assertEqual(ticket.mode, "central")
        self.assertEqual(self._rpc(self.boss, "pact.ticket", "search", []), ticket.ids)


@tagged("post_install", "-at_install")
class TestClassificationOfTickets(TicketCase):
    def _write(self, record, vals, user=None):
        self._rpc(user or self.boss, record._name, "write", record.ids, vals)

    def _parts(self, *names):
        return {"child_ids": [Command.create({"name": name}) for name in names]}

    def test_made_inside(self):
        """S1, S2: inside their parent, on its form; never loose."""
        crm = self._make_kind("Proposta", mode="crm")
        self._write(crm, self._parts("Nova", "Renovação"))
        self.assertEqual(set(crm.child_ids.mapped("mode")), {"crm"})
        new = crm.child_ids[0]
        for vals in (
            {"child_ids": [Command.unlink(new.id)]},
            {"child_ids": [Command.clear()]},
        ):
            with self.assertRaisesRegex(UserError, "stays inside"):
                self._write(crm, vals)
        with self.assertRaisesRegex(UserError, "stays inside"):
            self._write(new, {"parent_id": False})
        with self.assertRaisesRegex(UserError, "Delete those first"):
            self._rpc(self.boss, KIND, "unlink", crm.ids)
        self._rpc(self.boss, KIND, "unlink", (crm | crm.child_ids).ids)
        self.assertFalse(crm.exists())

    def test_names(self):
        """S2: the same under different parents, and not under the same."""
        other = self._make_kind("Cadastro")
        self._write(other, self._parts("Segunda via"))
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._write(other, self._parts("segunda VIA"))

    def test_the_form_of_a_whole_tree(self):
        """S3: it changes with its parts, archived ones too, or not at all."""
        old = self._make_kind("Velha", parent_id=self.invoices.id, active=False)
        self._write(self.invoices, {"mode": "crm"})
        kinds = self.invoices + self.second_copy + old
        self.assertEqual(set(kinds.mapped("mode")), {"crm"})
        with self.assertRaisesRegex(UserError, "same form"):
            self._write(self.second_copy, {"mode": "central"})

    def test_an_archived_part_is_a_part(self):
        above = self._make_kind("Acima")
        self.second_copy.active = False
        with self.assertRaisesRegex(UserError, "none of their own"):
            self._write(self.invoices, {"parent_id": above.id})

    def test_listed_as_a_tree(self):
        """S1, S2: each above its parts, whatever it is called."""
        above = self._make_kind("Atendimento")
        part = self._make_kind("Zelo", parent_id=above.id)
        early = self._make_kind("Zebra", sequence=1)
        found = self._rpc(self.boss, KIND, "search", [], order="is_part")
        kinds = early + above + part + self.invoices + self.second_copy
        self.assertEqual(found, kinds.ids)
        self._make_kind("Antes", parent_id=above.id, sequence=1)
        found = self._rpc(self.boss, KIND, "search", [], order="is_part")
        self.assertEqual(
            self.env[KIND].browse(found[1:4]).mapped("name"),
            ["Atendimento", "Antes", "Zelo"],
        )

    def test_what_was_used_stays_readable(self):
        """S14: archived, offered no more, still named; deleted by nobody."""
        ticket = self._file()
        self._write(self.second_copy, {"active": False})
        offered = self.env[KIND]._offered_in_portal(self.company)
        self.assertNotIn(self.second_copy, offered)
        name = self._rpc(self.boss, "pact.ticket", "read", ticket.ids, ["display_name"])
        self.assertIn("Segunda via", name[0]["display_name"])
        with self.assertRaisesRegex(UserError, "Requests were filed"):
            self._rpc(self.boss, KIND, "unlink", self.second_copy.ids)


@tagged("post_install", "-at_install")
class TestContactMethods(TicketCase):
    def setUp(self):
        super().setUp()
        # What a company begins with is asked in the test of upgrades.
        self.env[METHOD].search([("company_id", "=", self.company.id)]).unlink()

    def _names(self):
        domain = [("company_id", "=", self.company.id)]
        return self.env[METHOD].search(domain).mapped("name")

    def _add_usual(self, user=None):
        context = {"allowed_company_ids": self.company.ids}
        self._rpc(user or self.boss, METHOD, "action_add_usual", context=context)

    def test_the_usual_ones(self):
        """S4: those that are missing, and none twice."""
        self.env[METHOD].create({"name": "whatsapp", "company_id": self.company.id})
        for _time in range(2):
            self._add_usual()
            names = ["Phone", "E-mail", "In person", "whatsapp"]
            self.assertEqual(self._names(), names)

    def test_a_renamed_one_is_left(self):
        """S4: examples are the company's own: to rename, archive and delete."""
        self._add_usual()
        one, other = self.env[METHOD].search([("company_id", "=", self.company.id)])[:2]
        self._rpc(self.boss, METHOD, "write", one.ids, {"name": "Ligação"})
        self._rpc(self.boss, METHOD, "unlink", other.ids)
        self.assertNotIn("E-mail", self._names())
        self.assertIn("Ligação", self._names())

    def test_by_administrators(self):
        for user in (self.ana, self._make_member("chief_pact", "manager", self.team)):
            with self.assertRaises(AccessError):
                self._add_usual(user)

    def test_what_was_used_stays(self):
        """S4, S26: offered no more, named where it was chosen."""
        self._add_usual()
        method = self.env[METHOD].search([("company_id", "=", self.company.id)])[0]
        ticket = self._file(contact_method_id=method.id)
        with self.assertRaisesRegex(UserError, "Requests were filed"):
            self._rpc(self.boss, METHOD, "unlink", method.ids)
        self._rpc(self.boss, METHOD, "write", method.ids, {"active": False})
        self.assertNotIn(method, self.env[METHOD]._offered_in(self.company))
        [read] = self._rpc(
            self.boss, "pact.ticket", "read", ticket.ids, ["contact_method_id"]
        )
        self.assertEqual(read["contact_method_id"][1], "Phone")
