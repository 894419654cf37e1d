from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from simulator import Simulator
from simulator.account import Account, Number
from simulator.graph import health as condition

from ..providers import transport
from ..providers.signals import FINDINGS
from .access_case import AccessCase
from .common import PactCase
from .test_delivery import SIMULATED

NUMBER = SIMULATED["number_ref"]


class CheckCase(PactCase):
    """An inbox on the simulated network, over real HTTP on this machine."""

    def setUp(self):
        super().setUp()
        # Odoo's guard against the outside world takes one number for a timeout.
        self.patch(transport, "TIMEOUT", 20)
        self.simulator = Simulator(auto_deliver=False)
        self.simulator.start()
        self.addCleanup(self.simulator.stop)
        self.inbox.write(SIMULATED | {"base_url": f"{self.simulator.url}/v25.0"})
        self.env["pact.inbox"].search([("id", "!=", self.inbox.id)]).active = False
        network = self.simulator.network
        network.node(SIMULATED["account_ref"], Account).is_subscribed = True

    def _fare(self, **how):
        network = self.simulator.network
        condition.change(network, network.node(NUMBER, Number), how)

    def _check(self, **values):
        self.inbox.write(values)
        self._rpc(self.boss, "pact.inbox", "action_check", self.inbox.ids)
        return self._work()

    def _work(self):
        with self.enter_registry_test_mode():
            self.env.ref("pact_team.ir_cron_health").method_direct_trigger()
        self.env.invalidate_all()
        return [kind for kind, _detail in self.inbox.findings or []]

    def _warnings(self):
        """Return what administrators were told, newest first."""
        return self.inbox.message_ids.filtered(
            lambda note: self.boss.partner_id in note.partner_ids
        ).mapped("body")


@tagged("post_install", "-at_install")
class TestInboxCheck(CheckCase):
    """C13: the connection check says in words what is wrong."""

    def test_all_is_well(self):
        self.assertEqual(self._check(), [])
        self.assertTrue(self.inbox.checked_date)
        self.assertEqual(self.inbox.token_state, "works")
        self.assertFalse(self.inbox.findings_html)
        self.assertFalse(self._warnings())

    def test_the_card_shows_what_the_network_says(self):
        """C13: quality, limits, speed, name and number, as reported."""
        self._check()
        inbox = self.inbox
        self.assertEqual(inbox.quality, "green")
        self.assertEqual(inbox.can_send, "available")
        self.assertEqual((inbox.people_limit, inbox.throughput), (250, 80))
        self.assertEqual(inbox.people_limit_text, "250")
        self.assertEqual(inbox.verified_name, "Casa Aurora")
        self.assertEqual(inbox.display_number, "+55 11 4000-1234")
        self.assertEqual(inbox.number, "+55 11 4000-1234")

    def test_a_wrong_token_is_explained(self):
        with mute_logger("odoo.addons.pact_team.models.pact_inbox_check"):
            self.assertEqual(self._check(token="revoked"), ["token"])
        self.assertIn("access token is wrong", self.inbox.findings_html)
        self.assertEqual(self.inbox.token_state, "refused")
        self.assertIn("access token is wrong", self._warnings()[0])
        self._check()
        self.assertEqual(len(self._warnings()), 1)

    def test_a_wrong_number_is_explained(self):
        self.assertIn("number_unknown", self._check(number_ref="1"))
        self.assertIn("phone number ID", self.inbox.findings_html)

    def test_a_wrong_account_is_explained(self):
        self.assertIn("account_unknown", self._check(account_ref="2"))

    def test_nobody_answers(self):
        self.assertEqual(
            self._check(base_url="http://127.0.0.1:9/v25.0"), ["unreachable_api"]
        )
        self.assertEqual(self.inbox.token_state, "unknown")

    def test_a_table_of_conditions(self):
        for how, kind in (
            ({"status": "DISCONNECTED"}, "not_registered"),
            ({"name_status": "DECLINED"}, "name_not_approved"),
            ({"can_send": "BLOCKED"}, "blocked"),
        ):
            well = {"status": "CONNECTED", "name_status": "APPROVED"}
            self._fare(**well, can_send="AVAILABLE")
            with self.subTest(kind=kind):
                self._fare(**how)
                self.assertIn(kind, self._check())

    def test_subscribing_mends_it(self):
        network = self.simulator.network
        account = network.node(SIMULATED["account_ref"], Account)
        account.is_subscribed = False
        self.assertEqual(self._check(), ["not_subscribed"])
        self.assertTrue(self.inbox.needs_subscription)
        self._rpc(self.boss, "pact.inbox", "action_subscribe", self.inbox.ids)
        self.assertEqual(self._work(), [])
        self.assertTrue(account.is_subscribed)
        self.assertFalse(self.inbox.wants_subscription)

    def test_every_finding_has_its_sentence(self):
        sentences = self.env["pact.inbox"]._finding_sentences()
        self.assertEqual(set(sentences), set(FINDINGS))

    def test_readiness_says_it_too(self):
        """C9: what is broken is found where one looks for trouble."""
        self._check(token="revoked")
        found = self.env["pact.finding"]._look(self.company)
        names = " ".join(one["name"] for one in found)
        self.assertIn("Main number: The access token is wrong", names)

    def test_each_is_asked_once_a_day(self):
        self._check()
        self.inbox.quality = False
        self._work()
        self.assertFalse(self.inbox.quality)
        self.inbox.next_check_date = fields.Datetime.now() - timedelta(minutes=1)
        self._work()
        self.assertEqual(self.inbox.quality, "green")

    def test_what_is_not_connected_is_not_asked(self):
        self.inbox.number_ref = False
        with self.assertRaises(UserError):
            self._rpc(self.boss, "pact.inbox", "action_check", self.inbox.ids)
        self._work()
        self.assertFalse(self.inbox.checked_date)

    def test_other_credentials_are_not_known_to_work(self):
        self._check()
        typed = {"token_input": "another"}
        self._rpc(self.boss, "pact.inbox", "write", self.inbox.ids, typed)
        self.assertFalse(self.inbox.checked_date)
        self.assertEqual(self.inbox.token_state, "unknown")

    def test_whoever_asked_is_told(self):
        self.env["bus.bus"].search([]).unlink()
        self._check()
        self.env.cr.precommit.run()
        said = self.env["bus.bus"].search([("message", "like", "inbox_checked")])
        self.assertIn("all is well", said.message)
        self.assertIn(f'"res.partner",{self.boss.partner_id.id}', said.channel)


