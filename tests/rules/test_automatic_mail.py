from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import automatic_mail

PERSON = {"From": "Maria Souza <maria@example.com>"}


class TestAutomaticMail(TestCase):
    def test_a_table_of_cases(self):
        for headers, expected in (
            ({}, False),
            ({"Auto-Submitted": "no"}, False),
            ({"Auto-Submitted": " No ; x=1"}, False),
            ({"Auto-Submitted": "auto-replied; vacation"}, True),
            ({"Auto-Submitted": "auto-generated"}, True),
            ({"Precedence": "Bulk"}, True),
            ({"Precedence": "first-class"}, False),
            ({"List-Id": "<news.example.com>"}, True),
            ({"X-Autoreply": "yes"}, True),
            ({"Return-Path": "<>"}, True),
            ({"Return-Path": "<maria@example.com>"}, False),
            ({"From": "Mail <Mailer-Daemon@example.com>"}, True),
            ({"From": "postmaster@example.com"}, True),
            ({"From": ""}, True),
        ):
            with self.subTest(headers=headers):
                self.assertIs(automatic_mail.is_automatic(PERSON | headers), expected)

    @always_the_same
    @given(st.dictionaries(st.sampled_from(["From", "Precedence"]), st.text()))
    def test_whatever_is_sent_is_read(self, headers):
        self.assertIn(automatic_mail.is_automatic(headers), (True, False))
