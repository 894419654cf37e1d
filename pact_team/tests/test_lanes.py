from unittest.mock import patch

from odoo.tests import tagged

from .common import PactCase


@tagged("post_install", "-at_install")
class TestLanes(PactCase):
    """The jobs that receive, send and fetch, as the scheduler runs them."""

    def test_a_lane_that_ends_rings(self):
        """What came in its last moment does not wait for the worker's next job."""
        for lane in ("receive", "send", "fetch", "distribute", "pause_turn"):
            with self.subTest(lane=lane):
                self.assertTrue(self._rings(f"pact_team.ir_cron_{lane}"))

    def test_another_job_wakes_nobody(self):
        """A job for which nobody waits leaves the workers alone."""
        self.assertFalse(self._rings("pact_team.ir_cron_grant"))

    def _rings(self, xmlid):
        """Tell whether the workers are rung once the job is done and committed."""
        self.cr.postcommit.clear()
        with (
            self.enter_registry_test_mode(),
            patch.object(self.registry["ir.cron"], "_notifydb", autospec=True) as bell,
        ):
            self.env.ref(xmlid).method_direct_trigger()
            self.cr.postcommit.run()
        return bell.called
