"""The letters about requests that new companies send, for those that are not new."""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["res.company"].search([("id", "!=", False)])._pact_use_usual_notices()
