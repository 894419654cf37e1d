from unittest import TestCase

from common import BIA, BIA_ID, change, element, read_one, whatsapp
from providers.signals import Notice

REPLIES_BLOCKED = {"restriction_type": "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"}
STARTS_BLOCKED = {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}


class TestNotices(TestCase):
    def read(self, field, **value):
        return whatsapp.read({"field": field, "value": value})[0]

    def test_the_gist_has_many_names(self):
        for field, value, event in (
            ("message_template_status_update", {"event": "APPROVED"}, "APPROVED"),
            ("phone_number_name_update", {"decision": "REJECTED"}, "REJECTED"),
            ("message_template_quality_update", {"new_quality_score": "RED"}, "RED"),
            ("template_category_update", {"new_category": "UTILITY"}, "UTILITY"),
            ("messaging_handovers", {}, ""),
            ("not_invented_yet", {"event": 5}, "5"),
        ):
            with self.subTest(field=field):
                self.assertEqual(self.read(field, **value), Notice(field, event, value))

    def test_only_what_ends_sending_stops_it(self):
        for event, value, stops in (
            ("ACCOUNT_DELETED", {}, True),
            ("ACCOUNT_OFFBOARDED", {}, True),
            ("PARTNER_REMOVED", {}, True),
            ("DISABLED_UPDATE", {}, True),
            ("DISABLED_UPDATE", {"ban_info": {"waba_ban_state": "DISABLE"}}, True),
            ("DISABLED_UPDATE", {"ban_info": {"waba_ban_state": "REINSTATE"}}, False),
            ("ACCOUNT_RESTRICTION", {"restriction_info": [REPLIES_BLOCKED]}, True),
            ("ACCOUNT_RESTRICTION", {"restriction_info": [STARTS_BLOCKED]}, False),
            ("ACCOUNT_RESTRICTION", {"restriction_info": 3}, False),
            ("VERIFIED_ACCOUNT", {}, False),
        ):
            with self.subTest(event=event, value=value):
                notice = self.read("account_update", event=event, **value)
                self.assertIs(notice.stops_sending, stops)

    def test_another_field_stops_nothing_by_the_same_word(self):
        notice = self.read("account_alerts", event="ACCOUNT_DELETED")
        self.assertFalse(notice.stops_sending)

    def test_traffic_of_another_agent_is_only_noticed(self):
        notice = read_one(element(text={"body": "Oi"}), field="standby")
        self.assertIsInstance(notice, Notice)
        self.assertEqual(notice.details["messages"][0]["text"], {"body": "Oi"})

    def test_a_preference_names_its_customer(self):
        asked = {"wa_id": BIA, "user_id": BIA_ID, "value": "stop", "timestamp": 5}
        notice = self.read("user_preferences", user_preferences=[asked])
        self.assertEqual((notice.subject, notice.event), ("user_preferences", "stop"))
        self.assertEqual(notice.details, asked | {"keys": [BIA_ID, BIA]})

    def test_an_odd_preference_is_still_noticed(self):
        notice = self.read("user_preferences", user_preferences=7)
        self.assertEqual(notice.details, {"user_preferences": 7})

    def test_errors_without_messages_concern_the_account(self):
        for code, stops in ((190, True), (131042, True), (130429, False)):
            with self.subTest(code=code):
                notice = read_one(errors=[{"code": code, "message": "Oh"}])
                expected = Notice("errors", str(code), {"detail": "Oh"}, stops)
                self.assertEqual(notice, expected)

    def test_a_change_without_field_is_read_by_what_it_holds(self):
        came = change(element(text={"body": "Oi"}), field="")
        self.assertEqual(whatsapp.read(came)[0].text, "Oi")
