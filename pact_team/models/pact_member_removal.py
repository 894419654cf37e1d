from contextlib import contextmanager
from dataclasses import dataclass, field

from odoo import fields, models
from odoo.exceptions import UserError

from ..rules import heirs


@dataclass(frozen=True)
class Departure:
    """Who takes over what, and a word to them; no RPC context can produce one."""

    heirs: dict = field(default_factory=dict)
    note: str | None = None


class PactMember(models.Model):
    """Leaving the company: what is held is handed over, and a receipt is written."""

    _inherit = "pact.member"

    def write(self, vals):
        if "active" not in vals:
            return super().write(vals)
        if vals["active"]:
            self.filtered(lambda member: not member.active)._readmit()
            return super().write(vals)
        if rest := {name: vals[name] for name in vals if name != "active"}:
            super().write(rest)
        with self.filtered("active")._leaving():
            # sudo: pact.member - checked at the door: who removes themself has no
            # right left in the middle of it
            return super(PactMember, self.sudo()).write({"active": False})

    def action_open_removal(self):
        """Show what this person holds, and where it would go."""
        self.ensure_one()
        self._check_removable()
        removal = self.env["pact.member.removal"]._prepare(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remove %(name)s", name=self.name),
            "res_model": "pact.member.removal",
            "res_id": removal.id,
            "view_mode": "form",
            "target": "new",
        }

    def _check_removable(self):
        """Refuse before anything moves what would be refused in the end."""
        self.check_access("write")
        self._check_manageable({"active": False})

    def _check_heirs(self, heirs):
        """Refuse whoever cannot answer the customers of this person's company."""
        # sudo: pact.member - whether they may answer, whoever may see them
        for heir in heirs.sudo():
            if (
                heir in self
                or heir.company_id != self.company_id
                or "may_answer" not in heir._rights()
                or not heir.user_id.active
            ):
                raise UserError(
                    self.env._(
                        "A conversation goes to somebody who answers customers of "
                        "this company. Choose another colleague, or the queue."
                    )
                )

    def _leave(self, heirs, note):
        """Leave the company; what is held goes to ``heirs``, the rest to the queue.

        :param heirs: ``{conversation: member}``, already checked
        """
        self.with_context(pact_departure=Departure(heirs, note)).write(
            {"active": False}
        )

    @contextmanager
    def _leaving(self):
        """Hand over first, archive within the block, then write the receipts."""
        departure = self.env.context.get("pact_departure")
        if not isinstance(departure, Departure):
            departure = Departure()
        self._check_removable()
        self._lock_for_removal()
        # sudo: pact.member - checked above, and whoever leaves reads nothing any more
        leaving = self.sudo()
        held = {member: member._held_conversations() for member in leaving}
        moved = {m: m._hand_over(held[m], departure) for m in leaving}
        yield
        for member in leaving:
            lines = member._receipt_lines(held[member]) + moved[member]
            receipt = self.env["pact.removal"]._record(member, departure.note, lines)
            receipt.write(member._withdraw())
        leaving.grant_ids._end()

    def _lock_for_removal(self):
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(
                self.env._(
                    "Somebody else is changing this member right now. Look at it "
                    "again in a moment."
                )
            )

    def _hand_over(self, held, departure):
        """Give away what is held; return the lines of what the end will not show."""
        for channel in held:
            channel._pact_lock()
            if heir := departure.heirs.get(channel):
                channel._pact_inherit(heir.user_id)
            if departure.note:
                channel._pact_note(departure.note)
        return []

    def _receipt_lines(self, held):
        """Return what this person had, and where each thing is by now."""
        conversations = [
            {
                "kind": "conversation",
                "what": channel.name,
                "where_to": channel.pact_agent_id.name
                or self.env._("Queue of %(team)s", team=channel.pact_team_id.name),
            }
            for channel in held
        ]
        teams = [{"kind": "team", "what": team.name} for team in self.team_ids]
        grants = [
            {"kind": "grant", "what": grant.display_name}
            for grant in self.grant_ids
            if grant.state != "over"
        ]
        return conversations + teams + grants

    def _show_last_receipt(self):
        receipt = self._last_receipt()
        if not receipt.sudo(False).has_access("read"):
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.act_window",
            "res_model": "pact.removal",
            "res_id": receipt.id,
            "view_mode": "form",
            "target": "current",
        }

    def _share_out(self, held):
        """Return for each of ``held`` the id of whoever of these should have it."""
        load, today = self._loads(), fields.Date.today()
        return heirs.suggest(
            [channel.pact_team_id.id for channel in held],
            [
                heirs.Colleague(
                    colleague.id,
                    frozenset(colleague.team_ids.ids),
                    load[colleague.id],
                    colleague._maximum(today),
                )
                for colleague in self
            ],
        )

    def _held_counts(self):
        """Return ``{user: how many conversations they hold}`` in one company."""
        # sudo: discuss.channel - a number of conversations shows no content
        counts = (
            self.env["discuss.channel"]
            .sudo()
            ._read_group(
                [
                    ("pact_agent_id", "in", self.user_id.ids),
                    ("pact_company_id", "in", self.company_id.ids),
                    ("pact_state", "=", "in_progress"),
                ],
                ["pact_agent_id"],
                ["__count"],
            )
        )
        return dict(counts)
