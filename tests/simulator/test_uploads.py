"""The example of a header: announced, sent, and known by its handle."""

from common import ACCOUNT, TOKEN, SimulatorCase

APP = "405060708091011"
CONTENT = b"\xff\xd8 a shop"


class TestUploads(SimulatorCase):
    def test_a_handle_is_good_for_a_header(self):
        """WA39: what was uploaded may be shown, once announced and sent whole."""
        session = self.announce().json()["id"]
        self.assertRegex(session, r"^upload:\S+\?sig=\S+$")
        handle = self.send_file(session, CONTENT).json()["h"]
        header = {"header_handle": [handle]}
        components = [
            {"type": "HEADER", "format": "IMAGE", "example": header},
            {"type": "BODY", "text": "A loja abriu."},
        ]
        proposed = {"name": "a", "language": "es", "category": "UTILITY"}
        answer = self.call(
            "POST",
            f"{ACCOUNT}/message_templates",
            json=proposed | {"components": components},
        )
        self.assertEqual(answer.status_code, 200, answer.text)

    def test_a_table_of_refusals(self):
        """WA39: type, length, signature, and a session used up."""
        self.assert_refused(self.announce(file_type="text/html"), 100)
        self.assert_refused(self.announce(file_length=0), 100)
        session = self.announce().json()["id"]
        self.assert_refused(self.send_file(session, CONTENT + b"x"), 100)
        self.assert_refused(self.send_file(session + "0", CONTENT), 100)
        self.assertEqual(self.send_file(session, CONTENT).status_code, 200)
        self.assert_refused(self.send_file(session, CONTENT), 100, subcode=33)

    def test_another_owners_app_is_out_of_reach(self):
        """WA3: a token uploads for its own app."""
        answer = self.call("POST", f"{APP}/uploads", token="other-token")
        self.assert_refused(answer, 10)

    def announce(self, **values):
        query = {"file_length": len(CONTENT), "file_type": "image/jpeg"}
        return self.call("POST", f"{APP}/uploads", params=query | values)

    def send_file(self, session, content):
        headers = {"Authorization": f"OAuth {TOKEN}", "file_offset": "0"}
        url = f"{self.simulator.url}/v25.0/{session}"
        return self.request("POST", url, headers=headers, data=content)
