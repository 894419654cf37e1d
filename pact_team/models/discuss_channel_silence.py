import logging
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import split_every

from ..rules import silence

_logger = logging.getLogger(__name__)

# A customer who writes meanwhile makes the whole batch be looked at again.
BATCH = 25


class DiscussChannel(models.Model):
    """Finishing what a customer has been silent in for as long as the company says."""

    _inherit = "discuss.channel"

    pact_answered_date = fields.Datetime(
        string="Our last message", help="When one of us last wrote to the customer."
    )

    _pact_silent_idx = models.Index(
        "(pact_company_id, pact_answered_date) WHERE pact_state = 'in_progress'"
        " AND pact_unanswered_date IS NULL"
    )

    @api.model
    def _cron_finish_silent(self):
        """Finish what is over in every company: a few at a time, then committed."""
        jobs = self.env["ir.cron"]
        # sudo: discuss.channel - the job works for every company
        channels = self.sudo()
        companies = channels.env["res.company"].search([("pact_silence_hours", ">", 0)])
        for company in companies:
            found = channels.search(channels._pact_silent_domain(company))
            for ids in split_every(BATCH, found.ids):
                batch = channels.browse(ids)
                jobs._pact_commit(partial(batch._pact_finish_silent, company))
                if not jobs._commit_progress(1):
                    self.env.ref("pact_team.ir_cron_silence")._trigger()
                    return

    @api.model
    def _pact_silent_domain(self, company):
        now = fields.Datetime.now()
        latest = silence.last_of(company.pact_silence_hours, now=now)
        return [
            ("pact_company_id", "=", company.id),
            ("pact_state", "=", "in_progress"),
            ("pact_unanswered_date", "=", False),
            ("pact_answered_date", "<=", latest),
            ("pact_is_group", "!=", True),
        ]

    def _pact_finish_silent(self, company):
        """Finish what is still silent among these; who is at it now is left alone."""
        now = fields.Datetime.now()
        # Found in an earlier transaction: what changed since is not found again.
        still = Domain("id", "in", self.ids) & Domain(self._pact_silent_domain(company))
        locked = self.search(still).try_lock_for_update(allow_referencing=True)
        for channel in locked._pact_gone_silent(company.pact_silence_hours, now):
            channel._pact_finish_silent_safely(company, now)

    def _pact_gone_silent(self, hours, now):
        """Return those in which nothing is on its way or to come from us."""
        last = self._pact_last_sent()
        free = self - self._pact_with_planned() - self._pact_in_correspondence()
        return free.filtered(
            lambda channel: (
                not silence.awaits_us(last[channel].mapped("state"))
                and silence.is_over(
                    channel._pact_spoke_date(last[channel]),
                    channel.pact_stint_id.date_from,
                    hours,
                    now=now,
                )
            )
        )

    def _pact_last_sent(self):
        """Return ``{conversation: the pieces of our last message}``."""
        Message = self.env["pact.message"]
        said = [("channel_id", "in", self.ids), ("direction", "=", "out")]
        newest = Message._read_group(said, ["channel_id"], ["message_id:max"])
        pieces = Message.search([*said, ("message_id", "in", [m for _c, m in newest])])
        found = pieces.grouped("channel_id")
        return {channel: found.get(channel, Message) for channel in self}

    def _pact_spoke_date(self, pieces):
        """Return since when the customer could answer: it may have left later."""
        left = pieces.filtered("sent_date").mapped("sent_date")
        return max([self.pact_answered_date, *left])

    def _pact_with_planned(self):
        planned = self.env["pact.scheduled"]._read_group(
            [("channel_id", "in", self.ids), ("state", "=", "planned")], ["channel_id"]
        )
        return self.browse().concat(*(channel for [channel] in planned))

    def _pact_in_correspondence(self):
        """Return those whose customer gets, or just got, a running correspondence."""
        running = self.env["pact.correspondence.recipient"].search(
            [
                "|",
                ("identity_id", "in", self.pact_identity_id.ids),
                ("partner_id", "in", self.pact_partner_id.ids),
                ("state", "not in", ("left_out", "failed", "replied")),
                ("correspondence_id.state", "=", "running"),
            ]
        )
        return self.filtered(
            lambda channel: (
                channel.pact_identity_id in running.identity_id
                or channel.pact_partner_id in running.partner_id
            )
        )

    def _pact_finish_silent_safely(self, company, now):
        """One that cannot be finished must not keep the others open."""
        try:
            with self.env.cr.savepoint():
                self._pact_say_goodbye(company, now)
                self._pact_note(self._pact_silence_sentence(company))
                self._pact_finish(by_silence=True)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Conversation %s was not finished", self.id)

    def _pact_say_goodbye(self, company, now):
        text = (company.pact_silence_text or "").strip()
        if text and self.pact_identity_id._is_answerable(now):
            self._pact_say(text, now)

    def _pact_silence_sentence(self, company):
        env = self.pact_inbox_id._in_its_language().env
        hours = company.pact_silence_hours
        if company.pact_classification_required:
            return env._(
                "Finished by itself, without a classification: the customer did not "
                "answer for %(hours)s h.",
                hours=hours,
            )
        return env._(
            "Finished by itself: the customer did not answer for %(hours)s h.",
            hours=hours,
        )
