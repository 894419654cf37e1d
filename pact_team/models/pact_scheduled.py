from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import scheduling, words


class PactScheduled(models.Model):
    """A message to a customer that leaves later.

    It is planned by who answers there, and sent in their name only if they still do.
    Odoo's own scheduled messages are posted and changed by whoever may post on a
    document, and vanish when they fail; neither will do here.
    """

    _name = "pact.scheduled"
    _description = "Message to be sent later"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _is_name_secret = True
    _order = "date, id"
    _rec_name = "text"

    channel_id = fields.Many2one(
        "discuss.channel", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="Author", required=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True)
    text = fields.Text(help="What is said; with a template, what it reads like.")
    template_id = fields.Many2one(
        "pact.template", index="btree_not_null", ondelete="restrict"
    )
    blanks = fields.Json(help="What fills the blanks of the template by hand.")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="planned",
    )
    reason = fields.Char(help="Why it was not sent.")
    message_id = fields.Many2one("mail.message", ondelete="set null")

    _due_idx = models.Index("(date, id) WHERE state = 'planned'")

    @api.model
    def _plan(self, channel, user, date, text, template, blanks):
        """Write down what ``user`` says in ``channel`` later.

        :raise UserError: if there is nothing to say, or no such time
        """
        planned = self.search_count(
            [("channel_id", "=", channel.id), ("state", "=", "planned")]
        )
        row = self.create(
            {
                "company_id": channel.pact_company_id.id,
                "channel_id": channel.id,
                "user_id": user.id,
                "date": self._checked_date(date, planned),
                "text": self._checked_text(channel, user, text, template, blanks),
                "template_id": template.id,
                "blanks": blanks,
            }
        )
        row._wake()
        return row

    @api.model
    def _checked_date(self, date, planned=0):
        try:
            moment = fields.Datetime.to_datetime(date)
        except (TypeError, ValueError):
            moment = None
        if not moment:
            raise UserError(self.env._("Choose when the message is sent."))
        problem = scheduling.problem(moment, planned=planned, now=fields.Datetime.now())
        sentences = {
            "past": self.env._("This time is over. Choose a later one."),
            "far": self.env._("Choose a time within the next 90 days."),
            "many": self.env._(
                "Too many messages are planned here already. Cancel one of them first."
            ),
        }
        if problem:
            raise UserError(sentences[problem])
        return moment

    @api.model
    def _checked_text(self, channel, user, text, template, blanks):
        if template:
            about = channel.pact_subject or ""
            filled = template._fill(
                channel.pact_partner_id, user, blanks or {}, subject=about
            )
            return filled.text
        typed = words.text(text)
        if not typed:
            raise UserError(self.env._("Write what is to be sent."))
        if len(typed) > scheduling.LONGEST:
            raise UserError(self.env._("This text is too long. Shorten it."))
        return typed

    def _change(self, date, text):
        """Say it at another time, or in other words where it is no template."""
        values = {"date": self._checked_date(date)}
        if not self.template_id:
            values["text"] = self._checked_text(
                self.channel_id, self.user_id, text, self.template_id, None
            )
        self.write(values | {"state": "planned", "reason": False})
        self._wake()

    def _wake(self):
        for row in self:
            self.env.ref("pact_team.ir_cron_scheduled")._trigger(at=row.date)

    def _told(self):
        """Return what a screen shows of these."""
        return [
            {
                "id": row.id,
                "date": fields.Datetime.to_string(row.date),
                "text": row.text,
                "is_template": bool(row.template_id),
                "author": row.user_id.name,
                "user_id": row.user_id.id,
                "state": row.state,
                "reason": row.reason or "",
            }
            for row in self
        ]
