from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import capacity


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
            [("user_id", "=", user.id), ("company_id", "=", company.id)], limit=1
        )

    def _admit(self, reason):
        """Note that a conversation is given to this member now.

        :raise UserError: if they may not have it, with what to do instead
        """
        self._stay(assigned_date=fields.Datetime.now())
        if problem := self._unfitness(reason):
            raise UserError(self._unfit_sentence(problem))

    def _stay(self, assigned_date=None):
        """Write the member's row: whoever changes the member meanwhile is repeated."""
        self.flush_recordset()
        for member in self:
            self.env.cr.execute(
                SQL(
                    """UPDATE pact_member
                          SET assigned_date = COALESCE(%s, assigned_date)
                        WHERE id = %s""",
                    assigned_date,
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

        Taking and starting are one's own acts: no pause, but no presence is asked.
        Whoever removes somebody decides who inherits, beyond a maximum too.
        """
        if not self:
            return None
        if self.availability == "paused":
            return "paused"
        if reason == "inherited":
            return None
        is_own_act = reason in ("taken", "started")
        if not is_own_act and self.availability != "available":
            return self.availability
        return None if self._has_room() else "full"

    def _has_room(self):
        maximum = self._maximum(fields.Date.today())
        if not maximum:
            return True
        load = self._loads()[self.id]
        return capacity.has_room(load=load, weight=1, maximum=maximum)

    def _loads(self):
        """Return ``{member id: points of what they hold}``, of every member asked."""
        held = self._held_counts()
        return {member.id: held.get(member.user_id, 0) for member in self}

    def _maximum(self, today):
        """Return how many points this member may hold on ``today``; 0 is no limit."""
        self.ensure_one()
        return self.max_open

    def _unfit_sentence(self, problem):
        if self.user_id == self.env.user:
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
        }
