from odoo import fields, models

from ..rules import leaving


class PactMember(models.Model):
    """What somebody who leaves still holds, and who could go on with it."""

    _inherit = "pact.member"

    def _leave_offer(self):
        """Return what the dialog shows; no query more for thirty rows than for one.

        ``people`` of a team are those who may have its conversations. Where the asking
        user may not hand over to a person there are none: only the queue is left.
        """
        self.ensure_one()
        held = self._left_behind()
        shown = held[: leaving.MOST_ROWS]
        able = self._successors(shown)
        rows, teams = self._leave_rows(shown, able), self._leave_teams(shown, able)
        offered = {id_ for team in teams for id_ in team["people"]}
        return {
            "member_id": self.user_id != self.env.user and self.id,
            "name": self.name,
            "company": self.company_id.name,
            "needs_note": self.company_id.pact_transfer_note,
            "more": len(held) - len(shown),
            "rows": rows,
            "teams": teams,
            "people": able.filtered(lambda one: one.id in offered)._as_successors(),
        }

    def _left_behind(self):
        """Return what they hold and the asking user may give up, by need."""
        companies = self.env["discuss.channel"]._pact_assigning()
        if self.user_id != self.env.user and self.company_id not in companies:
            return self.env["discuss.channel"]
        held = self._held_conversations()
        known = {
            channel.id: leaving.Held(
                channel.id,
                waits=bool(channel.pact_unanswered_date),
                closes=channel.pact_window_date or None,
            )
            for channel in held
        }
        return held.browse(one.ref for one in leaving.by_need(known.values()))

    def _successors(self, held):
        """Return who could be handed one of ``held`` by the asking user, under sudo."""
        if not (held and held[0]._pact_is_mine_to_give()):
            return self.browse()
        able = self._able_to_answer(self.company_id) - self
        return able.sorted(lambda one: (one.availability != "available", one.name))

    def _leave_rows(self, held, able):
        heirs = able._expected_now()._share_out(held)
        return [
            {
                "id": channel.id,
                "customer": channel._pact_name_if_readable(),
                "team_id": channel.pact_team_id.id,
                "unanswered": fields.Datetime.to_string(channel.pact_unanswered_date),
                "window_ends": fields.Datetime.to_string(channel.pact_window_date),
                "window_kind": channel.pact_window_kind,
                "heir_id": heir or False,
            }
            for channel, heir in zip(held, heirs, strict=True)
        ]

    def _expected_now(self):
        """Return those who are there for customers, and at work."""
        now = fields.Datetime.now()
        there = self.filtered(lambda one: one.availability == "available")
        return there._on_shift(now) - there._on_leave(now)

    def _leave_teams(self, held, able):
        # sudo: pact.team - where each may go, whoever may see the teams
        teams = (
            self.env["pact.team"]
            .sudo()
            .search([("company_id", "=", self.company_id.id)])
        )
        return [
            {
                "id": team.id,
                "name": team.name,
                "color": team.color,
                "people": any_one._pact_takers(able, teams),
            }
            # Taken out by an index, it would ask for its team alone.
            for team, [any_one, *_others] in held.grouped("pact_team_id").items()
        ]

    def _as_successors(self):
        held, rooms = self._held_counts(), self._rooms(1)
        return [
            {
                "id": member.id,
                "name": member.name,
                "availability": member.availability,
                "held": held.get(member.user_id, 0),
                **rooms[member.id],
            }
            for member in self
        ]
