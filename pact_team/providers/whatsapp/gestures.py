"""What is said without words: read, typing, and an emoji on a message.

https://developers.facebook.com/docs/whatsapp/cloud-api/typing-indicators
"""

from ..transport import Account, Request
from .building import bearer, build_message, url_of


def build_receipt(account: Account, uid: str, is_typing: bool = False) -> Request:
    """Return the request that shows ``uid``, and all before it, as read.

    Who types is shown for 25 seconds, or until the answer comes.
    """
    payload = {"messaging_product": "whatsapp", "status": "read", "message_id": uid}
    if is_typing:
        payload["typing_indicator"] = {"type": "text"}
    url = url_of(account, account.number_ref, "messages")
    return Request(
        "POST", url, headers=bearer(account), json=payload, is_repeatable=True
    )


def build_reaction(account: Account, recipient, target_uid, emoji, *, tag) -> Request:
    """Return the request for ``emoji``; an empty one takes back what was there."""
    content = {"message_id": target_uid, "emoji": emoji}
    return build_message(account, recipient, "reaction", content, tag)
