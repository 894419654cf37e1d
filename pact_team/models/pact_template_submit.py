from odoo import api, fields, models
from odoo.exceptions import UserError

from ..providers import courier
from ..providers.signals import Failure
from .pact_template_sync import SHOWN

QUEUED = {"submit": "submitting", "delete": "deleting"}


class PactTemplate(models.Model):
    """Submitting to the network, and deleting there: by a lane, after the commit.

    What is under way is marked and committed before anything leaves. A mark that a
    dead process left behind becomes "not known", which only a look at the network
    settles: nothing is submitted twice.
    """

    _inherit = "pact.template"

    work = fields.Selection(
        [
            ("submit", "Waiting to be submitted"),
            ("submitting", "Being submitted"),
            ("delete", "Waiting to be deleted"),
            ("deleting", "Being deleted"),
            ("unknown", "Not known: synchronise"),
        ],
        string="On its way",
        readonly=True,
        copy=False,
    )
    work_user_id = fields.Many2one("res.users", readonly=True, copy=False)

    _work_idx = models.Index("(id) WHERE work IS NOT NULL")

    def action_submit(self):
        """Send it to the network for review; what is wrong with it is said at once."""
        for template in self:
            template.check_access("write")
            template._check_editable()
            if template.replaces_id:
                template.replaces_id._check_change_allowed()
            template._check_submittable()
        self._queue_work("submit")
        return True

    def action_delete_there(self):
        """Delete it on the network; here it stays, as deleted."""
        self.check_access("unlink")
        if self.filtered("work"):
            self._check_editable()
        if self.filtered(lambda one: not one.uid or one.state == "disabled"):
            raise UserError(
                self.env._(
                    "The network deletes only what it has, and nothing that it has "
                    "disabled."
                )
            )
        self._queue_work("delete")
        return True

    def _queue_work(self, work):
        # sudo: pact.template - queued for whoever just had the right to
        self.sudo().write(
            {"work": work, "work_user_id": self.env.uid, "is_changed": False}
        )
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_template_work")

    @api.model
    def _cron_work(self):
        """Do what is queued, one after the other, no transaction open meanwhile."""
        self._doubt_work()
        self.env.cr.commit()  # pylint: disable=invalid-commit
        while template := self._next_work():
            errand = template._claim_work()
            self.env.cr.commit()  # pylint: disable=invalid-commit
            outcome = errand()
            template._settle_work(outcome)
            if not self.env["ir.cron"]._commit_progress(1, remaining=0):
                break

    @api.model
    def _doubt_work(self):
        orphans = self._with_work(*QUEUED.values())
        orphans.write({"work": "unknown"})

    @api.model
    def _next_work(self):
        return self._with_work(*QUEUED)[:1]

    @api.model
    def _with_work(self, *work):
        everywhere = self.with_context(active_test=False)
        return everywhere.search([("work", "in", work)], order="id")

    def _claim_work(self):
        """Mark it as on its way, and return what is to be done without a database."""
        errand = self._saving() if self.work == "submit" else self._deleting()
        self.work = QUEUED[self.work]
        return errand

    def _saving(self):
        inbox, draft = self.inbox_id, self._draft()
        provider, account = inbox._provider(), inbox._account()
        uid = (self.replaces_id or self).uid or None
        file = self._header_example_file()
        return lambda: courier.save_template(provider, account, draft, uid, file)

    def _deleting(self):
        inbox, name, uid = self.inbox_id, self.name, self.uid
        provider, account = inbox._provider(), inbox._account()
        return lambda: courier.delete_template(provider, account, name, uid)

    def _header_example_file(self):
        file = self.header_attachment_id
        is_file = file and self.header_kind != "text"
        return (file.name, file.mimetype, file.raw) if is_file else None

    def _settle_work(self, outcome):
        """Write down what the network said, and tell whoever asked for it."""
        is_deleting = self.work == "deleting"
        user, former_id = self.work_user_id, self.id
        if isinstance(outcome, Failure):
            self._settle_failure(outcome)
            told = self
        elif is_deleting:
            self.write({"work": False, "state": "deleted", "reason": False})
            told = self
        else:
            told = self._settle_saved(outcome)
        told._tell_outcome(user, outcome, former_id)

    def _settle_failure(self, failure):
        is_lost = failure.kind == "uncertain"
        self.write(
            {
                "work": "unknown" if is_lost else False,
                "reason": f"{failure.code} {failure.detail}".strip(),
            }
        )

    def _settle_saved(self, saved):
        """Return the template that the network now has."""
        template = self.replaces_id or self
        if self.replaces_id:
            template._take_over(self)
        values = {"work": False, "uid": saved.uid, "reason": False}
        values["state"] = saved.state or "pending"
        if saved.category and saved.category != template.category:
            values |= {
                "previous_category": template.category,
                "category": saved.category,
            }
        template.write(values)
        return template

    def _tell_outcome(self, user, outcome, former_id):
        """Tell ``user``, whose screen may still show the draft of ``former_id``."""
        if not user:
            return
        said = self.with_context(lang=user.lang)
        is_failed = isinstance(outcome, Failure)
        sentence = said._failed_sentence() if is_failed else said._done_sentence()
        user._bus_send(
            "simple_notification",
            {
                "type": "danger" if is_failed else "success",
                "sticky": is_failed,
                "message": sentence,
            },
        )
        user._bus_send(SHOWN, {"id": self.id, "former_id": former_id})

    def _failed_sentence(self):
        if self.work == "unknown":
            return self.env._(
                "The network did not answer for %(name)s. Synchronise to see whether "
                "it has it.",
                name=self.name,
            )
        return self.env._(
            "The network did not take %(name)s: %(reason)s",
            name=self.name,
            reason=self._reason_sentence(),
        )

    def _done_sentence(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(name)s: %(state)s", name=self.name, state=states[self.state]
        )
