from odoo.exceptions import ConcurrencyError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket import TicketCase


@tagged("post_install", "-at_install")
class TestTicketTwice(TicketCase):
    """S18: what two do in one moment is done once, and Odoo repeats the second."""

    def _vals(self, **vals):
        return {
            "company_id": self.company.id,
            "partner_id": self.maria.id,
            "request_key": "portal:1:k",
        } | vals

    def test_who_comes_second_begins_again(self):
        """S18, S21: what Odoo repeats, and not what it gives up."""
        tickets = self.env["pact.ticket"]
        ticket = tickets._create_once(self._vals())
        with mute_logger("odoo.sql_db"), self.assertRaises(ConcurrencyError):
            tickets._create_once(self._vals())
        ticket._go("finished")
        ratings, said = self.env["pact.rating"], {"value": "5"} | ticket._of_rating()
        ratings._create_once(said)
        with mute_logger("odoo.sql_db"), self.assertRaises(ConcurrencyError):
            ratings._create_once(said)

    def test_the_same_key_elsewhere(self):
        """S18: a customer of two of our companies files with each."""
        other = self.env["res.company"].create({"name": "Outra"})
        self._make_team("X", other)
        tickets = self.env["pact.ticket"]
        both = tickets._create_once(self._vals()) + tickets._create_once(
            self._vals(company_id=other.id)
        )
        self.assertEqual(len(both), 2)

    def test_a_key_is_of_its_door(self):
        """S18: what a customer sends takes no place of what staff files."""
        filing = (
            self.env["pact.ticket.filing"]
            .with_user(self.ana)
            .create(
                {
                    "company_id": self.company.id,
                    "partner_id": self.maria.id,
                    "classification_id": self.second_copy.id,
                    "contact_name": "Maria",
                    "contact_phone": "+55 31 98765-0001",
                    "contact_email": "maria@metalurgica.example",
                    "message": "Oi",
                }
            )
        )
        portal = self._make_user("portal_pact", groups="base.group_portal")
        portal.write({"company_id": self.company.id})
        self.maria.user_ids = [Command.link(portal.id)]
        portal.partner_id = self.maria
        self.maria.pact_is_responsible = True
        asking = self.env["pact.ticket"].with_user(portal)
        for key in (f"filing-{filing.id}", f"desk:{filing.id}"):
            vals = {"classification_id": self.second_copy.id, "request_key": key}
            taken = asking._file_for_customer(vals, "Oi", [])
            self.assertTrue(taken.request_key.startswith(f"portal:{portal.id}:"))
        filed = self._rpc(self.ana, filing._name, "action_file", filing.ids)
        self.assertNotEqual(filed.get("res_id"), taken.id)

    def test_no_protocol_is_taken_elsewhere(self):
        """S18: a request that is refused takes no number of another company."""
        other = self.env["res.company"].create({"name": "Outra"})
        team = self._make_team("X", other)
        chief = self._make_member("chief_pact", "administrator", team)
        first = self._file(company_id=other.id, classification_id=False).protocol
        for user in (self.ana, self.boss):
            with self.assertRaises(UserError), self.cr.savepoint():
                self._rpc(user, "pact.ticket", "create", [{"company_id": other.id}])
        second = self.env["pact.ticket"].browse(
            self._rpc(chief, "pact.ticket", "create", [{"company_id": other.id}])
        )
        self.assertEqual(int(second.protocol[-4:]), int(first[-4:]) + 1)
