"""What stands in the cells of a table that somebody opens as a spreadsheet.

>>> neutral("=HYPERLINK(1)"), neutral("+55 31 3333-4444"), neutral(" -1"), neutral("a")
("'=HYPERLINK(1)", "'+55 31 3333-4444", "' -1", 'a')
>>> separator(","), separator(".")
(';', ',')
"""

# By these a spreadsheet takes words for a formula, spaces before them or not.
FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
SKIPPED = " \t\r\n\v\f\u00a0"


def neutral(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows it, and calculates nothing."""
    begins = text.lstrip(SKIPPED).startswith(FORMULAS) or text[:1] in "\t\r\n"
    return f"'{text}" if text and begins else text


def separator(decimal_point: str) -> str:
    """Return what keeps cells apart where numbers are written with this point."""
    return ";" if decimal_point == "," else ","
