"""Which suggestion is taken: one with words, not too many, and not too often.

>>> problem("A button to snooze", sent_today=0)
>>> problem(" \\n", sent_today=0)
'empty'
>>> problem("x" * LONGEST, sent_today=0), problem("x" * (LONGEST + 1), sent_today=0)
(None, 'long')
>>> problem("x", sent_today=MOST_A_DAY - 1), problem("x", sent_today=MOST_A_DAY)
(None, 'often')
"""

LONGEST = 2000
MOST_A_DAY = 20


def problem(text: str, *, sent_today: int) -> str | None:
    """Return why the suggestion is refused: empty, long or often; None if it is not."""
    if not text.strip():
        return "empty"
    if len(text) > LONGEST:
        return "long"
    return "often" if sent_today >= MOST_A_DAY else None
