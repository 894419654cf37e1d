"""Who on a list gets nothing of what is sent to many.

The list names them with the reason, before anything is sent.

>>> problem(Candidate()) is None
True
>>> problem(Candidate(is_opted_out=True, is_unreachable=True))
'opted_out'
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """What is known of a contact or a number that the list may take."""

    is_colleague: bool = False
    is_of_other_company: bool = False
    is_addressable: bool = True
    is_listed: bool = False
    is_opted_out: bool = False
    is_unreachable: bool = False


def problem(candidate: Candidate) -> str | None:
    """Return the first reason to leave them out, by its name; None if there is none."""
    found = {
        "colleague": candidate.is_colleague,
        "other_company": candidate.is_of_other_company,
        "no_number": not candidate.is_addressable,
        "duplicate": candidate.is_listed,
        "opted_out": candidate.is_opted_out,
        "no_network": candidate.is_unreachable,
    }
    return next((name for name, is_so in found.items() if is_so), None)
