"""However much a customer sends, the server reads no more than it lets in."""

import re
import select
import socket
from pathlib import Path
from urllib.parse import urlsplit

import requests

from common import Live

GIGABYTE = 2**30
PIECE = b"x" * 2**16
PATH = "/my/requests/new"
LOGIN = "uploader@example.com"
FENCE = "aFence"
MULTIPART = f"multipart/form-data; boundary={FENCE}"
PLAIN = "application/x-www-form-urlencoded"
FILE = (
    f'--{FENCE}\r\nContent-Disposition: form-data; name="files"; '
    'filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
).encode()
# How each page of a refusal ends.
END = (b"</p>\n", b"</html>\n", b"</html>", b"</a>. If not, click the link.\n")
# What the interpreter and the database driver take and give back meanwhile.
FLAT = 48 * 2**20


class TestUpload(Live):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_customer(cls.product.log_in("admin"))

    @classmethod
    def _make_customer(cls, admin):
        """Let somebody of a customer file requests in the portal, once for all."""
        if admin.call("res.users", "search", [["login", "=", LOGIN]]):
            return
        company, portal = (
            admin.call(
                "ir.model.data", "search_read", [["name", "=", name]], ["res_id"]
            )
            for name in ("main_company", "group_portal")
        )
        home = company[0]["res_id"]
        # Somebody has to be the sender of what the customer is told.
        admin.call("res.company", "write", [home], {"email": "casa@example.com"})
        customer = admin.call(
            "res.partner", "create", {"name": "Metalúrgica", "is_company": True}
        )
        user = admin.call(
            "res.users",
            "create",
            {
                "name": "Uploader",
                "login": LOGIN,
                "password": LOGIN,
                "company_id": home,
                "company_ids": [[6, 0, [home]]],
                "group_ids": [[6, 0, [portal[0]["res_id"]]]],
            },
            context={"no_reset_password": True},
        )
        [found] = admin.call("res.users", "read", [user], ["partner_id"])
        admin.call(
            "res.partner",
            "write",
            [found["partner_id"][0]],
            {"parent_id": customer, "pact_is_responsible": True},
        )
        admin.call(
            "pact.classification",
            "create",
            {"name": "Anexos", "company_id": home, "is_on_portal": True},
        )

    def setUp(self):
        super().setUp()
        self.browser = requests.Session()
        values = {"db": self.product.database, "login": LOGIN, "password": LOGIN}
        came_in = self.browser.post(
            f"{self.product.url}/web/session/authenticate", json={"params": values}
        )
        self.assertIn("result", came_in.json(), came_in.text[:500])
        self.page = self.browser.get(self.product.url + PATH, timeout=30).text
        self.kept = self._kept()

    def test_a_gigabyte_is_refused_unread(self):
        """S17: by what it says of its size, with a sentence, and memory stays flat."""
        for sort in (MULTIPART, PLAIN, "application/json", "text/plain"):
            with self.subTest(sort):
                answer, sent = self._send(sort, GIGABYTE)
                self._assert_too_large(answer)
                self.assertLess(sent, 32 * 2**20)

    def test_what_hides_its_size_is_refused_while_it_is_read(self):
        """S17: in chunks, without a length, no further than the limit."""
        # Words are read to their limit, where the token of the form is not yet told.
        for sort, status, most in ((MULTIPART, 413, 160), (PLAIN, 400, 32)):
            with self.subTest(sort):
                answer, sent = self._send(sort, None)
                self._assert_too_large(answer, status)
                self.assertLess(sent, most * 2**20)

    def test_words_are_no_files(self):
        """S16: a form of words alone is small, whatever a form with files may be."""
        answer, sent = self._send(PLAIN, 50 * 2**20)
        self._assert_too_large(answer)
        self.assertLess(sent, 32 * 2**20)

    def test_a_stranger_is_not_even_read(self):
        """S7: who has not logged in is sent to do so."""
        self.browser.cookies.clear()
        answer, sent = self._send(MULTIPART, GIGABYTE)
        self.assertRegex(answer, r"^HTTP/1\.\d 303 ")
        self.assertLess(sent, 32 * 2**20)

    def test_an_upload_that_ends_too_soon_leaves_nothing(self):
        """S17: neither a request, nor a file, nor a server that waits."""
        for _time in range(3):
            with self._connect() as line:
                line.sendall(self._head(MULTIPART, 5 * 2**20))
                line.sendall(FILE + PIECE * 10)
        self.assertEqual(
            self.browser.get(self.product.url + PATH, timeout=30).status_code, 200
        )
        self.assertEqual(self._kept(), self.kept)

    def test_all_that_is_let_in(self):
        """S17: ten files of ten megabytes: filed, and memory stays flat."""
        before = self._peak(is_new=True)
        [kind] = re.findall(r'value="(\d+)"[^>]*>\s*Anexos', self.page)
        form = {
            "csrf_token": self._hidden("csrf_token"),
            "request_key": self._hidden("request_key"),
            "classification": kind,
            "name": "Uploader",
            "phone": "+55 31 98765-0001",
            "email": LOGIN,
            "message": "Seguem os anexos",
        }
        body = b"%PDF-1.4" + b"x" * (10 * 2**20 - 8)
        files = [("files", (f"{n}.pdf", body, "application/pdf")) for n in range(10)]
        answer = self.browser.post(
            self.product.url + PATH,
            data=form,
            files=files,
            allow_redirects=False,
            timeout=120,
        )
        self.assertEqual(answer.status_code, 303, answer.text[-500:])
        self.assertLess(self._peak() - before, 2 * FLAT)

    def _hidden(self, name):
        return re.search(rf'name="{name}"\s+value="([^"]+)"', self.page)[1]

    def _assert_too_large(self, answer, status=413):
        self.assertRegex(answer, rf"^HTTP/1\.\d {status} ")
        words = re.sub("<[^>]+>", " ", answer)
        told = {413: r"(?i)large|exceeds|capacity", 400: "open for too long"}
        self.assertRegex(words, told[status])
        self.assertEqual(self._kept(), self.kept)

    def _send(self, sort, length):
        """Send a body of ``length``, or without end; return the answer, and how much.

        Memory stays flat meanwhile.
        """
        before = self._peak(is_new=True)
        sent, answer = 0, b""
        with self._connect() as line:
            line.sendall(self._head(sort, length))
            for piece in self._body(sort, length):
                if select.select([line], [], [], 0)[0]:
                    break
                line.sendall(piece)
                sent += len(piece)
            while not answer.endswith(END) and (received := line.recv(65536)):
                answer += received
        self.assertLess(self._peak() - before, FLAT)
        return answer.decode(errors="replace"), sent

    def _body(self, sort, length):
        wrap = (
            (lambda each: b"%x\r\n%b\r\n" % (len(each), each)) if not length else bytes
        )
        yield wrap(FILE if sort == MULTIPART else b"message=")
        for _piece in range(GIGABYTE // len(PIECE) - 1):
            yield wrap(PIECE)

    def _head(self, sort, length):
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.browser.cookies)
        size = f"Content-Length: {length}" if length else "Transfer-Encoding: chunked"
        lines = (
            f"POST {PATH} HTTP/1.1",
            f"Host: {urlsplit(self.product.url).netloc}",
            f"Cookie: {cookie}",
            f"Content-Type: {sort}",
            size,
            "Connection: close",
        )
        return "\r\n".join([*lines, "", ""]).encode()

    def _connect(self):
        address = urlsplit(self.product.url)
        return socket.create_connection((address.hostname, address.port), timeout=20)

    def _peak(self, *, is_new=False):
        """Return the most memory that the server had at once, since it was new."""
        process = Path(f"/proc/{self.product.odoo_pid}")
        if is_new:
            (process / "clear_refs").write_text("5")
        status = (process / "status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024

    def _kept(self):
        return self.sql(
            "SELECT (SELECT count(*) FROM pact_ticket),"
            " (SELECT count(*) FROM ir_attachment WHERE res_model IN"
            " ('pact.ticket', 'mail.compose.message'))"
        )
