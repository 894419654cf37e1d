"""The simulator as one thing to start, use and stop."""

import threading

from . import server
from .customers import Customer
from .mail.door import MailDoor
from .network import Network
from .phone import Phone
from .sms import sending


class Simulator:
    """A simulated network on this machine, in threads of this process.

    Without ``auto_deliver`` nothing is posted until ``flush()``. ``session`` posts the
    webhooks, for who has to add a cookie. To ``settings`` it comes back at a reset.
    ``ports`` are ``port``, ``media_port`` and ``smtp_port``; zero takes any.
    """

    def __init__(
        self, *, seed=0, auto_deliver=True, session=None, settings=None, **ports
    ):
        self.network = Network(seed=seed, session=session, settings=settings)
        self.network.settings.auto_deliver = auto_deliver
        self._make_doors(**ports)
        self._background = threading.Thread(target=self._deliver_in_background)

    def _make_doors(self, *, port=0, media_port=0, smtp_port=0):
        self._door = server.Door(server.application(self.network), port)
        media_application = server.media_application(self.network)
        self._media_door = server.Door(media_application, media_port)
        self.network.media_url = self._media_door.url
        self._mail_door = MailDoor(self.network.mailbox, server.HOST, smtp_port)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_exception):
        self.stop()

    def start(self):
        self._door.open()
        self._media_door.open()
        self._mail_door.open()
        self._background.start()

    def stop(self):
        self.network.stopping.set()
        self.network.clock.wake()
        self._door.close()
        self._media_door.close()
        self._mail_door.close()
        self._background.join()

    @property
    def url(self):
        return self._door.url

    @property
    def media_url(self):
        return self._media_door.url

    @property
    def smtp_port(self):
        return self._mail_door.port

    @property
    def clock(self):
        return self.network.clock

    @property
    def settings(self):
        return self.network.settings

    def customer(self, key, **new):
        """Return the phone of a customer, of a new one when ``new`` describes it."""
        if new:
            self.network.customers[key] = Customer(key, **new)
        return Phone(self.network, self.network.customer(key))

    def connect(self, url, verify_token, *, number_id="203040506070809", app_secret=""):
        """Tell ``number_id``'s news to ``url``, after the handshake."""
        number = self.network.node(number_id)
        self.network.courier.connect(number, url, verify_token, app_secret)

    def mails(self, to=""):
        """Return the mail to one address, or all; the oldest first."""
        return self.network.mailbox.mails(to)

    def texts(self, number=""):
        """Return the SMS to one number, or all, with what became of each."""
        return sending.texts(self.network, number)

    def fault(self, target, preset, **rule):
        """Let something go wrong from now on; return the rule's id."""
        return self.network.faults.add(target, preset, **rule)

    def flush(self):
        """Post all that is due now; return how many posts it took."""
        return self.network.courier.flush()

    def reset(self):
        self.network.reset()

    @property
    def log(self):
        return self.network.journal.entries()

    @property
    def requests(self):
        return self.network.journal.entries("request")

    @property
    def deliveries(self):
        return self.network.journal.entries("delivery")

    def _deliver_in_background(self):
        network = self.network
        while not network.stopping.is_set():
            if network.settings.auto_deliver:
                network.courier.flush()
            dates = (network.courier.next_date(), network.schedule.next_date())
            known = [date for date in dates if date is not None]
            network.clock.wait_until(min(known, default=network.clock.now() + 60))
