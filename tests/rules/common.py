"""How examples are drawn: the same ones in every run, however slow the machine."""

from hypothesis import settings

always_the_same = settings(derandomize=True, deadline=None, max_examples=200)
