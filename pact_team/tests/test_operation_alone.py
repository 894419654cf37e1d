from odoo.tests import freeze_time, tagged

from .operation_case import HOUR, MINUTE, NOON, OperationCase


@tagged("post_install", "-at_install")
class TestAlone(OperationCase):
    """By rule: nobody at all is available."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.pause_after_minutes = 5
        cls.everybody = cls.env["pact.member"].search(
            [("company_id", "=", cls.company.id)]
        )

    def _everybody_goes(self, moment):
        with freeze_time(moment):
            self.everybody._become("unavailable")

    def test_after_some_minutes(self):
        """To the minute, and not while one of them is there."""
        self._run_job(NOON - HOUR)
        self._everybody_goes(NOON)
        for minutes, paused in ((0, False), (4, False), (5, True)):
            self._run_job(NOON + minutes * MINUTE)
            self.assertIs(bool(self.team.pause_id), paused, minutes)
        row = self.team.pause_id
        self.assertEqual((row.cause, row.by_user_id.id), ("nobody", False))
        self.assertIn("5 minutes", row.reason)

    def test_whoever_comes_lets_it_go_on(self):
        """At once, and not only when the job comes by."""
        self._everybody_goes(NOON)
        self._run_job(NOON)
        self._run_job(NOON + 5 * MINUTE)
        with freeze_time(NOON + 6 * MINUTE):
            self._rpc(
                self.ana,
                "pact.member",
                "choose_availability",
                "available",
                context={"allowed_company_ids": self.company.ids},
            )
        self.assertTrue(self.team._deals(NOON + 6 * MINUTE))
        [row] = self._log()
        self.assertEqual(row.date_to, NOON + 6 * MINUTE)

    def test_whoever_comes_does_not_end_what_somebody_paused(self):
        self._everybody_goes(NOON)
        self._pause()
        with freeze_time(NOON + MINUTE):
            self.everybody._become("available")
        self._run_job(NOON + 2 * MINUTE)
        self.assertTrue(self.team._is_paused(NOON + 2 * MINUTE))

    def test_only_within_the_working_hours(self):
        """At night nobody has to be there; what paused in the evening is over then."""
        self._everybody_goes(NOON)
        self._run_job(NOON)
        self._run_job(NOON + 5 * MINUTE)
        self.assertTrue(self.team.pause_id)
        holiday = self.env["pact.holiday"].create(
            {"name": "Dia", "date": NOON.date(), "company_id": self.company.id}
        )
        self._run_job(NOON + 6 * MINUTE)
        self._run_job(NOON + 20 * MINUTE)
        self.assertFalse(self.team.pause_id)
        holiday.active = False
        self._run_job(NOON + 21 * MINUTE)
        self._run_job(NOON + 25 * MINUTE)
        self.assertFalse(self.team.pause_id)

    def test_flat_however_many_teams_there_are(self):
        """Where somebody is there, twenty teams are no query more than one."""
        self.everybody._become("available")
        before = self._cost()
        for number in range(20):
            team = self._make_team(f"E {number}")
            team.write({"pause_after_minutes": 5, "member_ids": self.everybody.ids})
        self.assertEqual(self._cost(), before)

    def _cost(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["pact.team"]._cron_operation()
        return self.env.cr.sql_log_count - before

    def test_only_where_it_was_asked_for(self):
        self.team.pause_after_minutes = 0
        self._everybody_goes(NOON)
        for minutes in (0, 60):
            self._run_job(NOON + minutes * MINUTE)
        self.assertFalse(self._log())
