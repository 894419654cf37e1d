from unittest import TestCase

from common import BIA, BIA_ID, MOMENT, RUI, RUI_ID, contact, element, read_one
from providers.signals import IdentityChange, Message, Person, Unreadable

NEW = "5581999990003"
NEW_ID = "BR.9939new"


def sender(*contacts, **parts):
    return read_one(
        element(text={"body": "Oi"}, **parts), contacts=list(contacts)
    ).person


class TestSender(TestCase):
    def test_a_table_of_cases(self):
        bia = contact(BIA, BIA_ID, name="Bia", username="@bia")
        rui = contact(RUI, RUI_ID, name="Rui")
        hidden = {"from": None, "from_user_id": BIA_ID}
        whole = Person((BIA_ID, BIA), "+" + BIA, "Bia", "bia")
        for reason, contacts, parts, expected in (
            ("alone", (), {}, Person((BIA,), "+" + BIA)),
            ("as a number", (), {"from": int(BIA)}, Person((BIA,), "+" + BIA)),
            ("with a plus", (), {"from": "+" + BIA}, Person((BIA,), "+" + BIA)),
            ("with a contact", (bia,), {}, whole),
            ("in another order", (rui, bia), {}, whole),
            ("not among the contacts", (rui,), {}, Person((BIA,), "+" + BIA)),
            ("only an id", (), hidden, Person((BIA_ID,))),
            (
                "both ids",
                (),
                {"from_user_id": BIA_ID},
                Person((BIA_ID, BIA), "+" + BIA),
            ),
            ("an id, number in contact", (rui, bia), hidden, whole),
            (
                "an id, no number anywhere",
                (contact(None, BIA_ID, name="Bia"),),
                hidden,
                Person((BIA_ID,), None, "Bia"),
            ),
            (
                "a number that is now another's",
                (contact(BIA, RUI_ID, name="Rui"),),
                {"from_user_id": BIA_ID},
                Person((BIA_ID, BIA), "+" + BIA),
            ),
            ("odd contacts", (7, None, {"wa_id": []}), {}, Person((BIA,), "+" + BIA)),
        ):
            with self.subTest(reason):
                self.assertEqual(sender(*contacts, **parts), expected)

    def test_nobody_is_unreadable(self):
        for parts in ({"from": None}, {"from": ""}, {"from": {}}, {"from": "9" * 600}):
            with self.subTest(parts=parts):
                came = element(text={"body": "Oi"}, **parts)
                self.assertEqual(read_one(came), Unreadable("nobody is named", came))

    def test_an_id_that_is_no_phone_number_is_none(self):
        for number in ("1234", "1" * 16, "٣" * 11):
            with self.subTest(number=number):
                self.assertIsNone(sender(**{"from": number}).phone)


class TestIdentityChange(TestCase):
    def read(self, event, system, **parts):
        return read_one(element("system", system={"type": event, **system}, **parts))

    def test_a_table_of_cases(self):
        number, durable = Person((NEW,), "+" + NEW), Person((NEW_ID,))
        both = Person((NEW_ID, NEW), "+" + NEW)
        swap = {"previous_user_id": BIA_ID, "user_id": NEW_ID}
        for event, system, parts, old_keys, person in (
            ("user_changed_number", {"wa_id": NEW}, {}, (BIA,), number),
            ("user_changed_number", {"new_wa_id": int(NEW)}, {}, (BIA,), number),
            ("customer_changed_number", {"wa_id": NEW}, {}, (BIA,), number),
            ("user_changed_number", swap | {"wa_id": NEW}, {}, (BIA_ID, BIA), both),
            ("user_changed_user_id", swap, {"from": None}, (BIA_ID,), durable),
            ("user_changed_user_id", swap, {}, (BIA_ID, BIA), durable),
        ):
            with self.subTest(event=event, system=system):
                expected = IdentityChange("wamid.1", old_keys, person, MOMENT)
                self.assertEqual(self.read(event, system, **parts), expected)

    def test_a_change_from_nobody_or_to_nobody_is_unreadable(self):
        for system, parts in (({"wa_id": BIA}, {}), ({}, {}), ({"wa_id": []}, {})):
            with self.subTest(system=system):
                change = self.read("user_changed_number", system, **parts)
                self.assertIsInstance(change, Unreadable)

    def test_other_system_messages_are_readable_and_open_nothing(self):
        message = self.read("customer_identity_changed", {"body": "New phone"})
        self.assertIsInstance(message, Message)
        self.assertEqual((message.kind, message.text), ("system", "New phone"))
        self.assertEqual(message.details, {"event": "customer_identity_changed"})
        self.assertFalse(message.opens_window)
