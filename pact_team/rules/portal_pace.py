"""How often customers file and reply in the portal, before they are asked to wait.

>>> [limit.scope for limit in LIMITS["file"]]
['user', 'company']
"""

from .confirmation import HOUR, Limit

# Far beyond what people type; a loop of posts fills neither our days nor our disk.
LIMITS = {
    "file": (Limit("user", 60, HOUR), Limit("company", 200, HOUR)),
    "reply": (Limit("user", 120, HOUR), Limit("company", 400, HOUR)),
}