@tagged("post_install", "-at_install")
class TestHealthNews(CheckCase):
    """C13: what the network tells by itself is shown at once."""

    def _news(self, field, **value):
        value.setdefault("display_phone_number", "551140001234")
        self._accept({"field": field, "value": value})
        self._process()

    def test_low_quality_warns_once(self):
        self._check()
        for _time in range(2):
            self._news("phone_number_quality_update", event="FLAGGED")
        self.assertEqual(self.inbox.quality, "red")
        self.assertEqual(sum("quality" in words for words in self._warnings()), 1)

    def test_a_restriction_warns_and_its_end_is_seen(self):
        self._check()
        kind = {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}
        news = {"event": "ACCOUNT_RESTRICTION", "restriction_info": [kind]}
        self._news("account_update", **news)
        self.assertEqual(self.inbox.can_send, "limited")
        self.assertIn("write first to nobody", self._warnings()[0])
        self._work()
        self.assertEqual(self.inbox.can_send, "available")

    def test_a_ban_is_told_once(self):
        """The inbox stops and says so; nobody is told the same in other words."""
        ban = {"waba_ban_state": "DISABLE"}
        self._news("account_update", event="DISABLED_UPDATE", ban_info=ban)
        self.assertTrue(self.inbox.stop_reason)
        self.assertEqual(self.inbox.can_send, "blocked")
        self.assertEqual(len(self._warnings()), 1)

    def test_a_new_limit(self):
        self._news(
            "business_capability_update", max_daily_conversations_per_business=-1
        )
        self.assertEqual(self.inbox.people_limit, 0)
        self.assertEqual(self.inbox.people_limit_text, "No limit")

    def test_news_of_a_number_are_of_that_number(self):
        self._check()
        other = self._make_inbox(
            **SIMULATED | {"number_ref": "203040506070810"}, number="+55 11 4000-5678"
        )
        self._news("phone_number_quality_update", event="FLAGGED")
        self.assertEqual((self.inbox.quality, other.quality), ("red", False))

    def test_news_of_the_account_are_of_all_its_numbers(self):
        other = self._make_inbox(**SIMULATED | {"number_ref": "203040506070810"})
        self._news(
            "business_capability_update",
            max_daily_conversations_per_business=2000,
            display_phone_number="",
        )
        limits = (self.inbox + other).mapped("people_limit")
        self.assertEqual(limits, [2000, 2000])


