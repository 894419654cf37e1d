import logging
import threading
import time

from odoo import api, fields, models, sql_db
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, config

_logger = logging.getLogger(__name__)

# Others are done within a moment; whoever is not should be seen in the log.
TRIES = 5
# After a start, in seconds: threads listen a moment after the database is loaded.
UNTIL_ALL_LISTEN = (0.5, 1, 2, 4)


def _ring(database):
    """Ring until those who should hear it have begun to listen, soon after this."""
    for seconds in UNTIL_ALL_LISTEN:
        time.sleep(seconds)
        try:
            with sql_db.db_connect("postgres").cursor() as cr:
                cr.execute(SQL("SELECT pg_notify('cron_trigger', %s)", database))
        except Exception:
            _logger.info("Nobody could be rung yet", exc_info=True)


class IrCron(models.Model):
    _inherit = "ir.cron"

    def _register_hook(self):
        """Ring when a server has started: what a dead one has left waits for that.

        Odoo's own threads look at nothing in the first minute unless somebody rings.
        """
        super()._register_hook()
        if not (config["stop_after_init"] or config["test_enable"]):
            name = self.env.cr.dbname
            threading.Thread(target=_ring, args=(name,), daemon=True).start()

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
        self.env.cr.postcommit.add(self._notifydb)

    @classmethod
    def _process_job(cls, cron_cr, job):
        """Ring again when the decider ends: whoever was rung meanwhile found it locked.

        The worker that ran it may have other jobs to do before it looks again, and a
        customer would wait for those.
        """
        super()._process_job(cron_cr, job)
        jobs = api.Environment(cron_cr, job["user_id"], {})[cls._name]
        decider = jobs.env["ir.model.data"]._xmlid_to_res_id(
            "pact_team.ir_cron_distribute", raise_if_not_found=False
        )
        if job["id"] == decider:
            cron_cr.postcommit.add(jobs._notifydb)
