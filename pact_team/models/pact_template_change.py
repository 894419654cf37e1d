from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..rules import template_change
from .pact_template_guard import APPROVED

CHANGEABLE = ("approved", "paused")


class PactTemplate(models.Model):
    """New words for an approved text: a draft that takes its place once it is sent.

    Until the network has the new words, the old ones are what is sent and shown.
    """

    _inherit = "pact.template"

    replaces_id = fields.Many2one(
        "pact.template", readonly=True, copy=False, index=True, ondelete="cascade"
    )
    change_ids = fields.One2many("pact.template", "replaces_id", readonly=True)
    change_dates = fields.Json(readonly=True, copy=False)
    is_changed = fields.Boolean(
        readonly=True, copy=False, help="Its words are not those the network has."
    )

    def action_change(self):
        """Open a draft of new words for what the network has approved.

        :raise UserError: if the network takes no change now
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in CHANGEABLE or self.work:
            raise UserError(
                self.env._("Only what is approved or paused is changed in this way.")
            )
        self._check_change_allowed()
        change = self.change_ids[:1] or self._make_change()
        return change._open_form()

    def _check_change_allowed(self):
        dates = [fields.Datetime.to_datetime(one) for one in self.change_dates or []]
        date = template_change.next_date(dates, now=fields.Datetime.now())
        if date:
            raise UserError(
                self.env._(
                    "The network takes one change a day and ten in thirty days. Change "
                    "it after %(date)s.",
                    date=format_datetime(self.env, date),
                )
            )

    def _make_change(self):
        change = self.copy({"name": self.name, "is_published": False})
        # sudo: pact.template - a draft of what this person may change
        change.sudo().write(
            {
                "replaces_id": self.id,
                "header_attachment_id": self.header_attachment_id.id,
            }
        )
        return change

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _take_over(self, change):
        """Take the words of ``change``, which the network has now, and drop it."""
        names = [*(APPROVED - {"inbox_choice", "name", "category"})]
        values = {name: change[name] for name in names}
        values |= {
            "inbox_id": change.inbox_id.id,
            "header_attachment_id": change.header_attachment_id.id,
            "change_dates": self._dates_with_now(),
            "button_ids": [fields.Command.clear(), *change._copied_buttons()],
        }
        blanks = {one._where(): one for one in change.variable_ids}
        self.write(values)
        for blank in self.variable_ids:
            if same := blanks.get(blank._where()):
                blank.write(same._binding())
        # It hangs on what goes now, and would go with it.
        change.header_attachment_id.res_id = self.id
        change.unlink()

    def _dates_with_now(self):
        """Return when it was changed lately; what is older counts no more."""
        now = fields.Datetime.to_string(fields.Datetime.now())
        most = max(count for count, _span in template_change.LIMITS)
        return [*(self.change_dates or []), now][-most:]

    @api.model
    def _copied_buttons(self):
        return [
            fields.Command.create(values)
            for values in self.button_ids.copy_data({"template_id": False})
        ]
