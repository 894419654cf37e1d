"""Whose word a letter is, and what becomes of it.

Nobody is believed for the address that they write: only where our own mail server
vouches for it is it the word of one of us, or of the customer. All else is kept among
us, told to nobody outside, and changes nothing.

>>> answer(Letter(is_vouched_for=True, is_of_reader=True))
'ours'
>>> answer(Letter(is_of_reader=True)), answer(Letter(is_of_customer=True))
('note', 'note')
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """What is known of a letter that answers one of a request."""

    is_automatic: bool = False
    is_vouched_for: bool = False
    # Of one of us who may read the request.
    is_of_reader: bool = False
    is_of_customer: bool = False
    # Finished, where nothing reopens.
    is_over: bool = False


def answer(letter: Letter) -> str:
    """Return what it is: ``machine``, ``ours``, ``customer``, ``refused``, ``note``."""
    if letter.is_automatic:
        return "machine"
    if not letter.is_vouched_for:
        return "note"
    # Before us: whoever of us writes a customer's address on their own contact takes no
    # word from them.
    if letter.is_of_customer:
        return "refused" if letter.is_over else "customer"
    return "ours" if letter.is_of_reader else "note"
