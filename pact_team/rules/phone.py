"""Which phone numbers are the same person's.

Three countries changed how their mobile numbers are written, and networks, address
books and customers still use both ways.

>>> spellings("+5531987654321")
('+5531987654321', '+553187654321')
>>> spellings("+5215512345678")
('+5215512345678', '+525512345678')
>>> spellings("+541123456789")
('+541123456789', '+5491123456789')
>>> spellings("+14155550123")
('+14155550123',)
"""

import re

import phonenumbers

# Without its ninth digit a Brazilian mobile number starts with 6 to 9; one that starts
# lower is a landline, and another person's.
# https://www.gov.br/anatel/pt-br/regulado/numeracao
BRAZIL = re.compile(
    r"(?P<prefix>\+55(?:[14689][1-9]|2[12478]|3[1-578]|5[13-5]|7[13-79]))"
    r"(?P<mark>9?)(?P<rest>[6-9]\d{7})",
    re.ASCII,
)
MEXICO = re.compile(r"(?P<prefix>\+52)(?P<mark>1?)(?P<rest>[2-9]\d{9})", re.ASCII)
ARGENTINA = re.compile(r"(?P<prefix>\+54)(?P<mark>9?)(?P<rest>[1-3]\d{9})", re.ASCII)
MARKED = ((BRAZIL, "9"), (MEXICO, "1"), (ARGENTINA, "9"))


def spellings(number: str) -> tuple[str, ...]:
    """Return the E.164 numbers that mean the same person, ``number`` first."""
    for pattern, mark in MARKED:
        if found := pattern.fullmatch(number):
            other = "" if found["mark"] else mark
            return number, found["prefix"] + other + found["rest"]
    return (number,)


def written(number: str) -> str:
    """Return ``number`` as people write it today; unchanged if it is none we know.

    >>> written("+553187654321")
    '+55 31 98765-4321'
    """
    for spelling in spellings(number):
        parsed = _parsed(spelling)
        if parsed and phonenumbers.is_valid_number(parsed):
            form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
            return phonenumbers.format_number(parsed, form)
    return number


def _parsed(number):
    try:
        return phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
