from odoo import api, models
from odoo.exceptions import UserError

from ..rules import due_date, words
from .mail_message_ticket import SAID


class PactTicket(models.Model):
    """Duplicates: of several requests of one customer one stays, and gets it all.

    Nothing is sent. The others are finished, and lead whoever looks at them to it.
    """

    _inherit = "pact.ticket"

    def action_merge(self, ticket_id):
        """Let ``ticket_id`` go on with what was said in these requests.

        :raise AccessError: if one of them is neither theirs nor theirs to decide about
        :raise UserError: if they are not of one customer, or one was merged before
        """
        kept = self.browse(words.record_id(ticket_id) or ()).exists()
        duplicates = self - kept
        if not kept or not duplicates:
            raise UserError(self._choose_sentence())
        # Locked together: whoever merges one of them meanwhile is refused.
        tickets = (kept | duplicates)._locked_to_change()
        tickets._check_mergeable(kept)
        tickets.browse(duplicates.ids)._merge_into(tickets.browse(kept.ids))
        return True

    def _check_mergeable(self, kept):
        if len(self.company_id) > 1 or not self._is_of_one_customer():
            raise UserError(
                self.env._("Only requests of the same customer are merged.")
            )
        for ticket in self.filtered("merged_into_id"):
            raise UserError(ticket._merged_sentence())
        if self.browse(kept.ids).state == "finished":
            raise UserError(
                self.env._(
                    "%(protocol)s is finished. Keep one that is open, or reopen it.",
                    protocol=kept.protocol,
                )
            )

    def _is_of_one_customer(self):
        customers = {ticket.commercial_partner_id for ticket in self}
        return len(customers) == 1 and all(customers)

    def _merge_into(self, kept):
        self._move_what_was_said(kept)
        kept.tag_ids |= self.tag_ids
        kept._keep_earliest_promise(self)
        # Nobody is told that it is finished: it goes on elsewhere.
        quiet = self.with_context(mail_notrack=True)
        running = quiet.filtered(lambda one: one.state != "finished")
        running._go("finished", is_told=False)
        # What was merged into one of these goes on there, too.
        former = self.search([("merged_into_id", "in", self.ids)])
        (quiet | former).write({"merged_into_id": kept.id})
        self._note_merge(kept)

    def _move_what_was_said(self, kept):
        """Move messages, files and activities as they are; nobody hears of it."""
        here = [("model", "=", self._name), ("res_id", "in", self.ids)]
        # What Odoo tracked of a request stays with it.
        said = self.env["mail.message"].search([*here, ("message_type", "in", SAID)])
        said.write({"res_id": kept.id})
        # What is still to be told of them is told of where they stand now.
        said_of = [("ticket_id", "in", self.ids), ("message_id", "in", said.ids)]
        self.env["pact.ticket.notice"].search(said_of).ticket_id = kept
        on_these = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        for model in ("ir.attachment", "mail.activity"):
            self.env[model].search(on_these).write({"res_id": kept.id})

    def _keep_earliest_promise(self, duplicates):
        others = [one._running_due() for one in duplicates]
        if due := due_date.merged(self._running_due(), others):
            self.due_date = due

    def _running_due(self):
        """Return when it is due, if its clock runs."""
        return None if self.held_date else self.due_date or None

    def _note_merge(self, kept):
        by = self.env.user.name
        for ticket in self:
            ticket._message_log(
                body=self.env._(
                    "%(name)s merged this request into %(protocol)s.",
                    name=by,
                    protocol=kept.protocol,
                )
            )
        kept._message_log(
            body=self.env._(
                "%(name)s merged %(protocols)s into this request.",
                name=by,
                protocols=", ".join(self.mapped("protocol")),
            )
        )

    @api.model
    def _choose_sentence(self):
        return self.env._("Choose several requests, and one that stays.")

    def _merged_sentence(self):
        return self.env._(
            "%(protocol)s was merged into %(kept)s. Go on there.",
            protocol=self.protocol,
            kept=self.merged_into_id.protocol,
        )

    def _go(self, state, **how):
        for ticket in self.filtered("merged_into_id"):
            raise UserError(ticket._merged_sentence())
        return super()._go(state, **how)

    def _reply_of_customer(self, message, files, **how):
        """What a customer still adds to a duplicate is said where it goes on."""
        kept = super(PactTicket, self._kept())
        return kept._reply_of_customer(message, files, **how)

    def _kept(self):
        """Return the request that goes on: that this was merged into, or itself."""
        return self.merged_into_id or self
