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
