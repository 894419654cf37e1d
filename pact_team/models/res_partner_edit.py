from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from ..rules import words

# What is known of a customer. Nothing else opens: neither who may log in as them, nor
# what other apps keep on a contact.
EDITABLE = frozenset(
    {
        "name",
        "phone",
        "email",
        "comment",
        "category_id",
        "parent_id",
        "pact_is_responsible",
    }
)
# Whoever changes where a login is written to takes it over; what its company ever
# asked us is read with it.
OF_A_LOGIN = frozenset({"phone", "email", "parent_id"})

# Said by our own form only: no browser can send this object.
EDITING = object()


class ResPartner(models.Model):
    """Editing a customer, by who may edit contacts in the customer's company.

    Odoo has one group for that, which opens every contact there is. Here a membership
    opens the customers of its company, and a few fields of them.
    """

    _inherit = "res.partner"

    pact_is_editable = fields.Boolean(compute="_compute_pact_is_editable")
    pact_has_login = fields.Boolean(compute="_compute_pact_is_editable")

    @api.depends_context("uid")
    def _compute_pact_is_editable(self):
        saved = self._origin
        editable = saved if self._pact_writes_natively() else saved._pact_editable()
        logins = saved._pact_with_login()
        for partner in self:
            partner.pact_is_editable = partner._origin in editable
            partner.pact_has_login = partner._origin in logins

    @api.model
    def _pact_writes_natively(self):
        """Return whether Odoo itself lets the asking user write contacts."""
        Access = self.env["ir.model.access"]
        return self.env.su or Access.check(self._name, "write", raise_exception=False)

    def _pact_editable(self):
        """Return those whom the asking user's memberships let them edit."""
        companies = self.env["pact.member"]._companies_where("may_edit_contacts")
        if not companies:
            return self.browse()
        clients = self._filtered_access("read")._pact_clients()
        # sudo: res.partner - whose company's customers they are
        owned = clients.sudo().filtered(lambda one: one.company_id in companies)
        shared = clients.sudo().filtered(lambda one: not one.company_id)
        return clients & (owned | shared._pact_known_only_to(companies))

    def _pact_known_only_to(self, companies):
        """Return those shared contacts who write to ``companies`` and to no other."""
        # sudo: pact.identity - which companies a contact writes to
        Identity = self.env["pact.identity"].sudo()
        found = Identity._read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["company_id:recordset"]
        )
        return self.browse([one.id for one, theirs in found if theirs <= companies])

    def _pact_moved_along(self):
        """Return these, and those within them, who belong where they belong."""
        # sudo: res.partner - who changes companies together
        within = self.sudo().with_context(active_test=False)
        return within.search([("id", "child_of", self.ids)])

    def _pact_with_login(self):
        """Return those who log in, or did: at a portal, say."""
        # sudo: res.users - whether there is a login, and nothing of it
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return self & users.search([("partner_id", "in", self.ids)]).partner_id

    def _check_access(self, operation):
        """Let the form work; what is saved is asked in ``write``.

        Files, messages and followers of a contact ask this too: they stay closed.
        """
        result = super()._check_access(operation)
        if operation != "write" or not result:
            return result
        if not self:
            Member = self.env["pact.member"]
            return None if Member._companies_where("may_edit_contacts") else result
        is_form = self.env.context.get("pact_editing") is EDITING
        return None if is_form and not self - self._pact_editable() else result

    def onchange(self, values, field_names, fields_spec):
        editing = self
        if self and not self._pact_writes_natively():
            editing = self.with_context(pact_editing=EDITING)
        return super(ResPartner, editing).onchange(values, field_names, fields_spec)

    def write(self, vals):
        if not vals or self._pact_writes_natively():
            return super().write(vals)
        if not self or self - self._pact_editable():
            # In the words of Odoo, which name whom to ask.
            return super().write(vals)
        vals = self._pact_storable(vals)
        self._pact_check_edit(vals)
        # sudo: res.partner - allowed fields of customers whom the user may edit
        return super(ResPartner, self.sudo()).write(vals)

    def _pact_check_edit(self, vals):
        if unknown := vals.keys() - EDITABLE:
            raise AccessError(
                self.env._(
                    "Only who manages contacts in Odoo changes that: %(fields)s.",
                    fields=", ".join(sorted(unknown)),
                )
            )
        if vals.keys() & OF_A_LOGIN and self._pact_moved_along()._pact_with_login():
            raise AccessError(
                self.env._(
                    "This customer logs in with that. An administrator changes it "
                    "for them."
                )
            )
        self._pact_check_company_of(vals)
        self._pact_check_tags(vals.get("category_id") or [])
        if vals.get("phone"):
            self._pact_check_number_free(vals["phone"])

    def _pact_check_company_of(self, vals):
        """A company that the user cannot see would show its name on the contact."""
        parent_id = vals.get("parent_id") or False
        company = self.browse(parent_id if isinstance(parent_id, int) else [])
        if parent_id and not company.exists():
            raise AccessError(self.env._("There is no such company."))
        company.check_access("read")
        if company - company._pact_clients():
            raise AccessError(
                self.env._("Customers do not belong to the house. Choose another one.")
            )

    def _pact_check_tags(self, commands):
        """Tags are put on and taken off, and not changed on the way."""
        codes = (Command.LINK, Command.UNLINK, Command.SET, Command.CLEAR)
        listed = commands if isinstance(commands, list | tuple) else [commands]
        for command in listed:
            if not isinstance(command, list | tuple) or not {*command[:1]} & {*codes}:
                raise AccessError(self.env._("Tags are changed where they are kept."))

    @api.model
    def _pact_storable(self, vals):
        """Return ``vals`` without the signs that no database keeps."""
        return {
            name: words.clean(value) if isinstance(value, str) else value
            for name, value in vals.items()
        }
