from odoo import api, models


class MailActivity(models.Model):
    """What is to be done about a request is told to who may read the request now.

    Core shows an activity to whoever it was given to, with the name of its document.
    """

    _inherit = "mail.activity"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if not (closed := self._pact_closed()):
            return result
        forbidden = closed | result[0] if result else closed
        return forbidden, lambda: forbidden._make_access_error(operation)

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        query = super()._search(domain, *args, bypass_access=bypass_access, **kwargs)
        if self.env.su or bypass_access:
            return query
        found = self.browse(query)
        closed = found._pact_closed()
        return (found - closed)._as_query() if closed else query

    def _pact_closed(self):
        """Return those whose request the asking user may not read."""
        if self.env.su:
            return self.browse()
        # sudo: mail.activity - to which document they belong
        planned = self.sudo().filtered(lambda one: one.res_model == "pact.ticket")
        readable = self.env["pact.ticket"]._readable_among(planned.mapped("res_id"))
        return planned.filtered(lambda one: one.res_id not in readable).sudo(False)
