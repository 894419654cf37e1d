"""Somebody in front of the public pages, with a browser but without a login."""

import re

import requests

TOKEN = re.compile(r"[0-9a-f]{40}o\d+")
LOGIN, FORGOTTEN, CODE = (
    "/web/login",
    "/web/reset_password",
    "/web/reset_password/code",
)


class Visitor:
    def __init__(self, product):
        self._url = product.url
        self._http = requests.Session()

    def log_in(self, login, password):
        """Return whether the login form lets them in."""
        self.submit(LOGIN, login=login, password=password, type="password")
        answer = self._http.get(f"{self._url}/odoo", timeout=60, allow_redirects=False)
        return answer.status_code == 200

    def ask_code(self, phone):
        return self.submit(FORGOTTEN, login=phone)

    def enter_code(self, code, password):
        """Return whether the code set the new password."""
        answer = self.submit(
            CODE, code=code, password=password, confirm_password=password
        )
        return "Your password is set" in answer.text

    def submit(self, path, **form):
        page = self._http.get(f"{self._url}{path}", timeout=60)
        form["csrf_token"] = TOKEN.search(page.text)[0]
        answer = self._http.post(f"{self._url}{path}", data=form, timeout=60)
        answer.raise_for_status()
        return answer
