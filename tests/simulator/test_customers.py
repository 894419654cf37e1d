"""What customers can do, and how it is told."""

from common import (
    DAY,
    FOREIGN_NUMBER,
    MARIA_WA_ID,
    NUMBER,
    SISTER_NUMBER,
    SimulatorCase,
)


class TestKinds(SimulatorCase):
    def test_files_come_with_all_that_describes_them(self):
        """WA29: picture, film, sound, voice, paper and sticker."""
        for kind, key, extra in (
            ("image", "image", {"caption": "Olhe"}),
            ("video", "video", {"caption": "Olhe"}),
            ("audio", "audio", {"voice": False}),
            ("voice", "audio", {"voice": True}),
            ("document", "document", {"filename": "document.pdf"}),
            ("sticker", "sticker", {"animated": False}),
        ):
            with self.subTest(kind=kind):
                told = self.sent(type=kind, caption="Olhe")
                self.assertEqual(told["type"], key)
                self.assertLessEqual(
                    {"id", "mime_type", "sha256", "url"} | set(extra), set(told[key])
                )
                self.assertEqual(told[key] | extra, told[key])
                self.assertTrue(self.download(told[key]["url"]).content)

    def test_other_contents_come_as_they_are(self):
        """WA29: place, people, order, button, list, unknown: under their own name."""
        for kind, content in {
            "location": {"latitude": 14.6, "longitude": -90.5, "name": "Zona 1"},
            "contacts": [{"name": {"formatted_name": "Ana Lima"}}],
            "order": {"catalog_id": "7", "product_items": []},
            "button": {"payload": "DID_NOT_REQUEST_CODE", "text": "Não pedi"},
            "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow"}},
            "telepathy": {"thought": "?"},
        }.items():
            with self.subTest(kind=kind):
                told = self.sent(type=kind, **{kind: content})
                self.assertEqual((told["type"], told[kind]), (kind, content))

    def test_unsupported_says_why(self):
        """WA29: what the network cannot carry comes as error 131051."""
        told = self.sent(type="unsupported", unsupported={"type": "poll"})
        self.assertEqual(told["errors"][0]["code"], 131051)
        self.assertEqual(told["unsupported"], {"type": "poll"})

    def test_welcome_has_no_content(self):
        """WA29: who only opened the chat opens the window as well."""
        told = self.sent(type="request_welcome")
        self.assertNotIn("request_welcome", told)
        self.send_accepted()
        self.assertEqual(len(self.maria.messages()), 2)

    def test_reaction_comes_and_goes(self):
        """WA29: without an emoji it is taken back."""
        wamid = self.maria.send_text("Oi")
        told = self.sent(type="reaction", message_id=wamid, emoji="❤️")
        self.assertEqual(told["reaction"], {"message_id": wamid, "emoji": "❤️"})
        told = self.sent(type="reaction", message_id=wamid)
        self.assertEqual(told["reaction"], {"message_id": wamid})

    def test_edit_and_revoke_name_the_original(self):
        """WA29: and the phone shows the new text, or nothing."""
        wamid = self.maria.send_text("Oy")
        told = self.sent(type="edit", message_id=wamid, text="Oi")
        self.assertEqual(told["edit"]["original_message_id"], wamid)
        self.assertEqual(told["edit"]["message"]["text"]["body"], "Oi")
        self.assertEqual(self.maria.messages()[0].content["body"], "Oi")
        told = self.sent(type="revoke", message_id=wamid)
        self.assertEqual(told["revoke"], {"original_message_id": wamid})
        self.assertEqual(self.maria.messages(), [])

    def test_circumstances_are_told(self):
        """WA29: quoted, forwarded, from an advertisement, in a group."""
        first = self.maria.send_text("Oi")
        told = self.sent(type="text", text="Isto", quoted=first)
        self.assertEqual(told["context"]["id"], first)
        told = self.sent(type="text", text="Isto", forwarded=True)
        self.assertEqual(told["context"], {"forwarded": True})
        referral = {"source_type": "ad", "source_id": "3"}
        told = self.sent(type="text", text="Isto", referral=referral)
        self.assertEqual(told["referral"], referral)
        told = self.sent(type="text", text="Isto", group_id="Z3J1cG8")
        self.assertEqual(told["group_id"], "Z3J1cG8")

    def test_moment_can_be_any(self):
        """WA31: three days ago, as text of seconds."""
        told = self.sent(type="text", text="Oi", timestamp="2026-01-02T03:04:05+00:00")
        self.assertEqual(told["timestamp"], "1767323045")

    def test_moment_can_be_missing(self):
        """WA31: whatever is given extra replaces what we would say."""
        told = self.sent(type="text", text="Oi", extra={"timestamp": None})
        self.assertIsNone(told["timestamp"])

    def sent(self, **given):
        self.simulator.flush()
        self.business.received.clear()
        answer = self.control("POST", "customers/maria/send", given)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.simulator.flush()
        (told,) = self.business.parts("messages")
        self.assertEqual(told["id"], answer.json()["wamid"])
        return told


