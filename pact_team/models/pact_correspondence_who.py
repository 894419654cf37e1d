from odoo import api, fields, models


class PactCorrespondence(models.Model):
    """Whom it names: seen by who prepares it, and by who lets it out.

    Everybody else who uses templates reads how far it is, and not who gets it.
    """

    _inherit = "pact.correspondence"

    named_partner_ids = fields.Many2many(
        "res.partner",
        relation="pact_correspondence_res_partner_rel",
        groups=fields.NO_ACCESS,
        copy=False,
        context={"active_test": False},
    )
    pasted_numbers = fields.Text(groups=fields.NO_ACCESS, copy=False)
    kept_domain = fields.Char(groups=fields.NO_ACCESS, copy=False)
    domain = fields.Char(
        string="Filter",
        compute="_compute_domain",
        inverse="_inverse_domain",
        compute_sudo=False,
        copy=True,
        help="It may name numbers, as the list does.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Contacts",
        compute="_compute_partner_ids",
        inverse="_inverse_partner_ids",
        compute_sudo=False,
        copy=True,
        # Odoo would look at each one before it is asked who may see them.
        context={"active_test": False},
    )
    numbers = fields.Text(
        compute="_compute_numbers",
        inverse="_inverse_numbers",
        compute_sudo=False,
        copy=True,
        help="One a line, with the country's code.",
    )

    # Each on its own: to show the one must not undo what was just typed in the other.
    @api.depends("named_partner_ids", "company_id", "user_id")
    @api.depends_context("uid")
    def _compute_partner_ids(self):
        for one in self:
            one.partner_ids = one._seen_of(one._shown().named_partner_ids)

    @api.depends("pasted_numbers", "company_id", "user_id")
    @api.depends_context("uid")
    def _compute_numbers(self):
        for one in self:
            one.numbers = one._shown().pasted_numbers

    @api.depends("kept_domain", "company_id", "user_id")
    @api.depends_context("uid")
    def _compute_domain(self):
        for one in self:
            one.domain = one._shown().kept_domain or "[]"

    def _is_shown(self):
        """Return whether the asking user may know whom it names."""
        return self.env.su or self._origin.is_configurable

    def _is_hidden(self):
        """Return whether it is somebody else's; what is just being typed is not."""
        return bool(self._origin) and not self._is_shown()

    def _shown(self):
        """Return it, under sudo, if the asking user may know whom it names."""
        saved = self._origin
        # sudo: pact.correspondence - whom it names, for who may change that
        return (saved if self._is_shown() else saved.browse()).sudo()

    def _seen_of(self, named):
        seen = named.with_env(self.env)._filtered_access("read")
        return seen.filtered("active")

    def _inverse_partner_ids(self):
        for one in self:
            # sudo: pact.correspondence - written by who may change it, as was asked
            kept = one.sudo()
            named = kept.named_partner_ids
            # Whom this person cannot see, they did not take off the list.
            unseen = named - one._seen_of(named)
            kept.named_partner_ids = one.partner_ids | unseen

    def _inverse_numbers(self):
        for one in self:
            # sudo: pact.correspondence - written by who may change it, as was asked
            one.sudo().pasted_numbers = one.numbers

    def _inverse_domain(self):
        for one in self:
            # sudo: pact.correspondence - written by who may change it, as was asked
            one.sudo().kept_domain = one.domain
