"""Somebody who is logged in and listens, as their browser does."""

import json
import threading
from contextlib import suppress

import requests
import websocket


class Ears:
    """An open websocket of a user, and all that was heard on it."""

    def __init__(self, product, login):
        self._product = product
        self._http = requests.Session()
        self.ask(
            "/web/session/authenticate",
            db=product.database,
            login=login,
            password=login,
        )
        self._heard = []
        self._socket = self._open()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def listen_to(self, *conversations, since):
        """Subscribe as the web client does, to what is said after ``since``."""
        channels = [f"discuss.channel_{each}" for each in conversations]
        data = {"channels": channels, "last": since}
        self._socket.send(json.dumps({"event_name": "subscribe", "data": data}))

    def heard(self, word):
        return any(word in news for news in self._heard)

    def ask(self, path, **params):
        url = f"{self._product.url}{path}"
        return self._http.post(url, json={"params": params}, timeout=20).json()

    def close(self):
        self._socket.abort()
        self._thread.join()

    @property
    def is_open(self):
        return self._thread.is_alive()

    def _open(self):
        return websocket.create_connection(
            f"{self._product.url.replace('http', 'ws', 1)}/websocket",
            origin=self._product.url,
            cookie=f"session_id={self._http.cookies['session_id']}",
        )

    def _listen(self):
        """Keep what comes, until the server or close() ends it."""
        # Ended by a farewell, which is empty, or without one.
        with suppress(websocket.WebSocketConnectionClosedException, OSError):
            while news := self._socket.recv():
                self._heard.append(news)