@tagged("post_install", "-at_install")
class TestInboxSteps(CheckCase):
    """C13: the steps are what really happened."""

    def _open_steps(self, inbox):
        return [key for key, is_done in inbox._steps_done().items() if not is_done]

    def test_from_nothing_to_the_first_message(self):
        self.inbox.active = False
        self.env.flush_all()
        values = {"name": "New", "team_id": self.team.id, "company_id": self.company.id}
        [made] = self._rpc(self.boss, "pact.inbox", "create", [values])
        inbox = self.env["pact.inbox"].browse(made)
        self.assertEqual(len(self._open_steps(inbox)), 7)
        self.assertEqual(inbox.status, "unconfigured")
        for values, step in (
            ({key: SIMULATED[key] for key in ("number_ref", "account_ref")}, "numbers"),
            ({"token_input": SIMULATED["token"]}, "token"),
            ({"app_secret_input": SIMULATED["app_secret"]}, "secret"),
        ):
            self.assertIn(step, self._open_steps(inbox))
            self._rpc(self.boss, "pact.inbox", "write", inbox.ids, values)
            self.env.invalidate_all()
            self.assertNotIn(step, self._open_steps(inbox))
        inbox.base_url = f"{self.simulator.url}/v25.0"
        inbox._note_handshake()
        self.assertEqual(self._open_steps(inbox), ["check", "subscribe", "message"])
        self._rpc(self.boss, "pact.inbox", "action_check", inbox.ids)
        self._work()
        self.assertEqual(self._open_steps(inbox), ["message"])
        self._receive(self._element(sender="5531987659999"), inbox=inbox)
        self.assertEqual(self._open_steps(inbox), [])
        self.assertTrue(inbox.is_connected)

    def test_what_the_check_found_opens_its_step_again(self):
        self._check(token="revoked")
        self.assertIn("token", self._open_steps(self.inbox))
        self.assertIn("check", self._open_steps(self.inbox))
        self.assertIn("subscribe", self._open_steps(self.inbox))

    def test_the_page_shows_each(self):
        html = self.inbox.steps_html
        self.assertEqual(html.count("<li"), 7)
        self.assertEqual(html.count('data-done="1"'), 3)


@tagged("post_install", "-at_install")
class TestInboxAccess(AccessCase):
    def _people(self):
        kinds = ("conversation", "supervisor", "manager", "stakeholder", "payments")
        members = [
            self._make_member(f"{kind}_inbox", kind, self.team) for kind in kinds
        ]
        return self._outsiders() + self.ana + self.env["res.users"].union(*members)

    def test_only_who_configures_the_company_has_a_hand_on_it(self):
        """P3, P7, H17: every other role, and the administrator of another company."""
        for user in self._people():
            for method, *args in (
                ("read", ["name"]),
                ("write", {"use": "inbound"}),
                ("write", {"token_input": "x"}),
                ("action_check",),
                ("action_subscribe",),
                ("action_resume",),
                ("unlink",),
            ):
                self._assert_refused(user, "pact.inbox", method, self.inbox.ids, *args)

    def test_what_the_network_tells_is_typed_by_nobody(self):
        for values in (
            {"quality": "green"},
            {"findings": []},
            {"stop_reason": False},
            {"verified_date": "2026-01-01 00:00:00"},
            {"wants_subscription": True},
            {"check_asker_id": self.ana.id},
        ):
            self._assert_refused(
                self.boss, "pact.inbox", "write", self.inbox.ids, values
            )
        made = {"name": "N", "team_id": self.team.id, "company_id": self.company.id}
        self._assert_refused(
            self.boss, "pact.inbox", "create", [{**made, "quality": "red"}]
        )
        context = {"default_quality": "green"}
        [inbox] = self._rpc(self.boss, "pact.inbox", "create", [made], context=context)
        self.assertFalse(self.env["pact.inbox"].browse(inbox).quality)
