"""Versions, tokens and the shape of refusals."""

from common import (
    ACCOUNT,
    DAY,
    FOREIGN_NUMBER,
    HOUR,
    NUMBER,
    SimulatorCase,
)


class TestAccess(SimulatorCase):
    def test_any_version_is_accepted(self):
        """WA1: an old version, a new one and none at all answer the same."""
        for base in ("/v19.0", "/v26.0", ""):
            with self.subTest(base=base):
                answer = self.call("GET", f"{NUMBER}?fields=verified_name", base=base)
                self.assertEqual(answer.json()["verified_name"], "Casa Aurora")

    def test_unknown_object_is_a_bad_request(self):
        """WA1: what does not exist is 400 with 100/33, never 404."""
        answer = self.call("GET", "999000111")
        self.assertEqual(answer.status_code, 400)
        self.assert_refused(answer, 100, subcode=33)

    def test_token_is_needed(self):
        """WA2: no token and a wrong one are 401 with 190."""
        for token in ("", "guessed"):
            with self.subTest(token=token):
                answer = self.call("GET", NUMBER, token=token)
                self.assertEqual(answer.status_code, 401)
                self.assert_refused(answer, 190)

    def test_token_expires(self):
        """WA2: an expired token says so by its subcode, to the second."""
        token = {"value": "short", "account_ids": [ACCOUNT], "expires": HOUR}
        self.control("POST", "tokens", token)
        self.simulator.clock.advance(HOUR - 1)
        self.assertEqual(self.call("GET", NUMBER, token="short").status_code, 200)
        self.simulator.clock.advance(1)
        answer = self.call("GET", NUMBER, token="short")
        self.assert_refused(answer, 190, subcode=463)

    def test_another_owners_number_is_out_of_reach(self):
        """WA3: a token of one account sees nothing of another."""
        own = self.call("GET", FOREIGN_NUMBER, token="other-token")
        self.assertEqual(own.status_code, 200)
        self.assert_refused(self.call("GET", FOREIGN_NUMBER), 10)
        self.assert_refused(self.send(number=FOREIGN_NUMBER), 10)

    def test_another_owners_template_is_out_of_reach(self):
        """WA3: templates are read by their own account only."""
        templates = self.call("GET", f"{ACCOUNT}/message_templates").json()["data"]
        answer = self.call("GET", templates[0]["id"], token="other-token")
        self.assert_refused(answer, 10)

    def test_another_owners_file_is_out_of_reach(self):
        """WA3: neither lookup nor bytes cross from account to account."""
        self.maria.send_media("image")
        self.simulator.flush()
        image = self.business.parts("messages")[0]["image"]
        self.assert_refused(self.call("GET", image["id"], token="other-token"), 10)
        self.assertEqual(self.download(image["url"], "other-token").status_code, 404)
        self.assertEqual(self.download(image["url"]).status_code, 200)

    def test_refusal_has_the_envelope(self):
        """WA4: code, type, details and trace are where a client looks for them."""
        error = self.assert_refused(self.post({"to": "+5511987654321"}), 131008)
        self.assertEqual(error["type"], "OAuthException")
        self.assertEqual(error["error_data"]["messaging_product"], "whatsapp")
        self.assertTrue(error["fbtrace_id"])

    def test_unknown_edge_is_refused(self):
        """WA4: a path that does not exist is told in the same envelope."""
        self.assert_refused(self.call("GET", f"{NUMBER}/wishes"), 2500)

    def test_other_sites_cannot_use_the_door(self):
        """WA44: a page of another site in the same browser is refused."""
        url = f"{self.simulator.url}/control/reset"
        answer = self.request("POST", url, headers={"Origin": "http://elsewhere.test"})
        self.assertEqual(answer.status_code, 403)
        answer = self.request("GET", url, headers={"Host": "elsewhere.test"})
        self.assertEqual(answer.status_code, 403)

    def test_only_this_machine_is_served(self):
        """WA44: both doors are bound to the loopback address."""
        for url in (self.simulator.url, self.simulator.media_url):
            self.assertTrue(url.startswith("http://127.0.0.1:"), url)

    def test_webhook_must_be_on_this_machine(self):
        """WA44: no webhook elsewhere, by name, by scheme or by address."""
        for url in (
            "http://192.0.2.7/hook",
            "http://shop.test/hook",
            "https://127.0.0.1/hook",
            "http://127.0.0.1.shop.test/hook",
            "http://127.0.0.1@shop.test/hook",
        ):
            with self.subTest(url=url):
                body = {"number_id": NUMBER, "url": url, "verify_token": "x"}
                answer = self.control("POST", "webhook", body)
                self.assertEqual(answer.status_code, 400)
                self.assertIn("127.0.0.1", answer.json()["error"])

    def test_window_of_days_passes_in_no_time(self):
        """WA41: the clock moves for tokens, windows and files alike."""
        before = self.simulator.clock.now()
        self.control("POST", "clock", {"advance": 7 * DAY})
        self.assertEqual(self.simulator.clock.now() - before, 7 * DAY)
