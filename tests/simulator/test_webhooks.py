"""How news reach the business: signed, repeated, in heaps, in any order."""

import hashlib
import hmac
import json
import threading

from common import (
    ACCOUNT,
    DAY,
    FOREIGN_NUMBER,
    MINUTE,
    NUMBER,
    SECRET,
    SISTER_NUMBER,
    VERIFY_TOKEN,
    SimulatorCase,
)

SIGNATURE = "X-Hub-Signature-256"
PAYLOAD = {"object": "whatsapp_business_account", "entry": []}


def digest(body, secret=SECRET):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class TestSignature(SimulatorCase):
    def test_is_over_the_bytes_sent(self):
        """WA22: the signature fits the bytes, and only the bytes."""
        self.maria.send_text("Olá / até já")
        self.simulator.flush()
        ((body, headers),) = self.business.received
        self.assertEqual(headers[SIGNATURE], digest(body))
        self.assertNotEqual(headers[SIGNATURE], digest(rewritten(body)))

    def test_text_is_escaped(self):
        """WA22: accents and slashes travel as escapes."""
        self.maria.send_text("Olá / até já")
        self.simulator.flush()
        ((body, _headers),) = self.business.received
        self.assertIn(rb"Ol\u00e1 \/ at\u00e9 j\u00e1", body)

    def test_spacing_varies(self):
        """WA22: nobody can rely on how the JSON is laid out."""
        for _ in range(3):
            self.maria.send_text("Oi")
        self.simulator.flush()
        layouts = {b'": "' in body for body, _headers in self.business.received}
        self.assertEqual(layouts, {True, False})

    def test_carries_no_cookie(self):
        """WA22: the network keeps nothing that a webhook tries to set."""
        for _ in range(2):
            self.maria.send_text("Oi")
        self.simulator.flush()
        self.assertNotIn("Cookie", self.business.received[-1][1])

    def test_can_be_wrong_in_every_way(self):
        """WA22: each mode carries exactly its own mistake."""
        headers = {
            mode: self.post_raw(mode)
            for mode in ("good", "none", "sha1", "wrong", "upper", "other")
        }
        body = self.business.received[0][0]
        self.assertEqual(headers["good"][SIGNATURE], digest(body))
        self.assertNotIn(SIGNATURE, headers["none"])
        self.assertNotIn(SIGNATURE, headers["sha1"])
        self.assertTrue(headers["sha1"]["X-Hub-Signature"].startswith("sha1="))
        self.assertEqual(headers["upper"][SIGNATURE][7:].lower(), digest(body)[7:])
        for mode in ("wrong", "upper", "other"):
            self.assertNotEqual(headers[mode][SIGNATURE], digest(body))

    def test_may_have_a_secret_of_its_own(self):
        """WA22: several apps, several secrets."""
        url = self.business.url
        self.simulator.connect(url, VERIFY_TOKEN, app_secret="another")
        self.maria.send_text("Oi")
        self.simulator.flush()
        ((body, headers),) = self.business.received
        self.assertEqual(headers[SIGNATURE], digest(body, "another"))

    def post_raw(self, mode):
        self.control("POST", "raw", {"payload": PAYLOAD, "signature": mode})
        return self.business.received[-1][1]


