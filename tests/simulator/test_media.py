"""Files: how long they live, who gets them, and what is too much."""

from common import DAY, MINUTE, NUMBER, SimulatorCase

MEGABYTE = 1024 * 1024
PICTURE = b"\xff\xd8\xff lamp"


class TestMedia(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.open_window()

    def test_address_works_for_five_minutes(self):
        """WA33: then it is 404, and a fresh lookup helps."""
        media_id = self.upload().json()["id"]
        url = self.look_up(media_id).json()["url"]
        self.simulator.clock.advance(5 * MINUTE - 1)
        self.assertEqual(self.download(url).content, PICTURE)
        self.simulator.clock.advance(1)
        self.assertEqual(self.download(url).status_code, 404)
        fresh = self.look_up(media_id).json()["url"]
        self.assertEqual(self.download(fresh).content, PICTURE)

    def test_bytes_need_the_token(self):
        """WA2: the address alone is not enough."""
        url = self.look_up(self.upload().json()["id"]).json()["url"]
        self.assertEqual(self.download(url, token="").status_code, 401)
        self.assertEqual(self.download(url, token="wrong").status_code, 401)

    def test_bytes_come_from_elsewhere(self):
        """WA33: another port than the API's."""
        url = self.look_up(self.upload().json()["id"]).json()["url"]
        self.assertTrue(url.startswith(self.simulator.media_url))
        self.assertNotEqual(self.simulator.media_url, self.simulator.url)

    def test_address_cannot_be_made_up(self):
        """WA33: neither a longer life nor another file."""
        first, second = (self.upload().json()["id"] for _ in range(2))
        url = self.look_up(first).json()["url"]
        forged = url.replace(f"mid={first}", f"mid={second}")
        self.assertEqual(self.download(forged).status_code, 404)
        expires = url.split("ext=")[1].split("&")[0]
        longer = url.replace(expires, str(int(expires) + DAY))
        self.assertEqual(self.download(longer).status_code, 404)

    def test_uploaded_file_lives_thirty_days(self):
        """WA33: after them its id is unknown, for lookup and for sending."""
        media_id = self.upload().json()["id"]
        self.simulator.clock.advance(30 * DAY - 1)
        self.assertEqual(self.look_up(media_id).status_code, 200)
        self.simulator.clock.advance(1)
        self.assert_refused(self.look_up(media_id), 100, subcode=33)
        self.assert_refused(self.send("image", {"id": media_id}), 100, subcode=33)

    def test_received_file_lives_seven_days(self):
        """WA33: what a customer sent must be fetched in time."""
        self.maria.send_media("voice")
        self.simulator.flush()
        audio = self.business.parts("messages")[0]["audio"]
        self.assertTrue(audio["voice"])
        self.simulator.clock.advance(7 * DAY - 1)
        self.assertEqual(self.look_up(audio["id"]).status_code, 200)
        self.simulator.clock.advance(1)
        self.assert_refused(self.look_up(audio["id"]), 100, subcode=33)

    def test_deleted_file_is_gone(self):
        """WA33: a deleted file is unknown."""
        media_id = self.upload().json()["id"]
        self.assertTrue(self.call("DELETE", media_id).json()["success"])
        self.assert_refused(self.look_up(media_id), 100, subcode=33)

    def test_foreign_number_finds_no_file(self):
        """WA3: a lookup that names another owner's number is refused."""
        media_id = self.upload().json()["id"]
        path = f"{media_id}?phone_number_id=807060504030201"
        self.assert_refused(self.call("GET", path), 100)

    def test_upload_checks_type_and_size(self):
        """WA34: five megabytes of picture pass, one byte more does not."""
        for mime_type, size, status in (
            ("image/jpeg", 5 * MEGABYTE, 200),
            ("image/jpeg", 5 * MEGABYTE + 1, 400),
            ("audio/ogg; codecs=opus", 1000, 200),
            ("image/svg+xml", 1000, 400),
            ("text/html", 1000, 400),
            ("application/pdf", 0, 400),
        ):
            with self.subTest(mime_type=mime_type, size=size):
                answer = self.upload(b"x" * size, mime_type)
                self.assertEqual(answer.status_code, status)

    def test_type_must_suit_the_message(self):
        """WA34: a picture is no video, but may be a document."""
        media_id = self.upload().json()["id"]
        self.assert_refused(self.send("video", {"id": media_id}), 131053)
        self.send_accepted("document", {"id": media_id, "filename": "lamp.jpg"})

    def test_linked_file_fails_later(self):
        """WA34: a link is fetched afterwards, and from the business only."""
        self.business.files["/ok.jpg"] = (PICTURE, "image/jpeg")
        self.business.files["/page.jpg"] = (b"<html>", "text/html")
        links = {
            f"{self.business.origin}/ok.jpg": "delivered",
            f"{self.business.origin}/page.jpg": "failed",
            f"{self.simulator.url}/ok.jpg": "failed",
            "http://192.0.2.1/ok.jpg": "failed",
        }
        for link, state in links.items():
            with self.subTest(link=link):
                wamid = self.send_accepted("image", {"link": link})
                self.simulator.flush()
                self.assertEqual(self.business.states(wamid)[-1], state)

    def upload(self, content=PICTURE, mime_type="image/jpeg"):
        return self.call(
            "POST",
            f"{NUMBER}/media",
            data={"messaging_product": "whatsapp", "type": mime_type},
            files={"file": ("lamp.jpg", content, mime_type)},
        )

    def look_up(self, media_id):
        return self.call("GET", f"{media_id}?phone_number_id={NUMBER}")


class TestSpoiltDownload(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.maria.send_media("image", PICTURE * 100)
        self.simulator.flush()
        self.url = self.business.parts("messages")[0]["image"]["url"]

    def test_truncated(self):
        """WA35: half the bytes, where the length promises all."""
        self.simulator.fault("download", "truncated", times=1)
        with self.assertRaises(OSError):
            self.download(self.url)
        self.assertEqual(self.download(self.url).content, PICTURE * 100)

    def test_wrong_length(self):
        """WA35: the length promises more than there is."""
        self.simulator.fault("download", "wrong_length")
        with self.assertRaises(OSError):
            self.download(self.url)

    def test_redirect_to_where_nobody_should_go(self):
        """WA35: the address of a cloud's metadata service is offered."""
        self.simulator.fault("download", "redirect")
        answer = self.download(self.url)
        self.assertEqual(answer.status_code, 302)
        self.assertIn("169.254.169.254", answer.headers["Location"])

    def test_slow(self):
        """WA35: the bytes take their time."""
        self.simulator.fault("download", "slow", options={"seconds": 0.2})
        self.assertGreater(self.download(self.url).elapsed.total_seconds(), 0.15)
