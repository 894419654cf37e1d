from odoo import fields, models


class ResUsers(models.Model):
    """Saying something to people at their screens, to each in their language."""

    _inherit = "res.users"

    def _pact_send_each(self, kind, record, told):
        """Send each of them what ``told`` makes of ``record`` in their language."""
        for user in self:
            user._bus_send(kind, told(record.with_context(lang=user.lang)))

    def _pact_warn(self, record, sentence):
        """Show what somebody has to know also if their page opens a minute later."""
        self._pact_send_each(
            "simple_notification",
            record,
            lambda said: {"type": "warning", "sticky": True, "message": sentence(said)},
        )

    def _pact_tell(self, record, sentence, *, is_sticky=False):
        """Show news of pauses; a page that is opened afterwards shows them no more."""
        now = fields.Datetime.to_string(fields.Datetime.now())
        self._pact_send_each(
            "pact_team.pause_news",
            record,
            lambda said: {"text": sentence(said), "now": now, "is_sticky": is_sticky},
        )
