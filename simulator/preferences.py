"""What a customer wants to hear of a business, besides answers."""

from . import updates

DETAILS = {True: "User requested to stop marketing messages", False: "User resumed"}


def stop_marketing(network, customer, number, *, is_stopped):
    account = number.account
    stopped = customer.without_marketing
    change = stopped.add if is_stopped else stopped.discard
    change(account.id)
    wish = {
        **updates.known_by(network, account, customer, "wa_id", "user_id"),
        "detail": DETAILS[is_stopped],
        "category": "marketing_messages",
        "value": "stop" if is_stopped else "resume",
        "timestamp": int(network.clock.now()),
    }
    contacts = [updates.contact(network, account, customer)]
    value = updates.value(number, contacts=contacts, user_preferences=[wish])
    network.courier.add(account, number, "user_preferences", value)
