from odoo import api, models


class PactMessage(models.Model):
    """The trace of what came in: by it a repetition is recognised."""

    _inherit = "pact.message"

    @api.model
    def _record_inbound(self, inbox, said, posted):
        """Remember what came in by the network's id, and which files follow it."""
        self.create(
            [
                {
                    "company_id": inbox.company_id.id,
                    "inbox_id": inbox.id,
                    "identity_id": identity.id,
                    "channel_id": channel.id,
                    "message_id": post.id,
                    "direction": "out" if message.is_echo else "in",
                    "state": "sent" if message.is_echo else "received",
                    "uid": message.uid,
                }
                for (channel, identity, message), post in zip(said, posted, strict=True)
            ]
        )
        self._record_media(inbox, said, posted)

    @api.model
    def _record_media(self, inbox, said, posted):
        values = [
            {
                "company_id": inbox.company_id.id,
                "inbox_id": inbox.id,
                "message_id": post.id,
                "ref": message.media.ref,
                "mime_type": message.media.mime_type,
                "filename": message.media.filename,
                "is_voice": message.media.is_voice,
            }
            for (_channel, _identity, message), post in zip(said, posted, strict=True)
            if message.media
        ]
        if values:
            self.env["pact.media"].create(values)
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_fetch")

    @api.model
    def _remember(self, channel, message, uid):
        """Keep the network's id of something that is no message of its own."""
        self.create(
            {
                "company_id": channel.pact_company_id.id,
                "inbox_id": channel.pact_inbox_id.id,
                "identity_id": channel.pact_identity_id.id,
                "channel_id": channel.id,
                "message_id": message.id,
                "direction": "in",
                "state": "received",
                "uid": uid,
            }
        )

    def _react(self, reaction):
        """Show an emoji on the message, the customer's or the business's own."""
        ours = self.company_id.partner_id
        partner = ours if reaction.is_echo else self.identity_id.partner_id
        self.message_id._pact_react(reaction.emoji, partner)
        self._remember(self.channel_id, self.message_id, reaction.uid)
