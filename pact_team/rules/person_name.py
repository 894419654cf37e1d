"""How a name that anybody may have typed is put into a message of ours.

>>> told("Maria Souza", "you"), told("J.Silva", "you")
('Maria Souza', 'J.Silva')
>>> told("PIX cancelled, see https://evil.example/x now", "you")
'PIX cancelled, see now'
>>> told("www.evil.example", "you"), told("evil.com/x", "you"), told(None, "you")
('you', 'you', 'you')
>>> told("veja EVIL.COM, evil.com!", "you")
'veja , !'
>>> len(told("x" * 200, "you"))
60
"""

import re

LONGEST = 60
LINK = re.compile(
    r"(?i:\S*(://|www\.)\S*|\S+\.[a-z]{2,}/\S*)"
    # An initial is none: "J.Silva".
    r"|\S+\.[a-z]{2,}(?=\W|$)|\S{2,}\.[A-Z]{2,}(?=\W|$)"
)


def told(name: str | None, else_said: str) -> str:
    """Return the name without links, and not so long that it carries a message."""
    return " ".join(LINK.sub(" ", name or "").split())[:LONGEST].strip() or else_said
