from odoo import api, models
from odoo.exceptions import UserError

from ..rules import suggestion, words


class PactMember(models.Model):
    """Asking for a pause that is refused, and who looks after whose pauses."""

    _inherit = "pact.member"

    @api.model
    def ask_exception(self, type_id, why):
        """Ask whoever grants pauses for one that is refused, or has to wait.

        :return: what :meth:`my_availability` returns
        :raise UserError: if it may begin anyway, was asked for already, or without a
            reason of at most some thousand characters
        """
        mine = self._me()
        mine._check_may_pause()
        kind, why = mine._pause_type(type_id), words.text(why)
        if problem := suggestion.problem(why, sent_today=0):
            raise UserError(self._exception_sentence(problem))
        refusal = mine._pause_refusals(kind)[kind] or mine._coverage_refusal(kind)
        if not refusal:
            raise UserError(self._exception_sentence("free"))
        if kind in mine._open_exceptions().pause_type_id:
            raise UserError(self._exception_sentence("asked"))
        mine.env["pact.pause.exception"]._ask(mine, kind, refusal, why)
        return self.my_availability()

    def _coverage_refusal(self, kind):
        if kind.is_physiological or self._may_go(self._turns()):
            return None
        return "coverage"

    @api.model
    def _exception_sentence(self, problem):
        sentences = {
            "empty": self.env._("Say in a few words why you need it."),
            "long": self.env._(
                "This is longer than %(count)s characters. Say it in fewer words.",
                count=suggestion.LONGEST,
            ),
            "free": self.env._("You may begin this pause now, without asking."),
            "asked": self.env._("You asked for this already. Wait for the answer."),
        }
        return sentences[problem]

    def _open_exceptions(self):
        return self.env["pact.pause.exception"]._open_of(self)

    def _granted_exceptions(self):
        return self._open_exceptions().filtered(lambda one: one.state == "granted")

    def _overseers(self, *names):
        """Return who holds one of these rights, under sudo: first of one's own teams.

        Where nobody looks after their teams, everybody with the right does.
        """
        holding = [self._holding(right, self.company_id) for right in names]
        members = self.union(*holding) - self
        return members & self.team_ids.supervisor_ids or members
