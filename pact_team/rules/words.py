"""Words people type, as a database takes them.

>>> one_line(" Second\\n invoice\\x00 "), one_line(None), one_line("\\ud800")
('Second invoice', '', '')
>>> text("Bom dia,\\n\\n{contact}\\x00 ")
'Bom dia,\\n\\n{contact}'
"""

import re

# PostgreSQL takes no NUL and UTF-8 no lone surrogate; the others are never typed.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def one_line(typed) -> str:
    return " ".join(text(typed).split())


def text(typed) -> str:
    return UNSTORABLE.sub("", typed).strip() if isinstance(typed, str) else ""
