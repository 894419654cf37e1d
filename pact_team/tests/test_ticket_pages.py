from http.client import HTTPConnection

from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_ticket_portal import PATH, PortalCase


@tagged("post_install", "-at_install")
class TestTicketPages(PortalCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.responsible)

    def test_the_entry(self):
        """S7, S9: on the portal's first page, for responsible people alone."""
        self.assertIn("Contact us", self.url_open("/my/home").text)
        self._log_in(self.colleague)
        self.assertNotIn("Contact us", self.url_open("/my/home").text)

    def test_how_many_are_open(self):
        """S9: beside the entry, as the portal asks for it; strangers get no number."""
        for state in ("new", "waiting", "finished"):
            self._file().write({"state": state})
        call = {"params": {"counters": ["pact_request_count"]}}
        for user, count in ((self.responsible, 2), (self.stranger, 0)):
            self._log_in(user)
            answer = self.url_open("/my/counters", json=call).json()["result"]
            self.assertEqual(answer["pact_request_count"], count)
        self._log_in(self.colleague)
        answer = self.url_open("/my/counters", json=call).json()["result"]
        self.assertNotIn("pact_request_count", answer)

    def test_from_every_page_back(self):
        """SN5: to all requests, and to where the portal begins."""
        ticket = self._file()
        for path in ("", "/new", f"/{ticket.id}"):
            page = self._get(path)
            with self.subTest(path):
                self.assertIn('href="/my/home"', page)
                self.assertIn(f'href="{PATH}"', page)

    def test_what_they_know_it_by(self):
        """S21: the reference that they typed, on the page as on paper."""
        ticket = self._file(reference="NF 77-B")
        for path in (f"/{ticket.id}", f"/{ticket.id}/print"):
            self.assertIn("NF 77-B", self._get(path))

    def test_each_mistake_is_marked_where_it_is(self):
        """S16, S17: of what is added, too, and all of them at once."""
        path = f"/{self._file().id}/reply"
        token = self._form()["csrf_token"]
        for message, name, is_marked in (
            ("Oi", "x" * 201 + ".pdf", False),
            ("", "virus.exe", True),
        ):
            with self.subTest(name=name):
                form = {"csrf_token": token, "message": message}
                files = [(name, b"x", "application/pdf")]
                page = self._post(path, form, files, status=422).text
                self.assertRegex(page, r'id="files"[^>]*is-invalid')
                self.assertEqual('id="message_problem"' in page, is_marked)

    def test_not_set_up_yet(self):
        """S30: a friendly notice, no form; what is posted gets the same notice."""
        form = self._form()
        methods = self.env["pact.contact.method"].search([])
        for mode in ("central", "crm"):
            self.company.pact_ticket_mode = mode
            if mode == "central":
                (self.invoices + self.second_copy).is_on_portal = False
            else:
                self._make_kind("Proposta", mode="crm")
                methods.unlink()
            with self.subTest(mode):
                for page in (
                    self._get("/new"),
                    self._post("/new", form, status=422).text,
                ):
                    self.assertIn("has not set this form up yet", page)
                    self.assertNotIn('name="message"', page)
        self.assertFalse(self._tickets())


@tagged("post_install", "-at_install")
class TestTicketErrors(PortalCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("pt_BR")
        self.ticket = self._file()
        self.responsible.lang = "pt_BR"
        self._log_in(self.responsible)

    def _assert_said(self, answer, status, sentence):
        self.assertEqual(answer.status_code, status)
        for part in (sentence, 'href="/my/home"', "Minha conta"):
            self.assertIn(part, answer.text)
        self.assertNotIn("Traceback", answer.text)

    def test_there_is_no_such_page(self):
        """S8, HM6: what is not theirs is not there, said in their language."""
        for path in ("0", "x", f"{self.ticket.id}/file/0", f"{self.ticket.id}/other"):
            with self.subTest(path):
                answer = self.url_open(f"{PATH}/{path}")
                self._assert_said(answer, 404, "Esta página não existe")

    def test_a_file_for_a_token(self):
        """HM6: a file where the token of the form should be is no fault of ours."""
        for path in ("new", f"{self.ticket.id}/reply"):
            with self.subTest(path):
                answer = self.url_open(
                    f"{PATH}/{path}",
                    data={"message": "Oi"},
                    files={"csrf_token": ("o", b"o", "text/plain")},
                )
                self._assert_said(answer, 400, "Não foi possível entender")

    def test_who_is_not_responsible_is_told_so(self):
        """S29: a colleague is told whom to ask, and is not sent in circles."""
        self.colleague.lang = "pt_BR"
        self._log_in(self.colleague)
        for path in ("", "/new", f"/{self.ticket.id}", "/0"):
            with self.subTest(path):
                answer = self.url_open(f"{PATH}{path}")
                self._assert_said(answer, 404, "Você não pode abrir isto")
                self.assertNotIn(f'href="{PATH}"', answer.text)

    def test_one_of_us_is_led_to_the_desk(self):
        """S19: an agent whom a customer sends the link of a request finds it."""
        self._log_in(self.ana)
        for path, desk in (
            (f"/{self.ticket.id}", f"/odoo/pact-requests/{self.ticket.id}"),
            (f"/{self.ticket.id}/print", f"/odoo/pact-requests/{self.ticket.id}"),
            ("/new", "/odoo/pact-requests"),
        ):
            with self.subTest(path):
                answer = self.url_open(f"{PATH}{path}")
                self.assertEqual(answer.status_code, 404)
                self.assertIn(f'href="{desk}"', answer.text)
                self.assertNotIn(f'href="{PATH}"', answer.text)

    def test_strangers_get_lost_too(self):
        """HM6: whoever is not logged in gets a sentence, and no fault."""
        self.authenticate(None, None)
        answer = self.url_open(f"{PATH}/{self.ticket.id}/other")
        self.assertEqual(answer.status_code, 404)
        self.assertIn('href="/my/home"', answer.text)

    def test_without_a_token(self):
        """HM3: what no form of ours sent is refused with a sentence."""
        with mute_logger("odoo.http"):
            answer = self.url_open(f"{PATH}/new", data={"message": "x"})
        self._assert_said(answer, 400, "Não foi possível entender")

    def test_too_large(self):
        """S17, HM8: refused before it is read, with a sentence."""
        for path in ("new", f"{self.ticket.id}/reply"):
            with self.subTest(path), self.allow_requests():
                answer = self._announce(f"{PATH}/{path}", 1024**3)
                page = answer.read().decode()
                self.assertEqual(answer.status, 413, page)
                self.assertIn("grande demais", page)

    def _announce(self, path, size):
        """Post a form that is said to be so large, of which nothing ever comes."""
        connection = HTTPConnection(self.base_url().removeprefix("http://"), timeout=20)
        self.addCleanup(connection.close)
        cookies = "; ".join(f"{k}={v}" for k, v in self.opener.cookies.items())
        connection.putrequest("POST", path)
        connection.putheader("Cookie", cookies)
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.putheader("Content-Length", str(size))
        connection.endheaders()
        return connection.getresponse()
