"""Which pictures are loaded when somebody reads what a customer sent.

Another one tells its server who reads when, and is fetched from within our network.

>>> is_own("/web/image/7-af3/boleto.png?access_token=x"), is_own("cid:1")
(True, False)
>>> is_own("http://10.0.0.5:8080/"), is_own("//x.example/web/image/1")
(False, False)
>>> is_own("/web/image/../session/logout"), is_own("/web/image/%2e%2e/x")
(False, False)
>>> is_own("data:image/png;base64,AAAA"), is_own("data:text/html,x"), is_own("")
(True, False, False)
>>> is_quiet("color: rgb(1, 2, 3)"), is_quiet("background-image: url(//x.example)")
(True, False)
>>> is_quiet("background-image: u\\\\72l(//x.example)")
False
"""

import re

OWN = re.compile(r"/web/image/[\w./%~+-]+(\?[\w=&%.-]*)?", re.ASCII)
ENCODED = re.compile(r"data:image/[a-z+.-]+;base64,[A-Za-z0-9+/=\s]*")
# Out of the way: a browser takes these for other parts of the address.
HIDDEN = re.compile(r"\.\.|%2e|%2f|%5c", re.IGNORECASE)
# Whatever is called in a style may fetch; only colours are known not to.
CALLED = re.compile(r"\\|(?<!rgb)(?<!rgba)\(")


def is_own(source: str) -> bool:
    is_here = OWN.fullmatch(source) and not HIDDEN.search(source)
    return bool(is_here or ENCODED.fullmatch(source))


def is_quiet(style: str) -> bool:
    """Return whether a style fetches nothing."""
    return not CALLED.search(style)
