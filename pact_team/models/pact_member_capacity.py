from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


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

    def _admit(self, reason, weight=1, *, is_forced=False):
        """Note that a conversation of ``weight`` points is given to this member now.

        :param is_forced: whether somebody decided so, knowing of the maximum
        :return: whether it is beyond their maximum
        :raise UserError: if they may not have it, with what to do instead
        """
        self._stay(assigned_date=fields.Datetime.now())
        problem = self._unfitness(reason, weight)
        if problem and not (problem == "full" and is_forced):
            raise UserError(self._unfit_sentence(problem, weight))
        is_inherited = bool(self) and reason == "inherited"
        return bool(problem) or (is_inherited and not self._has_room(weight))

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

    def _unfitness(self, reason, weight=1):
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
        return None if self._has_room(weight) else "full"

    def _unfit_sentence(self, problem, weight=1):
        if problem == "full" and self._counts_in_points(weight):
            problem = "heavy"
        words = {
            "name": self.name,
            "count": self._maximum(fields.Date.today()),
            "load": self._shown_points(self._loads()[self.id]),
            "weight": self._shown_points(weight),
        }
        if self.user_id == self.env.user:
            return self._own_unfit_sentences(words)[problem]
        return self._others_unfit_sentences(words)[problem]

    def _counts_in_points(self, weight):
        """Return whether the number of conversations alone does not say it."""
        held = self._held_counts().get(self.user_id, 0)
        return weight != 1 or held != self._loads()[self.id]

    @api.model
    def _shown_points(self, points):
        return f"{points:g}"

    def _own_unfit_sentences(self, words):
        return {
            "paused": self.env._("You are in a pause. End it before you take more."),
            "away": self.env._("You are away. Come back before you take more."),
            "unavailable": self.env._(
                "You are unavailable. Be available before you take more."
            ),
            "full": self.env._(
                "You hold %(count)s conversations already, and that is your maximum. "
                "Finish or transfer one first.",
                **words,
            ),
            "heavy": self.env._(
                "This one counts %(weight)s, and you hold %(load)s of %(count)s points "
                "already. Finish or transfer something first.",
                **words,
            ),
        }

    def _others_unfit_sentences(self, words):
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
            "heavy": self.env._(
                "This one counts %(weight)s, and %(name)s holds %(load)s of %(count)s "
                "points already. Choose somebody else, or the team.",
                **words,
            ),
        }
