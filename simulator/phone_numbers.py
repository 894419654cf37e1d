"""Telephone numbers as people write them and as the network spells them."""

import re

COUNTRIES = {
    "1": "US",
    "34": "ES",
    "351": "PT",
    "502": "GT",
    "52": "MX",
    "54": "AR",
    "55": "BR",
    "57": "CO",
}
BRAZIL_WITH_NINE = re.compile(r"55(\d\d)9([6-9]\d{7})")
MEXICO_PLAIN = re.compile(r"52(\d{10})")
ARGENTINA_PLAIN = re.compile(r"54([1-8]\d{9})")


def digits(text):
    return re.sub(r"\D", "", text)


def wa_id(number):
    """Return the network's own spelling, which three countries make different."""
    number = digits(number)
    if match := BRAZIL_WITH_NINE.fullmatch(number):
        return f"55{match[1]}{match[2]}"
    if match := MEXICO_PLAIN.fullmatch(number):
        return f"521{match[1]}"
    if match := ARGENTINA_PLAIN.fullmatch(number):
        return f"549{match[1]}"
    return number


def calling_code(number):
    """Return the country's calling code, or nothing when we do not know it."""
    number = digits(number)
    return next((code for code in COUNTRIES if number.startswith(code)), "")


def country(number):
    return COUNTRIES.get(calling_code(number), "US")
