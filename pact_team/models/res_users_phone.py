from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_users import check_identity

from ..rules import phone as phones

# Written by the confirmation alone, whatever rights somebody has.
PROTECTED = (
    "pact_phone_kind",
    "pact_phone_proof",
    "pact_phone_date",
    "pact_phone_is_typed",
)
# Only who holds the phone learns a code; a colleague's word proves less.
CODE_PROOFS = ("whatsapp", "sms")


class ResUsers(models.Model):
    """The phone by which somebody logs in, once it is confirmed."""

    _inherit = "res.users"

    pact_phone = fields.Char(
        string="Phone to log in",
        copy=False,
        groups="base.group_erp_manager",
        help="In international form. Whoever else writes it makes it unconfirmed.",
    )
    pact_phone_kind = fields.Selection(
        [("work", "Work"), ("personal", "Personal")],
        string="Kind of phone",
        copy=False,
        readonly=True,
        groups="base.group_erp_manager",
    )
    pact_phone_proof = fields.Selection(
        [("whatsapp", "WhatsApp"), ("sms", "SMS"), ("hand", "An administrator")],
        string="Confirmed by",
        copy=False,
        readonly=True,
        groups="base.group_erp_manager",
    )
    pact_phone_date = fields.Datetime(
        string="Confirmed on",
        copy=False,
        readonly=True,
        groups="base.group_erp_manager",
        help="Empty as long as nobody confirmed the phone: it does not log in.",
    )
    pact_phone_problem = fields.Char(
        string="What keeps it from logging in",
        compute="_compute_pact_phone_problem",
        groups="base.group_erp_manager",
    )
    pact_phone_is_typed = fields.Boolean(
        string="Typed by themself",
        copy=False,
        readonly=True,
        groups="base.group_erp_manager",
    )

    _pact_phone_uniq = models.UniqueIndex(
        # In the words of Odoo's queries: PostgreSQL takes no others for the same.
        "(pact_phone) WHERE pact_phone_date IS NOT NULL AND active IS TRUE",
        "Another user logs in with this phone already.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        own = ["pact_phone", "pact_phone_kind", "pact_phone_proof", "pact_phone_date"]
        return super().SELF_READABLE_FIELDS + own + ["pact_phone_problem"]

    @api.depends("pact_phone", "pact_phone_date")
    def _compute_pact_phone_problem(self):
        told = self.env._("Not confirmed yet: it does not log in.")
        for user in self:
            is_open = user.pact_phone and not user.pact_phone_date
            user.pact_phone_problem = told if is_open else False

    @api.constrains("pact_phone")
    def _check_pact_phone(self):
        for user in self:
            if (
                user.pact_phone
                and phones.read(user.pact_phone, None) != user.pact_phone
            ):
                raise UserError(
                    self.env._("Write the phone in its international form, with a +.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._pact_check_unproven(vals_list)
        # Named one by one, so that no default confirms what nobody confirmed.
        blank = dict.fromkeys(("pact_phone", *PROTECTED), False)
        return super().create([blank | vals for vals in vals_list])

    def write(self, vals):
        self._pact_check_unproven([vals])
        if "pact_phone" not in vals:
            return super().write(vals)
        changed = self.filtered(lambda user: user.pact_phone != vals["pact_phone"])
        blank = dict.fromkeys(PROTECTED, False)
        super(ResUsers, changed).write(vals | blank)
        return super(ResUsers, self - changed).write(vals)

    def _pact_check_unproven(self, vals_list):
        if any(vals.get(name) for vals in vals_list for name in PROTECTED):
            raise UserError(
                self.env._("A phone is confirmed with the code that is sent to it.")
            )

    @check_identity
    def action_pact_change_phone(self):
        """Let somebody change their own phone, after they proved to be themself."""
        return self._pact_phone_change_action()

    @api.model
    def _pact_phone_change_action(self, change=None):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change my phone"),
            "res_model": "pact.phone.change",
            "res_id": change.id if change else False,
            "view_mode": "form",
            "target": "new",
        }

    def _pact_confirm_phone(self, phone, kind, proof):
        """Let this user log in with ``phone``, which somebody has just proven.

        ``proof`` is the channel of the code, or ``hand``. The sentence of a refusal is
        for the eyes of who proved to hold the phone.
        """
        self.ensure_one()
        if proof in CODE_PROOFS:
            self._pact_drop_words_for(phone)
        if self._pact_logging_in_with([phone]) - self:
            raise UserError(self._pact_why_not(proof))
        self._pact_set_phone(phone, kind, proof, fields.Datetime.now())
        self.env["pact.confirmation"]._end_for_phone(phone)

    @api.model
    def _pact_why_not(self, proof):
        if proof in CODE_PROOFS:
            return self.env._(
                "Another user logs in with this phone already. Remove it there first, "
                "or choose another one."
            )
        # Whoever only says so does not learn whose number it is.
        return self.env._(
            "This phone cannot be confirmed by hand. Ask the person to confirm it with "
            "a code."
        )

    def _pact_drop_words_for(self, phone):
        """Unconfirm ``phone`` where it was only said, never proven, to be theirs."""
        for user in self._pact_logging_in_with([phone], ("hand",)) - self:
            user._pact_note_phone(phone, user.pact_phone_kind)
            # A unique index looks at each row as it is written.
            user.flush_recordset()

    def _pact_note_phone(self, phone, kind):
        """Keep ``phone`` as this person typed it, until somebody confirms it."""
        self._pact_set_phone(phone, kind)

    def _pact_set_phone(self, phone, kind, proof=False, date=False):
        vals = {
            "pact_phone": phone,
            "pact_phone_kind": kind,
            "pact_phone_proof": proof,
            "pact_phone_date": date,
            "pact_phone_is_typed": True,
        }
        # sudo: res.users - the phone was proven, or is kept as unproven
        # Past our own write(): no flag that somebody else could raise opens it.
        models.Model.write(self.sudo(), vals)

    @api.model
    def _pact_logging_in_with(self, numbers, proofs=(*CODE_PROOFS, "hand")):
        """Return who logs in with one of ``numbers``, confirmed in one of the ways."""
        # sudo: res.users - before the login nobody may read users
        return self.sudo().search(
            [
                ("pact_phone", "in", numbers),
                ("pact_phone_date", "!=", False),
                ("pact_phone_proof", "in", proofs),
                ("active", "=", True),
            ]
        )
