"""What a newcomer finds of requests in the demonstration."""

import unittest

from setup import database, odoo_process

STORY = """
from datetime import timedelta
from odoo import fields

helena = env["res.users"].search([("login", "=", "helena")])
credential = {"login": "helena", "password": "helena", "type": "password"}
assert helena.with_user(helena)._check_credentials(credential, {"interactive": True})
mine = env["pact.ticket"].with_user(helena)
assert mine._is_for_customer()
assert mine._counts_of_customer() == {"all": 8, "open": 6, "finished": 2}
tickets = env["pact.ticket"].search([], order="id")
assert set(tickets.mapped("state")) == {"new", "in_progress", "waiting", "finished"}
urgencies = {"in_time", "soon", "late", "held", "kept"}
assert set(tickets.mapped("urgency")) == urgencies, tickets.mapped("urgency")
now = fields.Datetime.now()
assert all(abs(one.due_date - now) < timedelta(days=15) for one in tickets)
assert all(one.team_id for one in tickets)
assert all(one._thread_of_customer() for one in tickets)
assert not tickets.merged_into_id
company = env.ref("base.main_company")
offered = env["pact.classification"]._offered_in_portal(company)
assert len(offered.filtered("parent_id")) == 11, len(offered.filtered("parent_id"))
assert len(env["pact.contact.method"]._offered_in(company)) == 4
ana = env["res.users"].search([("login", "=", "ana")])
assert env["pact.ticket"].with_user(ana).search_count([("is_takeable", "=", True)])
found = env["pact.finding"].with_user(ana).sudo()._look(company)
said = [one["name"] for one in found if "equests" in one["name"]]
assert all("e-mail domain" in one for one in said), said
assert not env["mail.mail"].search([("model", "=", "pact.ticket")])
conversations = env["pact.classification"]._for_conversations_of(company)
assert len(conversations) == 6, "what a conversation was about is as it was"
"""


class TestRequestDemo(unittest.TestCase):
    def test_what_a_newcomer_finds(self):
        """S19, S20: a customer with a login, eight requests in all states."""
        name = database.temporary_name("requests")
        self.addCleanup(database.drop, name)
        database.copy_with_addon(name, demo=True)
        # What it asserts ends the shell, and so the test, with an error.
        odoo_process.ask_shell(name, STORY)
