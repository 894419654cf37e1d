from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """The tags of a conversation."""

    _inherit = "discuss.channel"

    pact_tag_ids = fields.Many2many(
        "pact.tag", "pact_channel_tag_rel", "channel_id", "tag_id", string="Tags"
    )

    def action_pact_tag(self, add_ids=(), remove_ids=()):
        """Put tags on the conversation, and take others off.

        :raise AccessError: if the asking user neither answers here nor assigns, or
            may not use tags
        :raise UserError: if a tag is not one for this conversation
        """
        self.ensure_one()
        self._pact_check_may_tag()
        add_ids, remove_ids = _ids(add_ids), _ids(remove_ids)
        added = self._pact_usable_tags(add_ids)
        # sudo: discuss.channel - the right to tag it was checked above
        channel = self.sudo()
        removed = channel.pact_tag_ids.filtered(lambda tag: tag.id in remove_ids)
        channel.pact_tag_ids = (channel.pact_tag_ids | added.sudo()) - removed
        channel._pact_notify_watchers([channel._pact_tag_store()])
        return True

    def _pact_check_may_tag(self):
        # sudo: discuss.channel - only whose it is, before anything is told of it
        channel = self.sudo()
        mine = self.env["pact.member"]._mine_in(channel.pact_company_id)
        is_holder = channel.pact_agent_id == self.env.user and mine.may_answer
        may_tag = mine.may_use_templates and (is_holder or mine.may_assign)
        if not is_pact(channel) or not may_tag:
            raise AccessError(
                self.env._("Only whoever holds this conversation can tag it.")
            )

    def _pact_usable_tags(self, tag_ids):
        """Return these tags, if the asking user may put every one of them here."""
        asked = {one for one in tag_ids if isinstance(one, int)}
        found = self.env["pact.tag"].search(
            [("id", "in", list(asked)), ("usable_in", "=", self.id)]
        )
        if len(found) != len(tag_ids):
            raise UserError(
                self.env._(
                    "This tag is not one for this conversation. Choose another one."
                )
            )
        return found

    def _pact_tag_store(self):
        # sudo: pact.tag - who reads a conversation sees by which words it is found
        return Store.Many(
            "pact_tag_ids", ["name", "color"], predicate=is_pact, sudo=True
        )

    def _pact_store_fields(self):
        return [
            *super()._pact_store_fields(),
            self._pact_tag_store(),
            Store.Attr(
                "pact_company_ref",
                # sudo: discuss.channel - whose it is, for who reads it
                lambda channel: channel.sudo().pact_company_id.id,
                predicate=is_pact,
            ),
        ]


def _ids(value):
    """Return the ids a client sent; what is no list names nothing."""
    return value if isinstance(value, list | tuple) else ()