class TestIdentity(SimulatorCase):
    def test_number_and_scoped_id(self):
        """WA29: both, where the person shows the number."""
        self.maria.send_text("Oi")
        told, contact = self.told()
        self.assertEqual(told["from"], contact["wa_id"])
        self.assertEqual(told["from_user_id"], contact["user_id"])

    def test_scoped_id_only(self):
        """WA29: who shows no number is known by the scoped id alone."""
        self.simulator.customer("lua").send_text("Oi")
        told, contact = self.told()
        self.assertNotIn("from", told)
        self.assertNotIn("wa_id", contact)
        self.assertEqual(told["from_user_id"], contact["user_id"])
        self.assertEqual(contact["profile"]["username"], "lua.azul")

    def test_number_only(self):
        """WA29: as it was before there were scoped ids."""
        self.simulator.settings.user_ids_in_webhook = False
        self.maria.send_text("Oi")
        told, contact = self.told()
        self.assertEqual((told["from"], contact["wa_id"]), (MARIA_WA_ID,) * 2)
        self.assertFalse({"from_user_id", "user_id"} & {*told, *contact})

    def test_username_may_have_its_sign(self):
        """WA29: with @ or without."""
        self.simulator.settings.username_with_at = True
        self.simulator.customer("lua").send_text("Oi")
        self.assertEqual(self.told()[1]["profile"]["username"], "@lua.azul")

    def test_number_disappears(self):
        """WA29: a known person comes back without a number, with the same id."""
        self.maria.send_text("Oi")
        before = self.told()[0]["from_user_id"]
        self.business.received.clear()
        options = {"type": "text", "text": "Oi", "hidden_phone": True}
        self.control("POST", "customers/maria/send", options)
        told, _contact = self.told()
        self.assertEqual(told["from_user_id"], before)
        self.assertNotIn("from", told)

    def test_scoped_id_belongs_to_one_business(self):
        """WA29: another business knows the same person by another id."""
        user_ids = {
            self.maria.user_id(number_id)
            for number_id in (NUMBER, SISTER_NUMBER, FOREIGN_NUMBER)
        }
        self.assertEqual(len(user_ids), 2)

    def test_scoped_id_outlives_a_restart(self):
        """WA41: it depends on the person and the business alone."""
        user_id = self.maria.user_id()
        self.simulator.reset()
        self.assertEqual(self.simulator.customer("maria").user_id(), user_id)

    def test_contacts_may_be_missing(self):
        """WA29: the sender stands in the message itself."""
        self.maria.send_text("Oi", has_contacts=False)
        self.simulator.flush()
        self.assertEqual(self.business.parts("contacts"), [])

    def test_contacts_may_be_in_another_order(self):
        """WA29: merged values hold several people, and repeat them."""
        self.simulator.settings.change({"batch_size": 9, "merge_values": True})
        for name in ("maria", "carlos", "maria"):
            self.simulator.customer(name).send_text("Oi")
        self.simulator.flush()
        (value,) = self.business.values
        senders = [message["from"] for message in value["messages"]]
        self.assertEqual(senders, [MARIA_WA_ID, "50255501234", MARIA_WA_ID])

    def test_new_number_is_told_by_the_old_one(self):
        """WA29: old and new number, old and new id, and no contact."""
        old = self.maria.user_id()
        body = {"phone": "+5511987650000"}
        self.control("POST", "customers/maria/number", body)
        self.simulator.flush()
        (value,) = self.business.values
        (told,) = value["messages"]
        self.assertNotIn("contacts", value)
        self.assertEqual(told["from"], MARIA_WA_ID)
        self.assertEqual(told["system"]["type"], "user_changed_number")
        self.assertEqual(told["system"]["wa_id"], "551187650000")
        self.assertEqual(told["system"]["previous_user_id"], old)
        self.assertEqual(told["system"]["user_id"], self.maria.user_id())

    def test_new_scoped_id_is_told_without_numbers(self):
        """WA29: one id becomes another, and no number is shared."""
        self.control("POST", "customers/lua/number", {})
        self.simulator.flush()
        (told,) = self.business.parts("messages")
        self.assertEqual(told["system"]["type"], "user_changed_user_id")
        self.assertEqual(told["from_user_id"], told["system"]["previous_user_id"])
        self.assertNotIn("wa_id", told["system"])

    def test_foreign_number_is_told_apart(self):
        """WA30: news of a number that is not ours name that number."""
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": FOREIGN_NUMBER},
            "messages": [{"id": "wamid.x", "type": "text"}],
        }
        change = {"field": "messages", "value": value}
        payload = {"entry": [{"id": "1", "changes": [change]}]}
        self.control("POST", "raw", {"payload": payload})
        (told,) = self.business.values
        self.assertEqual(told["metadata"]["phone_number_id"], FOREIGN_NUMBER)

    def told(self):
        self.simulator.flush()
        (value,) = self.business.values
        return value["messages"][0], value["contacts"][0]


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "right to left": "abc\u202egpj.exe",
    "zero width": "a\u200bb\ufeff",
    "null": "a\u0000b",
    "lone surrogate": "a\ud800b",
    "64 KB": "x" * 65536,
    "10 000 emoji": "😀" * 10_000,
}