class TestHandshake(SimulatorCase):
    is_connected = False

    def test_right_token_connects(self):
        """WA23: the exact challenge comes back, and news follow."""
        self.assertEqual(self.connect().status_code, 200)
        self.maria.send_text("Oi")
        self.simulator.flush()
        self.assertEqual(len(self.business.received), 1)

    def test_wrong_token_does_not(self):
        """WA23: without the token nothing is delivered."""
        self.assertEqual(self.connect(verify_token="guess").status_code, 400)
        self.maria.send_text("Oi")
        self.simulator.flush()
        self.assertEqual(self.business.received, [])

    def test_echo_must_be_exact(self):
        """WA23: the challenge inside a page is no echo."""
        self.business.echoes = False
        self.assertEqual(self.connect().status_code, 400)

    def test_any_question_can_be_asked(self):
        """WA23: wrong mode, no challenge, no token: the answer is shown."""
        query = {"hub.mode": "subscribe", "hub.verify_token": "guess"}
        body = {"url": self.business.url, "query": query}
        self.assertEqual(self.control("POST", "handshake", body).json()["status"], 403)

    def test_account_must_be_subscribed(self):
        """WA23: an override through the API needs the subscription as well."""
        override = {
            "override_callback_uri": self.business.url,
            "verify_token": VERIFY_TOKEN,
        }
        configuration = {"webhook_configuration": override}
        self.assertTrue(self.call("POST", NUMBER, json=configuration).json()["success"])
        self.maria.send_text("Antes")
        self.call("POST", f"{ACCOUNT}/subscribed_apps")
        self.maria.send_text("Depois")
        self.simulator.flush()
        (message,) = self.business.parts("messages")
        self.assertEqual(message["text"]["body"], "Depois")

    def test_number_goes_before_account(self):
        """WA23: the number's own webhook is told, not the account's."""
        override = {
            "override_callback_uri": f"{self.business.origin}/account",
            "verify_token": VERIFY_TOKEN,
        }
        self.call("POST", f"{ACCOUNT}/subscribed_apps", json=override)
        self.connect()
        self.maria.send_text("Oi")
        self.maria.send_text("Oi", SISTER_NUMBER)
        self.simulator.flush()
        urls = [post["url"] for post in self.simulator.deliveries]
        expected = [self.business.url, f"{self.business.origin}/account"]
        self.assertEqual(urls, expected)

    def connect(self, verify_token=VERIFY_TOKEN):
        body = {
            "number_id": NUMBER,
            "url": self.business.url,
            "verify_token": verify_token,
        }
        return self.control("POST", "webhook", body)


