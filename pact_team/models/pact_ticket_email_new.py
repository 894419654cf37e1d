from odoo import SUPERUSER_ID, api, models
from odoo.fields import Domain
from odoo.tools import email_normalize
from odoo.tools.mail import email_split_tuples

from ..rules import words
from .pact_ticket_announce import SILENT


class PactTicket(models.Model):
    """A request that comes by e-mail: of whoever wrote, for the team written to (S18).

    Somebody unknown is named as their letter says; nobody becomes a contact, nor sees
    anything in the portal, by writing a letter. For whom our mail server does not vouch
    is unknown, whatever address they write, and is not written to by itself.
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
        wanted = custom_values or {}
        team = filing.env["pact.team"].browse(wanted.get("team_id")).exists()
        company = team.company_id or filing.env.company
        vals = filing._vals_of_letter(msg_dict, team, company)
        if wanted.get("is_vouched_for"):
            vals["partner_id"] = filing._customer_at(vals["contact_email"], company).id
        else:
            filing = filing.with_context(pact_silent=SILENT)
        # Whom core found by the address is believed no more than the address.
        msg_dict["author_id"] = vals.get("partner_id", False)
        return filing.create(vals).with_context(pact_silent=None)

    @api.model
    def _vals_of_letter(self, said, team, company):
        name, _address = (email_split_tuples(said["email_from"]) or [("", "")])[0]
        address = email_normalize(said["email_from"]) or ""
        vals = {
            "company_id": company.id,
            "source": "email",
            "partner_id": False,
            "contact_name": words.person(name) or address,
            "contact_email": address,
        }
        return vals | ({"team_id": team.id} if team.active else {})

    @api.model
    def _customer_at(self, address, company):
        """Return whose address it is; nobody, if several customers have it."""
        found = self.env["res.partner"]._pact_who_writes_from(
            address, Domain("company_id", "in", [company.id, False])
        )
        return found[:1] if len(found.commercial_partner_id) == 1 else found.browse()
