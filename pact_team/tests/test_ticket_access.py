from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket import TicketCase


@tagged("post_install", "-at_install")
class TestTicketAccess(TicketCase):
    def _sees(self, user, ticket):
        with mute_logger("odoo.addons.base.models.ir_rule"):
            found = self._rpc(user, "pact.ticket", "search", [("id", "=", ticket.id)])
        return bool(found)

    def test_who_reads_it(self):
        """H10, H14: its team while it waits, then its responsible and supervisors."""
        seller = self._make_member("seller_pact", "agent", self._make_team("Sales"))
        manager = self._make_member("chief_pact", "manager", self.team)
        other = self.env["res.company"].create({"name": "Outra"})
        foreign = self._make_member(
            "eva_pact", "administrator", self._make_team("X", other)
        )
        portal = self._make_user("maria_portal", groups="base.group_portal")
        portal.partner_id.parent_id = self.customer
        ticket = self._file()
        everybody = (self.ana, self.bia, seller, manager, self.boss, foreign)
        self.assertEqual(
            [self._sees(user, ticket) for user in everybody],
            [True, True, False, True, True, False],
        )
        self._act(self.ana, "take", ticket)
        self.assertEqual(
            [self._sees(user, ticket) for user in everybody],
            [True, False, False, True, True, False],
        )
        with self.assertRaises(AccessError):
            self._sees(portal, ticket)

    def test_what_was_found_and_nothing_else_is_readable(self):
        """H10: teams, people and companies mixed; what was not found stays closed."""
        sales = self._make_team("Sales")
        other = self.env["res.company"].create({"name": "Outra"})
        theirs = self._make_team("X", other)
        eva = self._make_member("eva_pact", "administrator", theirs)
        seller = self._make_member("seller_pact", "agent", sales)
        kinds = [(self.team, None), (self.team, self.ana), (self.team, self.bia)]
        kinds += [(sales, None), (sales, seller)]
        tickets = self.env["pact.ticket"]
        for team, user in kinds * 2:
            tickets |= self._file(team_id=team.id)
            if user:
                tickets[-1]._give_to(user)
        for _time in range(2):
            tickets |= tickets.create({"company_id": other.id, "team_id": theirs.id})
        self.env.flush_all()
        opened = {self.ana: 4, self.bia: 4, seller: 4, self.boss: 10, eva: 2}
        for user, count in opened.items():
            with self.subTest(user.login):
                self.env.invalidate_all()
                asked = tickets.with_user(user)
                found = asked.search_fetch([], ["protocol"])
                self.assertEqual(len(found), count)
                self.assertEqual(set(asked._filtered_access("read")), set(found))
                # The rule of one is the rule of many.
                self.env.invalidate_all()
                self.assertEqual(set(asked._filtered_access("read")), set(found))

    def test_what_the_system_found_is_not_theirs(self):
        """H10: a search under sudo opens nothing to whoever asks."""
        ticket = self._file()
        ticket._give_to(self.bia)
        theirs = self.env["pact.ticket"].with_user(self.ana)
        self.assertIn(ticket, theirs.sudo().search_fetch([], ["protocol"]))
        self.assertFalse(theirs.browse(ticket.id).has_access("read"))

    def test_what_was_found_is_asked_about_again_after_a_change(self):
        """H10, P13: of the request or of the membership, in the same transaction."""
        given, waiting = self._file(), self._file()
        tickets = self.env["pact.ticket"].with_user(self.ana)

        def found():
            return tickets.search_fetch([], ["protocol", "commercial_partner_id"])

        kept = found()
        self.assertEqual(kept, waiting + given)
        given._give_to(self.bia)
        self.assertEqual(kept._filtered_access("read"), waiting)
        self._member_of(self.ana).action_archive()
        self.assertFalse(kept._filtered_access("read"))
        with self.assertRaises(AccessError):
            found()

    def test_who_changes_it(self):
        """HM2, HM11: neither a colleague nor another company; nobody takes it away."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"):
            for method, args in (
                ("take", ()),
                ("finish", ()),
                ("ask_customer", ()),
                ("assign", (self.bia.id,)),
                ("transfer", (self.team.id,)),
            ):
                with self.subTest(method), self.assertRaises(AccessError):
                    self._act(self.bia, method, ticket, *args)
        self.assertEqual((ticket.user_id, ticket.state), (self.ana, "in_progress"))

    def test_what_follows_is_written_by_nobody(self):
        """S18, SN1: protocol, state, customer and dates are nobody's to write."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        for user in (self.ana, self.boss):
            for vals in (
                {"protocol": "1"},
                {"state": "finished"},
                {"user_id": self.bia.id},
                {"commercial_partner_id": self.maria.id},
                {"due_date": "2030-01-01 00:00:00"},
                {"finished_date": "2030-01-01 00:00:00"},
            ):
                with (
                    self.subTest(user=user.login, vals=vals),
                    self.assertRaises(AccessError),
                ):
                    self._rpc(user, "pact.ticket", "write", ticket.ids, vals)
                with self.subTest(create=vals), self.assertRaises(AccessError):
                    self._rpc(user, "pact.ticket", "create", [vals])

    def test_assigned_within_the_company(self):
        """U19: to who answers there, and to nobody else."""
        ticket = self._file()
        portal = self._make_user("maria_portal", groups="base.group_portal")
        for chosen in (portal.id, 0, "x", None, self.env.ref("base.user_root").id):
            with self.subTest(chosen), self.assertRaises(UserError):
                self._act(self.boss, "assign", ticket, chosen)
        self._act(self.boss, "assign", ticket, self.bia.id)
        self.assertEqual(ticket.user_id, self.bia)
