"""Which phone number is meant, and which are the same person's.

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

What people type is read as they mean it where they are.

>>> read("(11) 98765-4321", "BR"), read("98765", "BR")
('+5511987654321', None)
>>> candidates("11 98765-4321", ["BR", "PT"])
('+5511987654321', '+551187654321')
"""

import re
import unicodedata
from collections.abc import Iterable

import phonenumbers
from phonenumbers import PhoneNumberType

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
BRAZIL_CODE = "55"
# With its ninth digit, but without the code of its region.
NINTH = re.compile(r"9[6-9]\d{7}", re.ASCII)
MARKED = ((BRAZIL, "9"), (MEXICO, "1"), (ARGENTINA, "9"))

TYPED_LIMIT = 40
# Fewer digits end too many numbers to be worth a look.
SHORTEST_ENDING = 5
SCHEME = "tel:"
# Signs between digits, and those that nobody sees but an address book copies along.
# Letters are none, nor ";" and "#": whoever has an extension shares the number.
SEPARATORS = ("Zs", "Pd", "Cf")
MORE_SEPARATORS = "\t().-/\u2212"
DIALLED = re.compile(r"\+?\d{5,17}", re.ASCII)
# Writing to these costs extra, or reaches a company rather than a person.
IMPERSONAL = (
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
    PhoneNumberType.PAGER,
)


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
    found = _first_valid(spellings(number))
    if found is None:
        return number
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(found, form)


def country(number: str) -> str | None:
    """Return the country of ``number`` by its two letters, if it is known.

    >>> country("+5531987654321"), country("+35191000001")
    ('BR', 'PT')
    """
    parsed = _parsed(number)
    found = parsed and phonenumbers.region_code_for_number(parsed)
    # A code of several countries does not say which.
    return found or (
        parsed and phonenumbers.region_code_for_country_code(parsed.country_code)
    )


def read(typed: str, region: str | None) -> str | None:
    """Return the one number, E.164, that a person in ``region`` gives as theirs.

    It is spelled as its country spells it today, and exists as far as anybody can
    know without calling it.

    >>> read("31 98765-4321", False) is None
    True
    """
    dialled = _dialled(typed)
    return _meant(dialled, region) if dialled else None


def names_country(typed: str) -> bool:
    """Return whether ``typed`` begins with the code of its country.

    >>> names_country("+55 11 98765-4321"), names_country("11 98765-4321")
    (True, False)
    """
    return _dialled(typed).startswith("+")


def candidates(typed: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers, in each spelling, that ``typed`` may mean.

    Without a "+" it is a number of one of the ``regions``, and only if it is none
    there, one that begins with the code of its country.

    >>> candidates("5511987654321", ["AE"])
    ('+5511987654321', '+551187654321')
    >>> candidates("ana@example.com", ["BR"])
    ()
    """
    dialled = _dialled(typed)
    if not dialled:
        return ()
    places = (None,) if dialled.startswith("+") else tuple(regions)
    meant = [_meant(dialled, region) for region in places]
    if not any(meant):
        meant = [_meant("+" + dialled.lstrip("+"), None)]
    found = (spelling for number in meant if number for spelling in spellings(number))
    return tuple(dict.fromkeys(found))


def endings(typed: str) -> tuple[str, ...]:
    """Return how the digits of a number may end that is looked for by ``typed``.

    People look for a number by all of it, without the code of its country, or by its
    last digits. Where a ninth digit was added, either way finds the other.

    >>> endings("+55 (11) 98765-4321")
    ('5511987654321', '551187654321')
    >>> endings("011 98765-4321"), endings("8765-4321"), endings("Ana 2")
    (('11987654321', '1187654321'), ('87654321',), ())
    """
    dialled = _dialled(typed)
    digits = dialled.lstrip("+0")
    if len(digits) < SHORTEST_ENDING:
        return ()
    if dialled.startswith("+"):
        return tuple(number[1:] for number in spellings("+" + digits))
    return tuple(dict.fromkeys([digits, *_local_endings(digits)]))


def _local_endings(digits):
    for code in ("", BRAZIL_CODE):
        for number in spellings(f"+{code}{digits}"):
            yield number.removeprefix(f"+{code}")
    if NINTH.fullmatch(digits):
        yield digits[1:]


def _dialled(typed) -> str:
    """Return the digits to dial, with their "+" if there is one; "" if not a number."""
    if not isinstance(typed, str) or len(typed) > TYPED_LIMIT:
        return ""
    typed = typed.strip()
    if typed[: len(SCHEME)].lower() == SCHEME:
        typed = typed[len(SCHEME) :]
    signs = "".join(map(_sign, typed))
    dialled = "+" + signs[2:] if signs.startswith("00") else signs
    return dialled if DIALLED.fullmatch(dialled) else ""


def _sign(sign):
    if unicodedata.category(sign) in SEPARATORS or sign in MORE_SEPARATORS:
        return ""
    # Every script's digits dial the same number.
    return str(unicodedata.decimal(sign, "+" if sign == "\uff0b" else sign))


def _meant(dialled, region):
    parsed = _parsed(dialled, region)
    if parsed is None:
        return None
    found = _first_valid(spellings(_e164(parsed)))
    if found is None or phonenumbers.number_type(found) in IMPERSONAL:
        return None
    return _e164(found)


def _first_valid(numbers):
    parsed = (_parsed(number) for number in numbers)
    return next((p for p in parsed if p and phonenumbers.is_valid_number(p)), None)


def _e164(parsed):
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _parsed(number, region=None):
    try:
        return phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return None
