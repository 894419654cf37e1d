from odoo import api, fields, models


def _setting(name):
    """Return a field that shows a setting of the company, and saves it there."""
    # Not read under sudo: who may not read a company learns nothing of it here.
    field = f"company_id.{name}"
    return {"related": field, "related_sudo": False, "readonly": False}


class PactSettings(models.TransientModel):
    """What a company's administrator sets, without being one of the whole system.

    A further setting is a field of the company, one line here and one in the view.
    """

    _name = "pact.settings"
    _description = "Settings of the company"
    _inherit = ["pact.owned"]

    pact_uses_departments = fields.Boolean(**_setting("pact_uses_departments"))
    pact_invitation_days = fields.Integer(**_setting("pact_invitation_days"))
    pact_nudge_minutes = fields.Integer(**_setting("pact_nudge_minutes"))
    pact_has_pauses = fields.Boolean(**_setting("pact_has_pauses"))
    pact_is_pause_shown = fields.Boolean(**_setting("pact_is_pause_shown"))
    pact_is_chosen_at_login = fields.Boolean(**_setting("pact_is_chosen_at_login"))
    pact_keeps_hours = fields.Boolean(**_setting("pact_keeps_hours"))
    pact_works_on_time_off = fields.Boolean(**_setting("pact_works_on_time_off"))
    pact_away_minutes = fields.Integer(**_setting("pact_away_minutes"))
    pact_gone_minutes = fields.Integer(**_setting("pact_gone_minutes"))
    pact_exception_minutes = fields.Integer(**_setting("pact_exception_minutes"))
    pact_nr17 = fields.Boolean(**_setting("pact_nr17"))
    pact_awaited = fields.Selection(**_setting("pact_awaited"))
    pact_ramp_weeks = fields.Integer(**_setting("pact_ramp_weeks"))
    pact_sms_codes = fields.Boolean(**_setting("pact_sms_codes"))
    pact_transfer_note = fields.Boolean(**_setting("pact_transfer_note"))
    pact_classification_required = fields.Boolean(
        **_setting("pact_classification_required")
    )
    pact_reopen_hours = fields.Integer(**_setting("pact_reopen_hours"))
    pact_silence_hours = fields.Integer(**_setting("pact_silence_hours"))
    pact_silence_text = fields.Text(**_setting("pact_silence_text"))
    pact_is_read_shown = fields.Boolean(**_setting("pact_is_read_shown"))
    pact_is_typing_shown = fields.Boolean(**_setting("pact_is_typing_shown"))

    @api.model_create_multi
    def create(self, vals_list):
        # sudo: pact.settings - writes to the company, which its administrators may
        # not do otherwise; whoever is none of them is refused just below
        settings = super(PactSettings, self.sudo()).create(vals_list).sudo(False)
        settings.check_access("write")
        return settings

    def write(self, vals):
        self.check_access("write")
        # sudo: pact.settings - as above, with the right checked before
        return super(PactSettings, self.sudo()).write(vals)

    @api.depends("company_id")
    def _compute_display_name(self):
        self.display_name = self.env._("Settings")

    def action_save(self):
        """Show the screens anew: menus may have come or gone."""
        self.check_access("write")
        return {"type": "ir.actions.client", "tag": "reload"}
