"""Everything that exists in the simulated world, in memory."""

import threading

from . import phone_numbers, seeds
from .account import Template
from .clock import Clock
from .courier import Courier
from .customers import Customer
from .errors import missing_object
from .faults import Faults
from .ids import Ids
from .journal import Journal
from .mail.mailbox import Mailbox
from .schedule import Schedule
from .settings import Settings


class Network:
    """The accounts, the people, their messages, and the machinery in between."""

    def __init__(self, *, seed=0, session=None, settings=None):
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self.clock = Clock()
        self.ids = Ids(seed)
        self.journal = Journal(self.clock)
        self.settings = settings or Settings()
        self._first_settings = self.settings.as_dict()
        self.faults = Faults()
        self.mailbox = Mailbox(self.clock, self.faults)
        self.media_url = ""
        self.schedule = Schedule(self.clock)
        self.courier = Courier(self, session)
        self._forget()

    def reset(self):
        """Return to the start; ids go on, and who is told what stays connected."""
        with self.lock:
            listeners = self._listeners()
            self.clock.reset()
            self.journal.clear()
            self.mailbox.clear()
            self.faults.clear()
            kept = {"auto_deliver": self.settings.auto_deliver}
            self.settings.change(self._first_settings | kept)
            self.schedule.clear()
            self.courier.clear()
            self._forget()
            for listener in listeners:
                self._connect_again(listener)

    def _forget(self):
        self.nodes = {}
        self.tokens = {}
        self.customers = {}
        self.messages = {}
        self.texts = []
        self.typing = {}
        self.buckets = {}
        seeds.plant(self)

    def _connect_again(self, listener):
        if node := self.nodes.get(listener.id):
            node.webhook = listener.webhook
            node.account.is_subscribed = listener.account.is_subscribed

    def _listeners(self):
        return [node for node in self.nodes.values() if getattr(node, "webhook", None)]

    def add(self, node):
        self.nodes[node.id] = node
        return node

    def of_kind(self, kind):
        return [node for node in list(self.nodes.values()) if isinstance(node, kind)]

    def node(self, node_id, kind=object):
        """Return an account, number, template or file, or refuse as the API does."""
        node = self.nodes.get(node_id)
        expires = getattr(node, "expires_date", None)
        is_gone = expires is not None and self.clock.now() >= expires
        if node is None or is_gone or not isinstance(node, kind):
            raise missing_object(node_id)
        return node

    def customer(self, key):
        """Return a customer by key, number or business-scoped id."""
        customer = self.customers.get(key) or self.by_number(key) or self.by_user(key)
        if customer is None:
            message = f"There is no customer {key!r}."
            raise LookupError(message)
        return customer

    def by_number(self, number):
        wa_id = phone_numbers.wa_id(number)
        found = (each for each in self.customers.values() if each.wa_id == wa_id)
        return next(found, None) if wa_id else None

    def someone(self, number):
        """Return who has ``number``: a phone appears for one that nobody had."""
        known = self.by_number(number)
        if known:
            return known
        digits = phone_numbers.digits(number)
        # Whoever had this number once may have another one by now.
        key = f"{digits}.{len(self.customers)}" if digits in self.customers else digits
        has_whatsapp = self.settings.unknown_has_whatsapp
        name = phone = f"+{digits}"
        self.customers[key] = Customer(key, name, phone, has_whatsapp=has_whatsapp)
        return self.customers[key]

    def by_user(self, user_id):
        accounts = {node.account.portfolio: node.account for node in self._scoped()}
        return next(
            (
                customer
                for customer in self.customers.values()
                for account in accounts.values()
                if customer.user_id(account) == user_id
            ),
            None,
        )

    def _scoped(self):
        return [node for node in self.nodes.values() if hasattr(node, "account")]

    def record(self, message):
        self.messages[message.wamid] = message
        return message

    def conversation(self, customer, number=None):
        """Return what is on the phone of ``customer``, in order."""
        return [
            message
            for message in list(self.messages.values())
            if message.customer is customer
            and message.is_on_phone
            and number in (None, message.number)
        ]

    def conversations(self):
        """Return what is on every phone, by the customer's key."""
        found = {}
        for message in list(self.messages.values()):
            if message.customer and message.is_on_phone:
                found.setdefault(message.customer.key, []).append(message)
        return found

    def templates(self, name, language=None):
        return [
            template
            for template in self.of_kind(Template)
            if template.name == name and language in (None, template.language)
        ]

    def sleep(self, seconds):
        """Wait in real time, unless the simulator is being stopped."""
        self.stopping.wait(seconds)
