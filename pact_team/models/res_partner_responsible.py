from odoo import api, fields, models
from odoo.exceptions import AccessError


class ResPartner(models.Model):
    """Who files and follows the requests of a customer's company in the portal.

    To name somebody opens all requests of that company: it is for who reads those
    themself, it is written down, and it ends when the person changes companies.
    """

    _inherit = "res.partner"

    pact_is_responsible = fields.Boolean(
        string="Responsible for requests",
        tracking=True,
        help="Files requests in the portal, and reads all those of their company.",
    )

    @api.model
    def default_get(self, fields):
        """Nobody's own default names a responsible person."""
        return super().default_get(
            [name for name in fields if name != "pact_is_responsible"]
        )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners.filtered("pact_is_responsible")._pact_check_responsible()
        return partners

    def write(self, vals):
        naming = self
        if vals.get("pact_is_responsible"):
            self._pact_check_responsible()
        if vals.keys() & {"pact_is_responsible", "parent_id"}:
            # Written down, whatever the context of the asking user says.
            kept = {"tracking_disable": False, "mail_notrack": False}
            naming = self.with_context(**kept)
        former = naming._pact_responsible_for() if "parent_id" in vals else {}
        result = super(ResPartner, naming).write(vals)
        if "pact_is_responsible" not in vals:
            naming._pact_end_responsibility(former)
        return result

    def _pact_responsible_for(self):
        """Return ``{person: company}`` of who is responsible among these."""
        people = self._pact_moved_along().filtered("pact_is_responsible")
        return {one: one.commercial_partner_id for one in people}

    def _pact_end_responsibility(self, former):
        """Somebody who works for another company now was not chosen by that one."""
        for person, company in former.items():
            if person.commercial_partner_id != company:
                person.pact_is_responsible = False

    def _pact_check_responsible(self):
        """Whoever names a responsible person opens all requests of that company."""
        if self.env.su or not self:
            return
        rights = ("may_read_others", "may_edit_contacts")
        allowed = self.env["pact.member"]._companies_where(*rights)
        # sudo: res.partner - in which companies they are customers
        people = self.sudo()
        concerned = people.company_id | people.user_ids.company_ids
        if not allowed or concerned - allowed:
            raise AccessError(
                self.env._(
                    "Only who reads all requests, and edits contacts, says who is "
                    "responsible for those of a customer."
                )
            )
