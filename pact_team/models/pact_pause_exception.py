from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class PactPauseException(models.Model):
    """A pause that somebody may take once although it is refused, if it is granted.

    It lifts the limits of the type and the queue, for as many minutes as the company
    says. What was asked, granted, refused, used and expired stays, with who and when.
    """

    _name = "pact.pause.exception"
    _description = "Exception for a pause"
    _inherit = ["pact.pause.asked"]
    _open_states = ("asked", "granted")

    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("granted", "Granted"),
            ("refused", "Refused"),
            ("used", "Used"),
            ("expired", "Expired"),
        ],
        required=True,
        default="asked",
    )
    why = fields.Text(required=True)
    refusal = fields.Selection(
        [
            ("early", "Before its hour"),
            ("late", "After its hour"),
            ("not_today", "Not on this day"),
            ("used_up", "Taken already"),
            ("coverage", "Too few would stay"),
        ],
        string="What it is refused for",
        required=True,
    )
    expires_date = fields.Datetime(string="Until", required=True)
    used_date = fields.Datetime(string="Used on")

    _open_uniq = models.UniqueIndex(
        "(member_id, pause_type_id) WHERE state IN ('asked', 'granted')",
        "This exception was asked for already.",
    )
    _expiry_idx = models.Index("(expires_date) WHERE state IN ('asked', 'granted')")

    def action_grant(self):
        """Let each of them take the pause once, soon.

        :raise AccessError: without the right to grant pauses, or for oneself
        :raise UserError: if it was decided already, or nobody needs it any more
        """
        for one in self._undecided():
            minutes = one.company_id.pact_exception_minutes
            expires = fields.Datetime.now() + timedelta(minutes=minutes)
            one._close("granted", expires_date=expires)
            one._answer()
        return True

    def action_refuse(self):
        """Refuse them; errors are those of :meth:`action_grant`."""
        for one in self._undecided():
            one._close("refused")
            one._answer()
        return True

    def _undecided(self):
        deciding = self._to_decide()
        now = fields.Datetime.now()
        for one in deciding:
            if one.state != "asked" or one.expires_date <= now:
                raise UserError(
                    self.env._(
                        "What %(name)s asked was decided already, or is over. Look "
                        "at the list again.",
                        name=one.user_id.name,
                    )
                )
        return deciding

    @api.model
    def _open_of(self, members):
        """Return what was asked, and is neither used nor over."""
        return self.search(
            [
                ("member_id", "in", members.ids),
                ("state", "in", self._open_states),
                ("expires_date", ">", fields.Datetime.now()),
            ]
        )

    @api.model
    def _ask(self, member, kind, refusal, why):
        """Write down what was asked, and tell whoever may grant it."""
        now = fields.Datetime.now()
        minutes = member.company_id.pact_exception_minutes
        # Nobody has seen yet that the one before is over.
        self._expire_of(member)
        made = self.create(
            {
                "member_id": member.id,
                "company_id": member.company_id.id,
                "pause_type_id": kind.id,
                "asked_date": now,
                "expires_date": now + timedelta(minutes=minutes),
                "refusal": refusal,
                "why": why,
            }
        )
        made._tell_overseers()
        return made

    def _use(self):
        self.write({"state": "used", "used_date": fields.Datetime.now()})

    @api.model
    def _expire_of(self, members):
        self.search([*self._expired(), ("member_id", "in", members.ids)])._expire()

    @api.model
    def _expired(self):
        return [
            ("state", "in", self._open_states),
            ("expires_date", "<=", fields.Datetime.now()),
        ]

    def _expire(self):
        self.write({"state": "expired"})
        # The index lets another one be asked for only after these have ended.
        self.flush_recordset(["state"])
        self.member_id._notify_own()

    @api.model
    def _cron_expire(self):
        self.env["ir.cron"]._pact_each(
            self.search(self._expired()),
            type(self)._expire,
            "Exception %s: did not end",
        )

    def _tell_overseers(self):
        overseers = self.member_id._overseers("may_grant_pauses")
        overseers.user_id._pact_send_each(
            "pact_team.exception_asked",
            self,
            lambda said: {
                "id": said.id,
                "title": said.env._(
                    "%(name)s asks for %(pause)s as an exception",
                    name=said.user_id.name,
                    pause=said.pause_type_id.name,
                ),
                "text": said.why,
            },
        )

    def _answer(self):
        """Tell who asked, and whoever else could have decided it."""
        self.user_id._pact_tell(self, type(self)._answer_sentence)
        self.member_id._notify_own()
        overseers = self.member_id._overseers("may_grant_pauses")
        overseers.user_id._pact_send_each(
            "pact_team.exception_decided", self, lambda said: {"id": said.id}
        )

    def _answer_sentence(self):
        pause = self.pause_type_id.name
        if self.state == "refused":
            return self.env._("%(pause)s was refused this time.", pause=pause)
        return self.env._(
            "You may take %(pause)s once, within %(count)s minutes.",
            pause=pause,
            count=self.company_id.pact_exception_minutes,
        )
