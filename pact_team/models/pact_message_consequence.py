from odoo import fields, models

from ..rules import delivery


class PactMessage(models.Model):
    """What a failure means to others than the message.

    It is the same whether the network refuses at once or says so in a later status:
    only what becomes of the message itself differs.
    """

    _inherit = "pact.message"

    def _apply_late_failure(self, status):
        """Bear the consequences of a failure that came as news; nothing is resent."""
        failure, now = status.failure, fields.Datetime.now()
        # A wait that the network asked for yesterday is over.
        told = min(status.sent_date or now, now)
        verdict = delivery.after_failure(
            failure.kind,
            max(self.attempts, 1),
            failure.retry_after,
            now=told,
        )
        self._apply_consequences(failure, verdict, told)

    def _apply_consequences(self, failure, verdict, date):
        """Do what ``verdict`` says of others, as it was on ``date``."""
        if verdict.stops_inbox:
            self.inbox_id._stop(self._failure_words(failure))
        if verdict.pauses_inbox_until:
            self.inbox_id._pause_until(verdict.pauses_inbox_until)
        if held := self._correspondences_held(verdict):
            said = self.with_env(self.inbox_id._in_its_language().env)
            held._pause_for(said._reasons()[failure.kind])
        if verdict.closes_groups:
            self.inbox_id._learn_group_access("refused")
        if verdict.ends_marketing:
            self.identity_id._wish_marketing(False, date)
        if verdict.doubts_template and self.template_id:
            self.template_id._doubt(failure)

    def _correspondences_held(self, verdict):
        """Return the correspondences whose next message would fare no better."""
        if verdict.pauses_campaigns:
            return self.env["pact.correspondence"]._running_from(self.inbox_id)
        own = self.recipient_id.correspondence_id
        return own if verdict.stops_inbox else own.browse()
