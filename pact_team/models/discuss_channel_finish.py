from odoo import fields, models
from odoo.exceptions import UserError

from ..rules import transfer, words


class DiscussChannel(models.Model):
    """Finishing a conversation, with what it was about."""

    _inherit = "discuss.channel"

    def action_pact_finish(self, values=None):
        """End the episode, or several of them, with a classification and a note.

        :param values: ``classification_id`` and ``note``
        :raise UserError: if the company asks for a classification and none is given
        """
        values = values if isinstance(values, dict) else {}
        channels = self._pact_locked_to_end()
        for company, theirs in channels.grouped("pact_company_id").items():
            theirs._pact_finish(**self._pact_read_finish(company, values))
        return True

    def pact_finishing(self):
        """Return what one may finish this conversation with."""
        self.ensure_one()
        self.check_access("read")
        # sudo: discuss.channel - what a reader of it may choose from
        channel = self.sudo()
        company = channel.pact_company_id
        offered = self.env["pact.classification"]._for_conversations_of(company)
        return {
            "classifications": [
                {"id": one.id, "name": one.name, "parent_id": one.parent_id.id}
                for one in offered
            ],
            "is_required": company.pact_classification_required,
            "classification_id": channel.pact_classification_id.id,
            "note": channel.pact_finish_note or "",
        }

    def _pact_read_finish(self, company, values):
        """Return what is written down, of what a client of ours sent."""
        wanted = words.record_id(values.get("classification_id"))
        offered = self.env["pact.classification"]._for_conversations_of(company)
        chosen = offered.filtered(lambda one: one.id == wanted)
        if wanted and not chosen:
            raise UserError(
                self.env._("This classification is offered no more. Choose another.")
            )
        if company.pact_classification_required and not chosen:
            raise UserError(
                self.env._("Choose what it was about before you finish it.")
            )
        note = words.text(values.get("note"))
        if len(note) > transfer.LONGEST_NOTE:
            raise UserError(self._pact_transfer_sentence("long"))
        return {"classification": chosen, "note": note}

    def _pact_finish(self, classification=None, note="", *, by_silence=False):
        now = fields.Datetime.now()
        waited = self.filtered(lambda channel: channel.pact_state == "waiting")
        classified = classification.id if classification else False
        self._pact_dismiss_members()
        self.pact_stint_id._end(
            now,
            classification_id=classified,
            closing_note=note,
            is_ended_by_silence=by_silence,
        )
        self.write(
            {
                "pact_state": "finished",
                "pact_finished_date": now,
                "pact_classification_id": classified,
                "pact_finish_note": note,
            }
        )
        waited._pact_notify_queue()
        (self - waited)._pact_notify_watchers(["pact_state"])
