"""A logged-in user of a running Odoo, as the web client is one."""

import json
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, Request, build_opener


class RemoteError(Exception):
    """Odoo refused. ``name`` is the class of its exception."""

    def __init__(self, error):
        super().__init__(error["data"]["message"])
        self.name = error["data"]["name"]


class Session:
    def __init__(self, url, database, login, password=None):
        self.url = url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        info = self.post(
            "/web/session/authenticate",
            db=database,
            login=login,
            password=password or login,
        )
        self.user_id = info["uid"]

    def call(self, model, method, *args, **kwargs):
        """Call a model's method as the web client does, with the user's own rights."""
        call = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", **call)

    def post(self, path, **params):
        """Call a JSON-RPC route and return its result."""
        answer = post_json(self.url + path, {"params": params}, self._opener)
        if "error" in answer:
            raise RemoteError(answer["error"])
        # A method that returns nothing leaves the result out.
        return answer.get("result")


def post_json(url, values, opener=None):
    request = Request(
        url, json.dumps(values).encode(), {"Content-Type": "application/json"}
    )
    with (opener or build_opener()).open(request, timeout=60) as response:
        return json.loads(response.read() or "null")
