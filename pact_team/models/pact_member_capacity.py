from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import assignment

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

    def _admit(self, reason, weight=1, *, is_forced=False):
        """Note that a conversation of ``weight`` points is given to this member now.

        :param is_forced: whether somebody decided so, knowing of the maximum
        :return: whether it is beyond their maximum
        :raise UserError: if they may not have it, with what to do instead
        """
        self._stay(is_given=True)
        problem = self._unfitness(reason, weight)
        if problem and not (problem == "full" and is_forced):
            raise UserError(self._unfit_sentence(problem, weight))
        is_inherited = bool(self) and reason == "inherited"
        return bool(problem) or (is_inherited and not self._has_room(weight))

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

    def _unfitness(self, reason, weight=1):
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
            return assignment.unfitness(candidate, weight=weight)
        if self.availability == "paused":
            return "paused"
        return None if reason == "inherited" or self._has_room(weight) else "full"
