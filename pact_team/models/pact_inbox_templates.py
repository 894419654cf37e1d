from dataclasses import replace
from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..providers import courier
from ..providers.signals import Failure
from .pact_template_sync import STATED

NIGHT = timedelta(hours=24)
# After the network did not answer.
AGAIN = timedelta(hours=1)


class PactInbox(models.Model):
    """Templates belong to the account of an inbox, which other inboxes share.

    Each account is asked for them every night, and when somebody wants to know.
    """

    _inherit = "pact.inbox"

    app_ref = fields.Char(
        string="App ID",
        help="The network's own id of your app. It is needed only to propose "
        "templates with a picture, a video or a document.",
    )
    template_sync_date = fields.Datetime(
        readonly=True, copy=False, help="When its templates are looked at next."
    )
    template_sync_problem = fields.Char(readonly=True, copy=False)

    def _account(self):
        return replace(super()._account(), app_ref=self.app_ref or "")

    def _ask_for_templates(self):
        self.template_sync_date = fields.Datetime.now()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_template_sync")

    @api.model
    def _cron_sync_templates(self):
        """Look at each account that is due, no transaction open while it answers."""
        jobs = self.env["ir.cron"]
        while errand := jobs._pact_commit(self._next_account):
            inbox, provider, account = errand
            pages = [*courier.list_templates(provider, account)]
            jobs._pact_commit(partial(inbox._apply_template_pages, pages))
            if not jobs._commit_progress(1, remaining=0):
                break

    @api.model
    def _next_account(self):
        """Return the account whose turn it is, put off, with all that asking needs."""
        inbox = self._due_for_templates()
        if not inbox:
            return None
        # Whatever happens to this one must not keep it from the others.
        inbox._all_of_account().template_sync_date = fields.Datetime.now() + NIGHT
        return inbox, inbox._provider(), inbox._account()

    @api.model
    def _due_for_templates(self):
        connected = Domain("account_ref", "!=", False) & Domain("token", "!=", False)
        never = Domain("template_sync_date", "=", False)
        due = Domain("template_sync_date", "<=", fields.Datetime.now())
        return self.search(connected & (never | due), limit=1, order="id")

    def _apply_template_pages(self, pages):
        """Write down all that the account has; what is gone, only if all was seen."""
        failure = pages[-1] if pages and isinstance(pages[-1], Failure) else None
        seen = [
            one
            for page in pages
            if not isinstance(page, Failure)
            for one in page.templates
        ]
        templates = self.env["pact.template"]
        found = templates.browse()
        for one in seen:
            found |= templates._apply_seen(self, one)
        siblings = self._all_of_account()
        if failure:
            siblings.write(
                {
                    "template_sync_date": fields.Datetime.now() + AGAIN,
                    "template_sync_problem": f"{failure.code} {failure.detail}".strip(),
                }
            )
        else:
            siblings.template_sync_problem = False
            self._settle_unseen(siblings, found)

    def _settle_unseen(self, siblings, found):
        """What the network does not have was deleted there, or never came to it."""
        unseen = (
            self.env["pact.template"]
            .with_context(active_test=False)
            .search([("inbox_id", "in", siblings.ids), ("id", "not in", found.ids)])
        )
        unseen.filtered(lambda one: one.work == "unknown").work = False
        gone = unseen.filtered(lambda one: one.uid and not one.work)
        gone.filtered(lambda one: one.state != "deleted").state = "deleted"

    def _receive_template_news(self, news):
        """Apply what a webhook says of templates, in every company it is about."""
        everywhere = self._everywhere_on_account()
        # An archived inbox asks the network nothing.
        preferred = everywhere.sorted(lambda one: (one != self, not one.active))
        for one in news:
            for inboxes in preferred.grouped("company_id").values():
                inboxes[:1]._hear_of_template(one)

    def _hear_of_template(self, news):
        """Apply ``news`` to the template of this company; look up what is new to us."""
        template = self.env["pact.template"]._find_told(self, news)
        if not template:
            self._ask_for_templates()
            return
        template._apply_told({name: getattr(news, name) for name in STATED})
        template._hear_coming(news.coming_category)
        if news.components and not template.is_changed:
            words = {k: v for k, v in news.components.items() if k != "buttons"}
            template._apply_words(words)
            template._apply_buttons(news.components.get("buttons", ()))
