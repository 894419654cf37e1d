from odoo import fields, models


class PactInbox(models.Model):
    """What keeps an inbox from sending: for a while, or until somebody mended it."""

    _inherit = "pact.inbox"

    stop_reason = fields.Char(
        readonly=True,
        copy=False,
        help="Why nothing is sent at the moment, in the network's words.",
    )

    pause_date = fields.Datetime(
        string="Paused until",
        readonly=True,
        copy=False,
        help="The network asked to send more slowly.",
    )

    def action_resume(self):
        """Send again what waited, after an administrator mended the account."""
        self.check_access("write")
        # sudo: pact.inbox - what the network stopped, started by who may configure it
        self.sudo().write({"stop_reason": False, "pause_date": False})
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")
        return True

    def _stop(self, reason):
        """Send nothing more until an administrator looked, and tell them why."""
        if self.stop_reason:
            return
        self.stop_reason = reason
        inbox = self._in_its_language()
        inbox._tell_administrators(
            inbox.env._(
                "The network serves none of our messages: %(reason)s. Mend the "
                "account, then choose Resume sending. What waits is kept.",
                reason=reason,
            )
        )

    def _pause_until(self, date):
        """Send nothing before ``date``; a longer pause that runs already goes on."""
        now = fields.Datetime.now()
        if date > max(self.pause_date or now, now):
            self.pause_date = date
            self.env.ref("pact_team.ir_cron_send")._trigger(at=date)
