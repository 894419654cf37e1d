"""Every ``sudo()`` says why: ``# sudo: <model> - <reason>`` just above it."""

import re
import sys

from .. import places

CALL = re.compile(r"\.sudo\(\)")
REASON = re.compile(r"# sudo: [a-z_.]+ - \S")
# A reason may stand above a statement of a few lines.
REACH = 3


def unexplained(lines):
    """Yield the number of each line whose sudo() has no reason."""
    for number, line in enumerate(lines):
        near = lines[max(number - REACH, 0) : number + 1]
        if CALL.search(line) and not any(map(REASON.search, near)):
            yield number + 1


def main():
    found = [
        f"{path.relative_to(places.CHECKOUT)}:{number}: say why sudo() is right here"
        for path in sorted(places.CHECKOUT.glob("pact_team*/**/*.py"))
        if "tests" not in path.parts
        for number in unexplained(path.read_text().splitlines())
    ]
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()
