"""C17, U23: what was finished with a contact is for who may read their history."""

from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.http_routing.tests.common import MockRequest
from odoo.addons.mail.tools.discuss import Store

from .access_case import AccessCase


class HistoryCase(AccessCase):
    """A finished conversation of Ana's, and colleagues who may read it or may not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = cls._make_member("reader_pact", "agent", cls.team)
        right = cls.env["pact.right"].search([("code", "=", "may_read_history")])
        cls._member_of(cls.reader).option_ids = [Command.set(right.ids)]

    def setUp(self):
        super().setUp()
        self.finished = self.held
        self.words = self._said(self.finished)[0]
        self._finish(self.finished)

    def _finish(self, channel, user=None):
        self._rpc(
            user or self.ana, "discuss.channel", "action_pact_finish", channel.ids
        )
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestHistory(HistoryCase):
    def test_finished_ones_are_read_by_right(self):
        """C17, U23: by reading, searching, grouping and exporting alike."""
        exporting = [Command.link(self.env.ref("base.group_allow_export").id)]
        (self.reader + self._outsiders()).group_ids = exporting
        for call in (
            ("read", self.finished.ids, ["name"]),
            ("export_data", self.finished.ids, ["name", "pact_partner_id"]),
            ("pact_history", self.finished.ids),
        ):
            self.assertTrue(self._rpc(self.reader, "discuss.channel", *call))
            for user in self._outsiders():
                self._assert_refused(user, "discuss.channel", *call)
        for user, count in ((self.reader, 1), *((one, 0) for one in self._outsiders())):
            self.assertEqual(self._found(user), count, user.login)

    def _found(self, user):
        """Return how many ways of asking find the conversation: all, or none."""
        mine = [("id", "=", self.finished.id)]
        named = [("id", "in", self.finished.ids)]
        answers = {
            self._rpc(user, "discuss.channel", "search_count", mine),
            len(self._rpc(user, "discuss.channel", "name_search", "", named)),
            len(
                self._rpc(
                    user,
                    "discuss.channel",
                    "formatted_read_group",
                    mine,
                    ["pact_partner_id"],
                    ["__count"],
                )
            ),
            self._rpc(
                user, "mail.message", "search_count", [("id", "=", self.words.id)]
            ),
        }
        [answer] = answers
        return answer

    def test_its_words_follow(self):
        """C17: whoever reads the conversation reads its messages, nobody else."""
        call = ("mail.message", "read", self.words.ids, ["body"])
        self.assertIn("segredo", self._rpc(self.reader, *call)[0]["body"])
        for user in self._outsiders():
            self._assert_refused(user, *call)

    def test_the_right_opens_nothing_that_is_not_finished(self):
        """X5, H10: neither what waits nor what a colleague holds."""
        held = self._write("outro segredo")
        self._take(held)
        for channel in held + self.waiting:
            self._assert_refused(
                self.reader, "discuss.channel", "read", channel.ids, ["name"]
            )
        self.assertEqual(
            self._rpc(
                self.reader,
                "discuss.channel",
                "search",
                [("id", "in", (held + self.waiting).ids)],
            ),
            [],
        )

    def test_the_right_is_of_one_company(self):
        """P7: history of the other company stays closed."""
        self.reader.sudo().company_ids = [Command.link(self.other_company.id)]
        self.env["pact.member"].create(
            {"user_id": self.reader.id, "company_id": self.other_company.id}
        )
        inbox = self._make_inbox(self.other_team, number_ref="71", account_ref="81")
        self._receive(self._element(), inbox=inbox)
        theirs = self.env["discuss.channel"].search([("pact_inbox_id", "=", inbox.id)])
        theirs._pact_finish()
        self._assert_refused(
            self.reader, "discuss.channel", "read", theirs.ids, ["name"]
        )

    def test_without_the_right_one_reads_ones_own(self):
        """C17: what somebody finished themself stays theirs to read."""
        self.assertTrue(
            self._rpc(self.ana, "discuss.channel", "read", self.finished.ids, ["name"])
        )

    def test_who_loses_the_right_is_out_at_once(self):
        """P12: rights are asked at query time."""
        self._member_of(self.reader).option_ids = [Command.clear()]
        self._assert_refused(
            self.reader, "discuss.channel", "read", self.finished.ids, ["name"]
        )
        self.assertEqual(self._found(self.reader), 0)

    def test_it_is_read_only(self):
        """C17: to read what is over is not to write in it."""
        for call in (
            ("message_post", self.finished.ids),
            ("action_pact_finish", self.finished.ids),
            ("action_pact_take", self.finished.ids),
            ("write", self.finished.ids, {"name": "Mine"}),
        ):
            self._assert_refused(self.reader, "discuss.channel", *call)

    def test_newest_first_and_in_pages(self):
        """C17: ten at a time, the newest before the older."""
        for number in range(11):
            channel = self._write(f"Vez {number}")
            self._take(channel)
            self._finish(channel)
            channel.pact_finished_date = f"2026-01-{number + 1:02} 09:00:00"
        self.finished.pact_finished_date = "2025-01-01 09:00:00"
        current = self._write("Agora")
        self._take(current, self.reader)
        page = self._rpc(self.reader, "discuss.channel", "pact_history", current.ids)
        dates = [line["finished"] for line in page["conversations"]]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertEqual((len(dates), page["has_more"]), (10, True))
        rest = self._rpc(
            self.reader, "discuss.channel", "pact_history", current.ids, 10
        )
        self.assertEqual(
            ([line["id"] for line in rest["conversations"]][-1], rest["has_more"]),
            (self.finished.id, False),
        )

    def test_the_contact_shows_as_many_as_one_may_read(self):
        """C17, U23: the number beside History follows the right."""
        contact = self.finished.pact_partner_id
        for user, count in ((self.reader, 1), (self.ana, 1), (self.bia, 0)):
            [row] = self._rpc(
                user, "res.partner", "read", contact.ids, ["pact_history_count"]
            )
            self.assertEqual(row["pact_history_count"], count, user.login)
        action = self._rpc(
            self.reader, "res.partner", "action_pact_history", contact.ids
        )
        self.assertEqual(action["context"]["active_ids"], contact.ids)

    def test_the_bus_is_open_to_who_may_read(self):
        """C17: who opens it hears what is still said about it, nobody else."""
        wanted = [f"discuss.channel_{self.finished.id}"]
        stint = self.finished.pact_stint_id
        for user, hears in ((self.reader, True), (self.bia, False)):
            env = self.env(user=user)
            with MockRequest(env):
                granted = env["ir.websocket"]._build_bus_channel_list(list(wanted))
            self.assertEqual(stint in granted, hears, user.login)

    def test_discuss_gets_what_it_shows(self):
        """C17: opened in Discuss it comes with its state, and without a seat in it."""
        channel = self.finished.with_user(self.reader)
        data = Store().add(channel).get_result()["discuss.channel"][0]
        self.assertEqual(
            (data["pact_state"], data["pact_is_readable"]), ("finished", True)
        )
        self.assertFalse(channel.channel_member_ids)


@tagged("post_install", "-at_install")
class TestHistoryFiles(HistoryCase, HttpCase):
    def test_a_file_by_its_address(self):
        """C17: the address of a file opens it for who may read, and for nobody else."""
        file = self.env["ir.attachment"].create(
            {
                "name": "exame.txt",
                "raw": b"segredo",
                "res_model": "discuss.channel",
                "res_id": self.finished.id,
            }
        )
        self.env.flush_all()
        for user, is_open in ((self.reader, True), (self.bia, False)):
            self.authenticate(user.login, user.login)
            with mute_logger("odoo.http", "odoo.addons.base.models.ir_binary"):
                answer = self.url_open(f"/web/content/{file.id}")
            self.assertEqual(b"segredo" in answer.content, is_open, user.login)
            call = ("ir.attachment", "read", file.ids, ["raw"])
            if not is_open:
                self._assert_refused(user, *call)


@tagged("post_install", "-at_install")
class TestHistoryCost(HistoryCase):
    """An agent's own list stays served by its index, whatever others finished."""

    def test_ones_own_list_is_found_by_index(self):
        self.env.flush_all()
        identity = self.finished.pact_identity_id
        self.env.cr.execute(
            """
            INSERT INTO discuss_channel (name, channel_type, active, pact_company_id,
                pact_identity_id, pact_partner_id, pact_inbox_id, pact_team_id,
                pact_state, pact_agent_id, last_interest_dt, pact_finished_date)
            SELECT 'Filling', 'pact', true, %s, %s, %s, %s, %s, 'finished',
                   CASE WHEN n %% 500 = 0 THEN %s ELSE %s END,
                   now() - n * interval '1 minute', now() - n * interval '1 minute'
              FROM generate_series(1, 20000) n
            """,
            [
                self.company.id,
                identity.id,
                identity.partner_id.id,
                self.inbox.id,
                self.team.id,
                self.reader.id,
                self.bia.id,
            ],
        )
        self.env.cr.execute("ANALYZE discuss_channel")
        mine = [("pact_agent_id", "=", self.reader.id)]
        self.assertIn("discuss_channel_pact_agent_idx", self._plan(mine))
        self.assertIn("Limit", everything := self._plan([]))
        self.assertNotIn("Seq Scan on discuss_channel", everything)

    def _plan(self, domain):
        Channel = self.env["discuss.channel"].with_user(self.reader)
        listed = [("channel_type", "=", "pact"), ("pact_is_readable", "=", True)]
        query = Channel._search(
            [*listed, *domain], order="last_interest_dt desc", limit=80
        )
        rows = self.env.execute_query(SQL("EXPLAIN %s", query.select()))
        return "\n".join(row[0] for row in rows)
