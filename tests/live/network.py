"""The simulated network, as a test plays with it."""

import itertools
import re
from dataclasses import dataclass

import requests

# What a test turns is turned back after it, so that the next finds a calm network.
CALM = {"auto_deliver": True, "auto_statuses": True, "status_delay": 0}
# So long may it take to tell a busy machine of a thousand statuses, in seconds.
STORM = 180
CODE = re.compile(r"\b\d{6}\b")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Customer:
    key: str
    phone: str


class Network:
    def __init__(self, url):
        self._url = url

    def customer(self, *, has_whatsapp=True):
        """Return somebody who never wrote before."""
        number = next(_numbers)
        customer = Customer(f"customer{number}", f"+35191{number:07}")
        self._post(
            "customers",
            key=customer.key,
            name=f"Rui {number}",
            phone=customer.phone,
            has_whatsapp=has_whatsapp,
        )
        return customer

    def write_as(self, customer, text):
        """Let ``customer`` write; return the network's id of the message."""
        told = self._post(f"customers/{customer.key}/send", type="text", text=text)
        return told["wamid"]

    def phone(self, customer):
        """Return what the company said, as it stands on the customer's phone."""
        return [
            message["content"]["body"]
            for message in self._get(f"phone/{customer.key}")["messages"]
            if message["from"] == "business"
        ]

    def phones(self, keys):
        """Return how many messages of the company stand on each of these phones.

        The network knows nobody to whom nothing was sent yet.
        """
        known = {customer["key"] for customer in self._get("customers")}
        return [self._written_to(key) if key in known else 0 for key in keys]

    def _written_to(self, key):
        messages = self._get(f"phone/{key}")["messages"]
        return sum(message["from"] == "business" for message in messages)

    def codes(self, customer):
        """Return the codes on the customer's phone, those by SMS last."""
        seen = self._get(f"phone/{customer.key}")
        contents = [message["content"] for message in seen["messages"]]
        by_whatsapp = [one["code"] for one in contents if one.get("code")]
        by_sms = [CODE.search(text["content"])[0] for text in seen["texts"]]
        return by_whatsapp + by_sms

    def deny(self, customer):
        """Let the customer say that they did not request the last code."""
        messages = self._get(f"phone/{customer.key}")["messages"]
        wamid = messages[-1]["wamid"]
        choice = "DID_NOT_REQUEST_CODE"
        self._post(f"customers/{customer.key}/tap", choice=choice, message_id=wamid)

    def answers_to(self, wamid):
        """Return the status of each answer of ours to a webhook about ``wamid``."""
        posts = self._get(f"deliveries?containing={wamid}")
        return [post["status"] for post in posts]

    def fault(self, preset, customer=None, *, times=1, **options):
        """Let sending to ``customer``, or to anybody, go wrong."""
        match = {"to": customer.phone} if customer else {}
        rule = {"times": times, "match": match, "options": options}
        self._post("faults", target="messages", preset=preset, **rule)

    def mails(self, address):
        """Return the mail that came in for ``address``, each in full."""
        found = self._get(f"mail?to={address}")
        return [self._get(f"mail/{mail['id']}") for mail in found]

    def refuse_mail(self, address):
        """Let the mail server know nobody of that address."""
        match = {"address": address}
        self._post("faults", target="mail", preset="refused", times=9, match=match)

    def clear_faults(self):
        self._ask("DELETE", "faults")

    def set(self, **settings):
        self._post("settings", **settings)

    def deliver(self):
        """Wait until the company was told all that there is to tell by now."""
        told = requests.post(f"{self._url}/control/flush", json={}, timeout=STORM)
        told.raise_for_status()

    def calm(self):
        """Take back every fault and setting."""
        self.set(**CALM)
        self.clear_faults()

    def _get(self, path):
        return self._ask("GET", path)

    def _post(self, path, **given):
        return self._ask("POST", path, json=given)

    def _ask(self, method, path, **options):
        url = f"{self._url}/control/{path}"
        answer = requests.request(method, url, timeout=20, **options)
        answer.raise_for_status()
        return answer.json()
