import logging
import math
import time
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.sql_db import PoolError
from odoo.tools import SQL
from odoo.tools.misc import hmac

_logger = logging.getLogger(__name__)

# So many others may count under the same key at the same moment.
PATIENCE = 50


class PactThrottle(models.Model):
    """How often something was tried: counted whatever becomes of the transaction."""

    _name = "pact.throttle"
    _description = "Counter of attempts"

    key = fields.Char(required=True, groups=fields.NO_ACCESS)
    bucket = fields.Integer(required=True)
    hits = fields.Integer(required=True)

    _key_bucket_uniq = models.UniqueIndex("(key, bucket)")

    @api.model
    def _hit(self, key, limit, seconds):
        """Count one attempt; return whether it is within ``limit`` in ``seconds``."""
        return self._count(key, seconds) <= limit

    @api.model
    def _hit_all(self, limits, key, **things):
        """Count under each of ``limits``, up to the first that refuses.

        ``things`` says what is counted in each scope.
        """
        steps = [
            (
                f"{key}:{limit.scope}:{things.get(limit.scope, '')}:{limit.seconds}",
                limit.seconds,
                limit.count,
            )
            for limit in limits
        ]
        return all(
            hits is not None and hits <= limit.count
            for hits, limit in zip(self._counts(steps), limits, strict=True)
        )

    @api.model
    def _count(self, key, seconds):
        """Count one attempt; return how many there were in this span of ``seconds``."""
        [hits] = self._counts([(key, seconds, 0)])
        return hits

    @api.model
    def _counts(self, steps):
        """Count one attempt under each key; return the counts, none after too many.

        They are committed at once by a connection of their own, so that neither an
        error nor a second request at the same moment makes them forgotten. What cannot
        be counted is too many.

        :param steps: a key, its span in seconds, and how many let the next one count
        """
        query = self._counting(steps)
        attempts = (self._counted(query) for _attempt in range(PATIENCE))
        try:
            counts = next(filter(None, attempts), None)
        except (PoolError, OperationalError) as error:
            _logger.warning("Nothing can be counted, and so it is refused: %s", error)
            counts = None
        return counts or [math.inf] * len(steps)

    @api.model
    def _counted(self, query):
        """Return the counts; none if somebody counted at the same moment."""
        try:
            with self.env.registry.cursor() as cr:
                cr.execute(query, log_exceptions=False)
                return cr.fetchone()
        except SerializationFailure:
            return None

    @api.model
    def _counting(self, steps):
        counters, hits, allowed = [], [], SQL("SELECT")
        for number, (key, seconds, most) in enumerate(steps):
            name = SQL.identifier(f"counter_{number}")
            counter = self._counter(key, int(time.time()) // seconds, allowed)
            counters.append(SQL("%s AS (%s)", name, counter))
            hits.append(SQL("(SELECT hits FROM %s)", name))
            allowed = SQL("SELECT FROM %s WHERE hits <= %s", name, most)
        comma = SQL(", ")
        return SQL("WITH %s SELECT %s", comma.join(counters), comma.join(hits))

    @api.model
    def _counter(self, key, bucket, allowed):
        # sudo: ir.config_parameter - the secret that makes a key unreadable
        digest = hmac(self.env(su=True), "pact_team.throttle", key)
        return SQL(
            """
            INSERT INTO pact_throttle (key, bucket, hits, create_date)
            SELECT %s, %s, 1, now() AT TIME ZONE 'utc' FROM (%s) AS allowed
            ON CONFLICT (key, bucket) DO UPDATE SET hits = pact_throttle.hits + 1
            RETURNING hits
            """,
            digest,
            bucket,
            allowed,
        )

    @api.autovacuum
    def _gc_counters(self):
        old = fields.Datetime.now() - timedelta(days=2)
        self.search([("create_date", "<", old)]).unlink()
