"""Groups: made by the business, joined by people, told of in webhooks."""

from common import FOREIGN_NUMBER, NUMBER, SISTER_NUMBER, SimulatorCase


class TestGroups(SimulatorCase):
    def test_the_business_makes_one(self):
        """WA29: the id comes with the news, not with the answer."""
        path = f"{NUMBER}/groups"
        answer = self.call("POST", path, json={"subject": "Obra 12"})
        self.assertIn("request_id", answer.json())
        self.simulator.flush()
        (told,) = self.business.parts("groups")
        self.assertEqual((told["type"], told["subject"]), ("group_create", "Obra 12"))
        listed = self.call("GET", path).json()["data"]["groups"]
        self.assertEqual(listed, [{"id": told["group_id"], "subject": "Obra 12"}])
        self.call("POST", told["group_id"], json={"subject": "Obra 13"})
        found = self.call("GET", told["group_id"]).json()
        self.assertEqual(found["subject"], "Obra 13")
        self.call("DELETE", told["group_id"])
        self.assert_refused(self.call("GET", told["group_id"]), 100, subcode=33)

    def test_people_come_and_go(self):
        """WA29: eight at most, each once."""
        group = self.make()
        self.act(group, "join", customer="maria")
        for number in range(7):
            key = f"person{number}"
            phone = f"+55119000000{number:02d}"
            self.simulator.customer(key, name=key, phone=phone)
            self.act(group, "join", customer=key)
        answer = self.control("POST", f"groups/{group}/join", {"customer": "carlos"})
        self.assertEqual(answer.status_code, 400)
        self.act(group, "leave", customer="maria")
        self.act(group, "join", customer="carlos")
        found = self.call("GET", group).json()
        self.assertEqual(found["total_participant_count"], 8)

    def test_each_tells_how_far_it_got(self):
        """WA27: one status per participant, the group named as the recipient."""
        group = self.make("maria", "carlos")
        self.maria.send_text("Oi", group_id=group)
        answer = self.send(to=group, recipient_type="group")
        wamid = answer.json()["messages"][0]["id"]
        self.simulator.flush()
        statuses = self.business.parts("statuses")
        self.assertEqual({each["id"] for each in statuses}, {wamid})
        self.assertEqual({each["recipient_id"] for each in statuses}, {group})
        people = [each.get("recipient_participant_id") for each in statuses]
        self.assertEqual(people, [None, "551187654321", "50255501234"])

    def test_a_table_of_refusals(self):
        """WA40: no groups, no such group, a group of another number."""
        group = self.make("maria")
        for options, code, subcode in (
            ({"to": "nobody"}, 100, 33),
            ({"to": group, "number": SISTER_NUMBER}, 131009, None),
            ({"to": group, "number": FOREIGN_NUMBER}, 10, None),
        ):
            with self.subTest(options=options):
                answer = self.send(recipient_type="group", **options)
                self.assert_refused(answer, code, subcode=subcode)
        self.control("POST", "settings", {"groups": False})
        self.assert_refused(self.send(to=group, recipient_type="group"), 131215)
        answer = self.call("POST", f"{NUMBER}/groups", json={"subject": "x"})
        self.assert_refused(answer, 131215)

    def test_a_suspended_one_is_closed(self):
        """WA40: accepted, and failed later."""
        group = self.make("maria")
        self.maria.send_text("Oi", group_id=group)
        self.act(group, "suspend")
        self.send(to=group, recipient_type="group")
        self.act(group, "suspend", suspended=False)
        self.send(to=group, recipient_type="group")
        self.simulator.flush()
        states = [each["status"] for each in self.business.parts("statuses")]
        self.assertEqual(states, ["failed", "sent", "delivered"])

    def make(self, *people):
        made = {"number_id": NUMBER, "subject": "Obra 12", "people": list(people)}
        return self.control("POST", "groups", made).json()["id"]

    def act(self, group, action, **given):
        answer = self.control("POST", f"groups/{group}/{action}", given)
        self.assertEqual(answer.status_code, 200, answer.text)
