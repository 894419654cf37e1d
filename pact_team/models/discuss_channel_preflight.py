from odoo import api, models
from odoo.exceptions import UserError

from ..rules import phone, starting


class DiscussChannel(models.Model):
    """Everything to know before a conversation is started, in one look."""

    _inherit = "discuss.channel"

    @api.model
    def action_pact_preflight(self, asked):
        """Return what the panel shows for what is chosen so far; nothing is changed.

        ``asked`` has the keys of ``starting.Wish``. Who may start learns who is talking
        to this customer, for which team and since when, but nothing that was said.

        :raise AccessError: if the asking user may not start conversations
        """
        wish = starting.read(asked)
        member = self._pact_starter()
        # sudo: discuss.channel - only what is told here leaves, to who may start
        channels = self.sudo()
        seen = channels._pact_seen_whom(member.company_id, wish)
        teams = channels._pact_start_teams(member)
        team = channels._pact_chosen(teams, wish.team_id)
        return {
            **seen["shown"],
            "uses_teams": member.company_id.pact_uses_departments,
            "teams": [
                {"id": one.id, "name": one.name, "color": one.color} for one in teams
            ],
            "team_id": team.id,
            **channels._pact_seen_inboxes(member, wish, team, seen),
        }

    @api.model
    def _pact_chosen(self, records, record_id):
        """Return what is chosen; where there is but one, it is."""
        chosen = records.filtered(lambda one: one.id == record_id)
        return chosen or (records if len(records) == 1 else records.browse())

    @api.model
    def _pact_seen_whom(self, company, wish):
        """Return the contact, the number, the ``reader``, and what is ``shown``."""
        try:
            partner, number = self._pact_whom(company, wish)
        except UserError as refusal:
            return self._pact_seen_nobody(company, wish, str(refusal))
        reader = partner or self.env["res.partner"].new({"name": wish.name})
        shown = {
            "partner": self._pact_seen_contact(partner) if partner else False,
            "number": number and phone.written(number),
            "matches": [],
            "whom_problem": "",
        }
        return {"whom": (partner, number), "reader": reader, "shown": shown}

    @api.model
    def _pact_seen_nobody(self, company, wish, sentence):
        """Return the contacts that what was typed may mean."""
        # The asker's own rights say which contacts they find.
        Partner = self.env["res.partner"].sudo(False)
        found = Partner._pact_find_customers(wish.number, company)
        shown = {
            "partner": False,
            "number": False,
            "matches": [self._pact_seen_contact(one) for one in found],
            "whom_problem": sentence if wish.partner_id else "",
        }
        nobody = (self.env["res.partner"], None)
        return {"whom": nobody, "reader": Partner.new({}), "shown": shown}

    @api.model
    def _pact_seen_contact(self, partner):
        number = partner.phone_sanitized
        return {
            "id": partner.id,
            "name": partner.display_name,
            "phone": number and phone.written(number),
        }

    @api.model
    def _pact_seen_inboxes(self, member, wish, team, seen):
        partner, number = seen["whom"]
        nothing = {"inboxes": [], "inbox_id": False, "elsewhere": []}
        if not (partner or number):
            return nothing | self._pact_seen_templates(member, wish, team, None, seen)
        everywhere = self.env["pact.inbox"].search(
            [("company_id", "=", member.company_id.id)]
        )
        known = self.env["pact.identity"]._known_to(everywhere, partner, number)
        running = self._pact_running(self.env["pact.identity"].concat(*known.values()))
        usable = team and self.env["pact.inbox"]._usable_for_start(team)
        reaching = (usable or everywhere.browse()).filtered(
            lambda inbox: number or inbox in known
        )
        inbox = self._pact_chosen(reaching, wish.inbox_id)
        return {
            "inboxes": self._pact_seen_lines(reaching, known, running, seen),
            "inbox_id": inbox.id,
            "elsewhere": [
                one._pact_seen_running()
                for one in running
                if one.pact_inbox_id not in reaching
            ],
            **self._pact_seen_templates(member, wish, team, inbox, seen),
        }

    @api.model
    def _pact_seen_lines(self, inboxes, known, running, seen):
        nobody = self.env["pact.identity"]
        identities = nobody.concat(*(known.get(inbox, nobody) for inbox in inboxes))
        attempts = identities._last_attempts()
        by_inbox = running.grouped("pact_inbox_id")
        return [
            known.get(inbox, nobody)._seen_before_start(inbox, attempts, seen)
            | {
                "running": by_inbox[inbox]._pact_seen_running()
                if inbox in by_inbox
                else False
            }
            for inbox in inboxes
        ]

    def _pact_seen_running(self):
        """Return who is talking to the customer, and what one may do about it."""
        obstacle = self._pact_obstacle()
        return {
            "id": self.id if obstacle in ("mine", "waiting") else False,
            "kind": obstacle,
            "inbox_id": self.pact_inbox_id.id,
            "sentence": self._pact_obstacle_sentence(obstacle),
        }

    @api.model
    def _pact_seen_templates(self, member, wish, team, inbox, seen):
        """Return the templates to choose from; where there are none, whom to ask."""
        if not (inbox and team and member.may_use_templates):
            return {"templates": [], "managers": []}
        templates = self.env["pact.template"]
        return {
            # What is to be talked about is filled in on the screen, as it is typed.
            "templates": templates._choices(inbox, team, seen["reader"], self.env.user),
            "managers": templates._managers_of(member.company_id),
        }
