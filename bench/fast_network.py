"""A network that takes every message at once, and counts: run as a program.

It refuses what is more than its limit in any one second, as the real one does.
"""

import argparse
import json
import secrets
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECOND = 1
TOO_FAST = {"error": {"code": 130429, "message": "Rate limit hit"}}


@dataclass
class Book:
    """What came in, and the most there ever was in one second."""

    limit: int
    taken: dict = field(default_factory=dict)
    people: Counter = field(default_factory=Counter)
    lately: deque = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)
    most: int = 0
    refused: int = 0

    def take(self, said):
        """Return the answer to one message, and write it down."""
        with self.lock:
            now = time.monotonic()
            while self.lately and self.lately[0] <= now - SECOND:
                self.lately.popleft()
            self.lately.append(now)
            self.most = max(self.most, len(self.lately))
            if len(self.lately) > self.limit:
                self.refused += 1
                return 400, TOO_FAST
            uid = f"wamid.{secrets.token_hex(16)}"
            self.taken[uid] = said["biz_opaque_callback_data"]
            self.people[said["to"]] += 1
            return 200, {
                "messaging_product": "whatsapp",
                "contacts": [{"input": said["to"], "wa_id": said["to"].lstrip("+")}],
                "messages": [{"id": uid, "message_status": "accepted"}],
            }

    def report(self):
        with self.lock:
            return {
                "count": sum(self.people.values()),
                "people": len(self.people),
                "most": self.most,
                "refused": self.refused,
            }


def handler_of(book):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            self._answer(*book.take(json.loads(self.rfile.read(length))))

        def do_GET(self):
            is_all = self.path == "/taken"
            self._answer(200, book.taken if is_all else book.report())

        def log_message(self, *_args):
            """Ten thousand lines would say nothing."""

        def _answer(self, status, said):
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--limit", type=int, required=True)
    wanted = parser.parse_args()
    book = Book(wanted.limit)
    ThreadingHTTPServer(("127.0.0.1", wanted.port), handler_of(book)).serve_forever()


if __name__ == "__main__":
    main()