class TestRetries(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.business.status = 500

    def test_at_once_and_then_more_and_more_rarely(self):
        """WA24: twice at once, again after one minute, then after five."""
        self.maria.send_text("Oi")
        counts = []
        for seconds in (0, MINUTE - 1, 1, 5 * MINUTE - 1, 1):
            self.simulator.clock.advance(seconds)
            self.simulator.flush()
            counts.append(len(self.business.received))
        self.assertEqual(counts, [2, 2, 3, 3, 4])

    def test_ends_with_the_first_200(self):
        """WA24: what was received is not sent again."""
        self.maria.send_text("Oi")
        self.simulator.flush()
        self.business.status = 200
        self.simulator.clock.advance(MINUTE)
        self.simulator.flush()
        self.simulator.clock.advance(7 * DAY)
        self.simulator.flush()
        self.assertEqual(len(self.business.received), 3)

    def test_given_up_after_seven_days(self):
        """WA24: still tried on the seventh day, dropped after it."""
        self.maria.send_text("Oi")
        for _day in range(7):
            self.simulator.clock.advance(DAY)
            self.simulator.flush()
        self.assertEqual(self.simulator.network.courier.waiting, [])
        self.assertEqual(len(self.simulator.network.courier.dropped), 1)
        dates = [post["date"] for post in self.simulator.deliveries]
        self.assertGreaterEqual(max(dates) - min(dates), 6 * DAY)

    def test_other_answers_count_as_failures(self):
        """WA24: a redirect and a 204 are no 200."""
        for status in (204, 302, 404):
            with self.subTest(status=status):
                self.business.status = status
                self.maria.send_text("Oi")
                self.simulator.flush()
        self.assertEqual(len(self.simulator.network.courier.waiting), 3)

    def test_silence_counts_as_failure(self):
        """WA24: who takes too long is asked again."""
        self.simulator.settings.webhook_timeout = 0.1
        released = threading.Event()
        self.addCleanup(released.set)
        self.business.before_answer = lambda: released.wait(1)
        self.maria.send_text("Oi")
        self.simulator.flush()
        errors = {post["error"] for post in self.simulator.deliveries}
        self.assertEqual(errors, {"ReadTimeout"})

    def test_closed_door_counts_as_failure(self):
        """WA24: nobody listens, and the news are kept."""
        self.simulator.network.node(NUMBER).webhook.url = "http://127.0.0.1:9/x"
        self.maria.send_text("Oi")
        self.simulator.flush()
        self.assertEqual(self.simulator.deliveries[0]["error"], "ConnectionError")
        self.assertEqual(len(self.simulator.network.courier.waiting), 1)

    def test_comes_back_in_other_company(self):
        """WA24: a repeated event may travel with others, in another body."""
        self.simulator.settings.batch_size = 10
        self.maria.send_text("Primeira")
        self.simulator.flush()
        self.business.status = 200
        self.simulator.clock.advance(MINUTE)
        self.maria.send_text("Segunda")
        self.simulator.flush()
        first, last = self.business.payloads[0], self.business.payloads[-1]
        self.assertEqual(len(first["entry"][0]["changes"]), 1)
        self.assertEqual(len(last["entry"][0]["changes"]), 2)


class TestMischief(SimulatorCase):
    def test_twice_in_a_row(self):
        """WA25: the same event, one after the other."""
        self.simulator.fault("webhook", "duplicate", times=1)
        self.assertEqual(self.bodies(), ["Oi", "Oi"])

    def test_twice_at_once(self):
        """WA25: two posts of one event are under way at the same moment."""
        together = threading.Barrier(2, timeout=5)
        self.business.before_answer = together.wait
        self.simulator.fault("webhook", "duplicate_at_once")
        self.assertEqual(self.bodies(), ["Oi", "Oi"])

    def test_again_days_later(self):
        """WA25: three days later it comes once more."""
        self.simulator.fault("webhook", "duplicate_later", times=1)
        self.assertEqual(self.bodies(), ["Oi"])
        self.simulator.clock.advance(3 * DAY)
        self.simulator.flush()
        self.assertEqual(len(self.business.received), 2)

    def test_every_second_one(self):
        """WA41: a rule may strike each n-th time only."""
        self.simulator.fault("webhook", "duplicate", every=2)
        for _ in range(4):
            self.maria.send_text("Oi")
        self.simulator.flush()
        self.assertEqual(len(self.business.received), 6)

    def test_read_comes_before_sent(self):
        """WA26: statuses in reverse order."""
        self.open_window()
        self.simulator.settings.order = "reverse"
        wamid = self.send_accepted()
        self.maria.read()
        self.simulator.flush()
        self.assertEqual(self.business.states(wamid), ["read", "delivered", "sent"])

    def test_delivered_after_failed(self):
        """WA26: any status can be told at any time."""
        self.open_window()
        wamid = self.send_accepted()
        self.simulator.flush()
        for status in ({"status": "failed", "code": 131000}, {"status": "delivered"}):
            self.control("POST", "status", {"wamid": wamid, **status})
        self.simulator.flush()
        states = self.business.states(wamid)
        self.assertEqual(states, ["sent", "delivered", "failed", "delivered"])

    def test_status_before_the_answer(self):
        """WA26: the business hears of a message it has no id of yet."""
        self.open_window()
        self.simulator.fault("messages", "status_first", times=1)
        wamid = self.send_accepted()
        self.assertEqual(self.business.states(wamid), ["sent", "delivered"])

    def bodies(self):
        self.maria.send_text("Oi")
        self.simulator.flush()
        return [message["text"]["body"] for message in self.business.parts("messages")]


class TestStatuses(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.open_window()

    def test_read_at_once_has_no_delivered(self):
        """WA27: read says delivered as well."""
        self.maria.customer.receipts = "instant"
        self.assertEqual(self.told(self.send_accepted()), ["sent", "read"])

    def test_secret_readers_are_never_told(self):
        """WA27: with receipts off there is no read."""
        self.maria.customer.receipts = "off"
        wamid = self.send_accepted()
        self.maria.read()
        self.assertEqual(self.told(wamid), ["sent", "delivered"])

    def test_switched_off_phone_holds_delivered(self):
        """WA43: delivered comes when the phone is on again."""
        self.maria.go_offline()
        wamid = self.send_accepted()
        self.assertEqual(self.told(wamid), ["sent"])
        self.maria.go_online()
        self.assertEqual(self.told(wamid), ["sent", "delivered"])

    def test_voice_is_played(self):
        """WA27: played follows for a voice message."""
        wamid = self.send_accepted()
        body = {"message_id": wamid}
        self.control("POST", "customers/maria/play", body)
        self.assertEqual(self.told(wamid)[-1], "played")

    def test_conversation_is_of_old_versions(self):
        """WA27: up to v23 sent has a conversation, from v24 on it has none."""
        for version, is_there in ((23, True), (24, False)):
            with self.subTest(version=version):
                self.simulator.settings.webhook_version = version
                self.told(self.send_accepted())
                sent = self.business.parts("statuses")[-2]
                self.assertEqual("conversation" in sent, is_there)

    def test_contacts_can_be_missing(self):
        """WA27: who is meant stands in the status itself."""
        self.simulator.settings.status_contacts = False
        self.told(self.send_accepted())
        self.assertEqual(self.business.parts("contacts"), [])
        recipient = self.business.parts("statuses")[0]["recipient_id"]
        self.assertEqual(recipient, "551187654321")

    def test_can_be_left_out(self):
        """WA27: a test that tells its own statuses switches ours off."""
        self.simulator.settings.auto_statuses = False
        self.assertEqual(self.told(self.send_accepted()), [])

    def test_take_their_time_when_told_to(self):
        """WA27: delivered follows after the set delay."""
        self.simulator.settings.status_delay = 5
        wamid = self.send_accepted()
        self.assertEqual(self.told(wamid), ["sent"])
        self.simulator.clock.advance(5)
        self.assertEqual(self.told(wamid), ["sent", "delivered"])

    def told(self, wamid):
        self.simulator.flush()
        return self.business.states(wamid)


class TestBatches(SimulatorCase):
    def test_several_accounts_in_one_post(self):
        """WA28: an entry per account, a change per event."""
        self.simulator.settings.batch_size = 100
        url = self.business.url
        secret = {"number_id": FOREIGN_NUMBER, "app_secret": SECRET}
        self.simulator.connect(url, VERIFY_TOKEN, **secret)
        self.simulator.connect(url, VERIFY_TOKEN, app_secret=SECRET)
        self.maria.send_text("Nossa")
        self.maria.send_text("Deles", FOREIGN_NUMBER)
        self.maria.send_text("Nossa de novo")
        self.simulator.flush()
        (payload,) = self.business.payloads
        self.assertEqual([len(entry["changes"]) for entry in payload["entry"]], [2, 1])

    def test_messages_and_statuses_in_one_value(self):
        """WA28: what concerns one number may be merged."""
        self.open_window()
        self.simulator.settings.change({"batch_size": 100, "merge_values": True})
        self.send_accepted()
        self.maria.send_text("Uma")
        self.maria.send_text("Duas")
        self.simulator.flush()
        (value,) = self.business.values
        self.assertEqual((len(value["statuses"]), len(value["messages"])), (2, 2))

    def test_thousand_at_most(self):
        """WA28: more than a thousand events take several posts."""
        self.simulator.settings.batch_size = 5000
        for number in range(1001):
            self.maria.send_text(str(number))
        self.simulator.flush()
        changes = [len(each["entry"][0]["changes"]) for each in self.business.payloads]
        self.assertEqual(changes, [1000, 1])

    def test_several_posts_at_once(self):
        """WA28: events may be under way at the same moment."""
        together = threading.Barrier(3, timeout=5)
        self.business.before_answer = together.wait
        self.simulator.settings.concurrency = 3
        for _ in range(3):
            self.maria.send_text("Oi")
        self.simulator.flush()
        self.assertEqual(len(self.business.received), 3)

    def test_anything_can_be_posted(self):
        """WA28: poison in the middle, foreign numbers, other fields: as written."""
        value = {"metadata": {"phone_number_id": "1"}, "messages": [None, {}, 7]}
        changes = [{"field": "messages", "value": value}, {}, {"field": "weather"}]
        payload = {**PAYLOAD, "entry": [{"id": "1", "changes": changes}]}
        answer = self.control("POST", "raw", {"payload": payload}).json()
        self.assertEqual(answer["status"], 200)
        self.assertEqual(self.business.payloads, [payload])

    def test_anything_can_be_posted_twice_at_once(self):
        """WA25: raw payloads come concurrently, too."""
        together = threading.Barrier(2, timeout=5)
        self.business.before_answer = together.wait
        body = {"payload": PAYLOAD, "times": 2, "concurrent": True}
        self.assertTrue(self.control("POST", "raw", body).json()["received"])


def rewritten(body):
    """Return the same JSON as another program would write it."""
    return json.dumps(json.loads(body), ensure_ascii=False).encode()
