from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.pact_template_part import storable
from ..rules import phone as phones
from ..rules import words


class PactContactAdd(models.TransientModel):
    """Adds a contact, number first: who has that number already is opened instead."""

    _name = "pact.contact.add"
    _description = "Adding a contact"

    phone = fields.Char()
    name = fields.Char()
    email = fields.Char()
    found_id = fields.Many2one("res.partner", compute="_compute_found")
    notice = fields.Char(compute="_compute_found")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([storable(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(storable(vals))

    @api.depends("phone")
    @api.depends_context("uid", "company")
    def _compute_found(self):
        for adding in self:
            found = adding._find()
            visible = found.with_env(self.env)._filtered_access("read")
            adding.found_id = visible[:1]
            adding.notice = adding._notice(visible or found)

    def _find(self):
        company = self._company()
        Partner = self.env["res.partner"]
        if not (company and self.phone):
            return Partner
        return Partner._pact_find_by_number(self.phone, company)

    def _notice(self, found):
        if found:
            return found[0]._pact_taken_number()
        if self.phone and not self._number():
            return self._no_number()
        return False

    @api.model
    def _company(self):
        """Return where the contact goes to: here, or where the user may add one."""
        companies = self.env["pact.member"]._companies_where("may_edit_contacts")
        return companies & self.env.company or companies & self.env.companies

    def _number(self):
        # sudo: res.company - in which country it is
        country = self._company()[:1].sudo().country_id
        return phones.read(self.phone or "", country.code)

    def _no_number(self):
        return self.env._(
            "This is not a phone number. Begin with + and the code of its country, "
            "such as +55 11 98765-4321."
        )

    def action_add(self):
        """Create the contact, and open it.

        :raise UserError: if the number is none, or somebody's already
        """
        self.ensure_one()
        self.check_access("read")
        if not self._company():
            raise AccessError(self.env._("Your roles do not let you add contacts."))
        if found := self._find():
            raise UserError(found[0]._pact_taken_number())
        if not self._number():
            raise UserError(self._no_number())
        return self._open(self._add())

    def _add(self):
        """Create it as the system, so that no default of one's own slips in."""
        values = {
            "name": words.text(self.name) or phones.written(self._number()),
            "phone": phones.written(self._number()),
            "email": words.text(self.email),
            "company_id": self._company()[:1].id,
        }
        context = {"lang": self.env.lang}
        system = self.env(user=SUPERUSER_ID, su=True, context=context)
        contact = system["res.partner"].create(values)
        contact.message_post(
            body=self.env._("Added by %(name)s.", name=self.env.user.name),
            subtype_xmlid="mail.mt_note",
        )
        return contact

    def action_open(self):
        """Open the contact who has the number."""
        self.ensure_one()
        self.check_access("read")
        return self._open(self.found_id)

    def _open(self, contact):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pact_team.pact_client_action"
        )
        form = self.env.ref("pact_team.res_partner_view_form_pact_client")
        return action | {
            "views": [(form.id, "form")],
            "view_mode": "form",
            "res_id": contact.id,
        }
