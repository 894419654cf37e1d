from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

from ..rules import words


class MailCannedResponse(models.Model):
    """Odoo's canned responses, shared with a company or with some of its teams.

    Those without a company are their author's own, as in Odoo itself.
    """

    _inherit = "mail.canned.response"

    pact_company_id = fields.Many2one(
        "res.company",
        string="Shared with",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty means that only you use it.",
    )
    pact_team_ids = fields.Many2many(
        "pact.team",
        string="Teams",
        domain="[('company_id', '=', pact_company_id)]",
        help="Empty means everybody who answers customers of the company.",
    )
    pact_is_readable = fields.Boolean(
        compute="_compute_pact_rights", search="_search_pact_is_readable"
    )
    pact_is_editable = fields.Boolean(
        compute="_compute_pact_rights", search="_search_pact_is_editable"
    )

    @api.depends("pact_company_id", "pact_team_ids")
    @api.depends_context("uid")
    def _compute_pact_rights(self):
        """Ask for one's own memberships once, whatever the number of responses."""
        readable = Domain(self._search_pact_is_readable("in", [True]))
        editable = Domain(self._search_pact_is_editable("in", [True]))
        for response in self:
            # sudo: mail.canned.response - a rule asks this before reading is granted
            shared = response.sudo()
            response.pact_is_readable = bool(shared.filtered_domain(readable))
            response.pact_is_editable = bool(shared.filtered_domain(editable))

    def _search_pact_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self.env["pact.member"]._mine()
        answering = mine.filtered("may_answer")
        shared = Domain("pact_company_id", "in", answering.company_id.ids) & (
            Domain("pact_team_ids", "=", False)
            | Domain("pact_team_ids", "in", answering.team_ids.ids)
        )
        readable = shared | self._pact_edited_by(mine)
        return readable if True in value else ~readable

    def _search_pact_is_editable(self, operator, value):
        if operator != "in":
            return NotImplemented
        editable = self._pact_edited_by(self.env["pact.member"]._mine())
        return editable if True in value else ~editable

    @api.model
    def _pact_edited_by(self, members):
        """Return which shared ones they edit: all, or those of teams they look after.

        Without the right to answer nobody edits what others answer with.
        """
        managing = members.filtered("may_manage_templates").company_id
        looked_after = (
            # sudo: pact.team - which teams the asking user looks after
            self.env["pact.team"]
            .sudo()
            .search(
                [("supervisor_ids", "in", members.filtered("may_answer").ids)],
            )
        )
        others = Domain("id", "not in", looked_after.ids)
        return Domain("pact_company_id", "in", managing.ids) | (
            Domain("pact_company_id", "!=", False)
            & Domain("pact_team_ids", "!=", False)
            & ~Domain("pact_team_ids", "any!", others)
        )

    @api.constrains("pact_company_id", "pact_team_ids")
    def _check_pact_teams(self):
        for response in self:
            if response.pact_team_ids.company_id - response.pact_company_id:
                raise ValidationError(
                    self.env._("Choose teams of the company it is shared with.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._pact_tidy(vals) for vals in vals_list])

    def write(self, vals):
        former = {response: response._pact_readers() for response in self}
        result = super().write(self._pact_tidy(vals))
        if not self.env.su and {"pact_company_id", "pact_team_ids"} & vals.keys():
            # The rules asked only what it was before: nobody shares beyond their right.
            self.check_access("write")
        for response, readers in former.items():
            response._pact_withdraw(readers - response._pact_readers())
        return result

    @api.model
    def _pact_tidy(self, vals):
        typed = {"source", "substitution"} & vals.keys()
        return vals | {name: words.text(vals[name]) for name in typed}

    def _broadcast(self, /, *, delete=False):
        """Tell those who use a shared one; of any other Odoo tells its author."""
        # sudo: mail.canned.response - with whom what was just changed is shared
        shared = self.sudo().filtered("pact_company_id").with_env(self.env)
        super(MailCannedResponse, self - shared)._broadcast(delete=delete)
        for response in shared:
            readers = response._pact_readers()
            if delete:
                response._pact_withdraw(readers)
            else:
                for user in readers:
                    Store(bus_channel=user).add(response).bus_send()

    def _pact_withdraw(self, users):
        for user in users:
            Store(bus_channel=user).delete(self).bus_send()

    def _pact_readers(self):
        """Return who answers with it."""
        # sudo: mail.canned.response - who is told that it changed
        shared = self.sudo()
        members = shared.env["pact.member"].search(
            [
                ("company_id", "=", shared.pact_company_id.id),
                ("may_answer", "=", True),
                *(
                    [("team_ids", "in", shared.pact_team_ids.ids)]
                    if shared.pact_team_ids
                    else []
                ),
            ]
        )
        return members.user_id

    def _to_store_defaults(self, target):
        return [
            *super()._to_store_defaults(target),
            Store.Attr(
                "pact_company_ref",
                # sudo: mail.canned.response - whose it is, for who uses it
                lambda response: response.sudo().pact_company_id.id,
            ),
        ]
