from odoo import models
from odoo.fields import Domain

from ..rules import words
from .mail_message_ticket import SAID

A_PAGE = 100
MOST_PRINTED = 1_000


class PactTicket(models.Model):
    """What was said to and by the customer (S21): a page at a time, and its files."""

    _inherit = "pact.ticket"

    def _thread_of_customer(self):
        """Return what was said to and by the customer, oldest first."""
        return _in_order(self._told(self._search_thread()))

    def _page_of_thread(self, page):
        """Return a page, the newest first of all, and whether there is one before."""
        found = self._search_thread(limit=A_PAGE + 1, offset=(page - 1) * A_PAGE)
        return _in_order(self._told(found[:A_PAGE])), len(found) > A_PAGE

    def _printed_thread(self):
        """Return what was said, the newest of it, and whether there is more.

        To us without the conversations, which have rights of their own.
        """
        search = self._search_thread if self.env.su else self._said_in_request
        found = search(limit=MOST_PRINTED + 1)
        printed = self._told(found[:MOST_PRINTED])
        return _in_order(printed), len(found) > MOST_PRINTED

    def _find_told_file(self, attachment_id):
        """Return a file that was said to or by the customer, if this is one."""
        wanted = Domain("attachment_ids", "in", [words.record_id(attachment_id)])
        files = self._told(self._search_thread(wanted)).attachment_ids
        return files.filtered(lambda one: one.id == attachment_id)

    def _search_thread(self, wanted=Domain.TRUE, **limits):
        return self.env["mail.message"].search(
            self._thread_domain() & wanted, order="date desc, id desc", **limits
        )

    def _thread_domain(self):
        return self._request_domain()

    def _request_domain(self):
        comment = self.env.ref("mail.mt_comment")
        return (
            Domain("model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & Domain("message_type", "in", SAID)
            & Domain("subtype_id", "=", comment.id)
            & Domain("is_internal", "=", False)
        )

    def _told(self, found):
        """Return those of ``found`` that are shown."""
        return found

    def _said_in_request(self, wanted=Domain.TRUE, *, limit=None):
        """Return what was said to and by the customer in it, the newest first."""
        domain = self._request_domain() & wanted
        return self.env["mail.message"].search(domain, order="id desc", limit=limit)


def _in_order(said):
    return said.sorted(lambda one: (one.date, one.id))
