"""A business that listens, and a simulator it talks to."""

import json
import threading
import unittest

import requests
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from simulator import Simulator

NUMBER = "203040506070809"
SISTER_NUMBER = "203040506070810"
FOREIGN_NUMBER = "807060504030201"
ACCOUNT = "102030405060708"
FOREIGN_ACCOUNT = "908070605040302"
TOKEN = "demo-token"
SECRET = "demo-secret"
VERIFY_TOKEN = "open-sesame"
MARIA = "+5511987654321"
MARIA_WA_ID = "551187654321"
MINUTE, HOUR, DAY = 60, 3600, 86400


class _Quiet(WSGIRequestHandler):
    def log(self, *_args):
        pass


class Business:
    """A webhook that keeps what it is told, and answers what a test wants."""

    def __init__(self):
        self._server = make_server(
            "127.0.0.1", 0, self, threaded=True, request_handler=_Quiet
        )
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.origin}/webhook"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.received = []
        self.status = 200
        self.echoes = True
        self.files = {}
        self.before_answer = lambda: None

    def start(self):
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __call__(self, environ, start_response):
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, request):
        if request.path in self.files:
            content, mime_type = self.files[request.path]
            return Response(content, mimetype=mime_type)
        if request.method == "GET":
            is_ours = request.args.get("hub.verify_token") == VERIFY_TOKEN
            challenge = request.args.get("hub.challenge", "")
            echo = challenge if self.echoes else f"<b>{challenge}</b>"
            return Response(echo if is_ours else "no", 200 if is_ours else 403)
        self.received.append((request.get_data(), dict(request.headers)))
        self.before_answer()
        return Response("", self.status, {"Set-Cookie": "session_id=1; Path=/"})

    @property
    def payloads(self):
        return [json.loads(body) for body, _headers in self.received]

    @property
    def values(self):
        return [
            change["value"]
            for payload in self.payloads
            for entry in payload["entry"]
            for change in entry["changes"]
        ]

    def parts(self, name):
        """Return all messages, all statuses or all contacts that came in."""
        return [part for value in self.values for part in value.get(name, [])]

    def states(self, wamid):
        return [
            each["status"] for each in self.parts("statuses") if each["id"] == wamid
        ]


class SimulatorCase(unittest.TestCase):
    """Each test has a simulator, and a business connected to its first number."""

    is_connected = True

    def setUp(self):
        self.business = Business()
        self.business.start()
        self.addCleanup(self.business.stop)
        self.simulator = Simulator(auto_deliver=False)
        self.simulator.start()
        self.addCleanup(self.simulator.stop)
        self.simulator.clock.freeze()
        if self.is_connected:
            self.simulator.connect(self.business.url, VERIFY_TOKEN)
        self.maria = self.simulator.customer("maria")

    def call(self, method, path, *, token=TOKEN, base="/v25.0", **options):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.simulator.url}{base}/{path}"
        return requests.request(method, url, headers=headers, timeout=5, **options)

    def post(self, body, number=NUMBER, **options):
        body = {"messaging_product": "whatsapp", **body}
        return self.call("POST", f"{number}/messages", json=body, **options)

    def send(self, kind="text", content=None, to=MARIA, **body):
        """Send a message, and return the answer."""
        content = content or {"body": "Boa tarde"}
        number = body.pop("number", NUMBER)
        return self.post({"to": to, "type": kind, kind: content, **body}, number)

    def send_accepted(self, *args, **body):
        """Send a message that is accepted, and return its id."""
        answer = self.send(*args, **body)
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()["messages"][0]["id"]

    def send_template(self, name="retomar_atendimento", language="pt_BR", **options):
        values = options.pop("values", ["Maria", "A-17"])
        parameters = [{"type": "text", "text": value} for value in values]
        components = options.pop("components", None) or (
            [{"type": "body", "parameters": parameters}] if parameters else []
        )
        content = {
            "name": name,
            "language": {"code": language},
            "components": components,
        }
        return self.send("template", content, **options)

    def request(self, method, url, **options):
        return requests.request(method, url, timeout=5, **options)

    def download(self, url, token=TOKEN):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.request("GET", url, headers=headers, allow_redirects=False)

    def control(self, method, path, body=None):
        url = f"{self.simulator.url}/control/{path}"
        return requests.request(method, url, json=body, timeout=5)

    def assert_refused(self, answer, code, *, subcode=None):
        error = answer.json()["error"]
        self.assertEqual(
            (error["code"], error.get("error_subcode")), (code, subcode), error
        )
        return error

    def open_window(self):
        """Let Maria write, so that free answers are allowed."""
        wamid = self.maria.send_text("Olá")
        self.simulator.flush()
        self.business.received.clear()
        return wamid