class TestHostile(SimulatorCase):
    def test_text_travels_unchanged(self):
        """WA32: nothing is cleaned on the way, so that the business has to."""
        for name, text in HOSTILE.items():
            with self.subTest(name):
                self.business.received.clear()
                self.maria.send_text(text)
                self.simulator.flush()
                (told,) = self.business.parts("messages")
                self.assertEqual(told["text"]["body"], text)

    def test_name_travels_unchanged(self):
        """WA32: neither is the name."""
        self.simulator.customer("eve", name=HOSTILE["script"], phone="+5511955554444")
        self.simulator.customer("eve").send_text("Oi")
        self.simulator.flush()
        (contact,) = self.business.parts("contacts")
        self.assertEqual(contact["profile"]["name"], HOSTILE["script"])

    def test_file_lies_about_itself(self):
        """WA32: path, type, caption and sum are what the sender wants."""
        self.maria.send_media(
            "document",
            b"<script>",
            mime_type="text/html",
            filename="../../x",
            caption=HOSTILE["script"],
            sha256="AAAA",
        )
        self.simulator.flush()
        told = self.business.parts("messages")[0]["document"]
        self.assertEqual(told["filename"], "../../x")
        self.assertEqual((told["mime_type"], told["sha256"]), ("text/html", "AAAA"))
        self.assertEqual(told["caption"], HOSTILE["script"])

    def test_hostile_file_is_harmless_on_the_page(self):
        """WA43: the phone's page never runs what a customer sent."""
        self.maria.send_media("document", b"<script>", mime_type="text/html")
        media_id = self.maria.messages()[0].content["id"]
        headers = self.control("GET", f"media/{media_id}").headers
        self.assertIn("sandbox", headers["Content-Security-Policy"])
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")


