import json
from unittest import TestCase

from loopback import http, says, serving
from simulated import NUMBER, OWNER, SimulatedCase

from common import BIA, BIA_ID, MOMENT, whatsapp
from providers import courier
from providers.signals import FINDINGS, Health, HealthNews, Notice, Preference
from providers.transport import Account, Response
from simulator.graph import health

PAYMENT = {"error_code": 141006, "error_description": "There is an error with payment."}
STARTS_BLOCKED = {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}
REPLIES_BLOCKED = {"restriction_type": "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"}


def read(body, status=200):
    return whatsapp.read_health(Response(status, {}, json.dumps(body).encode()))


class TestHealth(TestCase):
    def test_a_table_of_limits(self):
        """WA40: none is overstepped because it was not understood."""
        for told, limit in (
            ("TIER_50", 50),
            ("TIER_250", 250),
            ("TIER_1K", 1000),
            ("TIER_2K", 2000),
            ("TIER_10K", 10_000),
            ("TIER_100K", 100_000),
            ("TIER_UNLIMITED", None),
            (2000, 2000),
            (-1, None),
            ("TIER_NOT_SET", 250),
            ("TIER_²", 250),
            (["TIER_1K"], 250),
            (None, 250),
        ):
            with self.subTest(told=told):
                body = {"id": "1", "whatsapp_business_manager_messaging_limit": told}
                self.assertEqual(read(body).limit, limit)

    def test_all_that_is_told(self):
        """WA40: quality, speed, name and why it may not send."""
        entity = {
            "errors": [PAYMENT, PAYMENT, 3],
            "additional_info": ["Name in review", 5, None],
        }
        told = {
            "quality_rating": "YELLOW",
            "whatsapp_business_manager_messaging_limit": "TIER_2K",
            "throughput": {"level": "HIGH"},
            "health_status": {"can_send_message": "LIMITED", "entities": [entity, 4]},
            "display_phone_number": "+55 81 3000-1122",
            "verified_name": "Padaria",
            "name_status": "PENDING_REVIEW",
            "status": "DISCONNECTED",
        }
        reasons = ("141006 There is an error with payment.", "Name in review", "5")
        expected = Health(
            "yellow",
            2000,
            1000,
            "limited",
            reasons,
            "+55 81 3000-1122",
            "Padaria",
            "pending",
            is_connected=False,
        )
        self.assertEqual(read(told), expected)

    def test_an_odd_answer_is_read_as_well(self):
        """WA40: what is not understood is not taken for trouble."""
        odd = {
            "quality_rating": 5,
            "health_status": [],
            "throughput": "x",
            "status": {},
        }
        self.assertEqual(read(odd), Health(limit=250))
        self.assertEqual(read({}, 502).kind, "busy")


class TestHealthNews(TestCase):
    def test_a_table_of_news(self):
        """WA40: each kind of news changes what it speaks of, and nothing else."""
        number = {"display_phone_number": "+55 81 3000-1122"}
        for field, value, changes in (
            (
                "phone_number_quality_update",
                {"event": "ONBOARDING", "current_limit": "TIER_250"},
                {"limit": 250},
            ),
            (
                "phone_number_quality_update",
                {
                    "event": "UPGRADE",
                    "current_limit": "TIER_1K",
                    "max_daily_conversations_per_business": "TIER_UNLIMITED",
                },
                {"limit": None},
            ),
            (
                "phone_number_quality_update",
                {"event": "THROUGHPUT_UPGRADE"},
                {"throughput": 1000},
            ),
            ("phone_number_quality_update", {"event": "FLAGGED"}, {"quality": "red"}),
            ("phone_number_quality_update", {"event": "UNFLAGGED"}, {}),
            (
                "business_capability_update",
                {"max_daily_conversation_per_phone": 10_000},
                {"limit": 10_000},
            ),
            (
                "phone_number_name_update",
                {"decision": "APPROVED", "requested_verified_name": "Padaria"},
                {"name_state": "approved", "verified_name": "Padaria"},
            ),
            (
                "phone_number_name_update",
                {"decision": "REJECTED", "requested_verified_name": "Padaria"},
                {"name_state": "declined"},
            ),
            (
                "account_update",
                {"event": "ACCOUNT_RESTRICTION", "restriction_info": [STARTS_BLOCKED]},
                {
                    "can_send": "limited",
                    "reasons": (
                        "ACCOUNT_RESTRICTION",
                        STARTS_BLOCKED["restriction_type"],
                    ),
                },
            ),
            (
                "account_update",
                {"event": "ACCOUNT_RESTRICTION", "restriction_info": [REPLIES_BLOCKED]},
                {
                    "can_send": "blocked",
                    "reasons": (
                        "ACCOUNT_RESTRICTION",
                        REPLIES_BLOCKED["restriction_type"],
                    ),
                },
            ),
            (
                "account_update",
                {
                    "event": "DISABLED_UPDATE",
                    "ban_info": {"waba_ban_state": "REINSTATE"},
                },
                {"can_send": "available", "reasons": ()},
            ),
            (
                "account_update",
                {
                    "event": "DISABLED_UPDATE",
                    "violation_info": {"violation_type": "ALCOHOL"},
                },
                {"can_send": "blocked", "reasons": ("DISABLED_UPDATE", "ALCOHOL")},
            ),
        ):
            with self.subTest(field=field, value=value):
                change = {"field": field, "value": value | number}
                notice, news = whatsapp.read(change)
                self.assertIsInstance(notice, Notice)
                event = value.get("event") or value.get("decision", "")
                expected = HealthNews(event, "558130001122", changes)
                self.assertEqual(news, expected)

    def test_what_is_not_about_health_is_only_noticed(self):
        """WA40: most news of an account change nothing for who answers."""
        for field, value in (
            ("account_update", {"event": "AD_ACCOUNT_LINKED"}),
            ("account_update", {"event": "DISABLED_UPDATE", "ban_info": {"x": 1}}),
            ("account_alerts", {"event": "ACCOUNT_DELETED"}),
            ("security", {"event": "PIN_CHANGED"}),
        ):
            if value["event"] == "DISABLED_UPDATE":
                value["ban_info"] = {"waba_ban_state": "NEW_WORD"}
            with self.subTest(field=field):
                found = whatsapp.read({"field": field, "value": value})
                self.assertEqual([type(each) for each in found], [Notice])


