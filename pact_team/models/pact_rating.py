from odoo import api, fields, models


class PactRating(models.Model):
    """What a customer said of how a request went: once for each time it was finished.

    Not Odoo's own: that opens by a token whom its link reaches, by GET, and every
    employee reads it. This is written in the portal alone, by who follows the request.
    """

    _name = "pact.rating"
    _description = "Rating of a request"
    _inherit = ["pact.owned"]
    _order = "id desc"
    _rec_name = "value"
    _right_to_read = "may_read_feedback"
    _is_written_by_system = True
    _is_name_secret = True

    ticket_id = fields.Many2one(
        "pact.ticket",
        string="Request",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    finished_date = fields.Datetime(
        string="Request finished on", required=True, readonly=True
    )
    value = fields.Selection(
        [
            ("1", "1 · Very bad"),
            ("2", "2 · Bad"),
            ("3", "3 · Fair"),
            ("4", "4 · Good"),
            ("5", "5 · Very good"),
        ],
        string="Rating",
        required=True,
        readonly=True,
    )
    comment = fields.Text(readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Rated by", readonly=True, ondelete="restrict"
    )
    # Who had it then: later neither a transfer nor another name changes the figures.
    user_id = fields.Many2one(
        "res.users", string="Responsible", readonly=True, ondelete="restrict"
    )
    team_id = fields.Many2one("pact.team", readonly=True, ondelete="set null")
    classification_id = fields.Many2one(
        "pact.classification", readonly=True, ondelete="set null"
    )

    _finished_uniq = models.UniqueIndex("(ticket_id, finished_date)")
    _newest_idx = models.Index("(company_id, id DESC)")

    @api.model
    def _marks(self):
        """Return what may be chosen, in words, from the best to the worst."""
        return self._fields["value"]._description_selection(self.env)[::-1]
