import json

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.fields import Command

WRITTEN_BY_SYSTEM = (
    "mail.message",
    "discuss.channel",
    "discuss.channel.member",
    "ir.attachment",
)


class IrDefault(models.Model):
    """Everybody may set defaults of their own; here they stay harmless."""

    _inherit = "ir.default"

    @api.constrains("json_value", "field_id")
    def _check_json_format(self):
        """Core reads the value under sudo, and to read a command carries it out."""
        if any(default._pact_changes_records() for default in self):
            raise UserError(
                self.env._("A default names records. It cannot change them.")
            )
        return super()._check_json_format()

    def _pact_changes_records(self):
        try:
            value = json.loads(self.json_value)
        except (ValueError, RecursionError):
            return False
        items = value if isinstance(value, list) else [value]
        return any(not self._pact_only_names(item) for item in items)

    @api.model
    def _pact_only_names(self, item):
        if isinstance(item, list):
            return bool(item) and item[0] in (Command.LINK, Command.SET)
        return not isinstance(item, dict)

    @api.model
    def _get_model_defaults(self, model_name, condition=False):
        """Leave a person's own defaults out of what the system writes for them.

        A message is posted under sudo; a default of one's own could hang anybody's
        file on it, or move anybody's message.
        """
        defaults = self
        if model_name in WRITTEN_BY_SYSTEM:
            # Of the company in which it is written, not of the system's own.
            defaults = self.with_user(SUPERUSER_ID).with_company(self.env.company)
        return super(IrDefault, defaults)._get_model_defaults(model_name, condition)
