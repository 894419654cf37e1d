from odoo import models
from odoo.exceptions import AccessError, UserError


class DiscussChannel(models.Model):
    """Templates in a conversation: what may be said when the window is closed."""

    _inherit = "discuss.channel"

    def action_pact_send_template(self, template_id, values=None):
        """Send an approved template to the customer, with its blanks filled.

        ``values`` maps the keys of the blanks that are written by hand to their texts.

        :raise AccessError: if the asking user does not answer here, or with templates
        :raise UserError: if the template is not usable here, or has an empty blank
        """
        self.ensure_one()
        template = self._pact_sendable_template(template_id)
        # sudo: discuss.channel - answered by this person, who may use this template
        self.sudo()._pact_post_template(template.sudo(), self.env.user, values or {})
        return True

    def _pact_sendable_template(self, template_id):
        """Return a template that the asking user may send here now."""
        if not self._pact_is_held_by_me():
            raise AccessError(
                self.env._("Take the conversation before you answer the customer.")
            )
        members = self.env["pact.member"]._mine().filtered("may_use_templates")
        # sudo: discuss.channel - the inbox of a conversation held by this person
        channel = self.sudo()
        mine = members.filtered(lambda one: one.company_id == channel.pact_company_id)
        # sudo: pact.template - only whether it may be sent from here is asked
        template = self.env["pact.template"].sudo().browse(template_id).exists()
        if not mine or not template._is_sendable(channel.pact_inbox_id, mine.team_ids):
            raise UserError(
                self.env._(
                    "This template cannot be sent here. Choose another one, or ask an "
                    "administrator to publish it to your team."
                )
            )
        return template.sudo(False)

    def _pact_post_template(self, template, user, values, *, subject=""):
        """Post ``template`` as ``user``, and queue it for the network.

        :raise UserError: if it cannot reach this customer, or has an empty blank
        """
        self.ensure_one()
        identity = self.pact_identity_id
        if identity.is_group or not identity.inbox_id.active:
            raise UserError(identity._why_not_answerable())
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
        )
