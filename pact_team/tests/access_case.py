from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import PactCase


class AccessCase(PactCase):
    """A conversation Ana holds, one that waits, and everybody who wants in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Outra"})
        cls.other_team = cls._make_team("Outra equipe", cls.other_company)
        cls.stranger = cls._make_member(
            "stranger_pact", "administrator", cls.other_team
        )
        cls.colleague = cls._make_member(
            "vendas_pact", "agent", cls._make_team("Sales")
        )
        cls.employee = cls._make_user("employee_pact")
        cls.settings = cls._make_user(
            "settings_pact", groups="base.group_user,base.group_system"
        )
        cls.ticked = cls._make_user(
            "ticked_pact", groups="pact_team.pact_team_group_administrator"
        )

    def setUp(self):
        super().setUp()
        self.held = self._write("segredo de Maria")
        self._take(self.held)
        self.waiting = self._write("segredo de João", "5531987650002")
        self._receive(self._element("image", {"id": "1", "mime_type": "image/png"}))
        self.env.flush_all()
        self.env.invalidate_all()

    def _outsiders(self):
        return (
            self.bia
            + self.colleague
            + self.stranger
            + self.employee
            + self.settings
            + self.ticked
        )

    def _assert_refused(self, user, model, method, *args, **kwargs):
        # Access errors and missing records are user errors, in words.
        with (
            self.subTest(user=user.login, call=f"{model}.{method}"),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError, msg=f"{user.login} {method}"),
        ):
            self._rpc(user, model, method, *args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()
