import os
import select
import threading
import time
from contextlib import closing, contextmanager
from unittest.mock import patch

import psycopg2
from psycopg2.errors import SerializationFailure

from odoo import sql_db
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import ir_cron_bell
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


@tagged("post_install", "-at_install")
class TestRing(PactCase):
    """How the workers are woken when a transaction is committed."""

    def test_who_wakes_lanes_does_not_wait(self):
        """The workers hear it once, and nobody's request connects for it."""
        self.cr.postcommit.clear()
        asking, connecting = threading.get_ident(), []
        connect = psycopg2.connect

        def note(*args, **kwargs):
            connecting.append(threading.get_ident())
            return connect(*args, **kwargs)

        with self._workers() as heard, patch.object(psycopg2, "connect", note):
            for lane in ("send", "fetch", "send"):
                self.env["ir.cron"]._pact_wake(f"pact_team.ir_cron_{lane}")
            self.cr.postcommit.run()
            self.assertEqual(heard(), [self.cr.dbname])
        self.assertEqual(len(connecting), 1)
        self.assertNotIn(asking, connecting)

    def test_many_who_ask_at_once_ring_once(self):
        """P4: a burst starts one thread and connects once, however long that takes."""
        answers = threading.Event()
        connect = psycopg2.connect

        def slow(*args, **kwargs):
            answers.wait(20)
            return connect(*args, **kwargs)

        jobs, before = self.env["ir.cron"], threading.active_count()
        with self._workers() as heard, patch.object(psycopg2, "connect", slow):
            for _asked in range(30):
                jobs._pact_ring()
            self.assertEqual(threading.active_count(), before + 1)
            answers.set()
            self.assertEqual(heard(), [self.cr.dbname])
            # Who asks after that is not too late for it.
            jobs._pact_ring()
            self.assertEqual(heard(), [self.cr.dbname] * 2)

    def test_while_a_ring_takes_long_one_more_waits(self):
        """P4: however slowly the bell sounds, two threads and one connection do it."""
        sounded, opened = threading.Event(), []

        class Slow(psycopg2.extensions.connection):
            def commit(self):
                sounded.wait(20)
                super().commit()

        connect = psycopg2.connect

        def note(**info):
            opened.append(info)
            return connect(connection_factory=Slow, **info)

        jobs, before = self.env["ir.cron"], threading.active_count()
        with self._workers() as heard, patch.object(psycopg2, "connect", note):
            for _asked in range(10):
                jobs._pact_ring()
                time.sleep(0.05)
            self.assertEqual(len(opened), 1)
            self.assertEqual(threading.active_count(), before + 2)
            sounded.set()
            self.assertEqual(heard(), [self.cr.dbname] * 2)

    def test_nobody_can_be_rung(self):
        """P4: what was written stays answered; the log says it once, in a line."""
        full = patch.object(
            psycopg2, "connect", side_effect=psycopg2.OperationalError("Too many")
        )
        none = patch.object(
            threading.Thread, "start", side_effect=RuntimeError("No thread")
        )
        jobs = self.env["ir.cron"]
        for reason in (full, none):
            with (
                self.subTest(reason),
                self.assertLogs("odoo.addons.pact_team.models.ir_cron_bell") as log,
            ):
                with reason:
                    jobs._pact_ring()
                    self._wait_for_rings()
                self.assertEqual(len(log.output), 1)
                self.assertNotIn("Traceback", log.output[0])
            with self._workers() as heard:
                jobs._pact_ring()
                self.assertEqual(heard(), [self.cr.dbname])

    def test_whoever_rings_holds_up_nobody(self):
        """P4: all wait for the pool while it connects; a ring is none of its."""
        with self._workers() as heard, sql_db._Pool._lock:
            self.env["ir.cron"]._pact_ring()
            self.assertEqual(heard(), [self.cr.dbname])

    def test_a_worker_that_was_born_while_it_rang(self):
        """P4: rings by itself: nobody there ends what another process began."""
        held = ir_cron_bell.BELLS["fork"]
        with held.asked, held.sounding:
            born = os.fork()
            if not born:
                bell = ir_cron_bell.BELLS["fork"]
                os._exit(bell.asked.locked() or bell.sounding.locked())
            self.assertEqual(os.waitpid(born, 0)[1], 0)

    def _wait_for_rings(self):
        for thread in threading.enumerate():
            if thread.name == "pact.ring":
                thread.join(10)

    @contextmanager
    def _workers(self):
        """Listen as the workers do; the function given returns whom they hear."""
        # No pool: a connection of the test's own, to the database they listen to.
        _name, info = sql_db.connection_info_for("postgres")
        with closing(psycopg2.connect(**info)) as listening:
            listening.autocommit = True
            listening.cursor().execute("LISTEN cron_trigger")

            def heard():
                while select.select([listening], [], [], 2)[0]:
                    listening.poll()
                return [
                    one.payload
                    for one in listening.notifies
                    if one.payload == self.cr.dbname
                ]

            yield heard


@tagged("post_install", "-at_install")
class TestEach(PactCase):
    """What a job does with many, each by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.teams = cls.team | cls._make_team("Um") | cls._make_team("Dois")

    def _each(self, work):
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            env = self.env(cr=cr)
            teams = self.teams.with_env(env)
            env["ir.cron"]._pact_each(teams, work, "Team %s: was not looked at")
        self.env.invalidate_all()

    @mute_logger("odoo.addons.pact_team.models.ir_cron")
    def test_one_that_breaks_does_not_keep_the_others(self):
        """A lane goes on: what was done is kept, what failed is as it was."""
        broken = self.teams[1]

        def rename(team):
            team.name = f"{team.name} 2"
            if team == broken:
                raise ValueError

        names = self.teams.mapped("name")
        self._each(rename)
        self.assertEqual(
            self.teams.mapped("name"), [f"{names[0]} 2", names[1], f"{names[2]} 2"]
        )

    def test_what_fails_is_in_the_log(self):
        """A lane says what it could not do, by its number."""

        def fail(_team):
            raise ValueError

        with self.assertLogs("odoo.addons.pact_team.models.ir_cron", "ERROR") as log:
            self._each(fail)
        self.assertIn(f"Team {self.team.id}: was not looked at", log.output[0])
        self.assertEqual(len(log.output), 3)

    def test_whoever_meets_others_is_tried_again(self):
        """To meet somebody is no error: some tries, and else the next run."""
        tries = []

        def meet(team):
            tries.append(team.id)
            if team != self.teams[1] or tries.count(team.id) < 3:
                raise SerializationFailure

        with self.assertNoLogs("odoo.addons.pact_team.models.ir_cron", "WARNING"):
            self._each(meet)
        first, second, third = (tries.count(team.id) for team in self.teams)
        self.assertEqual((first, second, third), (5, 3, 5))
