from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """What of a conversation reaches which screen."""

    _inherit = "discuss.channel"

    def _bus_channel(self):
        """Speak on the channel of the current stint.

        A browser keeps the subscriptions it once had; whoever no longer holds the
        conversation must not hear what comes after.
        """
        # sudo: discuss.channel - to choose a channel tells nobody anything
        return self.sudo().pact_stint_id.sudo(False) or super()._bus_channel()

    def _to_store_defaults(self, target):
        fields_to_send = super()._to_store_defaults(target)
        return fields_to_send + (
            self._pact_store_fields() if target.is_internal(self.env) else []
        )

    def _sync_field_names(self):
        """Core counts the members around every write; here it is told who holds it."""
        names = super()._sync_field_names()
        if self and all(is_pact(channel) for channel in self):
            names[None] = [name for name in names[None] if name != "member_count"]
        return names

    @api.model
    def _pact_store_fields(self):
        """Return what the screen of somebody who may read a conversation shows."""
        return [
            *self._pact_queue_fields(),
            *(
                Store.Attr(name, predicate=is_pact)
                for name in (
                    "pact_agent_name",
                    "pact_agent_ref",
                    "pact_company_ref",
                    "pact_phone",
                    "pact_username",
                    "pact_unanswered_date",
                    "pact_replier_names",
                    "pact_subject",
                )
            ),
            Store.Attr("pact_is_readable", lambda _channel: True, predicate=is_pact),
            # sudo: res.partner - the name of a customer whose words may be read
            Store.One(
                "pact_partner_id", ["name", "avatar_128"], predicate=is_pact, sudo=True
            ),
        ]

    @api.model
    def _pact_queue_fields(self):
        """Return what may be known of a conversation before taking it: no content."""
        return [
            Store.Attr(name, predicate=is_pact)
            for name in (
                "channel_type",
                "pact_state",
                "pact_waiting_date",
                "pact_team_name",
                "pact_team_color",
                "pact_inbox_name",
                "pact_provider",
                "pact_stint_ref",
                "pact_window_date",
                "pact_window_kind",
                "pact_is_group",
            )
        ]
