from odoo import fields, models
from odoo.exceptions import AccessError

from ..rules import patience

# The last ones: who has been handed on more often is looked at in its details.
SHOWN = 20


class DiscussChannel(models.Model):
    """Why somebody holds a conversation, and why nobody else, or nobody at all."""

    _inherit = "discuss.channel"

    def pact_why(self):
        """Return who could have had it and why they did or did not.

        ``now`` is why it still waits, or False; ``stints`` are who held it, the latest
        first, each with what was decided then, if it was given by itself.

        :raise AccessError: for who reads it but looks after nobody in its company
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: discuss.channel - the right is asked in the next line
        channel = self.sudo()
        if (
            channel.pact_company_id
            not in self.env["pact.member"]._companies_explained()
        ):
            raise AccessError(
                self.env._("Why others hold it is told to who looks after them.")
            )
        waits = channel.pact_state == "waiting" and channel.pact_team_id
        stints = channel.pact_stint_ids.sorted("id", reverse=True)[:SHOWN]
        return {
            "now": channel._pact_why_waiting() if waits else False,
            "stints": stints.filtered("user_id")._told(),
        }

    def _pact_why_waiting(self):
        now = fields.Datetime.now()
        decision = self._pact_explained(self._pact_decide(now))
        members = self.env["pact.member"]
        told = members._explained(decision, members._names_in([decision]))
        return told | {"rule": self._pact_why_not_given(now, told["chosen"])}

    def _pact_why_not_given(self, now, chosen):
        team = self.pact_team_id
        if not team._deals(now):
            return team._why_not_by_itself()
        if patience.is_too_old(self.pact_waiting_date, team.most_hours, now=now):
            return self.env._(
                "It has waited for more than %(hours)s hours: only people take it now.",
                hours=team.most_hours,
            )
        if chosen:
            return self.env._("%(name)s gets it next.", name=chosen)
        return self.env._("Nobody of %(team)s can have it right now.", team=team.name)
