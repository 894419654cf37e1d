"""The doors: one for the APIs, the control and the page, one for the bytes."""

import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import send_from_directory
from werkzeug.wrappers import Request, Response

from .control import groups, letters, mail, people, routes, templates, world
from .graph import api, downloads
from .handshake import LOOPBACK
from .sms import gateway

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
LOGGED_BODY = 100_000
# Importing these registers what they answer.
REGISTERED = (groups, letters, mail, people, templates, world)


class QuietHandler(WSGIRequestHandler):
    """Leave the terminal alone: the journal knows more."""

    def log(self, *_args):
        pass

    def connection_dropped(self, *_args):
        """Read no further request from a connection that is gone."""
        self.close_connection = True


class Door:
    """A server in a thread of its own, on a port of its own."""

    def __init__(self, application, port):
        self._server = make_server(
            HOST,
            port,
            application,
            threaded=True,
            request_handler=QuietHandler,
        )
        self.url = f"http://{HOST}:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}
        )

    def open(self):
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def application(network):
    """Return the program behind the first door."""
    control_routes = routes.make_map()

    def route(request):
        if not _is_local(request):
            return Response("This door is for this machine.", 403)
        if request.path.startswith("/control/"):
            return routes.respond(control_routes, network, request)
        if request.path == "/" or request.path.startswith("/page/"):
            name = request.path.removeprefix("/page/").strip("/") or "phone.html"
            return _page(request, name)
        is_sms = request.path.startswith(gateway.PREFIXES)
        return _logged(network, request, (gateway if is_sms else api).respond)

    return _as_wsgi(route)


def media_application(network):
    """Return the program behind the second door."""

    def route(request):
        return _logged(network, request, downloads.respond)

    return _as_wsgi(route)


def _as_wsgi(route):
    def application(environ, start_response):
        with Request(environ) as request:
            try:
                response = route(request)
            except HTTPException as error:
                response = error.get_response()
            return response(environ, start_response)

    return application


def _is_local(request):
    """Keep out pages of other sites that a browser on this machine shows."""
    origin = request.headers.get("Origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.host
    return is_ours and urlsplit(f"//{request.host}").hostname in LOOPBACK


def _page(request, name):
    response = send_from_directory(PAGE, name, request.environ, max_age=0)
    response.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'self'"
    )
    return response


def _logged(network, request, answer):
    started = time.perf_counter()
    body = request.get_data(cache=True, as_text=False)
    entry = network.journal.add(
        "request",
        method=request.method,
        path=request.full_path.rstrip("?"),
        headers=dict(request.headers),
        body=body[:LOGGED_BODY].decode(errors="replace"),
        status=None,
        response="",
    )
    response = answer(network, request)
    entry["status"] = response.status_code
    if response.is_json:
        entry["response"] = response.get_data(as_text=True)
    entry["duration"] = time.perf_counter() - started
    return response
