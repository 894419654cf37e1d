from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class IrAttachment(models.Model):
    """Files of conversations stay as they were sent; those about members, closed."""

    _inherit = "ir.attachment"

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Odoo shows names under sudo, of anything that a form points to."""
        super()._compute_display_name()
        if not self.env["pact.owned"]._is_asked_by_system():
            said = self.filtered("id")._pact_in_conversations()
            seen = said._filtered_access("read")
            (said - seen).with_env(self.env).display_name = False

    def _check_access(self, operation):
        """What was sent in a conversation stays as it was sent, files included."""
        result = super()._check_access(operation)
        if self.env.su:
            return result
        if operation == "read":
            return self._pact_forbid(result, self._pact_on_others(), self._pact_secret)
        kept = self._pact_in_conversations()
        return self._pact_forbid(result, kept, self._pact_sentence)

    def _pact_forbid(self, result, closed, sentence):
        if not closed:
            return result
        forbidden = closed | result[0] if result else closed
        return forbidden, lambda: AccessError(sentence())

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._pact_open_files()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _pact_open_files(self):
        """Whoever reads a colleague's name need not read what was filed about them."""
        Member = self.env["pact.member"]
        if not Member.has_access("read"):
            return Domain.TRUE
        # sudo: pact.member - of those whom the asking user may change
        mine = (
            Member.sudo()
            .with_context(active_test=False)
            ._search(Member._search_is_configurable("in", [True]))
        )
        return Domain("res_model", "!=", Member._name) | Domain("res_id", "in", mine)

    def _pact_on_others(self):
        """Return what was filed about members whom the asking user may not change."""
        Member = self.env["pact.member"]
        # sudo: ir.attachment - on which document these files hang
        files = self.sudo().filtered(lambda one: one.res_model == Member._name)
        mine = Member.browse(files.mapped("res_id"))._filtered_access("write")
        return files.filtered(lambda one: one.res_id not in mine.ids).sudo(False)

    def _pact_secret(self):
        return self.env._("What was filed about a member is for who may change them.")

    def _delete_and_notify(self, message=None):
        """Core deletes here under sudo, for whoever once uploaded the file."""
        if self._pact_in_conversations():
            raise AccessError(self._pact_sentence())
        return super()._delete_and_notify(message)

    def _pact_sentence(self):
        return self.env._("What was sent in a conversation stays as it was sent.")

    def _pact_in_conversations(self):
        # sudo: ir.attachment - on which document these files hang
        files = self.sudo().filtered(lambda one: one.res_model == "discuss.channel")
        found = self.env["mail.message"]._pact_among(files.mapped("res_id"))
        return files.filtered(lambda one: one.res_id in found.ids).sudo(False)
