"""How a number is doing, as it says itself when asked.

https://developers.facebook.com/docs/whatsapp/business-management-api/health-status
"""

from urllib.parse import urlencode

from ..signals import Failure, Health
from ..transport import Account, Request, Response
from ..untrusted import identifier, items, line, mapping, mappings, text
from .answers import read_success
from .building import bearer, url_of
from .template_words import to_quality

FIELDS = (
    *("verified_name", "display_phone_number", "quality_rating", "status"),
    *("throughput", "whatsapp_business_manager_messaging_limit", "health_status"),
    "name_status",
)
ABILITIES = ("available", "limited", "blocked")
THROUGHPUTS = {"STANDARD": 80, "HIGH": 1000}
NAME_STATES = {
    "APPROVED": "approved",
    "AVAILABLE_WITHOUT_REVIEW": "approved",
    "PENDING_REVIEW": "pending",
    "DECLINED": "declined",
    "REJECTED": "declined",
    "DEFERRED": "pending",
    "EXPIRED": "expired",
    "NONE": "",
}
THOUSANDS = {"K": 1_000, "M": 1_000_000}


def build_health(account: Account) -> Request:
    query = urlencode({"fields": ",".join(FIELDS)}, safe=",")
    url = f"{url_of(account, account.number_ref)}?{query}"
    return Request("GET", url, headers=bearer(account))


def read_health(response: Response) -> Health | Failure:
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    status = mapping(found.get("health_status"))
    level = line(mapping(found.get("throughput")).get("level")).upper()
    return Health(
        quality=to_quality(found.get("quality_rating")),
        limit=to_limit(found.get("whatsapp_business_manager_messaging_limit")),
        throughput=THROUGHPUTS.get(level, THROUGHPUTS["STANDARD"]),
        can_send=_ability(status),
        reasons=tuple(dict.fromkeys(_reasons(status))),
        display_number=line(found.get("display_phone_number")),
        verified_name=line(found.get("verified_name")),
        name_state=to_name_state(found.get("name_status")),
        is_connected=line(found.get("status")).upper() in ("", "CONNECTED", "FLAGGED"),
    )


def to_name_state(value) -> str:
    return NAME_STATES.get(line(value).upper(), "")


# More than there are people, and what a database column still holds.
MOST = 2**31 - 1


def to_limit(value) -> int | None:
    """Return how many people may be written to first in a day, None for all.

    A limit nobody has told of yet is the smallest one, so that none is overstepped.

    >>> to_limit("TIER_2K"), to_limit("TIER_UNLIMITED"), to_limit(1000), to_limit(None)
    (2000, None, 1000, 250)
    >>> to_limit("9" * 40) == MOST
    True
    """
    word = identifier(value).upper().removeprefix("TIER_")
    if word in ("UNLIMITED", "-1"):
        return None
    factor = THOUSANDS.get(word[-1:], 1)
    digits = word.rstrip("KM")
    is_number = digits.isascii() and digits.isdecimal()
    return min(int(digits) * factor, MOST) if is_number else 250


def _ability(status) -> str:
    word = line(status.get("can_send_message")).lower()
    return word if word in ABILITIES else "available"


def _reasons(status):
    for entity in mappings(status.get("entities")):
        for error in mappings(entity.get("errors")):
            code = identifier(error.get("error_code"))
            yield f"{code} {text(error.get('error_description'), 500)}".strip()
        yield from filter(
            None, (text(i, 500) for i in items(entity.get("additional_info")))
        )
