from datetime import datetime, timedelta

from odoo.tests import freeze_time

from .common import PactCase

NOON = datetime(2026, 3, 3, 15, 0)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
JOAO, RITA = "5531987650002", "5531987650003"
WORDS = "Estamos sem luz. Voltamos logo."


class OperationCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.write({"method": "least_busy", "pause_message": WORDS})
        cls.manager = cls._make_member("rita_pact", "manager", cls.team)
        cls.supervised = cls._make_member("caio_pact", "agent", cls.team)
        cls.team.supervisor_ids = cls._member_of(cls.supervised)

    def _pause(self, user=None, team=None, moment=NOON, **vals):
        user, team = user or self.boss, team or self.team
        with freeze_time(moment):
            wizard = self._rpc(
                user,
                "pact.team.pausing",
                "create",
                [{"team_id": team.id, "reason": "Sem luz", **vals}],
            )
            self._rpc(user, "pact.team.pausing", "action_pause", wizard)
            self.env.invalidate_all()
        return team.pause_id

    def _resume(self, user=None, team=None, moment=NOON + HOUR):
        with freeze_time(moment):
            team = team or self.team
            self._rpc(user or self.boss, "pact.team", "action_resume", team.ids)
            self.env.invalidate_all()

    def _run_job(self, moment):
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_operation").method_direct_trigger()
        self.env.invalidate_all()

    def _write_at(self, moment, *args, **kwargs):
        with freeze_time(moment):
            return self._write(*args, **kwargs)

    def _told(self, conversation):
        return self._outbox(conversation).filtered("is_automatic").mapped("text")

    def _log(self, team=None):
        return self.env["pact.team.pause"].search(
            [("team_id", "=", (team or self.team).id)], order="id"
        )
