from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..rules import assignment

# Who could have had it comes first, then who could not, the nearest before.
TOLD = (
    *("last_agent", "owner", "in_turn", "less_busy", "by_hand", "dispenser"),
    *("full", "returned", "ignored", "paused", "away", "unavailable"),
    *("off_shift", "on_leave", "inactive"),
)


class PactMember(models.Model):
    """What the decider knows of somebody, in words, for whoever may hear it.

    Of colleagues only who looks after a company hears; everybody else of themself.
    """

    _inherit = "pact.member"

    @api.model
    def _companies_explained(self):
        """Return where the asking user may hear why somebody got something, or not."""
        return self._companies_where("may_assign") | self._companies_where(
            "may_see_team_figures"
        )

    def action_why_nothing(self):
        """Open what :meth:`why_nothing` returns."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "pact_team.why_nothing",
            "params": {"member_id": self.id},
        }

    def why_nothing(self):
        """Return why nothing is given to this member right now, team by team.

        ``obstacle`` is what stands in the way in all of them, or False.

        :raise AccessError: for anybody but the member and who looks after the company
        """
        self.ensure_one()
        member = self._check_may_ask_why()
        now = fields.Datetime.now()
        problem = assignment.unfitness(*member._candidates(now))
        return {
            "name": member.name,
            "obstacle": problem and self._why_words()[problem],
            "teams": [
                {"name": team.name, "why": member._why_nothing_of(team, now, problem)}
                for team in member.team_ids.filtered("active")
            ],
        }

    def _check_may_ask_why(self):
        """Return the member under sudo, if the asking user may hear of them."""
        # sudo: pact.member - the company is asked before anything is told
        member = self.sudo().exists()
        explained = self._companies_explained()
        if member and (member in self._mine() or member.company_id in explained):
            return member
        raise AccessError(
            self.env._("What is given to others is told to who looks after them.")
        )

    def _why_nothing_of(self, team, now, problem):
        """Return what keeps this team from giving anything to this member."""
        if not team._deals(now):
            return team._why_not_by_itself(self)
        if problem:
            return self._why_words()[problem]
        oldest = self.env["discuss.channel"]._pact_oldest_waiting(team)
        if not oldest:
            return self.env._("Nobody waits for this team.")
        word = oldest[0]._pact_decide(now).reasons.get(self.id)
        if word == "chosen":
            return self.env._("The next one is given to this member.")
        return self._why_words().get(word, "")

    @api.model
    def _names_in(self, decisions):
        """Return ``{member's id: name}`` of all they speak of, also who is gone."""
        ids = {id_ for each in decisions for id_ in _named_in(each)}
        # sudo: pact.member - who was there then; the right was asked before
        everybody = self.sudo().with_context(active_test=False)
        found = everybody.search_fetch([("id", "in", list(ids))], ["name"])
        return {member.id: member.name for member in found}

    @api.model
    def _explained(self, decision, names):
        """Return a decision in words and names."""
        reasons = decision.get("reasons") or {}
        words = self._why_words()
        return {
            "rule": self._why_rules().get(decision.get("by")) or "",
            "chosen": names.get(decision.get("chosen"), False),
            "others": [
                {
                    "word": word,
                    "why": words[word],
                    "names": sorted(
                        names[id_] for id_ in reasons[word] if id_ in names
                    ),
                }
                for word in TOLD
                if reasons.get(word)
            ],
        }


def _named_in(decision):
    for named in (decision.get("reasons") or {}).values():
        yield from named
    yield decision.get("chosen") or 0
