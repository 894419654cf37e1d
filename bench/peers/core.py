"""Discuss as Odoo delivers it: the floor under everybody's price of a message."""

from odoo import SUPERUSER_ID, api

from .. import budgets, people
from ..measure import Operation


class Core:
    """A group of two colleagues, in a database with nothing else in it."""

    name = budgets.CORE
    addons = ()

    def __init__(self, registry, _running):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            users = people.hire(env, "ana", "bia")
            values = {"name": "Group", "channel_type": "group"}
            group = env["discuss.channel"].create(values)
            group._add_members(users=users)
            self.ana, self.channel = users[0].id, group.id

    def answer(self):
        return Operation(
            self.registry, self.ana, lambda env, _: people.answer(env, self.channel)
        )

    # All that core ever receives: a post of somebody.
    next_message = answer
