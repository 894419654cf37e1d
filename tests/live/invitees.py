"""Somebody with a browser of their own and the link of an invitation."""

import re

import requests

CSRF = re.compile(r'name="csrf_token"\s+value="([^"]+)"')


class Invitee:
    """Each has cookies of their own; ``beside`` shares them, as a second window."""

    def __init__(self, link, cookies=None):
        self.link = link
        self._http = requests.Session()
        self._http.cookies.update(cookies or {})

    def beside(self):
        return Invitee(self.link, self._http.cookies)

    def log_in(self, product, login):
        url = f"{product.url}/web/session/authenticate"
        params = {"db": product.database, "login": login, "password": login}
        self._http.post(url, json={"params": params}, timeout=20)
        return self

    def look(self, method="GET"):
        return self._http.request(method, self.link, timeout=20)

    def read_form(self):
        """Open the page, as one must before one can answer."""
        self._csrf = CSRF.search(self.look().text)[1]
        return self

    def progress(self):
        """Return what the page hears of the code."""
        data = {"csrf_token": self._csrf}
        return self._http.post(f"{self.link}/progress", data=data, timeout=20).json()

    def answer(self, step, **form):
        data = {"csrf_token": self._csrf, "step": step, **form}
        return self._http.post(self.link, data=data, timeout=20, allow_redirects=False)
