from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import OPEN


class PactTeam(models.Model):
    """Closing a team: its open work goes somewhere first, its history stays."""

    _inherit = "pact.team"

    def write(self, vals):
        if not vals.get("active", True):
            self.filtered("active")._check_closable()
        return super().write(vals)

    def action_archive(self):
        """Archive, or ask first where the open work goes."""
        if not any(team.active and team._has_open_work() for team in self):
            return super().action_archive()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Where does their work go?"),
            "res_model": "pact.team.closing",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_company_id": self.company_id[:1].id,
                "default_team_ids": self.ids,
            },
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if any(team._has_history() for team in self):
            raise UserError(
                self.env._(
                    "Conversations or inboxes belong to this team. Archive it: its "
                    "history stays, and nobody is offered it any more."
                )
            )

    def _check_closable(self):
        """Refuse to archive what would leave customers waiting for nobody."""
        for team in self:
            if team._is_for_everybody():
                raise UserError(
                    self.env._(
                        "Everybody works in %(name)s while the company uses no "
                        "departments. Turn them on in the settings first.",
                        name=team.name,
                    )
                )
            if team._has_open_work():
                raise UserError(
                    self.env._(
                        "%(name)s has open conversations or inboxes. Choose where "
                        "they go when you archive it.",
                        name=team.name,
                    )
                )

    def _has_open_work(self):
        return bool(self._open_conversations(limit=1) or self._inboxes())

    def _open_conversations(self, limit=None):
        # sudo: discuss.channel - work in progress counts, whoever may read it
        return (
            self.env["discuss.channel"]
            .sudo()
            .search(
                [("pact_team_id", "in", self.ids), ("pact_state", "in", OPEN)],
                limit=limit,
            )
        )

    def _inboxes(self):
        # sudo: pact.inbox - whether one points here, not what stands in it
        return self.env["pact.inbox"].sudo().search([("team_id", "in", self.ids)])

    def _has_history(self):
        """Return whether anything, past or archived, names one of these teams."""
        # sudo: pact.team - history counts, whoever may read it
        env = self.sudo().with_context(active_test=False).env
        return any(
            env[model].search_count([(field, "in", self.ids)], limit=1)
            for model, field in (
                ("discuss.channel", "pact_team_id"),
                ("pact.assignment", "team_id"),
                ("pact.inbox", "team_id"),
                ("pact.grant", "team_id"),
                ("pact.team.pause", "team_id"),
            )
        )

    def _close_into(self, destination):
        """Archive, after all open work went to ``destination``."""
        self._inboxes().write({"team_id": destination.id})
        self._open_conversations()._pact_change_team(destination)
        self.write({"active": False})

    def _forget_queue(self, channels):
        """Take ``channels`` off the waiting lists of this team's members."""
        forgotten = Store().add(channels, {"pact_state": False})
        self._tell("mail.record/insert", forgotten.get_result())
