"""The pauses that every new company begins with, for those that are not new."""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    kinds = env["pact.pause.type"].with_context(active_test=False)
    named = kinds.search([("id", "!=", False)]).company_id
    without = env["res.company"].search([("id", "not in", named.ids)])
    without._pact_make_usual_pauses()
