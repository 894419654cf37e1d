"""Waking the workers, while whoever asks for it goes on."""

import logging
import os
import threading
from collections import defaultdict
from contextlib import closing

import psycopg2

from odoo import sql_db

_logger = logging.getLogger(__name__)

# In seconds. A worker that ends waits for its ring.
LONGEST = 10
UNHEARD = "No worker was woken, all look each minute: %s"


class Bell:
    """What wakes the workers of one database.

    Those who ask at once share one ring: a burst takes neither threads nor connections
    from those who answer. Of the two threads that there are at most, one rings.
    """

    def __init__(self):
        # Held until a ring begins: who asks in between is heard with it.
        self.asked = threading.Lock()
        self.sounding = threading.Lock()

    def ring(self, database):
        """Wake the workers of ``database``, and do not wait for it."""
        if not self.asked.acquire(blocking=False):
            return
        ringing = threading.Thread(
            target=self._ring, args=(database,), name="pact.ring"
        )
        try:
            ringing.start()
        except RuntimeError as error:
            self.asked.release()
            _logger.warning(UNHEARD, error)

    def _ring(self, database):
        try:
            with self.sounding, closing(self._connect()) as line, line:
                line.cursor().execute(
                    "SELECT pg_notify('cron_trigger', %s)", [database]
                )
        except psycopg2.Error as error:
            _logger.warning(UNHEARD, error)

    def _connect(self):
        """Return a connection; who asks from then on may be too late for it.

        It is none of the pool's: all wait for the pool while it connects.
        """
        try:
            _name, known = sql_db.connection_info_for("postgres")
            return psycopg2.connect(**{"connect_timeout": LONGEST} | known)
        finally:
            self.asked.release()


# By database. A worker has none of the threads of the process that it was born of.
BELLS = defaultdict(Bell)
os.register_at_fork(after_in_child=BELLS.clear)


def ring(database):
    """Wake the workers of ``database``, and do not wait for it."""
    BELLS[database].ring(database)
