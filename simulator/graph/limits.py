"""How much may be sent: per pair, per number, per day."""

from ..errors import GraphError

DAY = 86400
HIGH_RATE = 1000


def check_rates(network, number, customer):
    """Refuse what comes too fast: first for one person, then for the number."""
    _check_pair(network, number, customer)
    check_number(network, number)


def _check_pair(network, number, customer):
    """Take one from a bucket of ``pair_burst`` that refills slowly."""
    settings, now = network.settings, network.clock.now()
    key = ("pair", number.id, customer.key)
    left, since = network.buckets.get(key, (settings.pair_burst, now))
    left = min(settings.pair_burst, left + (now - since) / settings.pair_interval)
    if left < 1:
        raise GraphError(131056, "Too many messages to this recipient")
    network.buckets[key] = (left - 1, now)


def check_number(network, number):
    """Refuse more than so many messages a second."""
    now = network.clock.now()
    key = ("number", number.id)
    recent = [date for date in network.buckets.get(key, []) if date > now - 1]
    faster = HIGH_RATE if number.throughput == "HIGH" else 0
    if len(recent) >= max(network.settings.number_rate, faster):
        raise GraphError(130429, "Too many messages from this number")
    network.buckets[key] = [*recent, now]


def is_over_tier(network, number, customer):
    """Count people reached outside their window within 24 hours."""
    now = network.clock.now()
    key = ("tier", number.account.portfolio)
    reached = {
        each: date
        for each, date in network.buckets.get(key, {}).items()
        if date > now - DAY
    }
    is_over = (
        customer.key not in reached and len(reached) >= network.settings.tier_limit
    )
    if not is_over:
        reached[customer.key] = now
    network.buckets[key] = reached
    return is_over
