"""What each type of message must look like."""

from common import DAY, MARIA, NUMBER, SimulatorCase


def buttons(*titles, ids=None):
    ids = ids or [f"b{position}" for position in range(len(titles))]
    return {
        "type": "button",
        "body": {"text": "Qual prefere?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": each, "title": title}}
                for each, title in zip(ids, titles, strict=True)
            ]
        },
    }


def listing(*sections, body="Escolha um assunto", button="Ver assuntos"):
    return {
        "type": "list",
        "body": {"text": body},
        "action": {"button": button, "sections": list(sections)},
    }


def section(count, *, start=0, title="Assuntos", **row):
    rows = [{"id": f"r{start + n}", "title": f"Linha {n}", **row} for n in range(count)]
    return {"title": title, "rows": rows}


def link(display_text):
    return {
        "type": "cta_url",
        "body": {"text": "Seu pedido"},
        "action": {
            "name": "cta_url",
            "parameters": {"display_text": display_text, "url": "http://127.0.0.1/p"},
        },
    }


def contact(**name):
    return [{"name": name}]


ACCEPTED = {
    "longest text": ("text", {"body": "x" * 4096}),
    "three buttons": ("interactive", buttons("A" * 20, "B", "C")),
    "ten rows": ("interactive", listing(section(5), section(5, start=5))),
    "longest row": (
        "interactive",
        listing(
            {"rows": [{"id": "i" * 200, "title": "t" * 24, "description": "d" * 72}]}
        ),
    ),
    "longest list body": ("interactive", listing(section(1), body="x" * 4096)),
    "link": ("interactive", link("x" * 20)),
    "location": ("location", {"latitude": -23.55, "longitude": "-46.63"}),
    "contact": ("contacts", contact(formatted_name="Ana Lima")),
}
REFUSED = {
    "text one too long": ("text", {"body": "x" * 4097}, 131009),
    "empty text": ("text", {"body": ""}, 131008),
    "text that is none": ("text", {"body": 7}, 131009),
    "content of another type": ("text", ["Oi"], 131009),
    "unknown type": ("telegram", {"body": "Oi"}, 131051),
    "four buttons": ("interactive", buttons("A", "B", "C", "D"), 131009),
    "long button": ("interactive", buttons("A" * 21), 131009),
    "equal buttons": ("interactive", buttons("A", "A"), 131009),
    "equal button ids": ("interactive", buttons("A", "B", ids=["x", "x"]), 131009),
    "eleven rows": ("interactive", listing(section(6), section(5, start=6)), 131009),
    "equal rows": ("interactive", listing(section(2), section(2)), 131009),
    "long row": ("interactive", listing(section(1, description="d" * 73)), 131009),
    "long list button": ("interactive", listing(section(1), button="x" * 21), 131009),
    "long list body": ("interactive", listing(section(1), body="x" * 4097), 131009),
    "sections without titles": (
        "interactive",
        listing(section(1, title=""), section(1, start=1)),
        131008,
    ),
    "long link": ("interactive", link("x" * 21), 131009),
    "unknown interactive": ("interactive", {**link("x"), "type": "poll"}, 131009),
    "nowhere": ("location", {"latitude": 91, "longitude": 0}, 131009),
    "no number": ("location", {"latitude": "north", "longitude": 0}, 131009),
    "nameless contact": ("contacts", contact(first_name="Ana"), 131008),
    "file without source": ("image", {"caption": "?"}, 131009),
    "file with two sources": ("image", {"id": "1", "link": "http://x"}, 131009),
    "unknown file": ("image", {"id": "123"}, 100),
    "caption on a voice": ("audio", {"id": "1", "caption": "x"}, 131009),
}


class TestMessages(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.wamid = self.open_window()

    def test_at_the_limit_is_accepted(self):
        """WA16: each limit itself may be used."""
        for name, (kind, content) in ACCEPTED.items():
            with self.subTest(name):
                self.assertEqual(self.send(kind, content).status_code, 200)

    def test_beyond_the_limit_is_refused(self):
        """WA16: one more is refused, with its code, and never shows on the phone."""
        for name, (kind, content, code) in REFUSED.items():
            with self.subTest(name):
                answer = self.send(kind, content)
                subcode = 33 if code == 100 else None
                self.assert_refused(answer, code, subcode=subcode)
        self.assertEqual(len(self.maria.messages()), 1)

    def test_nonsense_is_refused_in_the_envelope(self):
        """WA16: whatever is sent where something else belongs, it is a 400."""
        for name, body in {
            "no recipient": {"to": ["+5511987654321"], "text": {"body": "Oi"}},
            "context": {"to": MARIA, "text": {"body": "Oi"}, "context": "wamid"},
            "quoted": {
                "to": MARIA,
                "text": {"body": "Oi"},
                "context": {"message_id": []},
            },
            "type": {"to": MARIA, "type": [], "text": {"body": "Oi"}},
            "contacts": {"to": MARIA, "type": "contacts", "contacts": ["Ana"]},
            "interactive": {
                "to": MARIA,
                "type": "interactive",
                "interactive": {"type": {}, "body": {"text": "Oi"}},
            },
            "reaction": {
                "to": MARIA,
                "type": "reaction",
                "reaction": {"message_id": {}, "emoji": ""},
            },
            "read": {"status": "read", "message_id": []},
        }.items():
            with self.subTest(name):
                answer = self.post(body)
                self.assertEqual(answer.status_code, 400)
                self.assertIn("code", answer.json()["error"])
        for components in ("x", ["x"], [{"type": "body", "parameters": "x"}]):
            with self.subTest(components=components):
                answer = self.send_template(components=components)
                self.assert_refused(answer, 131009)

    def test_product_must_be_named(self):
        """WA16: a request without messaging_product is refused."""
        body = {"to": "+5511987654321", "text": {"body": "Oi"}}
        self.assert_refused(self.call("POST", f"{NUMBER}/messages", json=body), 100)

    def test_reaction_needs_a_known_message(self):
        """WA17: a reaction to nothing is refused, and takes no context."""
        reaction = {"message_id": "wamid.none", "emoji": "👍"}
        self.assert_refused(self.send("reaction", reaction), 131009)
        reaction["message_id"] = self.wamid
        context = {"message_id": self.wamid}
        answer = self.send("reaction", reaction, context=context)
        self.assert_refused(answer, 131009)
        self.send_accepted("reaction", reaction)
        self.assertEqual(self.maria.messages()[0].reactions, {"business": "👍"})

    def test_unknown_quote_shows_no_bubble(self):
        """WA17: quoting what does not exist is accepted, and not shown."""
        self.send_accepted(context={"message_id": "wamid.none"})
        self.assertEqual(self.maria.messages()[-1].quoted, "")
        self.send_accepted(context={"message_id": self.wamid})
        self.assertEqual(self.maria.messages()[-1].quoted, self.wamid)

    def test_an_old_quote_shows_no_bubble(self):
        """WA17: up to thirty days one sees what is answered."""
        self.simulator.clock.advance(30 * DAY - 5)
        self.maria.send("text", {"body": "Ainda aí?"})
        self.send_accepted(context={"message_id": self.wamid})
        self.assertEqual(self.maria.messages()[-1].quoted, self.wamid)
        self.simulator.clock.advance(10)
        self.send_accepted(context={"message_id": self.wamid})
        self.assertEqual(self.maria.messages()[-1].quoted, "")
