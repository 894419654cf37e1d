from odoo import api, models

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """Whose conversation it is: as secret as what is said in it."""

    _inherit = "discuss.channel"

    @api.depends("channel_type", "pact_is_readable")
    @api.depends_context("uid", "pact_from_network")
    def _compute_display_name(self):
        """Odoo shows names under sudo, of anything that a form points to."""
        super()._compute_display_name()
        if self._pact_is_named_by_system():
            return
        # sudo: discuss.channel - the type of a channel is no secret
        kept = self.filtered(lambda one: one.id and is_pact(one.sudo()))
        kept.filtered(lambda one: not one.pact_is_readable).display_name = False

    def _pact_is_named_by_system(self):
        """Return whether this is the lane, or a line that we say ourselves."""
        is_licensed = self.env.context.get("pact_from_network")
        return is_licensed is self._pact_from_network or (
            self.env["pact.owned"]._is_asked_by_system()
        )
