from odoo import fields
from odoo.tests import freeze_time

from .common import PactCase


class DistributionCase(PactCase):
    """Two agents in a team that gives by itself; nobody else is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.method = "round_robin"
        cls.by_ana, cls.by_bia, cls.by_boss = (
            cls._member_of(user) for user in (cls.ana, cls.bia, cls.boss)
        )
        cls.by_boss._become("unavailable")

    def _decide(self, date=None):
        """Let the lane run."""
        self.env.flush_all()
        lane = self.env.ref("pact_team.ir_cron_distribute")
        moment = freeze_time(date or fields.Datetime.now())
        with moment, self.enter_registry_test_mode():
            lane.method_direct_trigger()
        self.env.invalidate_all()

    def _arrive(self, number=1):
        return self._write(sender=f"55319876{number:05}")

    def _given(self, number=1):
        channel = self._arrive(number)
        self._decide()
        return channel

    def _me(self, user, method, *args):
        context = {"allowed_company_ids": self.company.ids}
        return self._rpc(user, "pact.member", method, *args, context=context)

    def _is_woken(self):
        cron = self.env.ref("pact_team.ir_cron_distribute")
        found = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        found.unlink()
        self.env.cr.precommit.data.pop("pact_team.woken", None)
        return bool(found)
