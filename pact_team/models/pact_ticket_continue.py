from odoo import api, fields, models
from odoo.exceptions import UserError


class PactTicket(models.Model):
    """I16: what of its conversations a request shows, and the way to another one."""

    _inherit = "pact.ticket"

    conversations = fields.Json(compute="_compute_conversations")
    is_continuable = fields.Boolean(compute="_compute_is_continuable")

    @api.depends_context("uid", "lang")
    def _compute_conversations(self):
        """Show who talks to the customer where; what is said, to who may read it."""
        for ticket in self:
            # Of what is saved: a form that names another request shows nothing of it.
            saved = ticket._origin.sudo(False)._filtered_access("read")
            # sudo: discuss.channel - who talks to the customer, but not what is said
            channels = saved.sudo().conversation_ids.sorted("id", reverse=True)
            readable = channels.sudo(False)._filtered_access("read")
            ticket.conversations = channels._pact_shown_in_request(readable)

    @api.depends("state", "company_id", "is_configurable")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_continuable(self):
        """Show the way on to whoever may take it, where there is one."""
        starting = self.env["pact.member"]._companies_where("may_start", "may_answer")
        company = starting & self.env.company
        # sudo: pact.inbox - whether the company has one, whoever may see it
        inboxes = self.env["pact.inbox"].sudo()
        is_there = company and inboxes.search_count(
            [("company_id", "=", company.id)], limit=1
        )
        for ticket in self:
            is_open = ticket._origin.id and ticket.state != "finished"
            mine = ticket.is_configurable and ticket.company_id == company
            ticket.is_continuable = bool(is_there and is_open and mine)

    def action_continue(self):
        """Open the panel for going on with the customer, under the same protocol.

        :raise AccessError: if the asking user may not change it, or start conversations
        :raise UserError: if it is finished, or of another company than the active one
        """
        self.ensure_one()
        self.check_access("write")
        self._check_continues()
        self.env["discuss.channel"]._pact_starter()
        return {
            "type": "ir.actions.client",
            "tag": "pact_team.start_conversation",
            "target": "new",
            "params": {
                "ticket_id": self.id,
                "team_id": self.team_id.id,
                "subject": self.protocol,
                **self._whom_to_reach(),
            },
        }

    def _check_continues(self):
        if self.state == "finished":
            raise UserError(self._refusals()["finished"])
        if self.company_id != self.env.company:
            raise UserError(
                self.env._(
                    "This request is of %(company)s. Change to that company first.",
                    # sudo: res.company - the name of one of the user's companies
                    company=self.company_id.sudo().name,
                )
            )

    def _whom_to_reach(self):
        """Return the contact, or the number and the name that the request gives."""
        # sudo: res.partner - whom it is about; the panel asks who may be written to
        ticket = self.sudo()
        number = ticket.company_id._pact_read_number(ticket.contact_phone or "")
        filed_by = ticket.partner_id
        if filed_by and (not number or filed_by._pact_number() == number):
            return {"partner_id": filed_by.id}
        known = filed_by._pact_find_by_phones(
            [number] if number else [], self.company_id
        )
        if number in known:
            return {"partner_id": known[number].id}
        return {"number": number or "", "name": ticket.contact_name or ""}
