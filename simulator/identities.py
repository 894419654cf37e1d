"""A customer becomes known under another number, or another id."""

from . import inbound, updates


def change_number(network, customer, number, phone):
    sender = updates.sender(network, number.account, customer)
    previous = customer.user_id(number.account)
    customer.phone, customer.generation = phone, customer.generation + 1
    system = {
        "type": "user_changed_number",
        "body": f"{customer.name} changed the phone number",
        "wa_id": customer.wa_id,
        "user_id": customer.user_id(number.account),
        "previous_user_id": previous,
    }
    return inbound.tell_change(network, number, sender, system)


def change_user_id(network, customer, number):
    previous = customer.user_id(number.account)
    customer.generation += 1
    system = {
        "type": "user_changed_user_id",
        "body": f"{customer.name} has a new id",
        "user_id": customer.user_id(number.account),
        "previous_user_id": previous,
    }
    return inbound.tell_change(network, number, {"from_user_id": previous}, system)
