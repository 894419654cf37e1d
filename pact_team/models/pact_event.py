import json

from odoo import api, fields, models


class PactEvent(models.Model):
    """A webhook as it came in, until and after it is processed.

    What could not be processed stays, is tried again with growing pauses, and is
    shown to an administrator: nothing that a customer sent is ever dropped.
    """

    _name = "pact.event"
    _description = "Event received from a network"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    # To ask the database for the time would cost each webhook a query.
    _log_access = False
    _order = "id desc"
    _rec_name = "id"

    inbox_id = fields.Many2one(
        "pact.inbox", required=True, index=True, ondelete="restrict"
    )
    payload = fields.Text(
        required=True, help="The changes of this inbox, in the network's own words."
    )
    received_date = fields.Datetime(
        string="Received", required=True, default=fields.Datetime.now
    )
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("failed", "Failed")],
        required=True,
        default="pending",
        copy=False,
    )
    open_positions = fields.Json(
        help="The elements that are still to be processed; empty means all."
    )
    attempts = fields.Integer()
    next_date = fields.Datetime(
        string="Next attempt", required=True, default=fields.Datetime.now
    )
    problem = fields.Text()

    _due_idx = models.Index("(next_date, inbox_id, id) WHERE state <> 'done'")

    def action_retry(self):
        """Try again now, after an administrator looked."""
        # Events are readable by those who configure their inbox, and by nobody else.
        self.check_access("read")
        # sudo: pact.event - only the moment of the next attempt
        self.sudo().next_date = fields.Datetime.now()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_receive")
        return True

    @api.model
    def _accept(self, inbox, payload):
        """Keep what concerns this inbox and its siblings; forget everybody else's."""
        changes = inbox._provider().route(payload)
        inboxes = inbox._find_by_address({address for address, _change in changes})
        kept = {}
        for address, change in changes:
            if address in inboxes:
                kept.setdefault(inboxes[address], []).append(change)
        if kept:
            self.create([self._prepare_values(*item) for item in kept.items()])
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_receive")

    @api.model
    def _prepare_values(self, inbox, changes):
        # Escaped to ASCII: PostgreSQL takes neither NUL nor a lone surrogate.
        return {
            "inbox_id": inbox.id,
            "company_id": inbox.company_id.id,
            "payload": json.dumps(changes),
        }

    @api.autovacuum
    def _gc_done(self):
        """Forget what was processed a month ago; the conversation has kept it."""
        month_ago = fields.Datetime.subtract(fields.Datetime.now(), days=30)
        done = self.search(
            [("state", "=", "done"), ("received_date", "<", month_ago)],
            order="id",
            limit=10_000,
        )
        done.unlink()
        return len(done), len(done)