class TestPhone(SimulatorCase):
    def test_shows_everything_in_order(self):
        """WA43: what is on the phone of Maria, with its states."""
        self.maria.send_text("Bom dia")
        self.send_accepted(biz_opaque_callback_data="t1")
        self.maria.read()
        shown = self.control("GET", "phone/maria").json()["messages"]
        self.assertEqual(
            [(each["from"], each["content"]["body"], each["state"]) for each in shown],
            [("customer", "Bom dia", "accepted"), ("business", "Boa tarde", "read")],
        )

    def test_person_is_found_by_any_name(self):
        """WA43: by key, number, network number and scoped id."""
        keys = ("maria", "+5511987654321", MARIA_WA_ID)
        for key in (*keys, self.maria.user_id()):
            with self.subTest(key=key):
                found = self.control("GET", f"phone/{key}").json()["customer"]["key"]
                self.assertEqual(found, "maria")

    def test_deliveries_are_found_by_what_they_say(self):
        """WA43: which posts carried this event."""
        wamid = self.maria.send_text("Bom dia")
        self.maria.send_text("De novo")
        self.simulator.flush()
        path = f"deliveries?containing={wamid}"
        (post,) = self.control("GET", path).json()
        self.assertEqual((post["status"], post["url"]), (200, self.business.url))

    def test_new_customers_can_be_made(self):
        """WA43: a person of one's own, once."""
        body = {"key": "joana", "name": "Joana", "phone": "+5521999990000"}
        made = self.control("POST", "customers", body).json()
        self.assertEqual(made["wa_id"], "552199990000")
        self.assertEqual(self.control("POST", "customers", body).status_code, 400)

    def test_nonsense_is_refused_with_words(self):
        """WA43: each refusal says what was wrong."""
        for path, body in {
            "customers/nobody/send": {"type": "text", "text": "Oi"},
            "customers/maria/dance": {},
            "customers/maria/tap": {"choice": "Nada"},
            "customers/maria/change": {"receipts": "maybe"},
            "settings": {"colour": "blue"},
            "faults": {"target": "messages", "preset": "plague"},
            "raw": {"payload": {}, "signature": "kind"},
        }.items():
            with self.subTest(path=path):
                answer = self.control("POST", path, body)
                self.assertEqual(answer.status_code, 400)
                self.assertTrue(answer.json()["error"])

    def test_list_is_tapped(self):
        """WA43: a row of a list comes back with its id and words."""
        self.open_window()
        rows = [{"id": "r1", "title": "Entrega", "description": "Prazos"}]
        action = {"button": "Ver", "sections": [{"title": "Temas", "rows": rows}]}
        content = {"type": "list", "body": {"text": "Tema?"}, "action": action}
        wamid = self.send_accepted("interactive", content)
        self.maria.tap("Entrega")
        self.simulator.flush()
        told = self.business.parts("messages")[0]
        self.assertEqual(told["interactive"]["list_reply"], rows[0])
        self.assertEqual(told["context"]["id"], wamid)

    def test_reset_forgets_everything_but_who_listens(self):
        """WA44: messages, people and settings are as at the start."""
        first = self.maria.send_text("Oi")
        self.simulator.clock.advance(DAY)
        self.control("POST", "settings", {"page_size": 1})
        self.control("POST", "reset")
        self.simulator.flush()
        self.assertEqual(self.business.received, [])
        self.assertEqual(self.control("GET", "phone/maria").json()["messages"], [])
        self.assertEqual(self.control("GET", "settings").json()["page_size"], 25)
        second = self.simulator.customer("maria").send_text("Oi")
        self.simulator.flush()
        self.assertEqual(len(self.business.received), 1)
        self.assertNotEqual(first, second)
