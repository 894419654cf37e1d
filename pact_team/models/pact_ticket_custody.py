from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ..rules import words

LONGEST_NOTE = 5000


class PactTicket(models.Model):
    """Who answers a request: taking it, giving it to somebody, to another team."""

    _inherit = "pact.ticket"

    needs_note = fields.Boolean(
        compute="_compute_needs_note", help="Whether another team has to be told why."
    )

    @api.depends("team_id", "company_id.pact_transfer_note")
    def _compute_needs_note(self):
        for ticket in self:
            # Of what is saved: who chooses a team for it may choose another one.
            ticket.needs_note = ticket._origin._is_told_why()

    def action_take(self):
        """Take a request of one of my teams that nobody is responsible for."""
        self.ensure_one()
        self.check_access("read")
        # sudo: pact.ticket - who may take it is asked, then nobody else may
        ticket = self.sudo()
        ticket._lock()
        if ticket.user_id:
            raise UserError(ticket._taken_sentence())
        if ticket.team_id not in self._my_teams():
            raise AccessError(self.env._("Only members of its team take a request."))
        ticket._give_to(self.env.user)
        return True

    def action_assign(self, user_id):
        """Give it to a colleague who may answer there: one's own, or anybody's."""
        for ticket in self._locked_to_change():
            members = self.env["pact.member"]._able_to_answer(ticket.company_id)
            chosen = members.user_id.filtered(lambda one: one.id == user_id)
            if not chosen:
                raise UserError(
                    self.env._("Choose somebody who answers customers here.")
                )
            ticket._give_to(chosen)
        return True

    def action_transfer(self, team_id, note=""):
        """Let another team of the company go on with it.

        :param note: for those who go on with it; the company may ask for one
        """
        note = words.text(note)[:LONGEST_NOTE]
        for ticket in self._locked_to_change():
            if ticket.company_id.pact_transfer_note and not note:
                raise UserError(self._say_why_sentence())
            teams = self.env["pact.team"].search(
                [("company_id", "=", ticket.company_id.id)]
            )
            chosen = teams.filtered(lambda one: one.id == team_id)
            if not chosen:
                raise UserError(self.env._("Choose a team of the same company."))
            ticket._traced().write({"team_id": chosen.id, "user_id": False})
            ticket._note_handed(note)
        return True

    def write(self, vals):
        if "team_id" in vals and not self.env.su:
            self._check_told_why(vals["team_id"])
        return super().write(vals)

    def _check_told_why(self, team_id):
        """Another team is told why where the company wants it, and no field says it."""
        self.check_access("write")
        for ticket in self:
            # sudo: pact.ticket - which team it leaves, for who may change it
            if ticket._is_told_why() and ticket.sudo().team_id.id != team_id:
                raise UserError(self._say_why_sentence())

    def _is_told_why(self):
        """Return whether it has a team, and the company wants a note for another."""
        # sudo: pact.ticket - what its company wants of who may change it
        ticket = self.sudo()
        return bool(ticket.team_id and ticket.company_id.pact_transfer_note)

    @api.model
    def _say_why_sentence(self):
        return self.env._("Say why, for those who go on with it.")

    def _note_handed(self, note):
        if note:
            body = plaintext2html(note)
            self.message_post(body=body, subtype_xmlid="mail.mt_note")

    def _my_teams(self):
        return self.env["pact.member"]._mine().filtered("may_take").team_ids

    def _give_to(self, user):
        self._traced().write({"user_id": user.id})
        self._begin_work()

    def _lock(self):
        """Let nobody else change it until this is done."""
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(
                self.env._(
                    "Somebody else is changing this request right now. Look at it "
                    "again in a moment."
                )
            )

    def _locked_to_change(self):
        """Return the requests, locked, under sudo, if the asking user may change them.

        :raise AccessError: if one is neither theirs nor theirs to decide about
        """
        self.check_access("write")
        # sudo: pact.ticket - whether it may be changed was asked
        tickets = self.sudo()
        tickets._lock()
        return tickets

    def _taken_sentence(self):
        return self.env._(
            "%(name)s already has this request. Choose the next one.",
            name=self.user_id.name,
        )
