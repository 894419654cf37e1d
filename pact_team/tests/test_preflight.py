"""I7: everything to know before a conversation is started, in one look."""

import json
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged, warmup
from odoo.tools.json import json_default

from .common import MARIA
from .start_case import LUA, LUA_KEY, StartCase


@tagged("post_install", "-at_install")
class TestPreflight(StartCase):
    def _line(self, inbox, **asked):
        look = self._look(**self._asked(**asked))
        return next(one for one in look["inboxes"] if one["id"] == inbox.id)

    def test_a_name_or_number_finds_contacts(self):
        """C19: by name, or by a part of the number; no colleague, no other company."""
        self._make_contact("Lua Deles", "+5531987650098", self.other_company)
        for typed in ("Lua", "650007", "8765-0007"):
            with self.subTest(typed):
                found = self._look(number=typed)["matches"]
                self.assertEqual([one["id"] for one in found], self.lua.ids)
        self.assertEqual(found[0]["phone"], "+55 31 98765-0007")
        self.assertEqual(self._look(number="bia_pact")["matches"], [])
        self.assertEqual(self._look(number="L")["matches"], [])

    def test_a_whole_number_is_a_contact_or_a_new_one(self):
        """C15: the number in its usual spelling, and whose it is."""
        known = self._look(number="31 8765-0007")
        self.assertEqual(known["partner"]["id"], self.lua.id)
        new = self._look(number="31 98765 0055")
        self.assertFalse(new["partner"])
        self.assertEqual(new["number"], "+55 31 98765-0055")

    def test_what_there_is_one_of_is_chosen(self):
        """C20, C21: my only team and the only inbox; of several none."""
        look = self._look(partner_id=self.lua.id)
        self.assertEqual(look["team_id"], self.team.id)
        self.assertFalse(look["inbox_id"])
        self.assertEqual(len(look["inboxes"]), 2)
        self.second.use = "inbound"
        look = self._look(partner_id=self.lua.id)
        self.assertEqual(look["inbox_id"], self.inbox.id)
        self.assertEqual(len(look["inboxes"]), 1)
        self._member_of(self.ana).team_ids += self.sales
        self.assertFalse(self._look(partner_id=self.lua.id)["team_id"])

    def test_only_my_own_teams_are_offered(self):
        """C20: active ones, of this company."""
        self._member_of(self.ana).team_ids += self.sales
        self.sales.active = False
        teams = self._look()["teams"]
        self.assertEqual([one["id"] for one in teams], self.team.ids)

    def test_the_window_is_each_inboxs_own(self):
        """C24: what opened it on one number closes it on no other."""
        maria = self._conversation(MARIA).pact_partner_id
        open_line = self._line(self.inbox, partner_id=maria.id)
        self.assertTrue(open_line["is_free"])
        self.assertTrue(open_line["last_inbound"])
        self.assertEqual(
            open_line["free_until"], open_line["last_inbound"] + timedelta(hours=24)
        )
        closed = self._line(self.second, partner_id=maria.id)
        self.assertFalse(closed["is_free"])
        self.assertFalse(closed["last_inbound"])

    def test_who_talks_to_them_and_nothing_they_said(self):
        """I7, X5: a name and a team, also on inboxes one does not use; no words."""
        channel = self._write("segredo", LUA_KEY)
        self._take(channel, self.bia)
        look = self._look(**self._asked())
        running = next(one["running"] for one in look["inboxes"] if one["running"])
        self.assertIn("bia_pact", running["sentence"])
        self.assertIn("Support", running["sentence"])
        self.assertFalse(running["id"])
        self.inbox.use = "inbound"
        look = self._look(**self._asked())
        self.assertEqual([one["kind"] for one in look["elsewhere"]], ["held"])
        self.assertNotIn("segredo", json.dumps(look, default=json_default))

    def test_known_on_several_inboxes(self):
        """I7, C14: who wrote to both is looked at on both, and talked to on one."""
        self._take(self._write("Bom dia", LUA_KEY), self.bia)
        self.env["pact.identity"]._reach(self.second, LUA, self.lua)
        look = self._look(**self._asked())
        kinds = {
            one["id"]: one["running"] and one["running"]["kind"]
            for one in look["inboxes"]
        }
        self.assertEqual(kinds, {self.inbox.id: "held", self.second.id: False})
        asked = self._asked(inbox_id=self.second.id)
        self.assertEqual(self._start(**asked).pact_inbox_id, self.second)

    def test_what_may_be_sent_with_its_words(self):
        """C23: by inbox and team, the customer's language first, blanks named."""
        self.lua.lang = "en_US"
        self._make_template(self.inbox, name="en", language="en_US", body="Hi {{5}}")
        self._make_template(self.inbox, name="later", state="pending")
        found = self._look(**self._asked())["templates"]
        self.assertEqual([one["name"] for one in found], ["en", "novidade"])
        blanks = [(one["key"], one["source"]) for one in found[1]["blanks"]]
        self.assertEqual(blanks, [("body:4", "subject"), ("body:5", "free")])

    def test_where_there_is_no_template_somebody_is_named(self):
        """C26: whoever publishes them."""
        self.template.is_published = False
        look = self._look(**self._asked())
        self.assertEqual(look["templates"], [])
        self.assertIn("boss_pact", " ".join(look["managers"]))

    def test_a_stopped_inbox_is_told(self):
        """Nobody wonders why nothing arrives."""
        self.inbox.stop_reason = "x"
        self.assertTrue(self._line(self.inbox)["is_stopped"])

    def _cost(self, work):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        work()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

    def _past(self, count):
        """Let Lua have had ``count`` conversations, each with a message of ours."""
        if not (last := self._conversation(LUA_KEY)):
            last = self._start()
            self._rpc(self.ana, "discuss.channel", "action_pact_finish", last.ids)
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO discuss_channel (name, channel_type, active, pact_company_id,
                pact_inbox_id, pact_identity_id, pact_partner_id, pact_team_id,
                pact_agent_id, pact_state, create_uid)
            SELECT name, channel_type, active, pact_company_id, pact_inbox_id,
                pact_identity_id, pact_partner_id, pact_team_id, pact_agent_id,
                'finished', create_uid
              FROM discuss_channel, generate_series(1, %s) WHERE id = %s
            """,
            [count, last.id],
        )
        self.env.cr.execute("ANALYZE discuss_channel")

    @warmup
    def test_costs_the_same_after_ten_thousand_conversations(self):
        """A look and a start cost as much as ever, and the index serves them."""
        self._past(0)
        look = lambda: self._look(**self._asked())  # noqa: E731
        look()
        few = self._cost(look)
        begun = self._cost(lambda: self._start(request_key="a"))
        channel = self._conversation(LUA_KEY)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self._past(10_000)
        self.assertLessEqual(self._cost(look), few)
        self.assertLessEqual(self._cost(lambda: self._start(request_key="b")), begun)
        self.assertLessEqual(few, 30)
        self.assertLessEqual(begun, 60)

    def test_an_open_conversation_is_found_by_an_index(self):
        """However many are finished."""
        self._past(10_000)
        self.env.cr.execute(
            """EXPLAIN SELECT id FROM discuss_channel WHERE pact_identity_id IN (%s)
                AND pact_state IN ('waiting', 'in_progress')""",
            [self._conversation(LUA_KEY).pact_identity_id.id],
        )
        plan = " ".join(line for [line] in self.env.cr.fetchall())
        # The smaller of the two serves; in a table of tests both may be as cheap.
        self.assertRegex(plan, "pact_open_uniq|pact_identity_idx")

    def test_nothing_is_changed_by_looking(self):
        """A look writes nothing, whoever is looked at."""
        before = self._everything()
        self._look(**self._asked())
        self._look(number="31 98765 0066", team_id=self.team.id)
        self.env.flush_all()
        self.assertEqual(self._everything(), before)

    def test_an_attempt_is_told(self):
        """I7: when it was tried last, and how far it came."""
        self._start()
        line = self._line(self.inbox)
        self.assertEqual(line["attempt"]["state"], "queued")
        self.assertLessEqual(line["attempt"]["date"], fields.Datetime.now())
