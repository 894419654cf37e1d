"""A killed Odoo starts again at the same address, with what was saved."""

from common import Live


class TestPowerCut(Live):
    def test_what_was_saved_is_there_after_a_kill(self):
        partner_id = self.product.log_in("admin").call(
            "res.partner", "create", {"name": "Ana Brandão"}
        )
        self.product.kill_odoo()
        self.product.start_odoo()
        (partner,) = self.product.log_in("admin").call(
            "res.partner", "read", [partner_id], ["name"]
        )
        self.assertEqual(partner["name"], "Ana Brandão")
