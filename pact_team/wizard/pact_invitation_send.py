from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from ..rules import addresses, rights


class PactInvitationSend(models.TransientModel):
    """Invite one or many people, all to the same roles and teams."""

    _name = "pact.invitation.send"
    _description = "Invite people"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    addresses = fields.Text(
        string="E-mail addresses",
        required=True,
        help="One or many: separated by commas, one a line, or pasted from a sheet "
        "with their names.",
    )
    summary = fields.Html(compute="_compute_summary", sanitize=False)
    role_ids = fields.Many2many(
        "pact.role",
        string="Roles",
        required=True,
        check_company=True,
        default=lambda self: self.env.ref("pact_team.pact_role_agent").ids,
    )
    allowed_role_ids = fields.Many2many(
        "pact.role", compute="_compute_allowed_role_ids"
    )
    option_ids = fields.Many2many(
        "pact.right",
        string="Options",
        compute="_compute_option_ids",
        store=True,
        readonly=False,
    )
    allowed_option_ids = fields.Many2many(
        "pact.right", compute="_compute_allowed_option_ids"
    )
    team_ids = fields.Many2many("pact.team", string="Teams", check_company=True)
    max_open = fields.Integer(
        string="Maximum simultaneous",
        help="How many conversations each may hold at once; 0 is no limit.",
    )
    calendar_id = fields.Many2one(
        "resource.calendar", string="Working hours", check_company=True
    )
    lang = fields.Selection(
        selection=lambda self: self.env["pact.invitation"]._selection_lang(),
        string="Language",
        required=True,
        default=lambda self: self.env["pact.invitation"]._default_lang(),
    )

    @api.depends("addresses", "company_id")
    def _compute_summary(self):
        for batch in self:
            invited, left_out = batch._sort()
            batch.summary = self.env["ir.qweb"]._render(
                "pact_team.invitation_summary",
                {"invited": invited, "left_out": left_out},
            )

    @api.depends("company_id")
    def _compute_allowed_role_ids(self):
        configuring = self.env["pact.member"]._companies_where("may_configure")
        for batch in self:
            roles = self.env["pact.role"].search(
                [("company_id", "in", [batch.company_id.id, False])]
            )
            if batch.company_id not in configuring:
                roles = roles.filtered(lambda role: role.kind in rights.AGENT_KINDS)
            batch.allowed_role_ids = roles

    @api.depends("role_ids")
    def _compute_option_ids(self):
        for batch in self:
            batch.option_ids &= batch.role_ids.option_ids

    @api.depends("role_ids.option_ids")
    def _compute_allowed_option_ids(self):
        for batch in self:
            batch.allowed_option_ids = batch.role_ids.option_ids

    def action_send(self):
        self.ensure_one()
        invited, left_out = self._sort()
        if not invited:
            raise UserError(
                self.env._("There is nobody to invite here. Type at least one address.")
            )
        offers = self.env["pact.invitation"].create(
            [self._prepare_invitation(address) for address in invited]
        )
        offers.action_send()
        return self._notification(len(invited), len(left_out))

    def _prepare_invitation(self, address):
        first_name, _, last_name = address.name.partition(" ")
        return {
            "email": address.email,
            "first_name": first_name,
            "last_name": last_name,
            "company_id": self.company_id.id,
            "lang": self.lang,
            "role_ids": [Command.set(self.role_ids.ids)],
            "option_ids": [Command.set(self.option_ids.ids)],
            "team_ids": [Command.set(self.team_ids.ids)],
            "max_open": self.max_open,
            "calendar_id": self.calendar_id.id,
        }

    def _sort(self):
        """Return whom to invite, and ``(what was typed, why not)`` of all others."""
        # Whoever asks about the people of a company is one who invites them.
        self.env["pact.invitation"]._check_may_invite(self.company_id.ids)
        found = addresses.read(self.addresses or "")
        readable = [each for each in found if email_normalize(each.email)]
        emails = {each: email_normalize(each.email) for each in readable}
        taken = self._taken([*emails.values()])
        left_out = [
            (each.piece or each.email, self._problem(each.problem))
            for each in found
            if each not in emails
        ]
        left_out += [
            (each.email, taken[email])
            for each, email in emails.items()
            if email in taken
        ]
        return [each for each in readable if emails[each] not in taken], left_out

    def _taken(self, emails):
        """Return ``{address: why it cannot be invited}``, of this company only."""
        Invitation = self.env["pact.invitation"]
        # sudo: pact.invitation - one claim on an address, whoever made it
        claims = Invitation.sudo().search_fetch(
            [
                ("company_id", "=", self.company_id.id),
                ("email_normalized", "in", emails),
                ("is_over", "=", False),
            ],
            ["email_normalized"],
        )
        invited = self.env._("already invited; open that invitation to send it again")
        inside = self.env._("is a member already")
        return {
            **dict.fromkeys(claims.mapped("email_normalized"), invited),
            **dict.fromkeys(
                Invitation._addresses_inside(self.company_id, emails), inside
            ),
        }

    def _problem(self, code):
        return {
            "incomplete": self.env._("what follows the “@” is incomplete"),
            "unclear": self.env._("it is not clear which part is the address"),
            "too_long": self.env._("too long for an address"),
            "too_many": self.env._("too many at once; invite from here on separately"),
        }.get(code, self.env._("is no e-mail address"))

    def _notification(self, invited, left_out):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pact_team.pact_invitation_action"
        )
        if left_out:
            message = self.env._(
                "%(invited)s invited, %(left_out)s left out. Ask them to look into "
                "their spam folder too.",
                invited=invited,
                left_out=left_out,
            )
        else:
            message = self.env._(
                "%(invited)s invited. Ask them to look into their spam folder too.",
                invited=invited,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("On its way"),
                "message": message,
                # In place of the dialog, and of the list that it was opened from.
                "next": {**action, "target": "main"},
            },
        }
