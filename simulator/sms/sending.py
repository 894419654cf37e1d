"""Whether an SMS gets through, and on whose phone it appears."""

import re
from dataclasses import asdict, dataclass

from .. import phone_numbers

INTERNATIONAL = re.compile(r"\+\d{8,15}")
WRONG_NUMBER = "wrong_number_format"
SENT = "success"


@dataclass
class Text:
    """One SMS as the gateway saw it, sent or not."""

    uuid: str
    number: str
    content: str
    state: str
    date: float
    is_read: bool = False

    @property
    def is_sent(self):
        return self.state == SENT

    def as_dict(self):
        return asdict(self)


def send(network, content, number, uuid):
    """Bring ``content`` to a phone, unless something is wrong; return the SMS."""
    with network.lock:
        state = _state(network, number)
        text = Text(uuid, number, content, state, network.clock.now())
        network.texts.append(text)
        if text.is_sent:
            network.someone(number)
        return text


def texts(network, number=""):
    """Return all SMS, or those to one number in any spelling; the oldest first."""
    wa_id = phone_numbers.wa_id(number)
    return [
        text
        for text in list(network.texts)
        if not number or phone_numbers.wa_id(text.number) == wa_id
    ]


def received(network):
    """Return the SMS on every phone, by the network's spelling of its number."""
    found = {}
    for text in list(network.texts):
        if text.is_sent:
            found.setdefault(phone_numbers.wa_id(text.number), []).append(text)
    return found


def _state(network, number):
    """A rule goes before the number's own form."""
    rule = network.faults.strike("sms", to=phone_numbers.wa_id(number))
    if rule:
        return rule.options.get("state", WRONG_NUMBER)
    return SENT if INTERNATIONAL.fullmatch(number) else WRONG_NUMBER
