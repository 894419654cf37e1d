from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .ticket_attack_case import RULES, TicketInsideCase


@tagged("post_install", "-at_install")
class TestTicketTampering(TicketInsideCase):
    """What somebody who works here tries with the request itself."""

    def test_the_customer_stays(self):
        """S8: nobody moves a request to another customer."""
        theirs = self.stranger.partner_id
        for partner_id in (theirs.id, self.company_of_others.id, False):
            values = {"partner_id": partner_id}
            self._assert_refused(
                self.ana, "pact.ticket", "write", self.ticket.ids, values
            )
        colleague = self.colleague.partner_id
        values = {"partner_id": colleague.id}
        self._rpc(self.ana, "pact.ticket", "write", self.ticket.ids, values)
        self.assertEqual(self.ticket.commercial_partner_id, self.customer)

    def test_a_contact_they_may_not_read(self):
        """P7: neither named in a request, nor told by the form."""
        hidden = self.env["res.partner"].create(
            {
                "name": "Segredo Alheio",
                "email": "segredo@x.example",
                "company_id": self.other_company.id,
            }
        )
        nobody = self._file(partner_id=False)
        self._act(self.ana, "take", nobody)
        values = {"partner_id": hidden.id}
        self._assert_refused(self.ana, "pact.ticket", "write", nobody.ids, values)
        vals = values | {"company_id": self.company.id}
        self._assert_refused(self.ana, "pact.ticket", "create", [vals])
        for field in ("partner_id", "commercial_partner_id"):
            with mute_logger(RULES, "odoo.models"):
                told = self._onchange(self.ana, {field: hidden.id}, [field])
            self.assertNotIn("egredo", str(told), field)
        self.assertFalse(nobody.partner_id)

    def _onchange(self, user, values, names):
        spec = {
            name: {"fields": {"display_name": {}}} if name.endswith("_id") else {}
            for name in (
                "partner_id",
                "commercial_partner_id",
                "contact_name",
                "contact_email",
                "contact_phone",
            )
        }
        try:
            return self._rpc(user, "pact.ticket", "onchange", [], values, names, spec)
        except (AccessError, UserError) as refusal:
            return refusal

    def test_their_own_defaults(self):
        """S18: no default, of the context or their own, says what follows."""
        odd = {
            "state": "finished",
            "user_id": self.boss.id,
            "protocol": "1",
            "source": "portal",
            "commercial_partner_id": self.company_of_others.id,
            "request_key": "k",
            "due_date": "2099-01-01 00:00:00",
            "filed_date": "2001-01-01 00:00:00",
            "merged_into_id": self.ticket.id,
        }
        vals = {"company_id": self.company.id, "partner_id": self.maria.id}
        context = {f"default_{name}": value for name, value in odd.items()}
        made = self._rpc(self.ana, "pact.ticket", "create", [vals], context=context)
        self._assert_new(made)
        for name, value in odd.items():
            self._rpc(self.ana, "ir.default", "set", "pact.ticket", name, value, True)
        self._assert_new(self._rpc(self.ana, "pact.ticket", "create", [vals]))

    def _assert_new(self, ids):
        made = self.env["pact.ticket"].browse(ids)
        self.assertEqual((made.state, made.source), ("new", "staff"))
        self.assertEqual(made.commercial_partner_id, self.customer)
        self.assertFalse(made.user_id or made.request_key or made.merged_into_id)
        self.assertNotEqual(made.protocol, "1")
        self.assertEqual(made.due_date.date(), self.ticket.due_date.date())

    def test_a_company_by_default(self):
        """P7: numbered, timed and dealt with by the company it is filed in."""
        context = {"default_company_id": self.other_company.id}
        vals = {"partner_id": self.maria.id}
        self._assert_refused(self.ana, "pact.ticket", "create", [vals], context=context)

    def test_what_belongs_to_another_company(self):
        """P7: neither a team, a classification, a tag nor a contact method of it."""
        elsewhere = {"company_id": self.other_company.id}
        team = self._make_team("Y", self.other_company)
        others = {
            "team_id": team.id,
            "classification_id": self._make_kind("De fora", **elsewhere).id,
            "tag_ids": [(4, self.env["pact.tag"].create({"name": "T"} | elsewhere).id)],
            "contact_method_id": self.env["pact.contact.method"]
            .create({"name": "M"} | elsewhere)
            .id,
        }
        base = {"company_id": self.company.id, "partner_id": self.maria.id}
        for user in (self.ana, self.boss):
            for name, value in others.items():
                with self.subTest(name):
                    vals = {name: value}
                    self._assert_refused(
                        user, "pact.ticket", "write", self.ticket.ids, vals
                    )
                    self._assert_refused(user, "pact.ticket", "create", [base | vals])

    def test_copied_and_imported(self):
        """S18, SN1: a copy is a new request; no list brings what follows."""
        [copy] = self._rpc(self.ana, "pact.ticket", "copy", self.ticket.ids)
        self._assert_new([copy])
        self._assert_refused(self.seller, "pact.ticket", "copy", self.ticket.ids)
        names = ["partner_id/.id", "company_id/.id", "state", "protocol"]
        row = [str(self.maria.id), str(self.company.id), "finished", "1"]
        count = len(self._tickets())
        with mute_logger("odoo.models"), suppress(AccessError):
            told = self._rpc(self.ana, "pact.ticket", "load", names, [row])
            self.assertFalse(told["ids"])
        self.assertEqual(len(self._tickets()), count)

    def test_export_of_what_hangs_on_it(self):
        """S8: a column of another record opens it to nobody."""
        columns = ["protocol", "message_ids/body", "partner_id/email", "user_id/login"]
        for user in self._outsiders():
            self._assert_refused(
                user, "pact.ticket", "export_data", self.ticket.ids, columns
            )

    def test_an_activity_opens_nothing(self):
        """H10: given to somebody who may not read it, it tells nothing of it."""
        model = self.env["ir.model"]._get_id("pact.ticket")
        vals = {
            "res_model_id": model,
            "res_id": self.ticket.id,
            "summary": "Segredo",
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
        }
        for user in (self.bia, self.seller, self.foreigner):
            self._assert_refused(user, "mail.activity", "create", [vals])
        given = self.env["mail.activity"].create(vals | {"user_id": self.bia.id})
        names = ["res_name", "summary"]
        with mute_logger(RULES):
            try:
                told = self._rpc(self.bia, "mail.activity", "read", given.ids, names)
            except AccessError as refusal:
                told = refusal
        self.assertNotIn(self.ticket.protocol, str(told))
        self._assert_refused(
            self.bia, "pact.ticket", "read", self.ticket.ids, ["protocol"]
        )
