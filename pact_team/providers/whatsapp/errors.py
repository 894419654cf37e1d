"""What Meta's error codes mean for us.

The code decides, never the HTTP status: Meta answers a rate limit with 400 or 429.
https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

import re

from ..signals import Failure
from ..untrusted import integer, mapping, text

# A refused token is quoted in Meta's sentence; no word in it is as long as a token.
SECRET = re.compile(r"[\w|.=-]{32,}")
DETAIL_LIMIT = 500

CODES = {
    "account": (
        *(0, 190),  # the token
        *(3, 10, *range(200, 300), 131005),  # a missing permission
        *(368, 131031, 131037),  # locked, or its name not approved
        131042,  # billing
        *(33, 131045, 133010),  # the number is deleted or not registered
    ),
    "throttled": (4, 80007, 130429),
    "recipient_throttled": (131056,),
    # A listing that lost its place (131059) is begun again.
    "busy": (1, 2, 131000, 131016, 131057, 131059, 133004),
    "window": (131047,),
    # Not in the test list (131030) concerns one customer: the others are answered.
    "unreachable": (131026, 131030),
    "country": (130497,),
    "opted_out": (131050,),
    "withheld": (130472, 131049),
    "spam": (131048, 131064),
    "no_groups": (131215,),
    "template": (132000, 132001, 132007, 132012, 132015, 132016),
    "rejected": (
        *(100, 131008, 131009, 131051),  # a parameter, or an id that is gone
        *(131021, 131062, 137000),  # this recipient, this way
        *(131052, 131053),  # media
        *(132005, 132018),  # what fills a template
        *(132068, 132069),  # flow
        *(131055, 131063, 134100, 134101, 134102),  # marketing
        *(133000, 133005, 133006, 133008, 133009, 133015, 133016),  # registration
        *(135000, 2388019),
    ),
}
# The template has no approved text in the language we asked for.
UNTRANSLATED = "132001"
# What a refused question says of the account, where somebody has to act.
FINDINGS = {
    "token": (0, 190),
    "permission": (3, 10, *range(200, 300), 131005),
    "not_registered": (131045, 133010),
    "name_not_approved": (131037,),
    "billing": (131042, 141006),
    "blocked": (368, 131031),
}
MISSING = (33, 100)
KINDS = {code: kind for kind, codes in CODES.items() for code in codes}


def kind_of(code: int) -> str:
    """Return what to do; an unknown code is final, as repeating it may do harm."""
    return KINDS.get(code, "rejected")


def has_code(error) -> bool:
    return integer(mapping(error).get("code")) is not None


def is_untranslated(answer) -> bool:
    """Return whether the same message may be had in another language."""
    return isinstance(answer, Failure) and answer.code == UNTRANSLATED


def to_failure(error, retry_after: float | None = None) -> Failure:
    """Return the failure told by an ``error`` of an answer or of a status."""
    error = mapping(error)
    code = integer(error.get("code"))
    return Failure(
        kind="rejected" if code is None else kind_of(code),
        code="" if code is None else str(code),
        detail=_detail(error),
        retry_after=retry_after,
    )


def finding_of(failure: Failure, missing: str) -> str:
    """Return what a failed question tells of the account; ``missing`` names its object.

    >>> finding_of(Failure("account", "190"), "number_unknown")
    'token'
    >>> finding_of(Failure("busy", "502"), "number_unknown")
    'unreachable_api'
    """
    code = integer(failure.code)
    if code in MISSING:
        return missing
    found = (kind for kind, codes in FINDINGS.items() if code in codes)
    return next(found, "unreachable_api")


def is_billing(reason: str) -> bool:
    """Return whether a reason of the network is about paying."""
    code = integer(reason.partition(" ")[0])
    return code in FINDINGS["billing"] or "payment" in reason.lower()


def _detail(error) -> str:
    data = error.get("error_data")
    asked = (mapping(data).get("details"), error.get("error_user_msg"))
    words = (*asked, data, error.get("message"))
    found = next(filter(None, map(text, (*words, error.get("title")))), "")
    return SECRET.sub("…", found)[:DETAIL_LIMIT]
