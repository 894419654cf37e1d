from odoo import api, models
from odoo.exceptions import UserError

from ..rules import starting
from .discuss_channel import OPEN


class DiscussChannel(models.Model):
    """What a conversation is started with, and what stands in its way.

    All of it runs under sudo, after it was asked whether this person may start any.
    """

    _inherit = "discuss.channel"

    @api.model
    def _pact_start_teams(self, member):
        """Return the teams for which this member may start conversations."""
        company = member.company_id
        if not company.pact_uses_departments:
            return company._pact_general_team()
        return member.team_ids.filtered("active").sorted()

    @api.model
    def _pact_start_team(self, member, team_id):
        team = self._pact_start_teams(member).filtered(lambda one: one.id == team_id)
        if not team:
            raise UserError(self.env._("Choose one of your own teams."))
        return team

    @api.model
    def _pact_start_inbox(self, team, inbox_id):
        usable = self.env["pact.inbox"]._usable_for_start(team)
        inbox = usable.filtered(lambda one: one.id == inbox_id)
        if not inbox:
            raise UserError(
                self.env._(
                    "Choose an inbox from which %(team)s starts conversations.",
                    team=team.name,
                )
            )
        return inbox

    @api.model
    def _pact_whom(self, company, wish):
        """Return the contact, if there is one yet, and the number to write to."""
        Partner = self.env["res.partner"]
        if wish.partner_id:
            partner = Partner.sudo(False)._pact_customer(wish.partner_id, company)
            return partner.with_env(self.env), partner._pact_number()
        number = company._pact_read_number(wish.number)
        if not number:
            raise UserError(
                self.env._(
                    "This is no phone number. Write it with its area code, and with + "
                    "and the code of the country if it is another one."
                )
            )
        found = Partner._pact_find_by_phones([number], company)
        return found.get(number, Partner), number

    @api.model
    def _pact_check_whose(self, identity, partner):
        if identity and partner and identity.partner_id != partner:
            raise UserError(self._pact_whose(identity))

    @api.model
    def _pact_whose(self, identity):
        return self.env._(
            "On %(inbox)s this number is %(name)s's. Choose that contact.",
            inbox=identity.inbox_id.name,
            name=identity.partner_id.name,
        )

    @api.model
    def _pact_no_number(self, partner):
        return self.env._(
            "%(name)s has no phone number that could be written to. Add one to the "
            "contact.",
            name=partner.name,
        )

    @api.model
    def _pact_running(self, identities):
        """Return the open conversations of ``identities``."""
        if not identities:
            return self.browse()
        return self.search(
            [("pact_identity_id", "in", identities.ids), ("pact_state", "in", OPEN)]
        )

    def _pact_obstacle(self):
        """Return why nobody starts a second conversation beside this one."""
        return starting.obstacle(
            self.pact_state,
            is_mine=self.pact_agent_id == self.env.user,
            is_my_queue=self.pact_team_id in self._pact_my_teams(),
        )

    def _pact_mine_or_refuse(self):
        obstacle = self._pact_obstacle()
        if obstacle == "mine":
            return self
        raise UserError(self._pact_obstacle_sentence(obstacle))

    def _pact_obstacle_sentence(self, obstacle):
        names = {
            "agent": self.pact_agent_id.name,
            "team": self.pact_team_id.name,
            "inbox": self.pact_inbox_id.name,
        }
        sentences = {
            "mine": self.env._(
                "You are talking to them already, on %(inbox)s.", **names
            ),
            "held": self.env._(
                "%(agent)s (%(team)s) is talking to them on %(inbox)s. Ask for a "
                "transfer.",
                **names,
            ),
            "waiting": self.env._(
                "They wait in the queue of %(team)s. Take that conversation.", **names
            ),
            "queued": self.env._(
                "They wait in the queue of %(team)s, which answers them.", **names
            ),
        }
        return sentences[obstacle]

    @api.model
    def _pact_start_template(self, member, wish, inbox, team):
        template = self.env["pact.template"].browse(wish.template_id).exists()
        is_sendable = template and template._is_sendable(inbox, team)
        if wish.template_id and not (is_sendable and member.may_use_templates):
            raise UserError(
                self.env._(
                    "This template cannot be sent from here. Choose another one."
                )
            )
        return template

    @api.model
    def _pact_check_lack(self, wish, inbox, identity, template):
        lack = starting.lack(
            is_free=identity._is_free_on(inbox),
            category=template.category,
            has_text=bool(wish.text),
            is_opted_out=identity.is_opted_out,
        )
        if lack:
            raise UserError(self._pact_lack_sentence(lack, inbox))

    @api.model
    def _pact_lack_sentence(self, lack, inbox):
        sentences = {
            "template": self.env._(
                "Nothing was written by them on %(inbox)s for a while, or ever: "
                "%(network)s lets a template through only. Choose one.",
                inbox=inbox.name,
                network=inbox._provider().name,
            ),
            "opted_out": self.env._(
                "They asked for no more advertising on this inbox. Choose a template "
                "that is not marketing."
            ),
            "both": self.env._("Send either a template or a text of your own."),
        }
        return sentences[lack]
