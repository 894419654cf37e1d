from unittest import TestCase

from providers.whatsapp.errors import KINDS, kind_of, to_failure
from rules import delivery

CASES = {
    "account": (
        "0 3 10 33 190 200 250 299 368 131005 131031 131037 131042 131045 133010"
    ),
    "throttled": "4 80007 130429",
    "recipient_throttled": "131056",
    "busy": "1 2 131000 131016 131057 131059 133004",
    "window": "131047",
    "unreachable": "131026 131030",
    "country": "130497",
    "opted_out": "131050",
    "withheld": "130472 131049",
    "spam": "131048 131064",
    "no_groups": "131215",
    "template": "132000 132001 132007 132012 132015 132016",
    "rejected": (
        "100 131008 131009 131021 131051 131052 131053 131055 131062 131063"
        " 132005 132018 132068 132069 133000"
        " 133005 133006 133008 133009 133015 133016 134100 134101 134102 135000 137000"
        " 2388019 2388293 199 300 -1 424242"
    ),
}
TOKEN = "EAA" + "b7Zq" * 12


class TestCodes(TestCase):
    def test_a_table_of_codes(self):
        for kind, codes in CASES.items():
            for code in map(int, codes.split()):
                with self.subTest(code=code):
                    self.assertEqual(kind_of(code), kind)

    def test_every_code_we_know_is_in_the_table(self):
        tried = {int(code) for codes in CASES.values() for code in codes.split()}
        self.assertLessEqual(set(KINDS) - set(range(200, 300)), tried)

    def test_every_kind_has_its_rule(self):
        self.assertLessEqual(set(KINDS.values()), set(delivery.KINDS))


class TestFailure(TestCase):
    def test_the_most_precise_sentence_is_shown(self):
        for error, detail in (
            ({"message": "m", "title": "t", "error_data": {"details": "d"}}, "d"),
            ({"message": "m", "title": "t", "error_data": "plain"}, "plain"),
            ({"message": "m", "error_user_msg": "u"}, "u"),
            ({"message": "m", "title": "t"}, "m"),
            ({"title": "t"}, "t"),
            ({"message": ["m"]}, ""),
            ({"message": "x" * 900}, "…"),
            ({"message": "so " * 300}, ("so " * 300)[:500]),
        ):
            with self.subTest(error=error):
                self.assertEqual(to_failure({"code": 1, **error}).detail, detail)

    def test_a_token_in_the_sentence_is_not_kept(self):
        failure = to_failure({"code": 190, "message": f"Malformed token {TOKEN}"})
        self.assertEqual(failure.detail, "Malformed token …")

    def test_a_code_may_be_text(self):
        self.assertEqual(to_failure({"code": "131047"}).kind, "window")
        self.assertEqual(to_failure({"code": "131047"}).code, "131047")
