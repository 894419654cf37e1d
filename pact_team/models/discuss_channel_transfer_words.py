from odoo import models

from ..rules import transfer


class DiscussChannel(models.Model):
    """What is said of a transfer: in the conversation, to the receiver, in refusals."""

    _inherit = "discuss.channel"

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
        if user and self.pact_stint_id.is_forced:
            lines += [
                inbox.env._("It is beyond the maximum of %(name)s.", name=user.name)
            ]
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

    def _pact_not_yours_to_hand_over(self):
        return self.env._(
            "Your roles do not let you decide who holds this conversation. Return it "
            "to the queue, or ask a supervisor."
        )
