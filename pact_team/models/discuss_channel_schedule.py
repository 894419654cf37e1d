from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from ..providers.untrusted import storable
from ..rules import words
from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """What will be said later in a conversation."""

    _inherit = "discuss.channel"

    pact_scheduled_ids = fields.One2many(
        "pact.scheduled",
        "channel_id",
        domain=[("state", "in", ("planned", "failed"))],
        groups=fields.NO_ACCESS,
    )

    def action_pact_schedule(self, date, text="", template_id=None, values=None):
        """Plan a text, or a template with its blanks, for ``date`` (UTC).

        :raise AccessError: if the asking user does not answer here
        :raise UserError: if it could not be sent like this
        """
        self.ensure_one()
        self._pact_check_planner()
        template = self.env["pact.template"]
        if template_id:
            template = self._pact_sendable_template(template_id)
        values = storable(values) if isinstance(values, dict) else {}
        # sudo: discuss.channel - answered by this person, as asked above
        channel = self.sudo()
        channel.env["pact.scheduled"]._plan(
            channel, self.env.user, date, text, template.sudo(), values
        )
        channel._pact_notify_watchers([channel._pact_scheduled_store()])
        return True

    def action_pact_schedule_change(self, scheduled_id, date, text=""):
        """Send it at another time, or in other words: by its author only."""
        row = self._pact_my_scheduled(scheduled_id)
        self._pact_check_planner()
        row._change(date, text)
        row.channel_id._pact_notify_watchers([self._pact_scheduled_store()])
        return True

    def action_pact_schedule_cancel(self, scheduled_id):
        """Do not send it: by its author, or by who assigns."""
        row = self._pact_my_scheduled(scheduled_id, or_assigning=True)
        row.write({"state": "cancelled"})
        row.channel_id._pact_notify_watchers([self._pact_scheduled_store()])
        return True

    def _pact_check_planner(self):
        self._pact_check_answering()
        # sudo: discuss.channel - the kind of its customer, a group is not written to
        channel = self.sudo()
        if channel.pact_identity_id.is_group:
            raise UserError(channel.pact_identity_id._why_not_answerable())

    def _pact_my_scheduled(self, scheduled_id, *, or_assigning=False):
        """Return what is planned here, locked, if the asking user decides about it."""
        self.ensure_one()
        assigning = self.env["pact.member"]._companies_where("may_assign")
        answering, _reading = self._pact_companies()
        asked = words.record_id(scheduled_id)
        # sudo: pact.scheduled - whose it is, before anything is told of it
        row = (
            self.env["pact.scheduled"]
            .sudo()
            .search([("channel_id", "=", self.id), ("id", "=", asked)])
        )
        is_mine = row.user_id == self.env.user and row.company_id in answering
        if not row or not (is_mine or (or_assigning and row.company_id in assigning)):
            raise AccessError(self.env._("Only its author changes a planned message."))
        if not row.try_lock_for_update() or row.state not in ("planned", "failed"):
            raise UserError(self.env._("This message was sent or cancelled meanwhile."))
        return row

    def _pact_scheduled_store(self):
        # sudo: discuss.channel - who reads a conversation sees what is planned in it
        return Store.Attr(
            "pact_scheduled",
            lambda channel: channel.sudo().pact_scheduled_ids._told(),
            predicate=is_pact,
        )

    def _pact_store_fields(self):
        return [*super()._pact_store_fields(), self._pact_scheduled_store()]
