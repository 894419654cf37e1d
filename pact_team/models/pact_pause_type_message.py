from odoo import api, fields, models, tools

from ..rules import words


class PactPauseType(models.Model):
    """What customers are told who write to somebody in this pause."""

    _inherit = "pact.pause.type"

    message = fields.Text(
        string="Message to customers",
        help="Sent by itself, once in a conversation and pause, when a customer writes "
        "to somebody who is in this pause. Empty means that nothing is sent.",
    )

    _body_is_nobodys_business = models.Constraint(
        "CHECK (message IS NULL OR is_physiological IS NOT TRUE)",
        "Nobody is told of a need of the body: such a pause has no message.",
    )

    @api.model
    @tools.ormcache()
    def _speaking_companies(self):
        """Return the ids of the companies in which a pause has a word for customers.

        Remembered: it is asked at each message of a customer.
        """
        # sudo: pact.pause.type - which companies, whoever is asking first
        kinds = self.sudo().with_context(active_test=False)
        return frozenset(kinds.search([("message", "!=", False)]).company_id.ids)

    @api.model_create_multi
    def create(self, vals_list):
        kinds = super().create(vals_list)
        if any(kinds.mapped("message")):
            self._forget()
        return kinds

    def write(self, vals):
        result = super().write(vals)
        if "message" in vals:
            self._forget()
        return result

    def unlink(self):
        self._forget()
        return super().unlink()

    @api.model
    def _tidy(self, vals):
        vals = super()._tidy(vals)
        if "message" in vals:
            vals = vals | {"message": words.text(vals["message"]) or False}
        return vals
