"""A server on this machine that answers exactly what a test says, byte by byte."""

import re
import socket
import struct
import threading
from contextlib import contextmanager

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@contextmanager
def serving(behave):
    """Give the address of a server that hands each connection to ``behave``.

    ``behave(connection, request)`` gets the socket and all the bytes that came.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, behave), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def says(answer):
    return lambda connection, _request: connection.sendall(answer)


def hangs_up(_connection, _request):
    """Close without an answer."""


def resets(connection, _request):
    # Lingering for no time turns the close into a reset.
    now = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)


def stays_silent(connection, _request):
    connection.settimeout(5)
    connection.recv(1)


def http(body=b"", status="200 OK", **headers):
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _serve(server, behave):
    while True:
        try:
            connection, _address = server.accept()
        except OSError:
            return  # the test is over
        with connection:
            connection.settimeout(5)
            behave(connection, _request(connection))


def _request(connection):
    came = b""
    while b"\r\n\r\n" not in came:
        came += connection.recv(65_536)
    head, _, body = came.partition(b"\r\n\r\n")
    announced = LENGTH.search(head)
    while announced and len(body) < int(announced[1]):
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body
