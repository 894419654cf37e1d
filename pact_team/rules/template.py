"""The blanks of a template, and what they are filled with."""

import re

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def placeholders(text):
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def fill(text, values):
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def one_line(text):
    return " ".join(text.split())
