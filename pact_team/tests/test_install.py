from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestInstall(TransactionCase):
    def test_first_administrator_is_a_member(self):
        """P1: the database's administrator administers the main company."""
        member = self.env.ref("pact_team.pact_member_admin")
        self.assertTrue(member.may_configure)
        self.assertTrue(
            member.user_id.has_group("pact_team.pact_team_group_administrator")
        )

    def test_nothing_is_warned_of(self):
        """What an administrator reads in the log at an update is worth reading."""
        named = [name for name in self.env if name.startswith("pact.")]
        with self.assertNoLogs("odoo.addons.base.models.ir_model", "WARNING"):
            self.env["ir.model.fields"]._reflect_fields(named)
        ours = self.env["ir.model.data"].search(
            [("module", "=", "pact_team"), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(ours.mapped("res_id"))
        with self.assertNoLogs("odoo.addons.base.models.ir_ui_view", "WARNING"):
            views._check_xml()
