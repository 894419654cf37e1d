from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize


class ResPartner(models.Model):
    """Whose an e-mail address is: what somebody typed about themself proves nothing.

    Who logs in at a portal writes any address, on their own contact and on those that
    they make. It counts where one of us wrote it, or where it is their login, to which
    they were invited.
    """

    _inherit = "res.partner"

    pact_is_email_claimed = fields.Boolean(
        string="E-mail typed by a customer",
        readonly=True,
        copy=False,
        help="The e-mail address was typed by a customer, and nobody checked it.",
    )

    def init(self):
        """See what customers wrote before this was kept."""
        super().init()
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p
                   SET pact_is_email_claimed = TRUE
                  FROM res_users u
                 WHERE p.pact_is_email_claimed IS NULL
                   AND p.email_normalized IS NOT NULL
                   AND u.share
                   AND (u.id = p.create_uid
                        OR (u.partner_id = p.id
                            AND lower(u.login) <> p.email_normalized))
                """
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._pact_with_claim(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._pact_with_claim(vals))

    @api.model
    def _pact_with_claim(self, vals):
        """Return ``vals`` with whether the address in it was typed by a customer."""
        kept = {
            name: value
            for name, value in vals.items()
            if name != "pact_is_email_claimed"
        }
        if "email" not in vals:
            return kept
        return kept | {"pact_is_email_claimed": self.env.user.share}

    @api.model
    def _pact_who_writes_from(self, address, within=Domain.TRUE):
        """Return the customers whose address this is, those who log in with it first.

        Under sudo: for the eyes of the system. One of us is no customer.
        """
        # Who worked here once is no customer for that.
        # sudo: res.partner - whose address it is, whoever asks
        everyone = self.sudo().with_context(active_test=False)
        if not address:
            return everyone.browse()
        found = everyone.search(
            Domain("email_normalized", "=", address)
            & Domain("active", "=", True)
            & (
                Domain("pact_is_email_claimed", "=", False)
                | Domain("user_ids.share", "=", True)
            )
            & within,
            order="id",
        )
        proved = found.filtered(lambda one: one._pact_proved_email() == address)
        return proved.sorted(lambda one: not one.user_ids)

    def _pact_proved_email(self):
        """Return the address that is theirs for certain, if there is one."""
        # sudo: res.users - with what they log in, and whether they work here
        users = self.sudo().with_context(active_test=False).user_ids
        if users.filtered(lambda one: not one.share):
            return ""
        if not self.pact_is_email_claimed:
            return self.email_normalized or ""
        # Their login is what they were invited to; what they wrote is not.
        logins = (email_normalize(user.login) for user in users)
        return next(filter(None, logins), "")
