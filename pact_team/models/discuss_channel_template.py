from odoo import models
from odoo.exceptions import AccessError, UserError

from ..rules import words


class DiscussChannel(models.Model):
    """Templates in a conversation: what may be said when the window is closed."""

    _inherit = "discuss.channel"

    def action_pact_templates(self):
        """Return what the asking user may send here now, and whom to ask for more.

        :raise AccessError: if they do not answer here, or with templates
        """
        self.ensure_one()
        teams = self._pact_template_teams()
        # sudo: discuss.channel - answered by this person, who reads it
        channel = self.sudo()
        # sudo: pact.template - only those published to a team of this person
        templates = self.env["pact.template"].sudo()
        return {
            "templates": templates._choices(
                channel.pact_inbox_id,
                teams,
                channel.pact_partner_id,
                self.env.user,
                subject=channel.pact_subject or "",
            ),
            "managers": templates._managers_of(channel.pact_company_id),
        }

    def action_pact_send_template(self, template_id, values=None):
        """Send an approved template to the customer, with its blanks filled.

        ``values`` maps the keys of the blanks that are written by hand to their texts.

        :raise AccessError: if the asking user does not answer here, or with templates
        :raise UserError: if the template is not usable here, or has an empty blank
        """
        self.ensure_one()
        template = self._pact_sendable_template(template_id)
        values = values if isinstance(values, dict) else {}
        # sudo: discuss.channel - answered by this person, who may use this template
        channel = self.sudo()
        channel._pact_post_template(
            template.sudo(), self.env.user, values, subject=channel.pact_subject or ""
        )
        return True

    def _pact_sendable_template(self, template_id):
        """Return a template that the asking user may send here now."""
        teams = self._pact_template_teams()
        # sudo: discuss.channel - the inbox of a conversation held by this person
        inbox = self.sudo().pact_inbox_id
        number = words.record_id(template_id)
        # sudo: pact.template - only whether it may be sent from here is asked
        template = self.env["pact.template"].sudo().browse(number).exists()
        if not template or not template._is_sendable(inbox, teams):
            raise UserError(
                self.env._(
                    "This template cannot be sent here. Choose another one, or ask an "
                    "administrator to publish it to your team."
                )
            )
        return template.sudo(False)

    def _pact_template_teams(self):
        """Return whose templates the asking user may send here.

        :raise AccessError: if they do not answer here, or with templates
        """
        self._pact_check_answering()
        # sudo: discuss.channel - the company of a conversation held by this person
        mine = self.env["pact.member"]._mine_in(self.sudo().pact_company_id)
        if not mine.may_use_templates:
            raise AccessError(
                self.env._(
                    "Your roles do not let you use templates. Ask an administrator."
                )
            )
        return mine.team_ids

    def _pact_post_template(self, template, user, values, *, subject=""):
        """Post ``template`` as ``user``, and queue it for the network.

        :raise UserError: if it cannot reach this customer, or has an empty blank
        """
        self.ensure_one()
        identity = self.pact_identity_id
        if not identity.inbox_id.active:
            raise UserError(identity._why_not_answerable())
        if identity.is_group:
            raise UserError(
                self.env._(
                    "Templates go to single customers. Write in the group once "
                    "somebody has written there."
                )
            )
        # sudo: discuss.channel - whoever calls has asked whether this person may
        channel = self.with_user(user).sudo().with_context(lang=user.lang)
        template = template.with_env(channel.env)
        filled = template._fill(self.pact_partner_id, user, values, subject=subject)
        return channel.message_post(
            pact_filled=filled,
            body=filled.html,
            attachment_ids=template._header_copy().ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            # Given, so that core does not look up mail aliases for a chat.
            reply_to=False,
            record_alias_domain_id=False,
            record_company_id=self.pact_company_id.id,
        )
