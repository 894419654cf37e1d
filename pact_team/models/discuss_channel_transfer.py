from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ..rules import transfer
from ..rules.words import record_id, text
from .discuss_channel import OPEN, is_pact


class DiscussChannel(models.Model):
    """Handing a conversation over: to a colleague, or to a team's queue."""

    _inherit = "discuss.channel"

    pact_may_hand_over = fields.Boolean(
        string="Mine to hand over", compute="_compute_pact_may_hand_over"
    )

    @api.depends("channel_type", "pact_agent_id", "pact_company_id", "pact_state")
    @api.depends_context("uid")
    def _compute_pact_may_hand_over(self):
        for channel in self:
            # sudo: discuss.channel - whether its buttons show, for who reads it
            stored = channel._origin.sudo()
            is_open = stored.pact_state in OPEN
            channel.pact_may_hand_over = is_open and stored._pact_is_mine_to_give()

    def action_pact_transfer(self, values):
        """Hand an open conversation over; whoever gets it reads from whom, and why.

        :param values: ``team_id``, ``user_id`` or both; ``note``; ``reason``;
            ``holder_id``, who held it (False for nobody) when this was decided;
            ``is_forced``, to give somebody more than their maximum
        :raise AccessError: if it is not the asking user's to hand over
        :raise UserError: if it cannot go there, or somebody else took it meanwhile
        """
        channel = self._pact_to_hand_over()
        channel._pact_lock()
        channel._pact_check_open()
        channel._pact_check_holder(values)
        channel._pact_hand_over(values)
        return True

    def action_pact_hand_over(self):
        """Open the dialog in which it is chosen who goes on with the conversation."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "pact_team.hand_over",
            "params": {"channel_id": self.id},
        }

    def pact_destinations(self):
        """Return where the asking user may hand the conversation over to."""
        channel = self._pact_to_hand_over()
        at = channel._pact_standing()
        return {
            "team_id": channel.pact_team_id.id,
            "holder_id": channel.pact_agent_id.id,
            "teams": channel._pact_teams_offered(at),
            "people": channel._pact_people_offered(at),
            "reasons": self._pact_transfer_reasons(),
            "needs_note": at.needs_note,
        }

    def _pact_to_hand_over(self):
        """Return the conversation, under sudo, if it is the asking user's to give."""
        self.ensure_one()
        # sudo: discuss.channel - who may hand it over is asked before anything else
        channel = self.sudo()
        if not channel._pact_is_mine_to_give():
            raise AccessError(self._pact_not_yours_to_hand_over())
        return channel

    def _pact_is_mine_to_give(self):
        """Return whether the asking user may hand this over, under sudo."""
        members = self.env["pact.member"]
        giving = members._companies_where("may_answer", "may_transfer")
        is_mine = self.pact_agent_id == self.env.user
        is_holder = is_mine and self.pact_company_id in giving
        return is_pact(self) and (
            is_holder or self.pact_company_id in self._pact_assigning()
        )

    def _pact_check_holder(self, values):
        """Refuse what was decided of a conversation that somebody took meanwhile."""
        values = values if isinstance(values, dict) else {}
        is_seen = self.pact_agent_id.id == values.get("holder_id")
        if "holder_id" in values and self.pact_agent_id and not is_seen:
            raise UserError(self._pact_taken_sentence())

    def _pact_check_open(self):
        if self.pact_state == "finished":
            raise UserError(self._pact_finished_sentence())

    def _pact_hand_over(self, values):
        """Hand over as ``values`` say, or refuse in a sentence what cannot be."""
        values = values if isinstance(values, dict) else {}
        asked = self._pact_read_handover(values)
        at = self._pact_standing()
        if problem := transfer.problem(asked, at):
            raise UserError(self._pact_transfer_sentence(problem))
        words = {
            "note": asked.note,
            "transfer_reason": self._pact_read_reason(values),
        }
        is_forced = self._pact_read_force(values)
        user = self.env["res.users"].browse(asked.user)
        if user and not self._pact_may_hold(user):
            raise UserError(self._pact_transfer_sentence("person"))
        self._pact_pass_on(asked, user, words, is_forced=is_forced)

    def _pact_pass_on(self, asked, user, words, *, is_forced):
        former = self.pact_team_id
        waited = "assigned" if user else "moved"
        reason = waited if self.pact_state == "waiting" else "transferred"
        self._pact_dismiss_members()
        if asked.team:
            self.pact_team_id = asked.team
        if self.pact_state == "waiting" and former != self.pact_team_id:
            former._forget_queue(self)
        if user:
            self._pact_hold(user, reason, is_forced=is_forced, **words)
            self._pact_announce(user, words)
        else:
            self._pact_wait(reason, **words)
            self._pact_notify_queue()
        self._pact_note(plaintext2html(self._pact_handover_line(user, words)))

    def _pact_read_handover(self, values):
        return transfer.Handover(
            team=record_id(values.get("team_id")) or None,
            user=record_id(values.get("user_id")) or None,
            note=text(values.get("note")),
        )

    def _pact_read_reason(self, values):
        reason = values.get("reason")
        known = [name for name, _words in self._pact_transfer_reasons()]
        return reason if reason in known else False

    def _pact_transfer_reasons(self):
        stints = self.env["pact.assignment"]._fields["transfer_reason"]
        return stints._description_selection(self.env)

    def _pact_standing(self, able=None, teams=None):
        """Return where it is and could go; who asks for many knows people and teams."""
        team, company = self.pact_team_id, self.pact_company_id
        if able is None:
            able = self.env["pact.member"]._able_to_answer(company)
        return transfer.Standing(
            team=team.id,
            holder=self.pact_agent_id.id or None,
            destinations=frozenset(team._destinations(teams).ids),
            people={
                member.user_id.id: frozenset(member.team_ids.ids) for member in able
            },
            is_restricted=bool(team.with_context(active_test=False).destination_ids),
            uses_departments=company.pact_uses_departments,
            needs_note=company.pact_transfer_note,
        )

    def _pact_teams_offered(self, at):
        # sudo: pact.team - the names of the teams that may be chosen here
        teams = self.env["pact.team"].sudo().browse(sorted(at.teams())).sorted()
        return [
            {"id": team.id, "name": team.name, "color": team.color} for team in teams
        ]

    def _pact_people_offered(self, at):
        """Return the people it may go to, with what each one holds already."""
        able = self.env["pact.member"]._able_to_answer(self.pact_company_id)
        held = able._held_counts()
        rooms = able._rooms(self._pact_weight())
        may_force = self._pact_may_force()
        return [
            {
                "id": member.user_id.id,
                "name": member.name,
                "team_ids": member.team_ids.ids,
                "held": held.get(member.user_id, 0),
                **rooms[member.id],
                "availability": member.availability,
                "needs_force": may_force and self._pact_is_beyond(member, rooms),
            }
            for member in able.sorted(
                lambda one: (one.availability != "available", one.name)
            )
            if at.offers(member.user_id.id)
        ]