class TestPreference(TestCase):
    def test_a_table_of_wishes(self):
        """I7: only marketing may be refused, and asked for again."""
        person = {"wa_id": BIA, "user_id": BIA_ID, "timestamp": 1790000000}
        for said, is_opted_out in (
            ({"value": "stop", "category": "marketing_messages"}, True),
            ({"value": "stop"}, True),
            ({"value": "resume", "category": "marketing_messages"}, False),
            ({"value": "signup", "category": "marketing_messages"}, False),
            ({"value": "stop", "category": "other"}, None),
            ({"value": "maybe"}, None),
        ):
            with self.subTest(said=said):
                value = {"user_preferences": [person | said]}
                found = whatsapp.read({"field": "user_preferences", "value": value})
                expected = [Preference((BIA_ID, BIA), is_opted_out, MOMENT)]
                self.assertEqual(found[1:], expected * (is_opted_out is not None))

    def test_nobody_in_particular_is_only_noticed(self):
        """I7: a wish without a person is nobody's."""
        value = {"user_preferences": [{"value": "stop"}]}
        found = whatsapp.read({"field": "user_preferences", "value": value})
        self.assertEqual([type(each) for each in found], [Notice])


class TestCheck(SimulatedCase):
    def test_a_new_account_is_only_not_subscribed(self):
        """I20: one thing is missing, and one call mends it."""
        self.assertEqual(self.kinds(), ["not_subscribed"])
        self.assertIsNone(courier.subscribe(self.whatsapp, self.account))
        self.assertEqual(self.kinds(), [])
        self.assertEqual(self.kinds(app_ref="405060708091011"), [])
        self.assertEqual(self.kinds(app_ref="1"), ["not_subscribed"])

    def test_a_table_of_what_may_be_wrong(self):
        """I20: each trouble has its name."""
        courier.subscribe(self.whatsapp, self.account)
        for conditions, kinds in (
            ({"status": "DISCONNECTED"}, ["not_registered"]),
            ({"name_status": "DECLINED"}, ["name_not_approved"]),
            ({"name_status": "EXPIRED"}, ["name_not_approved"]),
            ({"problems": [PAYMENT], "can_send": "LIMITED"}, ["billing"]),
            ({"problems": [PAYMENT], "can_send": "BLOCKED"}, ["billing", "blocked"]),
            ({"can_send": "BLOCKED"}, ["blocked"]),
            ({"can_send": "LIMITED"}, []),
        ):
            with self.subTest(conditions=conditions):
                well = {"status": "CONNECTED", "name_status": "APPROVED"}
                well |= {"problems": [], "can_send": "AVAILABLE"}
                number = self.simulator.network.node(NUMBER)
                health.change(self.simulator.network, number, well | conditions)
                self.assertEqual(self.kinds(), kinds)

    def test_a_wrong_reference_is_named(self):
        """I20: a number, an account or a token that is another's, or nobody's."""
        other = "807060504030201"
        for settings, kinds in (
            ({"token": "wrong"}, ["token"]),
            ({"number": "1"}, ["number_unknown", "not_subscribed"]),
            ({"owner": "1"}, ["account_unknown"]),
            ({"number": other}, ["permission", "number_unknown", "not_subscribed"]),
            ({"number": OWNER}, ["number_unknown", "not_subscribed"]),
        ):
            with self.subTest(settings=settings):
                self.assertEqual(self.kinds(**settings), kinds)

    def test_a_network_that_cannot_be_asked(self):
        """I20: a wrong address, a closed door and a broken answer are one."""
        found = [self.check(Account("http://127.0.0.1:1", "1", "1", "t"))]
        page = http(b"<h1>Hello</h1>", "404 Not Found")
        with serving(says(page)) as url:
            found.append(self.check(Account(url, "1", "1", "t")))
        self.simulator.fault("any", "http_502_html")
        found.append(self.check(self.account))
        for each in found:
            self.assertEqual([one.kind for one in each], ["unreachable_api"])

    def test_a_subscription_may_be_refused(self):
        """I20: why not is told."""
        account = self.account_with(token="wrong")
        self.assertEqual(courier.subscribe(self.whatsapp, account).kind, "account")

    def test_health_as_the_number_tells_it(self):
        """WA40: what is asked for is what is read."""
        found = courier.ask_health(self.whatsapp, self.account)
        expected = Health(
            "green",
            250,
            80,
            "available",
            (),
            "+55 11 4000-1234",
            "Casa Aurora",
            "approved",
        )
        self.assertEqual(found, expected)

    def test_every_finding_is_listed(self):
        """I20: whoever explains them finds them all in one place."""
        self.assertEqual(len(set(FINDINGS)), 10)

    def kinds(self, **settings):
        found = self.check(self.account_with(**settings))
        for each in found:
            self.assertIn(each.kind, FINDINGS)
        return [each.kind for each in found]

    def check(self, account):
        return courier.check_account(self.whatsapp, account)
