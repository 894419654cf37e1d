"""The mail server: SMTP without a password, on this machine only."""

import socket

from aiosmtpd.controller import Controller

NAME = "mail.simulator.example"
PATIENCE = 30


class MailDoor(Controller):
    """A server in a thread of its own, on a port of its own; zero takes a free one."""

    def __init__(self, mailbox, host, port):
        self._socket = socket.create_server((host, port))
        super().__init__(
            Receptionist(mailbox),
            hostname=host,
            port=self._socket.getsockname()[1],
            ready_timeout=PATIENCE,
            server_hostname=NAME,
        )

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self._socket)

    def open(self):
        self.start()

    def close(self):
        self.stop()


class Receptionist:
    """Says to whom mail is taken, and puts it into the box."""

    def __init__(self, mailbox):
        self._mailbox = mailbox

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if code := self._mailbox.refusal(address):
            return f"{code} {enhanced(code)} <{address}>: {reason(code)}"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server, _session, envelope):
        # A report's own sender is "<>", which is nobody.
        sender = envelope.mail_from.strip("<>")
        mail = self._mailbox.take(sender, list(envelope.rcpt_tos), envelope.content)
        return f"250 2.0.0 OK: {mail.id}"


def enhanced(code):
    """Return the finer code (RFC 3463) of a refusal for good, or for now."""
    return "5.1.1" if code >= 500 else "4.2.1"


def reason(code):
    return "there is no such mailbox" if code >= 500 else "the mailbox is busy"
