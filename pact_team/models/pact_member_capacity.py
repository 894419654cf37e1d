from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import assignment, capacity

# What people do for themselves: nobody else gives it to them.
OWN_ACTS = frozenset({"taken", "started", "dispensed"})


class PactMember(models.Model):
    """How many conversations a member holds, and whether one more may come.

    Whoever is given one has their row written in the same transaction. Of two that
    write it at once, the database lets one pass and Odoo repeats the other, which then
    sees what the first has done: no maximum is ever exceeded, nobody is given anything
    who pauses, leaves or loses the right in that moment.
    """

    _inherit = "pact.member"

    @api.model
    def _of(self, user, company):
        """Return the membership of ``user`` in ``company``, under sudo, if any."""
        if user == self.env.user:
            return self._mine_in(company)
        # sudo: pact.member - what they hold, whoever may see the members
        return self.sudo().search(
            [
                ("user_id", "=", user.id),
                ("company_id", "=", company.id),
                ("active", "=", True),
            ],
            limit=1,
        )

    def _admit(self, reason):
        """Note that a conversation is given to this member now.

        :raise UserError: if they may not have it, with what to do instead
        """
        self._stay(is_given=True)
        if problem := self._unfitness(reason):
            raise UserError(self._unfit_sentence(problem))

    def _stay(self, *, is_given=False):
        """Write the member's row: whoever changes the member meanwhile is repeated.

        The date of who is given something comes from the clock of the database, and
        grows with each: who was given two within a second has the later of the two.
        """
        self.flush_recordset()
        for member in self:
            self.env.cr.execute(
                SQL(
                    "UPDATE pact_member SET assigned_date = %s WHERE id = %s",
                    SQL("clock_timestamp() AT TIME ZONE 'UTC'")
                    if is_given
                    else SQL("assigned_date"),
                    member.id,
                )
            )
        self.invalidate_recordset(["assigned_date"])

    def _check_not_paused(self):
        """Refuse what comes to nobody's own list, yet is work."""
        if self.availability == "paused":
            raise UserError(self._unfit_sentence("paused"))

    def _unfitness(self, reason):
        """Return why this member may not get a conversation for ``reason``, or None.

        What others give, or what comes by itself, is decided by the rule. Taking,
        starting and asking for the next one are one's own acts: no pause, but no
        presence is asked. Whoever removes somebody decides who inherits, beyond a
        maximum too.
        """
        if not self:
            return "inactive"
        if reason not in OWN_ACTS and reason != "inherited":
            [candidate] = self._candidates(fields.Datetime.now())
            return assignment.unfitness(candidate)
        if self.availability == "paused":
            return "paused"
        return None if reason == "inherited" or self._has_room() else "full"

    def _has_room(self):
        if not self.max_open:
            return True
        [candidate] = self._candidates(fields.Datetime.now())
        return capacity.has_room(
            load=candidate.load, weight=1, maximum=candidate.maximum
        )

    def _unfit_sentence(self, problem):
        if self and self.user_id == self.env.user:
            return self._own_unfit_sentences()[problem]
        return self._others_unfit_sentences()[problem]

    def _own_unfit_sentences(self):
        return {
            "paused": self.env._("You are in a pause. End it before you take more."),
            "away": self.env._("You are away. Come back before you take more."),
            "unavailable": self.env._(
                "You are unavailable. Be available before you take more."
            ),
            "full": self.env._(
                "You hold %(count)s conversations already, and that is your maximum. "
                "Finish or transfer one first.",
                count=self.max_open,
            ),
            "inactive": self.env._("You answer no customers of this company."),
            "off_shift": self.env._(
                "You are outside of your working hours. Take it from the queue, or "
                "leave it to others."
            ),
            "on_leave": self.env._(
                "You have time off. Take it from the queue, or leave it to others."
            ),
        }

    def _others_unfit_sentences(self):
        words = {"name": self.name, "count": self.max_open}
        return {
            "paused": self.env._(
                "%(name)s is in a pause. Choose somebody else, or the team.", **words
            ),
            "away": self.env._(
                "%(name)s is away. Choose somebody else, or the team.", **words
            ),
            "unavailable": self.env._(
                "%(name)s is not available. Choose somebody else, or the team.", **words
            ),
            "full": self.env._(
                "%(name)s holds %(count)s conversations already, and that is their "
                "maximum. Choose somebody else, or the team.",
                **words,
            ),
            "inactive": self.env._(
                "This person answers no customers here. Choose somebody else, or the "
                "team."
            ),
            "off_shift": self.env._(
                "%(name)s is outside of their working hours. Choose somebody else, or "
                "the team.",
                **words,
            ),
            "on_leave": self.env._(
                "%(name)s has time off. Choose somebody else, or the team.", **words
            ),
        }
