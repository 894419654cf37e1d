from odoo import api, fields, models
from odoo.tools import SQL


class IrCron(models.Model):
    _inherit = "ir.cron"

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
