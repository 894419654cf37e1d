from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..rules import leaving, transfer
from ..rules.words import record_id, text


class PactMember(models.Model):
    """Handing over what somebody who leaves holds: many at once, each by itself."""

    _inherit = "pact.member"

    @api.model
    def leave_hand_over(self, rows, note="", member_id=None):
        """Hand over what the asking user holds, or what ``member_id`` does.

        Who became full or went away meanwhile gets nothing: it waits in its team's
        queue instead, and the answer says so.

        :param rows: dicts of ``id``, a conversation, and ``heir_id``: a member, or
            False for the queue of its team
        :param note: a word to everybody who goes on with one of them
        :return: for each row ``id``, ``outcome`` (``handed``, ``queued`` or ``kept``),
            ``where`` it is now and ``why`` it is not what was chosen
        :raise UserError: if nothing can be handed over like this
        """
        chosen, note = self._read_leave_rows(rows), text(note)
        held = self._held_by_leaver(chosen, member_id)
        heirs = self._read_heirs(chosen, held.pact_company_id)
        self._check_leave_note(held.pact_company_id, note, heirs)
        # All at once, in one order: whoever gives them something meanwhile is repeated.
        heirs.sorted("id")._stay()
        return [
            {"id": ref, **self._leave_one(held & held.browse(ref), heir, heirs, note)}
            for ref, heir in chosen.items()
        ]

    @api.model
    def _leave_one(self, channel, heir, heirs, note):
        if not channel:
            why = self.env._("This conversation is with somebody else by now.")
            return {"outcome": "gone", "where": "", "why": why}
        wanted = heirs & heirs.browse(heir) if heir else None
        return channel._pact_leave_behind(wanted, note)

    @api.model
    def _read_leave_rows(self, rows):
        """Return ``{conversation's id: member's id, 0 for the queue}``.

        :raise UserError: for what no dialog sends
        """
        chosen = {}
        for row in rows if isinstance(rows, list | tuple) else [None]:
            ref = record_id(row.get("id")) if isinstance(row, dict) else 0
            heir = row.get("heir_id") if ref else None
            is_heir = heir is None or heir is False or record_id(heir)
            if not ref or not is_heir or len(chosen) >= leaving.MOST_ROWS:
                raise UserError(
                    self.env._(
                        "This cannot be handed over like that. Open the list again."
                    )
                )
            chosen[ref] = record_id(heir)
        return chosen

    @api.model
    def _held_by_leaver(self, chosen, member_id):
        """Return those of ``chosen`` that they hold, under sudo."""
        user, domain = self.env.user, []
        if member_id:
            member = self._to_send_off(member_id)
            user, domain = (
                member.user_id,
                [("pact_company_id", "=", member.company_id.id)],
            )
            if member.company_id not in self.env["discuss.channel"]._pact_assigning():
                raise AccessError(
                    self.env["discuss.channel"]._pact_not_yours_to_hand_over()
                )
        # sudo: discuss.channel - whose they are to give is asked of each
        return (
            self.env["discuss.channel"]
            .sudo()
            .search(
                [
                    ("id", "in", list(chosen)),
                    ("pact_agent_id", "=", user.id),
                    ("pact_state", "=", "in_progress"),
                    *domain,
                ]
            )
        )

    @api.model
    def _read_heirs(self, chosen, companies):
        """Return the members named in ``chosen``, under sudo.

        Each conversation asks by itself whether it may go to them.
        """
        wanted = [heir for heir in chosen.values() if heir]
        # sudo: pact.member - whether they may have it, whoever may see them
        return self.sudo().search(
            [("id", "in", wanted), ("company_id", "in", companies.ids)]
        )

    @api.model
    def _check_leave_note(self, companies, note, heirs):
        needs_note = bool(heirs) and any(companies.mapped("pact_transfer_note"))
        if problem := transfer.problem_of_note(note, needs_note=needs_note):
            words = self.env["discuss.channel"]
            raise UserError(words._pact_transfer_sentence(problem))
