"""Who wants no marketing gets none, and still gets answers."""

from test_templates import body, text

from common import SimulatorCase


class TestMarketing(SimulatorCase):
    def setUp(self):
        super().setUp()
        path = "templates/ofertas_do_mes/review"
        self.control("POST", path, {"event": "APPROVED"})
        self.simulator.flush()
        self.business.received.clear()

    def test_a_wish_is_told_and_kept(self):
        """I7: stop and resume, for the account that was asked."""
        self.wish(stopped=True)
        self.assertEqual(self.outcome(), ("failed", 131050))
        self.wish(stopped=False)
        self.assertEqual(self.outcome(), ("delivered", None))
        values = self.business.parts("user_preferences")
        self.assertEqual([each["value"] for each in values], ["stop", "resume"])

    def test_answers_still_arrive(self):
        """I7: neither a text nor a template of service is marketing."""
        self.wish(stopped=True)
        self.maria.send_text("Oi")
        self.send_accepted()
        self.assertEqual(self.send_template().status_code, 200)
        self.assertEqual(len(self.maria.messages()), 3)

    def wish(self, **given):
        answer = self.control("POST", "customers/maria/marketing", given)
        self.assertEqual(answer.status_code, 200, answer.text)

    def outcome(self):
        answer = self.send_template("ofertas_do_mes", components=[body(text("maio"))])
        wamid = answer.json()["messages"][0]["id"]
        self.simulator.flush()
        told = [e for e in self.business.parts("statuses") if e["id"] == wamid]
        errors = told[-1].get("errors") or [{"code": None}]
        return told[-1]["status"], errors[0]["code"]
