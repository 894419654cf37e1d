"""Groups, as the business keeps them."""

from .. import delivery, groups
from ..account import Number
from ..errors import GraphError
from ..groups import Group
from . import checks, limits
from .edges import edge


@edge(Number, "POST", "groups")
def create(call):
    """Make a group; its id comes with the news of it."""
    subject = checks.required(call.body, "subject", "body")
    group = groups.create(call.network, call.node, subject)
    return {"messaging_product": "whatsapp", "request_id": f"request:{group.id}"}


@edge(Number, "GET", "groups")
def list_groups(call):
    found = [each for each in call.network.of_kind(Group) if each.number is call.node]
    told = [{"id": group.id, "subject": group.subject} for group in found]
    return {"data": {"groups": told}, "paging": {"cursors": {}}}


@edge(Group, "GET")
def describe(call):
    group = call.node
    return {
        "messaging_product": "whatsapp",
        "id": group.id,
        "subject": group.subject,
        "suspended": group.is_suspended,
        "total_participant_count": len(group.people),
        "participants": [{"wa_id": person.wa_id} for person in group.people],
    }


@edge(Group, "POST")
def change(call):
    subject = checks.required(call.body, "subject", "body")
    groups.rename(call.network, call.node, subject)
    return {"messaging_product": "whatsapp", "success": True}


@edge(Group, "DELETE")
def delete(call):
    groups.delete(call.network, call.node)
    return {"messaging_product": "whatsapp", "success": True}


def send(call, message):
    """Accept what everybody in a group will read."""
    network = call.network
    if not network.settings.groups:
        raise GraphError(131215, "This number may not use groups")
    group = network.node(str(call.given("to")), Group)
    if group.number is not call.node:
        raise GraphError(131009, "The group belongs to another number")
    limits.check_number(network, call.node)
    message.group = group
    network.record(message)
    code, details = groups.obstacle(network, message)
    if code:
        delivery.fail(network, message, code, details)
    else:
        groups.put_on_phones(network, message)
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": group.id, "wa_id": group.id}],
        "messages": [{"id": message.wamid, "group_id": group.id}],
    }
