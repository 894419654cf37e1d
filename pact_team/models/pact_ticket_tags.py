from odoo import api, models
from odoo.exceptions import UserError


class PactTicket(models.Model):
    """The tags of a request: those of its company, for its team."""

    _inherit = "pact.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        for ticket in tickets:
            ticket._check_tags(ticket.tag_ids)
        return tickets

    def write(self, vals):
        if "tag_ids" not in vals:
            return super().write(vals)
        former = {ticket: ticket.tag_ids for ticket in self}
        result = super().write(vals)
        for ticket, tags in former.items():
            ticket._check_tags(ticket.tag_ids - tags)
        return result

    def _check_tags(self, added):
        """Refuse those of other teams; what it has stays when its team changes."""
        if self.env.su:
            return
        # sudo: pact.ticket - its team, which its reader need not read
        team = self.sudo().team_id
        # sudo: pact.tag - for which teams it is; an archived one is one, too
        for tag in added.sudo().with_context(active_test=False):
            if tag.team_ids and team not in tag.team_ids:
                raise UserError(
                    self.env._(
                        "%(tag)s is not a tag for this request. Choose another one.",
                        tag=tag.name,
                    )
                )
