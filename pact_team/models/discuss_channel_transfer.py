from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ..rules import transfer
from ..rules.words import record_id, text
from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """Handing a conversation over: to a colleague, or to a team's queue."""

    _inherit = "discuss.channel"

    def action_pact_transfer(self, values):
        """Hand an open conversation over; whoever gets it reads from whom, and why.

        :param values: ``team_id``, ``user_id`` or both; ``note``; ``reason``
        :raise AccessError: if it is not the asking user's to hand over
        :raise UserError: if it cannot go there
        """
        channel = self._pact_to_hand_over()
        channel._pact_lock()
        channel._pact_check_open()
        channel._pact_hand_over(values)
        return True

    def action_pact_assign(self, user_id, note=""):
        """Choose who answers what waits in a queue.

        :raise AccessError: if the asking user does not decide about others'
        :raise UserError: if it does not wait, or this person cannot answer it
        """
        self.ensure_one()
        # sudo: discuss.channel - its type and company, before anything is locked
        channel = self.sudo()
        if not is_pact(channel) or channel.pact_company_id not in (
            self._pact_assigning()
        ):
            raise AccessError(self._pact_not_yours_to_hand_over())
        channel._pact_lock()
        if channel.pact_state != "waiting":
            raise UserError(channel._pact_taken_sentence())
        channel._pact_hand_over({"user_id": user_id, "note": note})
        return True

    def pact_destinations(self):
        """Return where the asking user may hand the conversation over to."""
        channel = self._pact_to_hand_over()
        at = channel._pact_standing()
        return {
            "team_id": channel.pact_team_id.id,
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
        mine = self.env["pact.member"]._mine()
        giving = mine.filtered(lambda one: one.may_answer and one.may_transfer)
        is_holder = (
            channel.pact_agent_id == self.env.user
            and channel.pact_company_id in giving.company_id
        )
        if not is_pact(channel) or not (
            is_holder or channel.pact_company_id in self._pact_assigning()
        ):
            raise AccessError(self._pact_not_yours_to_hand_over())
        return channel

    def _pact_not_yours_to_hand_over(self):
        return self.env._(
            "Your roles do not let you decide who holds this conversation. Return it "
            "to the queue, or ask a supervisor."
        )

    def _pact_check_open(self):
        if self.pact_state == "finished":
            raise UserError(self.env._("This conversation is already finished."))

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
        user = self.env["res.users"].browse(asked.user)
        if user and not self._pact_may_hold(user):
            raise UserError(self._pact_transfer_sentence("person"))
        self._pact_pass_on(asked, user, words)

    def _pact_pass_on(self, asked, user, words):
        former = self.pact_team_id
        waited = "assigned" if user else "moved"
        reason = waited if self.pact_state == "waiting" else "transferred"
        self._pact_dismiss_members()
        if asked.team:
            self.pact_team_id = asked.team
        if self.pact_state == "waiting" and former != self.pact_team_id:
            former._forget_queue(self)
        if user:
            self._pact_hold(user, reason, **words)
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

    def _pact_standing(self):
        team, company = self.pact_team_id, self.pact_company_id
        able = self.env["pact.member"]._able_to_answer(company)
        return transfer.Standing(
            team=team.id,
            holder=self.pact_agent_id.id or None,
            destinations=frozenset(team._destinations().ids),
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
        return [
            {
                "id": member.user_id.id,
                "name": member.name,
                "team_ids": member.team_ids.ids,
                "held": held.get(member.user_id, 0),
            }
            for member in able.sorted("name")
            if at.offers(member.user_id.id)
        ]

    def _pact_handover_line(self, user, words):
        """Return what stands in the conversation about it, for us and not for them."""
        inbox = self.pact_inbox_id._in_its_language()
        lines = [
            inbox.env._(
                "%(sender)s handed this conversation over to %(receiver)s.",
                sender=self.env.user.name,
                receiver=user.name or self.pact_team_id.with_env(inbox.env).name,
            )
        ]
        reasons = dict(self.with_env(inbox.env)._pact_transfer_reasons())
        lines += [reasons.get(words["transfer_reason"]), words["note"]]
        return "\n".join(filter(None, lines))

    def _pact_announce(self, user, words):
        """Tell the receiver, wherever they are, from whom and why."""
        if user == self.env.user:
            return
        said = self.with_context(lang=user.lang)
        user._bus_send(
            "pact/handed_over",
            {
                "channel_id": self.id,
                "title": said.env._(
                    "%(sender)s handed %(customer)s over to you",
                    sender=self.env.user.name,
                    customer=self.name,
                ),
                "note": words["note"]
                or dict(said._pact_transfer_reasons()).get(
                    words["transfer_reason"], ""
                ),
            },
        )

    def _pact_transfer_sentence(self, problem):
        sentences = {
            "nowhere": self.env._("Choose a colleague or a team to hand it over to."),
            "holder": self.env._(
                "This person holds the conversation already. Choose somebody else."
            ),
            "team": self.env._(
                "This team does not take over from yours. Choose another one."
            ),
            "same_team": self.env._(
                "It is with this team already. Choose a colleague, or return it to "
                "the queue."
            ),
            "person": self.env._(
                "This person does not answer customers here. Choose somebody else."
            ),
            "outside": self.env._(
                "This person does not work in a team it may go to. Choose a colleague "
                "of that team."
            ),
            "note": self.env._("Say in a note why you hand it over."),
            "long": self.env._(
                "This note is longer than %(count)s characters. Say it in fewer words.",
                count=transfer.LONGEST_NOTE,
            ),
        }
        return sentences[problem]
