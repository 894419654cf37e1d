from odoo import api, models

from ..models.pact_ticket_email import OUR_SERVER
from ..rules import request_form


class PactFinding(models.TransientModel):
    """The checks of requests: whether customers can file them, and get an answer.

    A company that never began with requests is told once that it could.
    """

    _inherit = "pact.finding"

    @api.model
    def _checks(self):
        return [
            *super()._checks(),
            self._find_no_classification,
            self._find_no_contact_method,
            self._find_nobody_responsible,
            self._find_no_mail_domain,
            self._find_nobody_vouches,
        ]

    def _find_no_classification(self, company):
        if "classification" in self._lacks_of_form(company):
            sentence = self.env._(
                "Customers find no form for requests in the portal: no classification "
                "of the form “%(form)s” is offered there. Tick “In the portal” on one.",
                form=self._form_told(company),
            )
            severity = self._severity_of_requests(company)
            yield self._finding(severity, sentence, "pact_classification_action")

    def _find_no_contact_method(self, company):
        if "method" in self._lacks_of_form(company):
            sentence = self.env._(
                "Customers find no form for requests in the portal: in the CRM mode "
                "it asks how they want to be contacted. Add a contact method."
            )
            severity = self._severity_of_requests(company)
            yield self._finding(severity, sentence, "pact_contact_method_action")

    def _find_nobody_responsible(self, company):
        is_ready = not self._lacks_of_form(company)
        if is_ready and not self._customers_who_file(company):
            sentence = self.env._(
                "No customer can file requests: nobody with a login to the portal is "
                "responsible for them. Tick “Responsible for requests” on a contact."
            )
            yield self._finding("2_soon", sentence, "pact_client_action")

    def _find_no_mail_domain(self, company):
        if self._customers_who_file(company) and not company.alias_domain_id:
            sentence = self.env._(
                "This company has no e-mail domain: what customers answer by e-mail "
                "does not come into their requests. Ask your system administrator."
            )
            yield self._finding("2_soon", sentence, "pact_settings_action")

    def _find_nobody_vouches(self, company):
        # sudo: ir.config_parameter - which mail server is ours
        server = self.env["ir.config_parameter"].sudo().get_param(OUR_SERVER)
        teams = self._all("pact.team", company, ("alias_name", "!=", False))
        if teams and not server:
            sentence = self.env._(
                "Nobody said which mail server checks the senders of letters: none is "
                "believed, and what customers write by e-mail is kept among us. Ask "
                "your system administrator."
            )
            yield self._finding("2_soon", sentence, "pact_settings_action")

    @api.model
    def _form_told(self, company):
        forms = company._fields["pact_ticket_mode"]._description_selection(self.env)
        return dict(forms)[company.pact_ticket_mode]

    @api.model
    def _lacks_of_form(self, company):
        """Return what the page of the form asks for, too, before it shows it."""
        return request_form.lacks(
            company.pact_ticket_mode,
            kinds=self.env["pact.classification"]._offered_in_portal(company),
            methods=self.env["pact.contact.method"]._offered_in(company),
        )

    def _severity_of_requests(self, company):
        """Whoever is responsible stands before an empty page already."""
        return "1_now" if self._customers_who_file(company) else "3_know"

    @api.model
    def _customers_who_file(self, company):
        return self.env["res.users"].search(
            [
                ("share", "=", True),
                # The one they file with, of all that they may log in with.
                ("company_id", "=", company.id),
                ("partner_id.pact_is_responsible", "=", True),
            ],
            limit=1,
        )

    @api.model
    def _teams_of_requests(self, company):
        """Return which teams get requests, by what they are about or by default."""
        kinds = self._all("pact.classification", company, ("is_on_portal", "=", True))
        return kinds.team_id | company.pact_ticket_team_id
