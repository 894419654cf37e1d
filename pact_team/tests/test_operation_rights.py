from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .operation_case import HOUR, NOON, OperationCase


@tagged("post_install", "-at_install")
class TestWhoPauses(OperationCase):
    """Its supervisors, and who assigns in its company; two companies, by RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Outra"})
        cls.other_team = cls._make_team("Outra equipe", cls.other_company)
        cls.stranger = cls._make_member(
            "stranger_pact", "administrator", cls.other_team
        )
        cls.employee = cls._make_user("employee_pact")

    def _people(self):
        for kind in ("conversation", "payments"):
            yield self._make_member(f"{kind}_pact", kind, self.team), False
        for kind in ("supervisor", "stakeholder"):
            yield self._make_member(f"{kind}_pact", kind, self.team), True
        yield from (
            (self.ana, False),
            (self.supervised, True),
            (self.manager, True),
            (self.boss, True),
            (self.stranger, False),
            (self.employee, False),
        )

    def test_who_may(self):
        for user, may in self._people():
            with self.subTest(user.login):
                if may:
                    self._pause(user)
                    self._resume(user)
                    continue
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self._pause(user)
                with self.assertRaises(UserError):
                    self._rpc(user, "pact.team", "action_pause", self.team.ids)
                self._pause()
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self._resume(user)
                self._resume()
                self.env.invalidate_all()

    def test_a_supervisor_of_another_team(self):
        sales = self._make_team("Sales")
        with self.assertRaises(AccessError):
            self._pause(self.supervised, sales)

    def test_whoever_is_removed_supervises_no_more(self):
        self.team.supervisor_ids.active = False
        with self.assertRaises(UserError):
            self._pause(self.supervised)

    def test_the_button_is_for_who_may(self):
        for user, may in ((self.ana, False), (self.supervised, True)):
            [seen] = self._rpc(
                user, "pact.team", "read", self.team.ids, ["may_be_paused"]
            )
            self.assertIs(seen["may_be_paused"], may)

    def test_the_log_is_read_in_its_company(self):
        """Who answers there reads why; nobody else, and nobody writes."""
        row = self._pause()
        [read] = self._rpc(self.ana, row._name, "read", row.ids, ["reason"])
        self.assertEqual(read["reason"], "Sem luz")
        for user in (self.stranger, self.employee):
            with self.assertRaises(UserError):
                self._rpc(user, row._name, "read", row.ids, ["reason"])
            self.env.invalidate_all()
        for user in (self.ana, self.boss, self.stranger):
            for method, arguments in (
                ("write", (row.ids, {"reason": "Outra"})),
                ("write", (row.ids, {"date_to": NOON})),
                ("unlink", (row.ids,)),
                ("create", ([{"team_id": self.team.id, "reason": "Eu"}],)),
            ):
                with self.subTest(user=user.login, method=method):
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        self._rpc(user, row._name, method, *arguments)
                    self.env.invalidate_all()

    def test_not_even_we_change_it(self):
        row = self._pause()
        for vals in ({"reason": "Outra"}, {"date_from": NOON - HOUR}):
            with self.assertRaises(AccessError):
                row.sudo().write(vals)
        self._resume()
        with self.assertRaises(AccessError):
            row.sudo().write({"date_to": NOON})

    def test_no_other_way(self):
        """Neither by the team, from the other side, nor by a default."""
        row = self._pause()
        self._resume()
        for vals in (
            {"pause_id": row.id},
            {"pause_ids": [Command.update(row.id, {"reason": "Outra"})]},
            {"pause_ids": [Command.clear()]},
            {"alone_date": NOON},
        ):
            for call in (
                ("write", self.team.ids, vals),
                ("create", [{"name": "Nova", "company_id": self.company.id, **vals}]),
            ):
                with self.subTest(call), self.assertRaises(UserError):
                    self._rpc(self.boss, "pact.team", *call)
                self.env.invalidate_all()

    def test_a_wizard_is_of_who_began_it(self):
        wizard = self._rpc(
            self.manager,
            "pact.team.pausing",
            "create",
            [{"team_id": self.team.id, "reason": "Sem luz"}],
        )
        with self.assertRaises(UserError):
            self._rpc(self.boss, "pact.team.pausing", "action_pause", wizard)
        with self.assertRaises(UserError):
            self._rpc(
                self.stranger,
                "pact.team.pausing",
                "create",
                [{"team_id": self.team.id, "reason": "Sem luz"}],
            )
