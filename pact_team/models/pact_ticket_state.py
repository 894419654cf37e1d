from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import ticket_state


class PactTicket(models.Model):
    """What becomes of a request: worked on, waiting for the customer, finished."""

    _inherit = "pact.ticket"

    def action_ask_customer(self):
        """Wait for the customer; the clock stands still where the company lets it."""
        self._locked_to_change()._go("waiting")
        return True

    def action_resume(self):
        """Go on without waiting any longer."""
        self._locked_to_change()._go("in_progress")
        return True

    def action_finish(self):
        """Conclude it: the customer is told, and may rate it."""
        self._locked_to_change()._go("finished")
        return True

    def action_reopen(self):
        """Go on with what was finished; its clock goes on with what was left."""
        self._locked_to_change()._go("in_progress")
        return True

    def _begin_work(self):
        self.filtered(lambda one: one.state == "new")._go("in_progress")

    def _go(self, state):
        """Put each into ``state``, or say why it cannot be.

        :raise UserError: if one of them cannot go there from where it is
        """
        now = fields.Datetime.now()
        for ticket in self._traced():
            if not ticket_state.may_follow(ticket.state, state):
                raise UserError(ticket._refusal_to(state))
            ticket._move_clock(state, now)
            ticket.write(
                {
                    "state": state,
                    "finished_date": now if state == "finished" else False,
                }
            )

    def _traced(self):
        """Return them with a context in which what happens is kept."""
        return self.with_context(tracking_disable=False, mail_notrack=False)

    def _takes_reply(self):
        return self._state_after_reply() is not None

    def _go_on_after_reply(self):
        """Go on where the customer wrote; what takes no word stays as it is."""
        state = self._state_after_reply()
        if state and state != self.state:
            self._go(state)

    def _state_after_reply(self):
        # What its company says is looked up only where it matters.
        reopens = self.state == "finished" and self.company_id.pact_ticket_reopens
        return ticket_state.after_reply(self.state, reopens=reopens)

    def _move_clock(self, state, now):
        if ticket_state.holds_clock(
            state, is_held_for_customer=self.company_id.pact_ticket_is_held
        ):
            self._hold_clock(now)
        else:
            self._release_clock(now)

    def _refusal_to(self, state):
        sentences = self._refusals()
        return sentences.get((self.state, state)) or sentences[self.state]

    @api.model
    def _refusals(self):
        return {
            "new": self.env._("This request is new. Take it first."),
            "in_progress": self.env._("This request is in progress already."),
            "waiting": self.env._("This request waits for the customer already."),
            "finished": self.env._("This request is finished. Reopen it first."),
        }

    def _state_told(self):
        """Return where it stands, as its customer reads it everywhere."""
        return {
            "new": self.env._("Received by us"),
            "in_progress": self.env._("In progress"),
            "waiting": self.env._("Waits for your answer"),
            "finished": self.env._("Is finished"),
        }[self.state]
