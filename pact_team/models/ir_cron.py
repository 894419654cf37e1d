import logging
import threading
import time
from functools import partial

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, config

from .ir_cron_bell import ring

_logger = logging.getLogger(__name__)

# Others are done within a moment; whoever is not should be seen in the log.
TRIES = 5
# The jobs for which somebody waits.
LANES = ("receive", "send", "fetch", "distribute", "pause_turn")
# After a start, in seconds: threads listen a moment after the database is loaded.
UNTIL_ALL_LISTEN = (0.5, 1, 2, 4)


def _ring_until_all_listen(database):
    for seconds in UNTIL_ALL_LISTEN:
        time.sleep(seconds)
        ring(database)


class IrCron(models.Model):
    _inherit = "ir.cron"

    def _register_hook(self):
        """Ring when a server has started: what a dead one has left waits for that.

        Odoo's own threads look at nothing in the first minute unless somebody rings.
        """
        super()._register_hook()
        if not (config["stop_after_init"] or config["test_enable"]):
            threading.Thread(
                target=_ring_until_all_listen,
                args=(self.env.cr.dbname,),
                daemon=True,
            ).start()

    @api.model
    def _pact_commit(self, work, tries_left=TRIES):
        """Return what ``work`` does, committed; again where it met somebody else.

        :raise psycopg2.Error: if it meets others every time
        """
        try:
            result = work()
            self.env.cr.commit()  # pylint: disable=invalid-commit
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            if tries_left == 1:
                raise
            return self._pact_commit(work, tries_left - 1)
        return result

    @api.model
    def _pact_each(self, records, work, said):
        """Do ``work`` with each of ``records``, committed alone: none keeps the others.

        Who meets somebody else every time is left to the next run.

        :param said: what the log says of one that failed, with a place for its id
        """
        for record in records:
            self._pact_attempt(partial(work, record), said % record.id)

    @api.model
    def _pact_attempt(self, work, said):
        """Return what ``work`` does, committed; nothing where it failed."""
        try:
            return self._pact_commit(work)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            _logger.info("%s: it met others", said)
        except Exception:
            self.env.cr.rollback()
            _logger.exception(said)
        return None

    @api.model
    def _pact_wake(self, xmlid):
        """Run a lane as soon as this transaction is committed.

        ``_trigger`` reads whether the job is active and what time the database has,
        and inserts one row a call; a webhook can afford none of it, so here it is
        one INSERT a transaction.
        """
        woken = self.env.cr.precommit.data.setdefault("pact_team.woken", set())
        if xmlid in woken:
            return
        woken.add(xmlid)
        cron_id = self.env["ir.model.data"]._xmlid_to_res_id(xmlid)
        self.env.cr.execute(
            SQL(
                "INSERT INTO ir_cron_trigger (cron_id, call_at) VALUES (%s, %s)",
                cron_id,
                fields.Datetime.now(),
            )
        )
        if len(woken) == 1:
            self.env.cr.postcommit.add(self._pact_ring)

    @api.model
    def _pact_ring(self):
        """Wake the workers, as ``_notifydb`` does, while whoever asked goes on.

        Each time that needs a new connection: Odoo keeps none to that database. It
        takes longer than all the rest of a webhook.
        """
        ring(self.env.cr.dbname)

    @classmethod
    def _process_job(cls, cron_cr, job):
        """Ring again when a lane ends: whoever was rung meanwhile found it locked.

        The worker that ran it may have a long job to do before it looks again, and a
        customer would wait for that one.
        """
        super()._process_job(cron_cr, job)
        jobs = api.Environment(cron_cr, job["user_id"], {})[cls._name]
        if job["id"] in jobs._pact_lane_ids():
            cron_cr.postcommit.add(jobs._notifydb)

    @api.model
    def _pact_lane_ids(self):
        find = self.env["ir.model.data"]._xmlid_to_res_id
        return [find(f"pact_team.ir_cron_{lane}") for lane in LANES]
