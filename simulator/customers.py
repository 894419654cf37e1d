"""The people on the other side, and what their phones hold."""

from dataclasses import dataclass, field

from . import ids, phone_numbers

RECEIPTS = ("manual", "auto", "instant", "off")


@dataclass
class Customer:
    """A person on the network.

    ``receipts`` says how the person reads: ``manual`` when told to, ``auto`` right
    after delivery, ``instant`` without a separate delivery, ``off`` in secret.
    """

    key: str
    name: str
    phone: str = ""
    username: str = ""
    shows_phone: bool = True
    has_whatsapp: bool = True
    receipts: str = "manual"
    is_offline: bool = False
    blocked: set = field(default_factory=set)
    without_marketing: set = field(default_factory=set)
    windows: dict = field(default_factory=dict)
    generation: int = 0

    @property
    def wa_id(self):
        return phone_numbers.wa_id(self.phone)

    def user_id(self, account):
        country = phone_numbers.country(self.phone)
        return ids.scoped_user_id(account.portfolio, self.key, self.generation, country)

    def last_written(self, number):
        """Return when the person last wrote to ``number``, in network time."""
        return self.windows.get(number.id)

    def stopped_marketing(self, number):
        return number.account.id in self.without_marketing

    def wrote(self, number, date):
        """Open the window; a late retry of an old message never shortens it."""
        self.windows[number.id] = max(date, self.windows.get(number.id, date))

    def as_dict(self):
        return {
            "key": self.key,
            "name": self.name,
            "phone": self.phone,
            "wa_id": self.wa_id if self.phone else "",
            "username": self.username,
            "shows_phone": self.shows_phone,
            "has_whatsapp": self.has_whatsapp,
            "receipts": self.receipts,
            "is_offline": self.is_offline,
            "blocked": sorted(self.blocked),
            "without_marketing": sorted(self.without_marketing),
        }


@dataclass
class Message:
    """One message between a number and a customer, in either direction."""

    wamid: str
    number: object
    customer: Customer
    is_outgoing: bool
    kind: str
    content: dict
    date: float
    to: str = ""
    tag: str = ""
    quoted: str = ""
    category: str = "service"
    is_forwarded: bool = False
    is_on_phone: bool = True
    states: dict = field(default_factory=dict)
    error: dict = None
    reactions: dict = field(default_factory=dict)
    group: object = None

    @property
    def state(self):
        """Return what the sender's ticks show."""
        if self.error:
            return "failed"
        ranked = ("accepted", "sent", "delivered", "read", "played")
        reached = [state for state in ranked if state in self.states]
        return reached[-1] if reached else "accepted"

    @property
    def is_unread(self):
        return self.is_outgoing and not {"read", "played"} & self.states.keys()

    def as_dict(self):
        return {
            "wamid": self.wamid,
            "number_id": self.number.id,
            "from": "business" if self.is_outgoing else "customer",
            "type": self.kind,
            "content": self.content,
            "date": self.date,
            "quoted": self.quoted,
            "forwarded": self.is_forwarded,
            "state": self.state,
            "states": self.states,
            "error": self.error,
            "reactions": self.reactions,
            "tag": self.tag,
            "group": self.group.subject if self.group else "",
        }
