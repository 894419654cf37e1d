"""A customer's phone: what one can do with it."""

from . import delivery, identities, inbound, preferences, samples
from .account import Number
from .graph import media
from .graph.interactive import choices
from .inbound import Letterhead
from .sms import sending

MEDIA_KINDS = ("image", "video", "audio", "voice", "document", "sticker")


class Phone:
    def __init__(self, network, customer):
        self._network = network
        self.customer = customer

    def send_text(self, text, number_id=None, **head):
        return self.send("text", {"body": text}, number_id, **head)

    def send(self, kind, content=None, number_id=None, **head):
        """Write a message of any kind the network knows, or does not know."""
        if not self.customer.has_whatsapp:
            message = f"{self.customer.name} does not use WhatsApp."
            raise ValueError(message)
        number = self._number(number_id)
        return inbound.write(
            self._network, self.customer, number, kind, content, Letterhead(**head)
        )

    def send_media(self, kind, content=None, number_id=None, **file):
        """Send ``content``, or the built-in sample of ``kind``.

        ``mime_type``, ``filename`` and ``caption`` describe the file, ``sha256``
        replaces the true one; the rest is what may accompany any message.
        """
        number = self._number(number_id)
        sample = samples.load(kind)
        mime_type = file.pop("mime_type", sample.mime_type)
        filename = file.pop("filename", sample.filename if kind == "document" else "")
        caption = file.pop("caption", "")
        stored = media.store(
            self._network,
            number.account,
            sample.content if content is None else content,
            mime_type,
            media.WEBHOOK_DAYS,
            filename,
        )
        stored.sha256 = file.pop("sha256", "")
        told = media.described(self._network, stored)
        told |= {"filename": filename} if filename else {}
        told |= {"caption": caption} if caption else {}
        told |= samples.traits(kind)
        kind = "audio" if kind == "voice" else kind
        return self.send(kind, told, number.id, **file)

    def react(self, wamid, emoji, number_id=None):
        """React to a message; without ``emoji`` the reaction is taken back."""
        target = self._network.messages.get(wamid)
        if target:
            target.reactions["customer"] = emoji
        content = {"message_id": wamid} | ({"emoji": emoji} if emoji else {})
        return self.send("reaction", content, number_id)

    def tap(self, choice, wamid=None):
        """Tap the button or row of that title or id, on the latest message with it."""
        message = self._tappable(choice, wamid)
        number_id, head = message.number.id, {"quoted": message.wamid}
        if message.kind == "template":
            button = _template_button(message, choice)
            content = {"payload": button["payload"], "text": button["text"]}
            return self.send("button", content, number_id, **head)
        reply_id, title, description = _interactive_choice(message, choice)
        reply = {"id": reply_id, "title": title}
        kind = "button_reply"
        if message.content["type"] == "list":
            kind = "list_reply"
            reply |= {"description": description} if description else {}
        content = {"type": kind, kind: reply}
        return self.send("interactive", content, number_id, **head)

    def edit(self, wamid, text):
        """Rewrite an earlier text."""
        original = self._network.messages[wamid]
        original.content = {"body": text}
        message = {"type": "text", "text": {"body": text}}
        content = {"original_message_id": wamid, "message": message}
        extra = {"context": {"id": "M0"}}
        return self.send("edit", content, original.number.id, extra=extra)

    def revoke(self, wamid):
        """Delete an earlier message for everyone."""
        original = self._network.messages[wamid]
        original.is_on_phone = False
        content = {"original_message_id": wamid}
        return self.send("revoke", content, original.number.id)

    def read(self, number_id=None):
        with self._network.lock:
            number = self._number(number_id) if number_id else None
            delivery.read_all(self._network, self.customer, number)

    def play(self, wamid):
        with self._network.lock:
            message = self._network.messages[wamid]
            delivery.mark(self._network, message, "played")

    def block(self, number_id=None, *, is_blocked=True):
        change = self.customer.blocked.add if is_blocked else self._unblock
        change(self._number(number_id).id)

    def stop_marketing(self, number_id=None, *, is_stopped=True):
        """Want no more marketing, or some again: the business is told."""
        with self._network.lock:
            number = self._number(number_id)
            preferences.stop_marketing(
                self._network, self.customer, number, is_stopped=is_stopped
            )

    def go_offline(self):
        self.customer.is_offline = True

    def go_online(self):
        with self._network.lock:
            self.customer.is_offline = False
            delivery.arrive_all(self._network, self.customer)

    def change_number(self, phone, number_id=None):
        """Move to another telephone number, which renews the scoped id."""
        with self._network.lock:
            number = self._number(number_id)
            return identities.change_number(self._network, self.customer, number, phone)

    def change_user_id(self, number_id=None):
        """Get a new scoped id, and show no number."""
        with self._network.lock:
            number = self._number(number_id)
            return identities.change_user_id(self._network, self.customer, number)

    def messages(self, number_id=None):
        """Return what is on this phone, in order."""
        number = self._number(number_id) if number_id else None
        return self._network.conversation(self.customer, number)

    def texts(self):
        """Return the SMS that came to this phone, in order."""
        return sending.received(self._network).get(self.customer.wa_id, [])

    def read_texts(self):
        for text in self.texts():
            text.is_read = True

    def user_id(self, number_id=None):
        """Return how the business behind a number knows this person."""
        return self.customer.user_id(self._number(number_id).account)

    def is_typed_to(self, number_id=None):
        key = (self._number(number_id).id, self.customer.key)
        return self._network.typing.get(key, 0) > self._network.clock.now()

    def _unblock(self, number_id):
        self.customer.blocked.discard(number_id)

    def _number(self, number_id):
        if number_id is None:
            return self._network.of_kind(Number)[0]
        return self._network.node(number_id, Number)

    def _tappable(self, choice, wamid):
        for message in reversed(self.messages()):
            if wamid in (None, message.wamid) and _has_choice(message, choice):
                return message
        error = f"Nothing on this phone offers {choice!r}."
        raise LookupError(error)


def _has_choice(message, choice):
    if message.kind == "template":
        return _template_button(message, choice) is not None
    return message.kind == "interactive" and bool(_interactive_choice(message, choice))


def _template_button(message, choice):
    buttons = message.content.get("buttons", [])
    replies = (button for button in buttons if button["type"] == "QUICK_REPLY")
    named = (each for each in replies if choice in (each["text"], each["payload"]))
    return next(named, None)


def _interactive_choice(message, choice):
    offered = choices(message.content)
    return next((each for each in offered if choice in each[:2]), None)
