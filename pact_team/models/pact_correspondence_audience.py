import ast

from psycopg2 import DataError, ProgrammingError

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What a filter may be that somebody wrote by hand.
UNREADABLE = (
    *(ValueError, TypeError, SyntaxError, MemoryError, RecursionError),
    *(DataError, ProgrammingError),
)
BATCH = 1000
MOST = 100_000


class PactCorrespondence(models.Model):
    """Whom it is meant for: found with the rights of whoever makes the list."""

    _inherit = "pact.correspondence"

    def _candidates(self):
        """Yield batches of ``(contact, number)``, found with the asker's rights."""
        if self.audience == "numbers":
            nobody = self.env["res.partner"]
            yield from _batches([(nobody, line) for line in self._pasted()])
            return
        ids = self._contact_ids()
        if len(ids) > MOST:
            raise UserError(
                self.env._(
                    "These are more than %(most)s contacts. Choose fewer.", most=MOST
                )
            )
        for batch in _batches(ids):
            partners = self.env["res.partner"].browse(batch)
            yield [(partner, partner.phone_sanitized) for partner in partners]
            self.env["res.partner"].invalidate_model()

    def _contact_ids(self):
        if self.audience == "contacts":
            # sudo: pact.correspondence - whom it names; who of them is seen is asked
            domain = [("id", "in", self.sudo().partner_ids.ids)]
            return self.env["res.partner"].search(domain, order="id").ids
        return self.env["res.partner"].search(self._filter(), order="id").ids

    def _filter(self):
        company = Domain("company_id", "in", [self.company_id.id, False])
        return self._read_domain() & company

    def _read_domain(self):
        try:
            domain = Domain(ast.literal_eval(self.domain or "[]"))
            domain.validate(self.env["res.partner"])
            # Some conditions only the database refuses: tried, lest they stop a screen.
            with self.env.cr.savepoint(flush=False):
                self.env["res.partner"].search(domain, limit=1)
        except UNREADABLE:
            raise UserError(
                self.env._("The filter cannot be read. Choose its conditions anew.")
            ) from None
        return domain

    def _pasted(self):
        lines = (self.numbers or "").replace(",", "\n").replace(";", "\n").splitlines()
        found = [line.strip() for line in lines if line.strip()]
        if len(found) > MOST:
            raise UserError(
                self.env._("These are more than %(most)s numbers.", most=MOST)
            )
        return found


def _batches(things):
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
