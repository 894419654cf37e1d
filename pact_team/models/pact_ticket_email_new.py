from odoo import SUPERUSER_ID, api, models
from odoo.tools import email_normalize
from odoo.tools.mail import email_split_tuples

from ..rules import request_form


class PactTicket(models.Model):
    """A request that comes by e-mail: of whoever wrote, for the team written to (S18).

    Somebody unknown is named as their letter says; nobody becomes a contact, nor sees
    anything in the portal, by writing a letter.
    """

    _inherit = "pact.ticket"
    _primary_email = "contact_email"

    _emailed_idx = models.Index("(contact_email, create_date) WHERE source = 'email'")

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Count what came from there by e-mail, which an index finds."""
        return [
            ("contact_email", "=", email_from_normalized),
            ("source", "=", "email"),
        ]

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """File what came by e-mail, for the team to whose address it came."""
        self._check_gateway()
        # What a person has as defaults, and what an alias says, are nobody's wish.
        # sudo: pact.ticket - filed by the gateway, whoever wrote
        filing = self.with_user(SUPERUSER_ID).sudo()
        team = filing.env["pact.team"].browse((custom_values or {}).get("team_id"))
        company = team.exists().company_id or filing.env.company
        return filing.create(filing._vals_of_letter(msg_dict, team.exists(), company))

    @api.model
    def _vals_of_letter(self, said, team, company):
        name, _address = (email_split_tuples(said["email_from"]) or [("", "")])[0]
        partner = self.env["res.partner"].browse(said.get("author_id") or [])
        if partner.company_id not in (self.env["res.company"], company):
            partner = self.env["res.partner"]
        address = email_normalize(said["email_from"]) or ""
        vals = {
            "company_id": company.id,
            "source": "email",
            "partner_id": partner.id,
            "contact_name": (name or partner.name or address)[
                : request_form.LONGEST["name"]
            ],
            "contact_email": address,
        }
        return vals | ({"team_id": team.id} if team.active else {})
