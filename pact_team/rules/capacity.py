"""How many conversations somebody may have at a time.

>>> has_room(held=2, maximum=3), has_room(held=3, maximum=3)
(True, False)
"""


def has_room(*, held: int, maximum: int) -> bool:
    """Return whether one more conversation fits; with a maximum of 0 it always does."""
    return not maximum or held < maximum
