from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class PactPauseTurn(models.Model):
    """Somebody who would pause, and waits until enough others are there.

    They stay available meanwhile. When it is their turn the pause begins by itself, if
    they still are; whoever left, went away or paused otherwise has lost the place.
    """

    _name = "pact.pause.turn"
    _description = "Turn for a pause"
    _inherit = ["pact.pause.asked"]
    _open_states = ("waiting",)

    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("begun", "Begun"),
            ("granted", "Let go by a supervisor"),
            ("withdrawn", "Withdrawn"),
            ("lapsed", "Lapsed"),
        ],
        required=True,
        default="waiting",
    )

    _waiting_uniq = models.UniqueIndex(
        "(member_id) WHERE state = 'waiting'",
        "A person waits for one pause at a time.",
    )
    _queue_idx = models.Index("(company_id, id) WHERE state = 'waiting'")

    def action_let_go(self):
        """Begin the pause now, whoever is left.

        :raise AccessError: without the right to grant pauses
        :raise UserError: if they wait no more
        """
        for turn in self._to_decide():
            if turn.state != "waiting":
                raise UserError(
                    self.env._(
                        "%(name)s waits no more. Look at the list again.",
                        name=turn.user_id.name,
                    )
                )
            turn._check_beginning()
            turn._begin("granted")
        return True

    def _check_beginning(self):
        """Refuse what its own time or the law forbids by now."""
        member = self.member_id
        if member.availability != "available" or not member._may_begin(
            self.pause_type_id
        ):
            raise UserError(
                self.env._(
                    "%(pause)s cannot begin for %(name)s right now.",
                    pause=self.pause_type_id.name,
                    name=self.user_id.name,
                )
            )

    @api.model
    def _ask(self, member, kind):
        turn = self.create(
            {
                "member_id": member.id,
                "company_id": member.company_id.id,
                "pause_type_id": kind.id,
                "asked_date": fields.Datetime.now(),
            }
        )
        # Whoever came back in this moment was not seen from here.
        self._wake()
        return turn

    @api.model
    def _of(self, members):
        """Return what ``members`` wait for."""
        domain = [("member_id", "in", members.ids), ("state", "=", "waiting")]
        return self.search(domain, order="id")

    @api.model
    def _before(self, turn, companies):
        """Return who waits before ``turn``; before everybody new, where it is empty."""
        domain = Domain("company_id", "in", companies.ids)
        domain &= Domain("state", "=", "waiting")
        if turn:
            domain &= Domain("id", "<", turn.id)
        return self.search(domain, order="id")

    @api.model
    def _wake(self):
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_pause_turn")

    @api.model
    def _cron_serve(self):
        """Let everybody go whose turn it is, in the order in which they asked."""
        waiting = self.search([("state", "=", "waiting")], order="id")
        self.env["ir.cron"]._pact_each(
            waiting, type(self)._serve, "Turn %s: was not served"
        )

    def _serve(self):
        member = self.member_id
        if self.state != "waiting" or member.availability != "available":
            return
        if not member._may_begin(self.pause_type_id):
            self._lapse()
        elif member._may_go(self):
            self._begin("begun")

    def _begin(self, state):
        self._close(state)
        self.member_id._start_pause(self.pause_type_id)
        self.user_id._pact_tell(
            self,
            lambda said: said.env._(
                "It is your turn: %(pause)s begins.", pause=said.pause_type_id.name
            ),
        )

    def _lapse(self):
        self._close("lapsed")
        for turn in self:
            turn.user_id._pact_tell(
                turn,
                lambda said: said.env._(
                    "You wait for %(pause)s no more: you left, or its time is over.",
                    pause=said.pause_type_id.name,
                ),
            )

    def _close(self, state, **vals):
        """Write down how it ended; whoever waits behind has moved up."""
        if not self:
            return
        super()._close(state, **vals)
        self._wake()
        (self | self._behind()).member_id._notify_own()

    def _behind(self):
        """Return who waits behind the first of these, in a team of theirs."""
        teams = self.member_id.team_ids
        return self.search(
            [
                ("id", ">", min(self.ids)),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "waiting"),
                ("member_id.team_ids", "in", teams.ids),
            ]
        )
