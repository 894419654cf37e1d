from datetime import UTC

from odoo import api, models
from odoo.fields import Domain

# So many are in memory at a time.
A_PIECE = 500


class PactTicket(models.Model):
    """What a customer takes home of their requests (SN4): a list of all they look for.

    Only what the portal shows them too: nothing said among us, and of who works here
    neither name, phone nor address.
    """

    _inherit = "pact.ticket"

    @api.model
    def _exported_head(self):
        return [
            self.env._("Protocol"),
            self.env._("Filed on"),
            self.env._("Classification"),
            self.env._("State"),
            self.env._("Answer by"),
            self.env._("Finished at"),
            self.env._("Contact person"),
            self.env._("Phone"),
            self.env._("E-mail"),
            self.env._("Reference"),
        ]

    @api.model
    def _exported(self, domain):
        """Yield the cells of each request in the domain of a customer, newest first."""
        zone = self._zone_of_customer()
        for ticket in self._in_pieces(domain):
            yield [
                ticket.protocol,
                _on_wall(ticket.filed_date, zone),
                ticket.classification_id.display_name or "",
                ticket._state_told(),
                _on_wall(ticket.due_date, zone),
                _on_wall(ticket.finished_date, zone),
                ticket.contact_name or "",
                ticket.contact_phone or "",
                ticket.contact_email or "",
                ticket.reference or "",
            ]

    @api.model
    def _in_pieces(self, domain):
        """Yield the requests one by one; what was read of former ones is forgotten."""
        # sudo: pact.ticket - of the customer who asks, by the domain
        tickets, below = self.sudo(), Domain.TRUE
        while piece := tickets.search(domain & below, order="id desc", limit=A_PIECE):
            yield from piece
            below = Domain("id", "<", piece[-1].id)
            self.env.invalidate_all()


def _on_wall(moment, zone):
    """Return what a clock in ``zone`` shows then, without the zone, or nothing."""
    if not moment:
        return ""
    wall = moment.replace(tzinfo=UTC).astimezone(zone)
    return wall.replace(tzinfo=None, second=0, microsecond=0)
