from odoo import models


class PactFinding(models.TransientModel):
    """The checks of requests: whether customers can file them, and get an answer."""

    _inherit = "pact.finding"
