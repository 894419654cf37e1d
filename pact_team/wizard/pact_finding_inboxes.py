from odoo import models


class PactFinding(models.TransientModel):
    """The checks of inboxes: whether customers reach us, and our answers them."""

    _inherit = "pact.finding"

    def _find_inboxes(self, company):
        inboxes = self._all("pact.inbox", company, ("is_configured", "=", True))
        if not inboxes:
            sentence = self.env._("Customers cannot reach you yet. Add an inbox.")
            yield self._finding("1_now", sentence, "pact_inbox_action")
        elif not any(inboxes.mapped("code_template")):
            sentence = self.env._(
                "No inbox has a template for codes, so no phone is confirmed by "
                "WhatsApp. Name the template in the inbox."
            )
            yield self._finding("2_soon", sentence, "pact_inbox_action", inboxes[0])

    def _find_unfinished_inboxes(self, company):
        for inbox in self._all("pact.inbox", company, ("is_configured", "=", False)):
            sentence = self.env._(
                "%(inbox)s is not connected yet. Follow the steps on its page, or "
                "archive it.",
                inbox=inbox.name,
            )
            yield self._finding("3_know", sentence, "pact_inbox_action", inbox)

    def _find_stopped_inboxes(self, company):
        stopped = self._all("pact.inbox", company, ("stop_reason", "!=", False))
        for inbox in stopped:
            sentence = self.env._(
                "%(inbox)s sends nothing: %(reason)s. Mend the account, then resume.",
                inbox=inbox.name,
                reason=inbox.stop_reason,
            )
            yield self._finding("1_now", sentence, "pact_inbox_action", inbox)

    def _find_broken_connections(self, company):
        """What the last check of each inbox found, in the words of its page."""
        for inbox in self._all("pact.inbox", company, ("is_configured", "=", True)):
            for problem, _detail in inbox._found_sentences():
                sentence = self.env._(
                    "%(inbox)s: %(problem)s", inbox=inbox.name, problem=problem
                )
                yield self._finding("1_now", sentence, "pact_inbox_action", inbox)

    def _find_low_quality(self, company):
        for inbox in self._all("pact.inbox", company, ("quality", "=", "red")):
            sentence = self.env._(
                "%(inbox)s is rated low: customers block or report it. Send less that "
                "nobody asked for, before the network limits it.",
                inbox=inbox.name,
            )
            yield self._finding("2_soon", sentence, "pact_inbox_action", inbox)
