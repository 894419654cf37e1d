"""What a customer may say of how a request went.

>>> problem("4", "Rápido"), problem("", ""), problem("6", ""), problem("4", "x" * 2001)
(None, 'missing', 'invalid', 'too_long')
"""

# From the worst to the best.
MARKS = ("1", "2", "3", "4", "5")
LONGEST = 2000


def problem(mark: str, remark: str) -> str | None:
    """Return what is wrong with it, if anything: in the words of a form's fields."""
    if mark not in MARKS:
        return "invalid" if mark else "missing"
    return "too_long" if len(remark) > LONGEST else None
