"""How often customers file, reply and print in the portal, before they are to wait.

>>> [limit.scope for limit in LIMITS["file"]]
['user', 'company']
"""

from .confirmation import HOUR, Limit

# Far beyond what people do; a loop of posts fills neither our days nor our disk.
LIMITS = {
    "file": (Limit("user", 60, HOUR), Limit("company", 200, HOUR)),
    "reply": (Limit("user", 120, HOUR), Limit("company", 400, HOUR)),
    # A page of up to a thousand messages, which nobody reads as fast as a loop asks.
    "print": (Limit("user", 60, HOUR), Limit("company", 200, HOUR)),
    # A file of up to twenty thousand requests.
    "export": (Limit("user", 60, HOUR), Limit("company", 200, HOUR)),
}
