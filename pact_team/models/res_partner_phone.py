from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL


class ResPartner(models.Model):
    """By whom the number of a contact was written: customers write any on their own."""

    _inherit = "res.partner"

    pact_phone_by = fields.Selection(
        [("us", "One of us"), ("customer", "The customer")],
        string="Phone written by",
        readonly=True,
        copy=False,
        help="What the customer wrote in the portal proves nothing: whoever answers "
        "there is not taken for this contact.",
    )

    def init(self):
        """See whose contacts customers made before this was kept."""
        super().init()
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p
                   SET pact_phone_by = 'customer'
                  FROM res_users u
                 WHERE p.pact_phone_by IS NULL
                   AND p.phone IS NOT NULL
                   AND u.share
                   AND u.id = p.create_uid
                """
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        by = self._pact_phone_writer()
        return super().create(
            [
                {**_without(vals), "pact_phone_by": by if vals.get("phone") else False}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        vals = _without(vals)
        if "phone" in vals:
            # sudo: res.partner - who wrote it, whoever may read what stood there
            written = self.sudo().filtered(
                lambda one: (one.phone or "") != (vals["phone"] or "")
            )
            by = self._pact_phone_writer() if vals["phone"] else False
            super(ResPartner, written).write({"pact_phone_by": by})
        return super().write(vals)

    @api.model
    def _pact_phone_writer(self):
        is_ours = self.env.uid == SUPERUSER_ID or not self.env.user.share
        return "us" if is_ours else "customer"

    def _pact_is_phone_ours(self):
        """Return whether one of us wrote the number, or nobody else could."""
        # sudo: res.partner - who wrote it, whoever asks
        contact = self.sudo()
        if contact.pact_phone_by:
            return contact.pact_phone_by == "us"
        return not contact.user_ids


def _without(vals):
    return {name: value for name, value in vals.items() if name != "pact_phone_by"}
