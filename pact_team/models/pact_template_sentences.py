from odoo import api, models


class PactTemplate(models.Model):
    """Every sentence about what is wrong with a text, and what to do about it."""

    _inherit = "pact.template"

    @api.model
    def _problem_sentences(self):
        """Return the sentences by the codes of ``rules/template.py``."""
        return {
            "missing": self.env._("{place}: write something here."),
            "long": self.env._("{place}: use {limit} characters at most."),
            "characters": self.env._("{place}: use small letters, digits and _ only."),
            "taken": self.env._("{place}: another one says the same already."),
            "unknown": self.env._("{place}: the network does not take this kind."),
            "braces": self.env._(
                "{place}: a blank is written with two braces on each side and without "
                "spaces, like this: {{{{1}}}}."
            ),
            "numbering": self.env._(
                "{place}: number the blanks from 1, in the order in which they stand."
            ),
            "variable_name": self.env._(
                "{place}: name the blank {at} with small letters, digits and _, "
                "beginning with a letter."
            ),
            "starts_with_variable": self.env._(
                "{place}: begin with a word. A blank may not stand first."
            ),
            "ends_with_variable": self.env._(
                "{place}: end with a word. A blank may not stand last."
            ),
            "adjacent": self.env._(
                "{place}: put a word between blanks that are neighbours."
            ),
            "few_words": self.env._(
                "{place}: write more words, or use fewer blanks. The network wants at "
                "least two words for each blank, and one more."
            ),
            "many_variables": self.env._("{place}: it may not have so many blanks."),
            "line_break": self.env._("{place}: write it on one line."),
            "example": self.env._(
                "{place}: give each blank, file and code an example."
            ),
            "address": self.env._(
                "{place}: write a whole web address. A blank stands once, at its end."
            ),
            "phone": self.env._(
                "{place}: write the phone number with its country code."
            ),
            "many": self.env._(
                "{place}: the network takes ten at most, of which two are links, one "
                "calls and one copies a code."
            ),
            "mixed": self.env._("{place}: put the quick replies next to each other."),
        }

    @api.model
    def _rejection_sentences(self):
        """Return what each reason of a rejection means, and what to change."""
        return {
            "ABUSIVE_CONTENT": self.env._(
                "It reads as if it threatened or insulted somebody. Say it more kindly."
            ),
            "INCORRECT_CATEGORY": self.env._(
                "Its text is of another category. Choose the one that fits: what "
                "advertises is marketing."
            ),
            "INVALID_FORMAT": self.env._(
                "Its form is wrong. Look at the blanks: their numbers, neighbours and "
                "examples."
            ),
            "PROMOTIONAL": self.env._(
                "It advertises. Submit it as marketing, or take the offer out."
            ),
            "SCAM": self.env._(
                "It could be taken for fraud. Say who you are, and do not ask for "
                "passwords or payments."
            ),
            "TAG_CONTENT_MISMATCH": self.env._(
                "Text and category, or text and language, do not fit together. Change "
                "one of them."
            ),
        }

    def _reason_sentence(self):
        """Return in words why the network does not let it be sent."""
        known = self._rejection_sentences()
        told = self.reason or ""
        for code, sentence in known.items():
            if told.startswith(code):
                rest = told.removeprefix(code).strip(". ")
                return " ".join(filter(None, (sentence, rest)))
        return told
