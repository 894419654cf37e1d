"""Pact Team: a company of ten teams, and what is measured of it."""

import json
from ast import literal_eval
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields
from odoo.fields import Command

from . import browser, budgets, payloads, people
from .crowd import Crowd
from .deciding import Deciding
from .measure import Operation
from .our_filing import OurFiling
from .past import Past
from .staff import PHONE, Staff

TEAMS = 10
SHOWN = ("name", "pact_phone", "pact_inbox_name", "pact_team_id", "pact_agent_id")
SHOWN += ("pact_state", "last_interest_dt", "pact_window_date", "pact_urgency")
LINKED = ("pact_team_id", "pact_agent_id")


class PactTeam(Staff, Crowd, Deciding, OurFiling):
    """Ana holds one conversation; in the past she finished thousands, with others."""

    name = budgets.OURS
    shown = {
        name: {"fields": {"display_name": {}}} if name in LINKED else {}
        for name in SHOWN
    }
    url = None

    def __init__(self, registry, running):
        self.registry = registry
        running.enter_context(people.no_mail_server(registry))
        self.newcomers = payloads.newcomers()
        self.guests = people.addresses(people.INVITED)
        self.has_past = False
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self._found(env)
            self._talk(env)

    def _found(self, env):
        env.company.country_id = env.ref("base.br")
        names = [f"Team {number}" for number in range(TEAMS)]
        teams = env["pact.team"].create([{"name": name} for name in names])
        agents = people.hire(env, "ana", *(f"agent{n}" for n in range(1, TEAMS)))
        boss, manager = people.hire(env, "boss", "manager")
        self._enlist(env, boss, "administrator")
        self._enlist(env, manager, "manager")
        for agent, team in zip(agents, teams, strict=True):
            values = {"user_id": agent.id, "team_ids": [Command.set(team.ids)]}
            env["pact.member"].create(values)
        # Not Ana's team: what newcomers write must not change what her screen shows.
        inbox = self._open_inbox(env, teams[1])
        self.found_requests(env, teams)
        self.inbox, self.key = inbox.id, inbox.webhook_key
        self.ana, self.others = agents[0].id, agents[1:].ids
        self.boss, self.manager, self.company = boss.id, manager.id, env.company.id
        self.public = env.ref("base.public_user").id
        agents[0]._pact_confirm_phone(PHONE, "work", "whatsapp")

    @staticmethod
    def _enlist(env, user, role):
        roles = env.ref(f"pact_team.pact_role_{role}")
        env["pact.member"].create(
            {"user_id": user.id, "role_ids": [Command.set(roles.ids)]}
        )

    def _open_inbox(self, env, team):
        return env["pact.inbox"].create(
            {
                "name": "Main number",
                "team_id": team.id,
                "number_ref": payloads.NUMBER_REF,
                "account_ref": payloads.ACCOUNT_REF,
                "token": "token-of-the-bench",
                "app_secret": payloads.APP_SECRET,
            }
        )

    def _talk(self, env):
        """Let a customer write, and Ana take the conversation."""
        self.accept(env, payloads.text(payloads.RUNNING))
        self._receive(env)
        channel = env["discuss.channel"].search([("pact_state", "=", "waiting")])
        channel._pact_hold(env["res.users"].browse(self.ana))
        self.channel = channel.id

    def fill(self, env, count):
        """Add finished conversations: the first of all are Ana's."""
        agents = self.others if self.has_past else [self.ana]
        self.has_past = True
        Past(env, env["pact.inbox"].browse(self.inbox), agents).write(count)

    @property
    def webhook_path(self):
        return f"/pact/webhook/whatsapp/{self.key}"

    def webhook(self):
        return browser.webhook(self)

    def webhook_over_http(self):
        return browser.webhook_over_http(self, self.url)

    def handler(self):
        """Return what the route does, without Odoo's way to it."""

        def accept(env, _given):
            body, headers = payloads.signed(payloads.text(payloads.RUNNING))
            inbox = env["pact.inbox"]._find_by_webhook("whatsapp", self.key)
            signature = headers["X-Hub-Signature-256"]
            if not inbox._provider().is_genuine(inbox.app_secret, signature, body):
                raise RuntimeError("the signature of the bench is wrong")
            env["pact.event"].sudo()._accept(inbox, json.loads(body))

        return Operation(self.registry, self.public, accept)

    def first_message(self):
        def prepare(env):
            self.drain(env)
            self.accept(env, payloads.text(next(self.newcomers)))

        return Operation(self.registry, SUPERUSER_ID, self._receive, prepare)

    def next_message(self):
        def prepare(env):
            self.drain(env)
            self._age_window(env)
            self.accept(env, payloads.text(payloads.RUNNING))

        return Operation(self.registry, SUPERUSER_ID, self._receive, prepare)

    def answer(self):
        return Operation(
            self.registry, self.ana, lambda env, _: people.answer(env, self.channel)
        )

    # Nothing is sent while the agent waits, so the network may be as far as it likes.
    answer_to_far = answer

    def opening_discuss(self):
        return browser.opening_discuss(self.registry, "ana", "/pact/queue")

    def list_of_agent(self):
        return Operation(self.registry, self.ana, self._list, self._domain_of_list)

    def list_of_supervisor(self):
        return Operation(self.registry, self.boss, self._list, self._domain_of_list)

    @staticmethod
    def _list(env, domain):
        Channel = env["discuss.channel"]
        people.read_list(Channel, SHOWN, domain, order="last_interest_dt desc")

    @staticmethod
    def _domain_of_list(env):
        """Return what the menu asks for before anybody filters."""
        action = env.ref("pact_team.discuss_channel_action_pact").sudo()
        return literal_eval(action.domain)

    def accept(self, env, payload):
        env["pact.event"]._accept(env["pact.inbox"].browse(self.inbox), payload)

    def _receive(self, env, _given=None):
        return env["pact.event"]._receive_next(env["pact.inbox"].browse(self.inbox))

    def drain(self, env):
        """Process what earlier measurements left behind."""
        while self._receive(env):
            env.cr.commit()

    def _age_window(self, env):
        """Let the customer's last message be old: a new one moves the window."""
        identity = env["discuss.channel"].browse(self.channel).pact_identity_id
        hour_ago = fields.Datetime.now() - timedelta(hours=1)
        identity.last_inbound_date = hour_ago
