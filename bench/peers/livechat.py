"""Core's im_livechat: visitors of a website instead of customers of a network."""

from odoo import SUPERUSER_ID, api
from odoo.fields import Command

from .. import fill, people
from ..measure import Operation


class Livechat:
    """One agent in a conversation with a visitor, after thousands of others."""

    name = "im_livechat"
    addons = ("im_livechat",)

    def __init__(self, registry, _running):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            ana = people.hire(
                env, "ana", groups=("im_livechat.im_livechat_group_user",)
            )
            values = {"name": "Website", "user_ids": [Command.set(ana.ids)]}
            self.website = env["im_livechat.channel"].create(values).id
            self.ana, self.partner = ana.id, ana.partner_id.id
            self.channel = self._talk(env, ana).id

    def _talk(self, env, ana):
        guest = env["mail.guest"].create({"name": "Visitor"})
        website = env["im_livechat.channel"].browse(self.website)
        visited = website.with_user(env.ref("base.public_user")).sudo()
        values = visited.with_context(guest=guest)._get_livechat_discuss_channel_vals(
            agent=ana, operator_partner=ana.partner_id, operator_model="res.users"
        )
        return env["discuss.channel"].create(values)

    def fill(self, env, count):
        guest = fill.visitors(env, count)
        channel = fill.open_channels(
            env,
            count,
            "livechat",
            livechat_channel_id=self.website,
            livechat_operator_id=self.partner,
            livechat_failure="no_failure",
            livechat_end_dt=fill.PAST,
        )
        fill.join(env, channel, count, guest_id=fill.numbered(guest))
        member = fill.join(
            env, channel, count, partner_id=self.partner, unpin_dt=fill.LATER
        )
        fill.insert(
            env.cr,
            "im_livechat_channel_member_history",
            count,
            channel_id=fill.numbered(channel),
            member_id=fill.numbered(member),
            partner_id=self.partner,
            livechat_member_type="agent",
            create_date=fill.PAST,
        )
        author = fill.numbered(guest, per=fill.SAID_IN_EACH)
        fill.say(env, channel, count, author_guest_id=author)

    def answer(self):
        return Operation(
            self.registry, self.ana, lambda env, _: people.answer(env, self.channel)
        )
