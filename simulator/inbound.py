"""What customers do, as the business is told of it."""

from dataclasses import dataclass, field

from . import updates
from .customers import Message

UNSUPPORTED = {"code": 131051, "title": "Message type unknown"}
HIDDEN_KINDS = ("edit", "revoke", "reaction", "system")


@dataclass
class Letterhead:
    """What may accompany any message of a customer."""

    quoted: str = ""
    is_forwarded: bool = False
    date: float = None
    group_id: str = ""
    referral: dict = field(default_factory=dict)
    extra: dict = field(default_factory=dict)
    has_contacts: bool = True


def write(network, customer, number, kind, content, head=None):
    """Send ``content`` of ``kind`` to ``number``; return the wamid."""
    head = head or Letterhead()
    with network.lock:
        now = network.clock.now()
        date = now if head.date is None else head.date
        message = Message(
            network.ids.wamid(),
            number,
            customer,
            is_outgoing=False,
            kind=kind,
            content=content,
            date=date,
            quoted=head.quoted,
            is_forwarded=head.is_forwarded,
            is_on_phone=kind not in HIDDEN_KINDS,
        )
        network.record(message)
        _open_window(network, message, head)
        told = _told(network, number, message, head)
        contacts = [updates.contact(network, number.account, customer)]
        value = updates.value(
            number, contacts=contacts if head.has_contacts else [], messages=[told]
        )
        network.courier.add(number.account, number, "messages", value)
        return message.wamid


def _open_window(network, message, head):
    """What is said in a group lets the business answer there, and only there."""
    date = min(message.date, network.clock.now())
    group = message.group = network.nodes.get(head.group_id)
    if group:
        group.written = max(date, group.written or date)
    elif not head.group_id:
        message.customer.wrote(message.number, date)


def _told(network, number, message, head):
    told = {
        **updates.sender(network, number.account, message.customer),
        "id": message.wamid,
        "timestamp": str(int(message.date)),
        "type": message.kind,
        **_body(message.kind, message.content),
    }
    if context := _context(number, head):
        told["context"] = context
    if head.referral:
        told["referral"] = head.referral
    if head.group_id:
        told["group_id"] = head.group_id
    return told | head.extra


def _body(kind, content):
    if kind == "unsupported":
        return {"errors": [UNSUPPORTED], "unsupported": content}
    return {kind: content} if content else {}


def _context(number, head):
    quoted = {"from": number.digits, "id": head.quoted} if head.quoted else {}
    return quoted | ({"forwarded": True} if head.is_forwarded else {})


def tell_change(network, number, sender, system):
    """Tell that the number or the id of a customer has changed.

    Such news name no contacts, and come from who the customer was before.
    """
    wamid = network.ids.wamid()
    date = str(int(network.clock.now()))
    told = {
        "id": wamid,
        "timestamp": date,
        "type": "system",
        "system": system,
        **sender,
    }
    value = updates.value(number, messages=[told])
    network.courier.add(number.account, number, "messages", value)
    return wamid
