"""What a mail says: its text, its page, and where its links lead."""

from html import escape
from html.parser import HTMLParser

ELSEWHERE = '<base target="_blank">'


class Contents:
    def __init__(self, message):
        self.text = _part(message, "plain")
        self.html = _part(message, "html")
        self.links = _Links(self.html).found
        self.attachments = [
            {"filename": part.get_filename(), "type": part.get_content_type()}
            for part in message.iter_attachments()
        ]

    @property
    def page(self):
        """Return what to show in a frame, also of a mail that is text only."""
        shown = self.html or f"<pre>{escape(self.text)}</pre>"
        return f'<meta charset="utf-8">{ELSEWHERE}{shown}'


def _part(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


class _Links(HTMLParser):
    """Each address a page links to, once, in order."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        address = dict(attrs).get("href")
        if tag == "a" and address and address not in self.found:
            self.found.append(address)
