"""OCA mail_gateway with its part for WhatsApp: one channel per customer, for ever."""

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tools import SQL

from .. import browser, fill, payloads, people
from ..measure import Operation
from .graph import Graph

AGENTS = 5
# Opening Discuss with more takes half a minute and dozens of megabytes.
CHATS_OF_DORA = 1000


class Gateway:
    """Five agents are in every chat; Dora is in the first thousand only."""

    name = "mail_gateway"
    addons = ("mail_gateway", "mail_gateway_whatsapp")
    webhook_path = "/gateway/whatsapp/bench/update"
    url = None

    def __init__(self, registry, running):
        """Work on ``registry``, with a stand-in for Meta while ``running`` lasts."""
        from odoo.addons.mail_gateway_whatsapp.models import mail_gateway_whatsapp

        self.registry = registry
        self.graph = Graph()
        running.enter_context(self.graph.in_place_of_meta(mail_gateway_whatsapp))
        self.newcomers = payloads.newcomers()
        self.has_past = False
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self._found(env)
            self._receive(env, payloads.text(payloads.RUNNING))
            chats = env["discuss.channel"].search([("channel_type", "=", "gateway")])
            self.channel = chats.id

    def _found(self, env):
        groups = ("base.group_user", "mail_gateway.gateway_user")
        logins = [f"agent{number}" for number in range(AGENTS)]
        agents = people.hire(env, *logins, groups=groups)
        dora = people.hire(env, "dora", groups=groups)
        # Without it, Discuss fails for everyone who is not an administrator.
        env["ir.model.access"].create(
            {
                "name": "mail.gateway of agents",
                "model_id": env["ir.model"]._get_id("mail.gateway"),
                "group_id": env.ref("mail_gateway.gateway_user").id,
                "perm_read": True,
            }
        )
        self.gateway = self._open_gateway(env, agents).id
        self.agent, self.partners = agents[0].id, agents.partner_id.ids
        self.dora = dora.partner_id.id

    def _open_gateway(self, env, agents):
        return env["mail.gateway"].create(
            {
                "name": "Main number",
                "gateway_type": "whatsapp",
                "token": "token-of-the-bench",
                "webhook_key": "bench",
                "webhook_secret": payloads.APP_SECRET,
                "integrated_webhook_state": "integrated",
                "whatsapp_from_phone": payloads.NUMBER_REF,
                "member_ids": [Command.set(agents.ids)],
            }
        )

    def fill(self, env, count):
        """Add chats of as many customers, said and read as much as ours."""
        first = fill.next_id(env.cr, "mail_guest")
        guest = fill.visitors(
            env, count, gateway_id=self.gateway, gateway_token=fill.phone(first)
        )
        channel = fill.open_channels(
            env,
            count,
            "gateway",
            gateway_id=self.gateway,
            gateway_channel_token=fill.phone(guest),
            company_id=env.company.id,
        )
        self._join(env, channel, guest, count)
        message = fill.say(
            env,
            channel,
            count,
            author_guest_id=fill.numbered(guest, per=fill.SAID_IN_EACH),
            gateway_type="whatsapp",
        )
        self._notify(env, channel, message, count)

    def _join(self, env, channel, guest, count):
        fill.join(env, channel, count, guest_id=fill.numbered(guest))
        for partner in self.partners:
            fill.join(env, channel, count, partner_id=partner)
        if not self.has_past:
            fill.join(env, channel, min(CHATS_OF_DORA, count), partner_id=self.dora)
        self.has_past = True

    def _notify(self, env, channel, message, count):
        """Insert the network's side of one answer a chat."""
        fill.insert(
            env.cr,
            "mail_notification",
            count,
            mail_message_id=SQL("%s + n * %s", message, fill.SAID_IN_EACH),
            gateway_channel_id=fill.numbered(channel),
            notification_type="gateway",
            notification_status="sent",
            gateway_type="whatsapp",
            gateway_message_id=SQL("'wamid.past.' || %s || '.' || n", message),
            is_read=True,
        )

    def webhook(self):
        return browser.webhook(self)

    def webhook_over_http(self):
        return browser.webhook_over_http(self, self.url)

    def first_message(self):
        return self.message(lambda: payloads.text(next(self.newcomers)))

    def next_message(self):
        return self.message(lambda: payloads.text(payloads.RUNNING))

    def message(self, write):
        return Operation(
            self.registry, SUPERUSER_ID, self._receive, lambda _env: write()
        )

    def _receive(self, env, payload):
        """Do what the webhook does once the signature is verified."""
        network = env["mail.gateway.whatsapp"].with_context(
            no_gateway_notification=True
        )
        gateway = network.env["mail.gateway"].sudo().browse(self.gateway)
        network._receive_update(gateway, payload)

    def answer(self):
        return self._answer(delay=0)

    def answer_to_far(self):
        return self._answer(delay=0.3)

    def _answer(self, delay):
        def prepare(_env):
            self.graph.delay = delay

        def work(env, _given):
            people.answer(env, self.channel)

        return Operation(self.registry, self.agent, work, prepare)

    def opening_discuss(self):
        return browser.opening_discuss(self.registry, "dora")
