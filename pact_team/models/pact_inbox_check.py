import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..providers import courier
from ..providers.signals import Failure, Finding

_logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
# So many accounts are asked at once; a slow answer to one holds up few others.
COURIERS = 8


class PactInbox(models.Model):
    """Asking the network whether messages come and go: daily, and on demand.

    A button only says that it is wanted; the job asks, with no transaction open.
    """

    _inherit = "pact.inbox"

    checked_date = fields.Datetime(string="Last checked", readonly=True, copy=False)
    next_check_date = fields.Datetime(readonly=True, copy=False)
    wants_subscription = fields.Boolean(readonly=True, copy=False)
    check_asker_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    findings = fields.Json(
        readonly=True, copy=False, help="What the last check found: kinds and details."
    )

    def action_check(self):
        """Have the connection checked; the answer comes as a notification."""
        self._check_is_configured()
        self._ask_for_check(self.env.user)
        return self._tell_that_it_is_asked()

    def action_subscribe(self):
        """Have the network tell us what customers write, then check again."""
        self._check_is_configured()
        # sudo: pact.inbox - what the job shall do, asked by who may write the inbox
        self.sudo().wants_subscription = True
        self._ask_for_check(self.env.user)
        return self._tell_that_it_is_asked()

    def _check_is_configured(self):
        self.check_access("write")
        if not all(self.mapped("is_configured")):
            raise UserError(
                self.env._(
                    "Fill in the numbers, the token and the app secret first, then "
                    "check again."
                )
            )

    def _ask_for_check(self, asker=None):
        # sudo: pact.inbox - the moment of the next check, and who is told of it
        self.sudo().write(
            {
                "next_check_date": fields.Datetime.now(),
                "check_asker_id": asker.id if asker else False,
            }
        )
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_health")

    def _tell_that_it_is_asked(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._("The network is being asked. One moment."),
            },
        }

    @api.model
    def _cron_check_health(self):
        """Ask about every inbox whose turn it is, a few at a time."""
        while errands := self.env["ir.cron"]._pact_commit(self._next_checks):
            with ThreadPoolExecutor(COURIERS) as pool:
                jobs = [
                    pool.submit(_look, *errand) for _inbox, _user, errand in errands
                ]
            for (inbox, asker, _errand), job in zip(errands, jobs, strict=True):
                inbox._apply_check_safely(job, asker)
            remaining = len(self._due_for_check(1))
            done = len(errands)
            if not self.env["ir.cron"]._commit_progress(done, remaining=remaining):
                return

    @api.model
    def _next_checks(self):
        """Return whose turn it is, put off, each with all that asking needs."""
        due = self._due_for_check(COURIERS)
        errands = [(inbox, inbox.check_asker_id, inbox._errand()) for inbox in due]
        # Whatever happens to this process, nobody is asked in a circle.
        due._plan_next_check()
        return errands

    @api.model
    def _due_for_check(self, limit):
        return self.search(
            [
                ("is_configured", "=", True),
                "|",
                ("next_check_date", "=", False),
                ("next_check_date", "<=", fields.Datetime.now()),
            ],
            order="next_check_date, id",
            limit=limit,
        )

    def _errand(self):
        return self._provider(), self._account(), self.wants_subscription

    def _plan_next_check(self):
        self.write(
            {
                "next_check_date": fields.Datetime.now() + DAY,
                "wants_subscription": False,
                "check_asker_id": False,
            }
        )

    def _apply_check_safely(self, job, asker):
        """Write the answer down, again if news of the same inbox interfered."""
        seen = self._seen(job)
        while self.exists() and not self._was_written_down(seen, asker):
            _logger.info("Inbox %s: its check and its news met", self.id)

    def _was_written_down(self, seen, asker):
        try:
            self._apply_check(*seen)
            self._tell_asker(asker)
            self.env.cr.commit()  # pylint: disable=invalid-commit
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            return False
        return True

    @api.model
    def _seen(self, job):
        if error := job.exception():
            _logger.error("An account could not be checked", exc_info=error)
            return [Finding("unreachable_api", type(error).__name__)], None
        return job.result()

    def _apply_check(self, findings, health):
        known = {kind for kind, _detail in self.findings or []}
        self.write(
            {
                "checked_date": fields.Datetime.now(),
                "findings": [[one.kind, one.detail] for one in findings],
            }
        )
        if health and not isinstance(health, Failure):
            self._apply_health_seen(health)
        if any(one.kind == "token" for one in findings) and "token" not in known:
            inbox = self._in_its_language()
            inbox._tell_administrators(inbox._finding_sentences()["token"])

    def _tell_asker(self, user):
        if user:
            user._bus_send(
                "pact_team.inbox_checked",
                {"id": self.id, **self.with_context(lang=user.lang)._check_summary()},
            )

    def _check_summary(self):
        count = len(self.findings or [])
        if not count:
            sentence = self.env._("%(inbox)s: all is well.", inbox=self.name)
        else:
            sentence = self.env._(
                "%(inbox)s: %(count)s to mend. Look at its page.",
                inbox=self.name,
                count=count,
            )
        return {"message": sentence, "type": "warning" if count else "success"}


def _look(provider, account, wants_subscription):
    """Return what is wrong, and how the number is doing; touches no database."""
    refusal = courier.subscribe(provider, account) if wants_subscription else None
    findings = courier.check_account(provider, account)
    if refusal:
        words = f"{refusal.code} {refusal.detail}".strip()
        others = [one for one in findings if one.kind != "not_subscribed"]
        findings = [*others, Finding("not_subscribed", words)]
    return findings, courier.ask_health(provider, account)
