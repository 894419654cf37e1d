from odoo import api, fields, models
from odoo.tools import SQL


class PactAssignment(models.Model):
    """What a stint came to: written once, when it ends, and never per answer."""

    _inherit = "pact.assignment"

    first_reply_date = fields.Datetime(
        string="First answer", help="The first answer of whoever held it."
    )
    reply_count = fields.Integer(string="Answers")
    handle_seconds = fields.Integer(
        string="Handled for (seconds)", help="From getting it to giving it up."
    )
    classification_id = fields.Many2one(
        "pact.classification", index="btree_not_null", ondelete="restrict"
    )
    closing_note = fields.Text(
        string="Closing note", help="What was said when it was finished."
    )

    is_ended_by_silence = fields.Boolean(
        string="Finished by silence",
        help="Nobody finished it: the customer did not answer any more.",
    )

    is_ignored = fields.Boolean(
        string="Not answered",
        help="It was taken back: whoever it was given to did not answer.",
    )

    @api.model
    def _written_at_the_end(self):
        return {
            "date_to",
            "ended_by_user_id",
            "first_reply_date",
            "reply_count",
            "handle_seconds",
            "classification_id",
            "closing_note",
            "is_ended_by_silence",
            "is_ignored",
        }

    def _end(self, now, **words):
        """End those that still run; what ended before stays as it ended.

        :param words: ``classification_id``, ``closing_note`` and
            ``is_ended_by_silence``, where it was finished; ``is_ignored``
        """
        running = self.filtered(lambda stint: not stint.date_to)
        end = {"date_to": now, "ended_by_user_id": self.env.uid, **words}
        figures = running.filtered("user_id")._figures(now)
        for values, stints in running._alike(figures):
            stints.write(end | values)

    def _alike(self, figures):
        """Return (values, stints) pairs, so that what is alike is written at once."""
        groups = {}
        for stint in self:
            values = figures.get(stint.id, {})
            groups.setdefault(tuple(values.items()), self.browse())
            groups[tuple(values.items())] |= stint
        return [(dict(values), stints) for values, stints in groups.items()]

    def _figures(self, now):
        """Return ``{id: values}`` of held stints: one query, whatever was said."""
        if not self:
            return {}
        replies = {stint: (first, count) for stint, first, count in self._replies()}
        return {
            stint.id: {
                "first_reply_date": replies.get(stint.id, (False, 0))[0],
                "reply_count": replies.get(stint.id, (False, 0))[1],
                "handle_seconds": int((now - stint.date_from).total_seconds()),
            }
            for stint in self
        }

    def _replies(self):
        """Return (stint, first answer, answers), of the holder's own ones."""
        self.flush_model(["channel_id", "user_id", "date_from"])
        self.env["pact.message"].flush_model(["channel_id", "user_id", "message_id"])
        self.env["mail.message"].flush_model(["date"])
        return self.env.execute_query(
            SQL(
                """SELECT stint.id, min(said.date), count(DISTINCT said.id)
                     FROM pact_assignment stint
                     JOIN pact_message reply ON reply.channel_id = stint.channel_id
                          AND reply.user_id = stint.user_id
                          AND reply.direction = 'out'
                     JOIN mail_message said ON said.id = reply.message_id
                          AND said.date >= stint.date_from
                    WHERE stint.id IN %s GROUP BY stint.id""",
                tuple(self.ids),
            )
        )
