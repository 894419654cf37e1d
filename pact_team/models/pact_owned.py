from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.fields import Domain


class PactOwned(models.AbstractModel):
    """What belongs to one company, and is opened by a membership in it.

    The two claims are asked at query time, so that a removed member is out at once,
    in every process, without any cache to clear.
    """

    _name = "pact.owned"
    _description = "Owned by a company, opened by a membership"
    _right_to_read = "may_configure"
    _right_to_configure = "may_configure"
    _right_to_delete = "may_delete"
    # Rows that no person writes: nobody's own defaults may slip into them.
    _is_written_by_system = False
    # Named by what a customer or a colleague said, or by who they are.
    _is_name_secret = False

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    is_readable = fields.Boolean(
        compute="_compute_is_readable", search="_search_is_readable"
    )
    is_configurable = fields.Boolean(
        compute="_compute_is_configurable", search="_search_is_configurable"
    )

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        companies = self.env["pact.member"]._companies_where(self._right_to_read)
        for record in self:
            record.is_readable = record.company_id in companies

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_is_configurable(self):
        companies = self.env["pact.member"]._companies_where(self._right_to_configure)
        for record in self:
            record.is_configurable = record.company_id in companies

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Odoo shows names under sudo, of anything that a form points to."""
        super()._compute_display_name()
        if self._is_name_secret:
            self._hide_names()

    def _hide_names(self):
        if not self._is_asked_by_system():
            saved = self.filtered("id")
            seen = saved.sudo(False)._filtered_access("read")
            (saved - seen.with_env(self.env)).display_name = False

    @api.model
    def _is_asked_by_system(self):
        """Return whether a lane asks: nobody logs in as one of its two users."""
        public_id = self.env["ir.model.data"]._xmlid_to_res_id("base.public_user")
        return self.env.uid in (SUPERUSER_ID, public_id)

    @api.model
    def default_get(self, fields):
        """Take the model's own defaults only where the system writes.

        A user may set a default of their own for any field of any model, and it
        would act under our sudo.
        """
        if not self._is_written_by_system:
            return super().default_get(fields)
        chosen = (self._fields[name] for name in fields if name in self._fields)
        return {
            field.name: self._own_default(field) for field in chosen if field.default
        }

    def _own_default(self, field):
        value = field.convert_to_cache(field.default(self), self, validate=False)
        return field.convert_to_write(field.convert_to_record(value, self), self)

    @api.model
    def _create_once(self, vals):
        """Create it; whoever was faster with the same key is seen as Odoo repeats."""
        try:
            return self.create(vals)
        except UniqueViolation as error:
            # All of the transaction is lost, and begins anew.
            raise ConcurrencyError from error

    def write(self, vals):
        company_id = vals.get("company_id")
        if company_id and any(record.company_id.id != company_id for record in self):
            raise UserError(
                self.env._(
                    "This belongs to its company for good. Create a new one in the "
                    "other company instead."
                )
            )
        return super().write(vals)

    @api.model
    def _forget(self):
        """Answer anew what is remembered, here at once and elsewhere once it holds."""
        clear = self.env.registry.clear_cache
        clear()
        # Another thread may remember what was until this is committed.
        self.env.cr.postcommit.add(clear)

    def unlink(self):
        if not self.env.su:
            self._check_deletable()
        return super().unlink()

    def _check_deletable(self):
        allowed = self.env["pact.member"]._companies_where(self._right_to_delete)
        if self.company_id - allowed:
            raise AccessError(
                self.env._("Your roles do not let you delete this. Archive it instead.")
            )

    def _search_is_readable(self, operator, value):
        return self._search_right(operator, value, self._right_to_read)

    def _search_is_configurable(self, operator, value):
        return self._search_right(operator, value, self._right_to_configure)

    def _search_right(self, operator, value, right):
        if operator != "in":
            return NotImplemented
        companies = self.env["pact.member"]._companies_where(right)
        owned = Domain("company_id", "in", companies.ids)
        return owned if True in value else ~owned
