from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import operation, telling
from .pact_team_hours import said

# Written when a team is paused or resumed, and never by hand.
SYSTEM_FIELDS = frozenset({"pause_id", "pause_ids", "alone_date"})
# How many of those who wait a screen shows.
SHOWN = 50


class PactTeam(models.Model):
    """The whole work of a team may stand still: nothing is given by itself meanwhile.

    People still take what waits by hand, and go on with what they hold.
    """

    _inherit = "pact.team"

    pause_id = fields.Many2one(
        "pact.team.pause", readonly=True, copy=False, check_company=True
    )
    pause_ids = fields.One2many(
        "pact.team.pause", "team_id", string="Pauses", readonly=True, copy=False
    )
    is_paused = fields.Boolean(string="Paused", compute="_compute_is_paused")
    may_be_paused = fields.Boolean(compute="_compute_may_be_paused")
    pause_message = fields.Text(
        string="Words while paused",
        help="Sent by itself, once in each pause of the team, to who writes and waits. "
        "Empty means that nothing is sent.",
    )

    @api.depends("pause_id", "pause_id.until_date")
    def _compute_is_paused(self):
        now = fields.Datetime.now()
        for team in self:
            # sudo: pact.team - whether it is paused, for who reads the team
            team.is_paused = team._origin.sudo()._is_paused(now)

    @api.depends("supervisor_ids", "company_id")
    @api.depends_context("uid")
    def _compute_may_be_paused(self):
        for team in self:
            team.may_be_paused = bool(team.id) and team._is_looked_after()

    @api.depends("pause_message")
    def _compute_has_words(self):
        super()._compute_has_words()
        for team in self:
            team.has_words = team.has_words or said(team.pause_message)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_paused_by_nobody(vals)
        # Said, so that no default of the asking user's own takes their place.
        unpaused = {"pause_id": False, "pause_ids": False}
        return super().create([unpaused | vals for vals in vals_list])

    def write(self, vals):
        self._check_paused_by_nobody(vals)
        return super().write(vals)

    @api.model
    def _check_paused_by_nobody(self, vals):
        if not self.env.su and vals.keys() & SYSTEM_FIELDS:
            raise AccessError(
                self.env._("A team is paused and resumed by the buttons of its form.")
            )

    def action_pause(self):
        """Ask why, and until when, before the work of this team stands still."""
        self._check_looked_after()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pause the operation"),
            "res_model": "pact.team.pausing",
            "view_mode": "form",
            "target": "new",
            "context": {"default_team_id": self.id},
        }

    def action_resume(self):
        """Let the team work again."""
        self._check_looked_after()
        # sudo: pact.team - whoever looks after it was asked just now
        self.sudo()._resume(by_user=self.env.user)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_looked_after(self):
        """Refuse who neither supervises this team nor assigns in its company."""
        self.ensure_one()
        if not self._is_looked_after():
            raise AccessError(
                self.env._(
                    "Only its supervisors, and who may assign, pause the operation of "
                    "a team."
                )
            )

    def _is_looked_after(self):
        mine = self.env["pact.member"]._mine()
        # sudo: pact.team - who supervises it, whoever asks
        team = self.sudo()
        here = mine.filtered(lambda one: one.company_id == team.company_id)
        return bool(here & team.supervisor_ids) or any(here.mapped("may_assign"))

    def _is_paused(self, now):
        """Return whether this team's work stands still at ``now``, in UTC, naive."""
        pause = self._own_pause()
        return bool(pause) and operation.is_paused(
            until=pause.until_date or None, now=now
        )

    def _own_pause(self):
        """Return the pause that is kept here, while it is open and of this team."""
        return self.pause_id.filtered(
            lambda pause: pause.team_id == self and not pause.date_to
        )

    def _deals(self, now):
        return not self._is_paused(now) and super()._deals(now)

    def _situation(self, inbox, now):
        """Return what this team is at ``now`` to who writes to ``inbox``."""
        return telling.situation(
            is_open=self._is_open(now, inbox), is_paused=self._is_paused(now)
        )

    def _words_when_paused(self):
        return said(self.pause_message)

    def _pause(self, reason, until=None, cause="hand"):
        """Let the work of this team stand still, under sudo."""
        now = fields.Datetime.now()
        if operation.problem(until=until or None, now=now):
            raise UserError(
                self.env._("Choose a moment that is still to come, or none.")
            )
        if self._is_paused(now):
            raise UserError(self.env._("%(name)s is paused already.", name=self.name))
        self._end_pause(now)
        self.pause_id = self.env["pact.team.pause"].create(
            {
                "team_id": self.id,
                "company_id": self.company_id.id,
                "reason": reason,
                "cause": cause,
                "date_from": now,
                "until_date": until,
                "by_user_id": cause == "hand" and self.env.uid,
            }
        )
        if until:
            self.env.ref("pact_team.ir_cron_operation")._trigger(at=until)
        self._notify_pause()

    def _resume(self, by_user=None):
        """Let these teams work again, under sudo; who works already goes on."""
        for team in self.filtered("pause_id"):
            team._end_pause(fields.Datetime.now(), by_user)
            team._notify_pause()
            team._wake_decider()

    def _end_pause(self, now, by_user=None):
        """End the pause that is kept here, which may be over by the clock already."""
        if pause := self._own_pause():
            pause.write(
                {
                    "date_to": min(now, pause.until_date or now),
                    "ended_by_user_id": by_user and by_user.id,
                }
            )
            # The database lets the next begin only after this one has ended.
            pause.flush_recordset(["date_to"])
        self.pause_id = False

    def _notify_pause(self):
        """Tell the screens of the members what became of those who wait."""
        waiting = self.env["discuss.channel"].search(
            [("pact_team_id", "=", self.id), ("pact_state", "=", "waiting")],
            order="pact_waiting_date, id",
            limit=SHOWN,
        )
        waiting._pact_notify_queue()
