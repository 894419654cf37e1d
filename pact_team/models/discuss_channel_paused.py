from odoo import fields, models

from ..rules import telling


class DiscussChannel(models.Model):
    """Telling customers that whoever answers them is in a pause."""

    _inherit = "discuss.channel"

    pact_told_pause_id = fields.Many2one(
        "pact.availability",
        string="Told of this pause",
        ondelete="restrict",
        groups=fields.NO_ACCESS,
    )

    def _pact_tell_open(self, team, inbox, now):
        """Out of hours, and while the team stands still, they are told of that."""
        super()._pact_tell_open(team, inbox, now)
        if inbox._has_pause_words():
            held = self.filtered(lambda channel: channel.pact_state == "in_progress")
            held._pact_tell_pause(now)

    def _pact_tell_pause(self, now):
        pauses = self._pact_pauses()
        answered = self._pact_last_answers() if pauses else {}
        for channel, stretch in pauses.items():
            since = stretch.date_from
            told = since if channel.pact_told_pause_id == stretch else None
            if telling.is_due(told=told, since=since, answered=answered.get(channel)):
                channel._pact_say(stretch.pause_type_id.message, now)
                channel.pact_told_pause_id = stretch

    def _pact_pauses(self):
        """Return ``{conversation: pause}`` where its holder's has a word for it."""
        members = self.env["pact.member"].search(
            [
                ("user_id", "in", self.pact_agent_id.ids),
                ("company_id", "in", self.pact_company_id.ids),
                ("availability", "=", "paused"),
            ]
        )
        pauses = {
            (member.user_id, member.company_id): member.availability_id
            for member in members
            if member.availability_id.pause_type_id.message
        }
        found = {
            channel: pauses.get((channel.pact_agent_id, channel.pact_company_id))
            for channel in self
        }
        return {channel: stretch for channel, stretch in found.items() if stretch}
