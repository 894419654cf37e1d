from odoo import api, fields, models


class PactMember(models.Model):
    """Why somebody gets nothing, in words: to themself, to who gives, in a list."""

    _inherit = "pact.member"

    def _unfit_sentence(self, problem, weight=1):
        if problem == "full" and self._counts_in_points(weight):
            problem = "heavy"
        words = self._unfit_words(weight)
        if self and self.user_id == self.env.user:
            return self._own_unfit_sentences(words)[problem]
        return self._others_unfit_sentences(words)[problem]

    def _unfit_words(self, weight):
        if not self:
            return {"name": "", "count": 0, "load": "", "weight": ""}
        return {
            "name": self.name,
            "count": self._maximum(fields.Date.today()),
            "load": self._shown_points(self._loads()[self.id]),
            "weight": self._shown_points(weight),
        }

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
            "inactive": self.env._("You answer no customers of this company."),
            "off_shift": self.env._(
                "You are outside of your working hours. Take it from the queue, or "
                "leave it to others."
            ),
            "on_leave": self.env._(
                "You have time off. Take it from the queue, or leave it to others."
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
            "inactive": self.env._(
                "This person answers no customers here. Choose somebody else, or the "
                "team."
            ),
            "off_shift": self.env._(
                "%(name)s is outside of their working hours. Choose somebody else, or "
                "the team.",
                **words,
            ),
            "on_leave": self.env._(
                "%(name)s has time off. Choose somebody else, or the team.", **words
            ),
            "heavy": self.env._(
                "This one counts %(weight)s, and %(name)s holds %(load)s of %(count)s "
                "points already. Choose somebody else, or the team.",
                **words,
            ),
        }

    @api.model
    def _why_words(self):
        return {
            "last_agent": self.env._("The customer's last agent comes first"),
            "owner": self.env._("The contact's salesperson comes first"),
            "in_turn": self.env._("Others have waited longer for a conversation"),
            "less_busy": self.env._("Others hold less, or have more room"),
            "by_hand": self.env._("May take it by hand"),
            "dispenser": self.env._("May ask the dispenser for it"),
            "full": self.env._("Holds as many as they may"),
            "returned": self.env._("Had it, and gave it up"),
            "ignored": self.env._("Had it, and did not answer"),
            "paused": self.env._("In a pause"),
            "away": self.env._("Away"),
            "unavailable": self.env._("Unavailable"),
            "off_shift": self.env._("Outside of their working hours"),
            "on_leave": self.env._("Has time off"),
            "inactive": self.env._("Does not answer here"),
        }

    @api.model
    def _why_rules(self):
        return {
            "last_agent": self.env._("Who served this customer last comes first."),
            "owner": self.env._("The contact's salesperson comes first."),
            "in_turn": self.env._(
                "In turn: who has waited longest for a conversation."
            ),
            "less_busy": self.env._("Least busy: who holds the fewest conversations."),
            "by_hand": self.env._("By hand: people take what waits."),
            "dispenser": self.env._("Dispenser: people ask for the next one."),
        }
