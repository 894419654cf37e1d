from unittest import TestCase

from hypothesis import given
from simulated import NUMBER, SimulatedCase

from common import BIA, BIA_ID, JSON, MOMENT, SECONDS, always_the_same, whatsapp
from providers.signals import GroupNews, Message, Notice, Person, Status
from providers.transport import Accepted
from rules import delivery
from simulator import groups

BIA_HERSELF = Person((BIA_ID, BIA), "+" + BIA, "Bia")


def news(field="group_lifecycle_update", **element):
    told = {"group_id": "Z3J1cG8", "timestamp": SECONDS} | element
    contacts = [{"wa_id": BIA, "user_id": BIA_ID, "profile": {"name": "Bia"}}]
    value = {"groups": [told], "contacts": contacts}
    notice, *found = whatsapp.read({"field": field, "value": value})
    assert isinstance(notice, Notice)
    return found


class TestNews(TestCase):
    def test_a_table_of_news(self):
        """WA29: what a group is called, who is in, and whether it can be used."""
        bia = [{"wa_id": BIA, "input": BIA}]
        errors = [{"code": 131000, "message": "Oh"}]
        for element, event, changes in (
            (
                {"type": "group_create", "subject": "Obra 12"},
                "created",
                {"subject": "Obra 12"},
            ),
            ({"type": "group_delete"}, "deleted", {}),
            (
                {"type": "group_participants_add", "added_participants": bia},
                "joined",
                {"people": (BIA_HERSELF,)},
            ),
            (
                {"type": "group_participants_remove", "removed_participants": bia},
                "left",
                {"people": (BIA_HERSELF,)},
            ),
            (
                {"type": "group_participants_add", "added_participants": [{}, 5]},
                "joined",
                {},
            ),
            (
                {
                    "type": "group_settings_update",
                    "group_subject": {"text": "Obra 13", "update_successful": True},
                },
                "renamed",
                {"subject": "Obra 13"},
            ),
            ({"type": "group_suspend"}, "suspended", {}),
            ({"type": "group_suspend_cleared"}, "resumed", {}),
            (
                {"type": "group_create", "subject": "x", "errors": errors},
                "failed",
                {"subject": "x", "details": {"code": "131000", "detail": "Oh"}},
            ),
        ):
            with self.subTest(element=element):
                expected = GroupNews("Z3J1cG8", event, sent_date=MOMENT, **changes)
                self.assertEqual(news(**element), [expected])

    def test_what_changes_nothing_is_only_noticed(self):
        """WA29: requests to join, descriptions, and what we do not know."""
        failed = {"text": "x", "update_successful": False}
        for element in (
            {"type": "group_join_request_created"},
            {"type": "group_settings_update", "group_description": {"text": "x"}},
            {"type": "group_settings_update", "group_subject": failed},
            {"type": "group_teleported"},
            {"type": "group_create", "group_id": None},
        ):
            with self.subTest(element=element):
                self.assertEqual(news(**element), [])

    @always_the_same
    @given(JSON)
    def test_any_news_can_be_read(self, part):
        for name in ("type", "subject", "group_subject", "errors", "timestamp"):
            news(**{"type": "group_settings_update", name: part})
        news(type="group_participants_add", added_participants=part)
        whatsapp.read({"field": "x", "value": {"groups": part, "contacts": part}})


class TestSending(SimulatedCase):
    def setUp(self):
        super().setUp()
        network = self.simulator.network
        self.told = []
        network.courier.add = lambda _account, _number, field, value: self.told.extend(
            whatsapp.read({"field": field, "value": value})
        )
        self.group = groups.create(network, network.node(NUMBER), "Obra 12")
        self.carlos = self.simulator.customer("carlos")
        for phone in (self.maria, self.carlos):
            groups.join(network, self.group, phone.customer)

    def test_everybody_reads_it(self):
        """WA29: one message, one answer, and a phone each."""
        self.write()
        answer = self.send()
        self.assertIsInstance(answer, Accepted)
        for phone in (self.maria, self.carlos):
            self.assertEqual(phone.messages()[-1].content["body"], "Bom dia a todos")

    def test_the_first_to_read_counts(self):
        """WA26: many statuses of one message only ever go forward."""
        self.write()
        answer = self.send()
        self.carlos.read()
        self.simulator.network.customer("maria").is_offline = True
        statuses = [each for each in self.told if isinstance(each, Status)]
        self.assertEqual({each.uid for each in statuses}, {answer.uid})
        self.assertEqual({each.keys for each in statuses}, {()})
        keys = [each.participant_keys for each in statuses]
        self.assertEqual([bool(each) for each in keys], [False, True, True, True])
        state = "queued"
        seen = []
        for status in statuses:
            state = delivery.advance(state, status.state)
            seen.append(state)
        self.assertEqual(seen, ["sent", "delivered", "delivered", "read"])
        late = [delivery.advance(state, status.state) for status in statuses]
        self.assertEqual(set(late), {"read"})

    def test_an_answer_opens_no_private_window(self):
        """WA29: who wrote in the group has not written to us alone."""
        self.write()
        self.simulator.settings.refuse_closed_window_at_once = True
        self.assertEqual(self.deliver(text="Oi").kind, "window")

    def test_a_silent_group_is_closed(self):
        """WA7: its window is its own."""
        answer = self.send()
        (failed,) = [each for each in self.told if isinstance(each, Status)]
        self.assertEqual((failed.uid, failed.failure.kind), (answer.uid, "window"))

    def test_a_number_without_groups(self):
        """WA40: it is told, and the inbox goes on."""
        self.simulator.settings.groups = False
        failure = self.send()
        self.assertEqual((failure.kind, failure.code), ("no_groups", "131215"))

    def test_everything_may_go_to_a_group(self):
        """WA29: a reaction and a file as well as a text."""
        wamid = self.write()
        self.assertIsInstance(self.send(text="👍", reaction_to=wamid), Accepted)
        file = {"content": b"%PDF", "mime_type": "application/pdf", "filename": "a.pdf"}
        self.assertIsInstance(self.send(text="", **file), Accepted)
        self.assertEqual(self.carlos.messages()[-1].kind, "document")

    def test_news_of_a_group_are_heard(self):
        """WA29: from its making to its end."""
        network = self.simulator.network
        groups.rename(network, self.group, "Obra 13")
        groups.suspend(network, self.group)
        groups.suspend(network, self.group, is_suspended=False)
        groups.leave(network, self.group, self.carlos.customer)
        groups.delete(network, self.group)
        found = [each for each in self.told if isinstance(each, GroupNews)]
        events = "created joined joined renamed suspended resumed left deleted"
        self.assertEqual([each.event for each in found], events.split())
        self.assertEqual({each.key for each in found}, {self.group.id})
        self.assertEqual(found[3].subject, "Obra 13")
        self.assertEqual(found[6].people[0].name, "Carlos Pérez")

    def write(self):
        wamid = self.maria.send_text("Oi", group_id=self.group.id)
        (message,) = [each for each in self.told if isinstance(each, Message)]
        self.assertEqual(message.details["group"], self.group.id)
        return wamid

    def send(self, text="Bom dia a todos", **parts):
        return self.deliver(self.group.id, text=text, is_group=True, **parts)
