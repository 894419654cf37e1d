from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

TICKET = "pact.ticket"
# By one of these it would be elsewhere, or open to everybody.
PLACES = frozenset({"res_model", "res_id", "res_field", "public"})
# All that others are told of it: that it is there.
SHOWN = ("create_date", "thread")
# In the context: a search under sudo is for whoever asks. Nobody sends this object.
FOR_ASKER = object()


class IrAttachment(models.Model):
    """Files of requests that are not for everybody who reads the request (SN2).

    Whoever has the right to confidential files opens them, and the customer in the
    portal. Others learn that there is one: neither its name nor what is in it, by no
    page, link, token, search, letter or copy.
    """

    _inherit = "ir.attachment"

    pact_is_confidential = fields.Boolean(
        string="Confidential", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._pact_check_mark(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._pact_check_mark(vals)
        if vals.keys() & PLACES and not self.env.su and self._pact_marked():
            raise AccessError(self._pact_stays_sentence())
        return super().write(vals)

    def copy_data(self, default=None):
        marked = self._pact_marked()
        if marked and not self.env.su:
            raise AccessError(self._pact_stays_sentence())
        copies = super().copy_data(default)
        for file, vals in zip(self, copies, strict=True):
            if file in marked:
                vals.setdefault("pact_is_confidential", True)
        return copies

    def _pact_check_mark(self, vals):
        if "pact_is_confidential" in vals and not self.env.su:
            raise AccessError(
                self.env._("What is confidential is said in the request itself.")
            )

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su:
            return result
        closed = self._pact_closed_to(self.env.user)
        return self._pact_forbid(result, closed, self._pact_confidential_sentence)

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Even where core asks nobody: a name that can be searched for is none kept."""
        is_for_asker = self.env.context.get("pact_files") is FOR_ASKER
        if is_for_asker or not self.env.su:
            domain = Domain(domain) & self._pact_open_to(self.env.user)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _has_attachments_ownership(self, attachment_tokens):
        """A token that was given out before it was confidential opens it no more."""
        if self._pact_closed_to(self.env.user):
            return False
        return super()._has_attachments_ownership(attachment_tokens)

    def _compute_display_name(self):
        """Odoo shows names under sudo, of anything that a form points to."""
        super()._compute_display_name()
        if not self.env["pact.owned"]._is_asked_by_system():
            closed = self.filtered("id")._pact_closed_to(self.env.user)
            closed.with_env(self.env).display_name = self._pact_confidential_name()

    def _to_store(self, store, fields, **kwargs):
        closed = self._pact_closed_for(store.target)
        store.add_records_fields(self - closed, fields, **kwargs)
        known = [one for one in fields if getattr(one, "field_name", one) in SHOWN]
        store.add_records_fields(closed, [*known, *closed._pact_nothing_told()])

    def _pact_nothing_told(self):
        told = {
            "checksum": False,
            "file_size": 0,
            "has_thumbnail": False,
            "mimetype": "application/octet-stream",
            "name": self._pact_confidential_name(),
            "raw_access_token": False,
            "res_name": False,
            "thumbnail_access_token": False,
            "type": "binary",
            "url": False,
        }
        return [Store.Attr(name, value) for name, value in told.items()]

    def _pact_closed_for(self, target):
        """Return those that whoever gets this store may not open."""
        user = self.env.user
        if not target.is_current_user(self.env):
            user = target.get_user(self.env) or self.env.ref("base.public_user")
        return self._pact_closed_to(user).with_env(self.env)

    def _pact_marked(self):
        """Return those that are confidential, under sudo."""
        # sudo: ir.attachment - on which document these files hang
        files = self.sudo().filtered(lambda one: one.res_model == TICKET)
        return files.filtered("pact_is_confidential")

    def _pact_closed_to(self, user):
        """Return those that ``user`` may not open in the backend."""
        marked = self._pact_marked()
        if not marked:
            return self.browse()
        trusting = self._pact_trusting(user)
        # sudo: pact.ticket - of which company the requests are
        tickets = self.env[TICKET].sudo().browse(set(marked.mapped("res_id")))
        theirs = tickets.exists().filtered(lambda one: one.company_id in trusting)
        return marked.filtered(lambda one: one.res_id not in theirs.ids).sudo(False)

    def _pact_open_to(self, user):
        """Return the domain of what is not confidential, or for ``user`` to open."""
        is_open = Domain("pact_is_confidential", "=", False)
        if trusting := self._pact_trusting(user):
            # sudo: pact.ticket - of the companies in which the user has the right
            tickets = self.env[TICKET].sudo()
            theirs = tickets._search([("company_id", "in", trusting.ids)])
            is_open |= Domain("res_model", "=", TICKET) & Domain("res_id", "in", theirs)
        return is_open

    def _pact_trusting(self, user):
        members = self.env["pact.member"].with_user(user)
        return members._companies_where("may_read_confidential")

    def _pact_confidential_name(self):
        return self.env._("Confidential file")

    def _pact_stays_sentence(self):
        return self.env._("A confidential file stays with its request.")

    def _pact_confidential_sentence(self):
        return self.env._("This file is confidential. Ask whoever may open it.")
