"""The answering end of Meta's Graph API, as far as a sent text needs it."""

import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from unittest.mock import patch

import requests

REAL = "https://graph.facebook.com"


class Graph:
    """Answers after ``delay`` seconds that a message was accepted."""

    def __init__(self):
        self.delay = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @contextmanager
    def in_place_of_meta(self, module):
        """Let what ``module`` posts to Meta come here."""
        Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            with patch.object(module.requests, "post", self._post):
                yield self
        finally:
            self.server.shutdown()
            self.server.server_close()

    def _post(self, url, **options):
        here = f"http://127.0.0.1:{self.server.server_port}"
        with requests.Session() as session:
            session.trust_env = False
            return session.post(url.replace(REAL, here), **options)

    def _handler(self):
        graph = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(graph.delay)
                body = b'{"messages": [{"id": "wamid.graph"}]}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                """Say nothing: the table is the output."""

        return Handler
