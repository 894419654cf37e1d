from odoo import api, fields, models
from odoo.tools.misc import clean_context

from ..rules import pace


class PactCorrespondence(models.Model):
    """Letting it out, and holding it: each a single word in its state.

    What waits in the outbox leaves only while that word is "running", so whoever
    pauses is obeyed at once, whatever the lane is doing.
    """

    _inherit = "pact.correspondence"

    def action_start(self):
        one = self._checked({"ready"}, deciding=True)
        self._check_complete()
        one._let_out({"started_date": fields.Datetime.now()})
        return True

    def action_pause(self):
        one = self._checked({"running"})
        one.state = "paused"
        one._wake()
        return True

    def action_resume(self):
        one = self._checked({"paused"}, deciding=True)
        self._check_complete()
        one._let_out({"pause_reason": False})
        return True

    def _let_out(self, vals):
        """Let it run; whoever says so answers for it from now on."""
        self.write({"state": "running", "started_user_id": self.env.uid, **vals})
        self._see_when_it_goes_on(fields.Datetime.now())
        self._wake()

    def action_cancel(self):
        """Send it to nobody else; what has left has left."""
        one = self._checked({"ready", "running", "paused"})
        one.write({"state": "cancelled", "done_date": fields.Datetime.now()})
        one._next_recipients(None)._leave_out("cancelled")
        one._wake()
        return True

    def action_try_again(self):
        """Let those wait again whose message failed, where it cannot double."""
        one = self._checked({"running", "paused", "done"}, deciding=True)
        # sudo: pact.message - the outbox of what this person may let out
        failed = self.env["pact.message"].sudo()._failed_of(one)
        now = fields.Datetime.now()
        again = failed.filtered(
            lambda row: pace.may_try_again(row.failure_kind, row.state_date, now=now)
        )
        again.recipient_id.write({"state": "waiting", "failure_kind": False})
        if again and one.state == "done":
            self._check_complete()
            one._let_out({"done_date": False})
        one._wake()
        return self._notification(len(again), len(failed) - len(again))

    def _notification(self, again, left):
        message = self.env._(
            "%(again)s are sent again. %(left)s are not: that would not help, or it is "
            "too early.",
            again=again,
            left=left,
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if again else "warning",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _wake(self):
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    @api.model
    def _running_from(self, inbox):
        return self.search([("inbox_id", "=", inbox.id), ("state", "=", "running")])

    def _pause_for(self, reason):
        """Hold it because of ``reason``, and tell those who look after it."""
        for one in self.filtered(lambda each: each.state == "running"):
            one.write({"state": "paused", "pause_reason": reason, "resume_date": False})
            one._tell(one.user_id | one.started_user_id)

    def _tell(self, users):
        for lang, some in users.filtered("active").grouped("lang").items():
            said = self.with_context(**clean_context(self.env.context), lang=lang)
            said.env["mail.thread"].message_notify(
                model=self._name,
                res_id=self.id,
                partner_ids=some.partner_id.ids,
                subject=said.env._("%(name)s is paused", name=self.name),
                body=self.pause_reason,
                force_send=False,
            )
