"""Odoo as it is delivered: the floor under everybody's price of a message."""

from odoo import SUPERUSER_ID, api

from .. import budgets, fill, people
from ..measure import Operation

# Whoever is invited here gets a user at once, and that takes long.
INVITED = people.INVITED // 20
SHOWN = {"avatar_128": {}, "name": {}, "login": {}, "role": {}}


class Core:
    """A group of two colleagues, in a database with nothing else in it."""

    name = budgets.CORE
    addons = ()

    def __init__(self, registry, running):
        self.registry = registry
        running.enter_context(people.no_mail_server(registry))
        self.guests = people.addresses(INVITED)
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            users = people.hire(env, "ana", "bia")
            boss = people.hire(env, "boss", groups=("base.group_system",))
            values = {"name": "Group", "channel_type": "group"}
            group = env["discuss.channel"].create(values)
            group._add_members(users=users)
            self.ana, self.channel, self.boss = users[0].id, group.id, boss.id

    def answer(self):
        return Operation(
            self.registry, self.ana, lambda env, _: people.answer(env, self.channel)
        )

    # All that core ever receives: a post of somebody.
    next_message = answer

    def hire(self, env, count):
        fill.colleagues(env["res.users"].browse(self.ana), count)

    def invite(self):
        """Make users without a letter to any of them."""
        return self._inviting(no_reset_password=True)

    def invite_by_letter(self):
        return self._inviting()

    def _inviting(self, **context):
        def work(env, emails):
            env["res.users"].with_context(**context).web_create_users(emails)

        return Operation(
            self.registry,
            self.boss,
            work,
            lambda _env: next(self.guests),
            many=INVITED,
        )

    def members_list(self):
        return Operation(self.registry, self.boss, self._open_users)

    @staticmethod
    def _open_users(env, _given):
        users = env["res.users"].with_context(bin_size=True)
        people.read_page(users, SHOWN, [("share", "=", False)])

    def log_in(self):
        return people.logging_in(self.registry, "ana", "ana")

    log_in_by_phone = log_in
