from odoo import fields, models

from ..rules import assignment, patience

# How somebody gets a conversation that nobody chose on a screen.
FETCHED = frozenset({"distributed", "dispensed"})


class DiscussChannel(models.Model):
    """Giving one waiting conversation to whoever should have it."""

    _inherit = "discuss.channel"

    def _pact_notify_queue(self):
        """What begins to wait in a team that gives by itself is looked at at once."""
        super()._pact_notify_queue()
        waiting = self.filtered(lambda channel: channel.pact_state == "waiting")
        waiting.pact_team_id._wake_decider()

    def _pact_let_in_holder(self):
        """Whose screen did not ask for it fetches it, as core's does in any case.

        So what they see of it costs the lane nothing, and is read with their rights.
        """
        if self.pact_stint_id.reason not in FETCHED:
            super()._pact_let_in_holder()
            return
        user = self.pact_agent_id
        _remember_partners(user | self.env.user)
        self.env["discuss.channel.member"].create(
            {
                "channel_id": self.id,
                "partner_id": user.partner_id.id,
                "new_message_separator": self._pact_first_unanswered(),
            }
        )
        joined = {"channel_id": self.id, "data": {}, "invite_to_rtc_call": False}
        user._bus_send("discuss.channel/joined", joined)

    def write(self, vals):
        freed = self._pact_freed(vals) if "pact_state" in vals else self.browse()
        result = super().write(vals)
        if freed:
            self.env["pact.team"]._wake_decider_in(freed.pact_company_id)
        return result

    def _pact_answered(self):
        # Asked before: whoever has answered holds no more than what is awaited.
        is_lighter = (
            self.pact_unanswered_date and self.pact_company_id.pact_awaited != "whole"
        )
        super()._pact_answered()
        if is_lighter:
            self.env["pact.team"]._wake_decider_in(self.pact_company_id)

    def _pact_freed(self, vals):
        """Return those whose holder has room again once ``vals`` are written."""
        # sudo: discuss.channel - who holds it, whoever gives it up
        held = self.sudo().filtered(lambda channel: channel.pact_state == "in_progress")
        if vals["pact_state"] != "in_progress":
            return held
        holder = vals.get("pact_agent_id")
        return held.filtered(
            lambda channel: holder and channel.pact_agent_id.id != holder
        )

    def _pact_distribute(self):
        """Give it to whoever should have it; return what came of that in one word.

        ``given``; ``met``: somebody is at it; ``gone``: it waits there no more;
        ``declined``: nobody may have this one; ``nobody``: nor any other of its team.
        """
        if not self.try_lock_for_update(allow_referencing=True):
            return "met"
        now, team = fields.Datetime.now(), self.pact_team_id
        if not self._pact_may_be_given(team, now):
            return "gone"
        decision = self._pact_decide(now)
        if decision.chosen is None:
            return "nobody" if decision.is_for_nobody else "declined"
        member = self.env["pact.member"].browse(decision.chosen)
        why = self._pact_explained(decision)
        self._pact_hold(member.user_id, "distributed", decision=why)
        return "given"

    def _pact_decide(self, now):
        """Return who would get it at ``now``, and why nobody else would."""
        team = self.pact_team_id
        return assignment.decide(
            team._candidates(now, self),
            team.method,
            weight=self._pact_weight(),
            **self._pact_preferred(now),
        )

    def _pact_may_be_given(self, team, now):
        """Return whether it still waits where conversations are given by themselves."""
        return (
            self.pact_state == "waiting"
            and team._deals(now)
            and not patience.is_too_old(
                self.pact_waiting_date, team.most_hours, now=now
            )
        )

    def _pact_explained(self, decision):
        """Return a decision as it is kept: each reason with those it was said of."""
        reasons = {}
        for member_id, reason in sorted(decision.reasons.items()):
            if member_id != decision.chosen:
                reasons.setdefault(reason, []).append(member_id)
        return {"by": decision.by, "chosen": decision.chosen, "reasons": reasons}


def _remember_partners(users):
    """Read them all at once: core asks for the one who gives, we for who gets it."""
    users.mapped("partner_id")
