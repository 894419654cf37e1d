from functools import cache

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..rules import words

# Follow from what happens to a request, and are never written by hand.
SYSTEM_FIELDS = frozenset(
    {
        "protocol",
        "mode",
        "source",
        "state",
        "user_id",
        "commercial_partner_id",
        "filed_date",
        "due_date",
        "held_date",
        "finished_date",
        "warned_date",
        "breached_date",
        "merged_into_id",
        "request_key",
    }
)


class PactTicket(models.Model):
    """A request: filed under a protocol, followed by its customer, answered in time.

    What the customer wrote is its first message. Whose it is, is decided when it is
    filed: somebody who changes companies later takes no request along.
    """

    _name = "pact.ticket"
    _description = "Request"
    _inherit = ["pact.owned", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "protocol"
    _rec_names_search = ["protocol"]
    _check_company_auto = True
    _is_name_secret = True
    _mail_post_access = "read"

    protocol = fields.Char(required=True, readonly=True, copy=False, index=True)
    mode = fields.Selection(
        [("central", "Central"), ("crm", "CRM")],
        required=True,
        readonly=True,
        default=lambda self: self.env.company.pact_ticket_mode,
        help="The form it was filed with. It stays when the company changes its form.",
    )
    source = fields.Selection(
        [
            ("portal", "Portal"),
            ("email", "E-mail"),
            ("conversation", "Conversation"),
            ("staff", "Filed by us"),
        ],
        string="Came by",
        required=True,
        readonly=True,
        default="staff",
    )
    state = fields.Selection(
        [
            ("new", "New"),
            ("in_progress", "In progress"),
            ("waiting", "Waiting for the customer"),
            ("finished", "Finished"),
        ],
        required=True,
        readonly=True,
        default="new",
        group_expand="_columns_of_board",
        tracking=True,
    )
    classification_id = fields.Many2one(
        "pact.classification",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('company_id', '=', company_id), ('mode', '=', mode)]",
        tracking=True,
    )
    contact_method_id = fields.Many2one(
        "pact.contact.method", check_company=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Filed by", ondelete="restrict", index="btree_not_null"
    )
    commercial_partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        ondelete="restrict",
        help="Whose request it is: the company of whoever filed it, at that time.",
    )
    contact_name = fields.Char(string="Contact person")
    contact_phone = fields.Char(string="Phone")
    contact_email = fields.Char(string="E-mail")
    reference = fields.Char(help="A number by which the customer knows the matter.")
    team_id = fields.Many2one(
        "pact.team", check_company=True, ondelete="restrict", tracking=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    tag_ids = fields.Many2many("pact.tag", string="Tags", check_company=True)
    filed_date = fields.Datetime(
        string="Filed on", required=True, readonly=True, default=fields.Datetime.now
    )
    finished_date = fields.Datetime(string="Finished on", readonly=True, copy=False)
    merged_into_id = fields.Many2one(
        "pact.ticket", string="Merged into", readonly=True, index="btree_not_null"
    )
    request_key = fields.Char(
        readonly=True, copy=False, help="Makes one request of however many presses."
    )

    _protocol_uniq = models.UniqueIndex(
        "(company_id, protocol)", "This protocol exists already."
    )
    _request_uniq = models.UniqueIndex(
        "(company_id, commercial_partner_id, request_key)"
        " WHERE request_key IS NOT NULL",
        "This request was filed already.",
    )
    # What a customer sees of theirs, and a team of what is open.
    _customer_idx = models.Index("(commercial_partner_id, company_id, id DESC)")
    _open_idx = models.Index("(team_id, state) WHERE state != 'finished'")

    @api.model_create_multi
    def create(self, vals_list):
        """File requests; who writes them by hand names neither protocol nor state."""
        for vals in vals_list:
            self._check_system_fields(vals)
        # What is filed together by the same clock is due by one look at it.
        due_on = cache(self._due_on)
        return super().create([self._prepare(vals, due_on) for vals in vals_list])

    def write(self, vals):
        self._check_system_fields(vals)
        return super().write(self._tidy(vals))

    @api.constrains("classification_id", "mode")
    def _check_form(self):
        for ticket in self:
            if (
                ticket.classification_id
                and ticket.classification_id.mode != ticket.mode
            ):
                raise ValidationError(
                    self.env._("Choose a classification of the form it was filed with.")
                )

    @api.model
    def _check_system_fields(self, vals):
        if not self.env.su and vals.keys() & SYSTEM_FIELDS:
            raise AccessError(
                self.env._("This follows from what happens to the request.")
            )

    @api.model
    def _prepare(self, vals, due_on):
        """Return ``vals`` with what is decided as a request is filed.

        :param due_on: says when it is due on a clock, from when it was filed
        """
        partner = self.env["res.partner"].browse(vals.get("partner_id"))
        company = self.env["res.company"].browse(
            vals.get("company_id") or self.env.company.id
        )
        kind = self.env["pact.classification"].browse(vals.get("classification_id"))
        # sudo: res.partner - whose request it is
        customer = partner.sudo().commercial_partner_id
        # sudo: pact.classification - whom its requests go to, and by when
        kind, company = kind.sudo(), company.sudo()
        filed = fields.Datetime.to_datetime(vals.get("filed_date"))
        filed = filed or fields.Datetime.now()
        team = kind.team_id.browse(words.record_id(vals.get("team_id")) or ())
        team = team or kind._team_of_requests(company)
        return {
            "filed_date": filed,
            "due_date": due_on(kind._clock_of_requests(company, team), filed),
            "protocol": company._pact_protocols().next_by_id(),
            "mode": company.pact_ticket_mode,
            "commercial_partner_id": customer.id,
            "team_id": team.id,
            "contact_name": partner.name,
            "contact_phone": partner.phone,
            "contact_email": partner.email,
            **self._tidy(vals),
        }

    @api.model
    def _tidy(self, vals):
        """Return ``vals`` with what was typed as a database takes it."""
        typed = {"contact_name", "contact_phone", "contact_email", "reference"}
        return vals | {name: words.one_line(vals[name]) for name in typed & vals.keys()}
