"""What new companies have for requests, for those that are not new."""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    companies = env["res.company"].search([("id", "!=", False)])
    companies._pact_use_usual_notices()
    # Who has made their own keeps to those.
    methods = env["pact.contact.method"].with_context(active_test=False)
    named = methods.search([("company_id", "in", companies.ids)]).company_id
    (companies - named)._pact_make_usual_methods()
