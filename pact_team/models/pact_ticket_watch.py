from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import ticket_state

BATCH = 500
RUNNING = (
    Domain("state", "!=", "finished")
    & Domain("held_date", "=", False)
    & Domain("due_date", "!=", False)
)


class PactTicket(models.Model):
    """Warning before a request is due, and marking that it was late (SN3).

    Each once. What was late stays marked, for the figures, even if it is finished or
    reopened afterwards; who reopens it is warned again before its new due date.
    """

    _inherit = "pact.ticket"

    warned_date = fields.Datetime(
        readonly=True, copy=False, help="When somebody was told that it is due soon."
    )
    breached_date = fields.Datetime(
        string="Late since",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="When it should have been finished and was not. It stays.",
    )

    _warning_idx = models.Index(
        "(company_id, due_date) WHERE state != 'finished'"
        " AND held_date IS NULL AND warned_date IS NULL"
    )
    _breach_idx = models.Index(
        "(due_date) WHERE state != 'finished'"
        " AND held_date IS NULL AND breached_date IS NULL"
    )

    @api.model
    def _cron_watch(self):
        """Warn of what is due soon, mark what is late: a batch at a time."""
        jobs = self.env["ir.cron"]
        now = fields.Datetime.now()
        said = "Requests: what is late was not marked"
        while jobs._pact_attempt(lambda: self._mark_late(now), said):
            pass
        for company in self._companies_with_requests():
            said = f"Requests of company {company.id}: nobody was warned"
            warn = partial(self._warn_in, company, now)
            while jobs._pact_attempt(warn, said):
                pass

    @api.model
    def _companies_with_requests(self):
        # Each has its own time of warning, and few have requests at all.
        return self.env["res.company"].search(
            [("pact_ticket_sequence_id", "!=", False)]
        )

    @api.model
    def _mark_late(self, now):
        late = self._next_to_mark(
            RUNNING & Domain("breached_date", "=", False) & Domain("due_date", "<", now)
        )
        late._mark_breach(now)
        return len(late) == BATCH

    @api.model
    def _warn_in(self, company, now):
        until = now + company._pact_ticket_warning()
        soon = self._next_to_mark(
            RUNNING
            & Domain("company_id", "=", company.id)
            & Domain("warned_date", "=", False)
            & Domain("due_date", ">=", now)
            & Domain("due_date", "<=", until)
        )
        soon.warned_date = now
        self.env["pact.ticket.notice"]._announce(soon, [("warned", None)])
        return len(soon) == BATCH

    @api.model
    def _next_to_mark(self, domain):
        """Return a batch, locked; who changes one right now is seen the next time."""
        return self.search(domain, limit=BATCH, order="due_date").try_lock_for_update(
            allow_referencing=True
        )

    def _mark_breach(self, now):
        """Mark those that are late by now, and let it be told once."""
        late = self.filtered(
            lambda one: (
                not one.breached_date
                and not one.held_date
                and one.due_date
                and one.due_date < now
            )
        )
        for ticket in late:
            ticket.breached_date = ticket.due_date
        self.env["pact.ticket.notice"]._announce(late, [("breached", None)])

    def _go(self, state, **how):
        """Mark what is late before its clock stops; what reopens is warned of anew."""
        self.filtered(lambda one: one.state in ticket_state.OPEN)._mark_breach(
            fields.Datetime.now()
        )
        reopened = self.filtered(lambda one: one.state == "finished")
        result = super()._go(state, **how)
        reopened.warned_date = False
        return result
