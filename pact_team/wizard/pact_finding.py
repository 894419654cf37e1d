from odoo import api, fields, models
from odoo.exceptions import AccessError


class PactFinding(models.TransientModel):
    """Something in one company that would keep customers waiting, and its mend."""

    _name = "pact.finding"
    _description = "Readiness finding"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "severity, id"

    name = fields.Text(string="What to mend", required=True, readonly=True)
    severity = fields.Selection(
        [("1_now", "Now"), ("2_soon", "Soon"), ("3_know", "Good to know")],
        required=True,
        readonly=True,
    )
    action_ref = fields.Char(required=True, readonly=True)
    record_ref = fields.Integer(readonly=True)

    @api.model
    def action_open(self):
        """Look at the current company anew, and show what is found there."""
        company = self.env.company
        if company not in self.env["pact.member"]._companies_where("may_configure"):
            raise AccessError(
                self.env._("Only who may configure the company sees its readiness.")
            )
        # sudo: pact.finding - findings are made here, never by hand
        rows = self.sudo().with_company(company)
        rows.search([("create_uid", "=", self.env.uid)]).unlink()
        rows.create(rows._look(company))
        return self.env["ir.actions.act_window"]._for_xml_id(
            "pact_team.pact_finding_action"
        )

    def action_mend(self):
        """Go to the place where this is mended."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(self.action_ref)
        if self.record_ref:
            action.update(
                res_id=self.record_ref, view_mode="form", views=[(False, "form")]
            )
        return action

    @api.model
    def _look(self, company):
        """Return what every check finds; a new capability adds its own to the list."""
        return [
            {"company_id": company.id, **finding}
            for check in self._checks()
            for finding in check(company)
        ]

    @api.model
    def _checks(self):
        return [
            self._find_inboxes,
            self._find_unfinished_inboxes,
            self._find_stopped_inboxes,
            self._find_broken_connections,
            self._find_low_quality,
            self._find_teams_without_people,
            self._find_work_left_behind,
            self._find_single_administrator,
            self._find_members_without_team,
            self._find_unconfirmed_phones,
            self._find_no_way_for_codes,
            self._find_no_mail_server,
            self._find_invitations,
            self._find_open_registration,
        ]

    @api.model
    def _finding(self, severity, name, action, record=None):
        return {
            "severity": severity,
            "name": name,
            "action_ref": f"pact_team.{action}",
            "record_ref": record.id if record else False,
        }
