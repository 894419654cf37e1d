from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..providers.signals import Failure, TemplateDraft
from ..rules import template as rule
from .pact_template_guard import EDITABLE

# What nobody has written yet is no mistake before it is submitted.
UNFINISHED = ("missing", "example")


class PactTemplate(models.Model):
    """What the network would refuse is said before it sees it, in sentences."""

    _inherit = "pact.template"

    is_editable = fields.Boolean(compute="_compute_is_editable")
    name_problem = fields.Text(compute="_compute_problems")
    header_problem = fields.Text(compute="_compute_problems")
    body_problem = fields.Text(compute="_compute_problems")
    footer_problem = fields.Text(compute="_compute_problems")
    buttons_problem = fields.Text(compute="_compute_problems")

    @api.depends("state", "work", "is_configurable")
    def _compute_is_editable(self):
        for template in self:
            is_open = template.state in EDITABLE and not template.work
            template.is_editable = is_open and template.is_configurable

    @api.depends(
        "name",
        "language",
        "category",
        "parameter_format",
        "header_kind",
        "header_text",
        "body",
        "footer",
        "button_ids.kind",
        "button_ids.text",
        "button_ids.url",
        "button_ids.phone",
        "variable_ids.sample",
    )
    @api.depends_context("lang")
    def _compute_problems(self):
        for template in self:
            found = template._problems(others=()) if template.is_editable else []
            shown = [one for one in found if one.code not in UNFINISHED]
            for place in ("name", "header", "body", "footer", "buttons"):
                here = [one for one in shown if one.place == place]
                template[f"{place}_problem"] = template._sentences(here)

    def _check_submittable(self):
        """Refuse what the network would refuse for its form, all at once.

        :raise UserError: with a sentence for each problem
        """
        self.ensure_one()
        problems = self._problems(self._drafts_of_account())
        sentences = self._sentences(problems)
        if file_problem := self._file_problem():
            sentences = "\n".join(filter(None, (sentences, file_problem)))
        if sentences:
            raise UserError(sentences)

    def _problems(self, others):
        draft = self._draft()
        if self.header_kind in rule.FILES and self.header_attachment_id:
            draft = replace(draft, header_handle=self.header_attachment_id.name)
        return rule.problems(draft, others)

    def _draft(self):
        """Return the texts as they are proposed to the network."""
        samples = {one._where(): one.sample or "" for one in self.variable_ids}
        header = [one for where, one in samples.items() if where[0] == "header"]
        return TemplateDraft(
            name=self.name or "",
            language=self.language or "",
            category=self.category or "",
            parameter_format=self.parameter_format,
            header_kind=self.header_kind or "",
            header_text=self._header_words(),
            header_example=header[0] if header else "",
            body=self.body or "",
            body_examples=tuple(
                (name, samples.get(("body", 0, name), ""))
                for name in rule.placeholders(self.body or "")
            ),
            footer=self.footer or "",
            buttons=tuple(
                button._draft(samples, index)
                for index, button in enumerate(self.button_ids)
            ),
        )

    def _drafts_of_account(self):
        """Return the other texts of the same account, to be compared with."""
        # sudo: pact.inbox - which texts one account has, whoever proposes another
        siblings = self.inbox_id.sudo()._all_of_account()
        others = self.with_context(active_test=False).search(
            [
                ("inbox_id", "in", siblings.ids),
                ("id", "not in", (self | self.replaces_id).ids),
                ("state", "not in", ("draft", "deleted")),
            ]
        )
        return [one._draft() for one in others]

    def _file_problem(self):
        if self.header_kind not in rule.FILES or not self.header_attachment_id:
            return ""
        # sudo: ir.attachment - type and size of this template's own file
        file = self.header_attachment_id.sudo()
        # sudo: pact.inbox - which network it is
        inbox = self.inbox_id.sudo()
        provider = inbox._provider()
        failure = provider.check_header(self.header_kind, file.mimetype, file.file_size)
        if isinstance(failure, Failure):
            return self.env._(
                "Header: the network does not take this file. It takes %(files)s.",
                files=self._files_taken(),
            )
        if not inbox.app_ref:
            return self.env._(
                "Header: to propose a file, the inbox needs its App ID. An "
                "administrator writes it there."
            )
        return ""

    def _sentences(self, problems):
        known = self._problem_sentences()
        return "\n".join(
            dict.fromkeys(
                known[one.code].format(
                    place=self._place_name(one.place),
                    at=one.at + 1 if isinstance(one.at, int) else one.at or "",
                    limit=self._limit(one.place),
                )
                for one in problems
            )
        )

    @api.model
    def _place_name(self, place):
        names = {
            "name": self.env._("Name"),
            "language": self.env._("Language"),
            "category": self.env._("Category"),
            "parameter_format": self.env._("Blanks"),
            "header": self.env._("Header"),
            "body": self.env._("Text"),
            "footer": self.env._("Footer"),
            "buttons": self.env._("Buttons"),
        }
        return names[place]

    @api.model
    def _limit(self, place):
        return rule.LIMITS.get(place, "")
