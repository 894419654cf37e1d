"""Groups: one business and up to eight people who read the same."""

from dataclasses import dataclass, field, replace

from . import delivery, updates
from .errors import GraphError

MOST_PEOPLE = 8
MOST_SUBJECT = 128


@dataclass
class Group:
    id: str
    number: object
    subject: str
    people: list = field(default_factory=list)
    written: float = None
    is_suspended: bool = False

    @property
    def account(self):
        return self.number.account

    def as_dict(self):
        return {
            "id": self.id,
            "number_id": self.number.id,
            "subject": self.subject,
            "people": [customer.key for customer in self.people],
            "suspended": self.is_suspended,
        }


def create(network, number, subject):
    if not network.settings.groups:
        raise GraphError(131215, "This number may not use groups")
    if not isinstance(subject, str) or not 0 < len(subject) <= MOST_SUBJECT:
        raise GraphError(100, f"'subject' has 1 to {MOST_SUBJECT} characters")
    group = network.add(Group(network.ids.group(), number, subject))
    link = f"http://127.0.0.1/invite/{group.id}"
    _tell(
        network, group, "lifecycle", "group_create", subject=subject, invite_link=link
    )
    return group


def delete(network, group):
    del network.nodes[group.id]
    _tell(network, group, "lifecycle", "group_delete")


def join(network, group, customer):
    if customer in group.people or len(group.people) >= MOST_PEOPLE:
        message = f"{customer.name} is in, or the group is full."
        raise ValueError(message)
    group.people.append(customer)
    _tell_people(network, group, "add", "added", customer)


def leave(network, group, customer):
    group.people.remove(customer)
    _tell_people(network, group, "remove", "removed", customer)


def rename(network, group, subject):
    group.subject = subject
    told = {"text": subject, "update_successful": True}
    _tell(network, group, "settings", "group_settings_update", group_subject=told)


def suspend(network, group, *, is_suspended=True):
    group.is_suspended = is_suspended
    kind = "group_suspend" if is_suspended else "group_suspend_cleared"
    _tell(network, group, "status", kind)


def obstacle(network, message):
    """Return the code and the words of what prevents delivery, or zero."""
    group, length = message.group, network.settings.window_hours * 3600
    if group.is_suspended or not group.people:
        return 131026, "The group cannot be written to"
    is_open = group.written and network.clock.now() < group.written + length
    if message.kind != "template" and not is_open:
        return 131047, "Nobody in the group wrote within the window"
    return 0, ""


def put_on_phones(network, message):
    """Show the message to everybody, who each tell how far it got."""
    delivery.mark(network, message, "sent")
    if message.kind == "reaction":
        target = network.messages[message.content["message_id"]]
        target.reactions["business"] = message.content["emoji"]
        return
    for customer in message.group.people:
        own = replace(message, customer=customer, is_on_phone=True, states={"sent": 0})
        network.messages[f"{message.wamid}/{customer.key}"] = own
        delivery.arrive(network, own)


def _tell_people(network, group, verb, done, customer):
    account = group.account
    person = updates.known_by(network, account, customer, "wa_id", "user_id")
    _tell(
        network,
        group,
        "participants",
        f"group_participants_{verb}",
        contacts=[updates.contact(network, account, customer)],
        **{f"{done}_participants": [person | {"input": customer.wa_id}]},
    )


def _tell(network, group, field_name, kind, contacts=(), **parts):
    told = {
        "timestamp": str(int(network.clock.now())),
        "group_id": group.id,
        "type": kind,
        **parts,
    }
    value = updates.value(group.number, groups=[told], contacts=list(contacts))
    name = f"group_{field_name}_update"
    network.courier.add(group.account, group.number, name, value)
