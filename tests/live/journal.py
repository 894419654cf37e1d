"""What the database saw of a distribution, in order and to the microsecond.

Triggers write it down in the very transactions that change something, so that nothing
is taken from what the product says of itself. A metronome of the database's own tells
when the machine stood still: then nobody can be given anything.
"""

import threading
from collections import defaultdict
from contextlib import contextmanager
from itertools import pairwise

import psycopg2

BEGIN = """
    CREATE TABLE load_journal (
        id serial PRIMARY KEY, at timestamptz DEFAULT clock_timestamp(),
        user_id int, availability text, channel_id int, state text, reason text);
    CREATE TABLE load_beats (at timestamptz DEFAULT clock_timestamp());
    CREATE TABLE load_is_kept ();
    INSERT INTO load_is_kept DEFAULT VALUES;
    CREATE PROCEDURE load_beat() AS $$ BEGIN
        WHILE EXISTS (SELECT FROM load_is_kept) LOOP
            INSERT INTO load_beats DEFAULT VALUES; COMMIT; PERFORM pg_sleep(0.1);
        END LOOP; END $$ LANGUAGE plpgsql;
    CREATE FUNCTION load_journal_of_channel() RETURNS trigger AS $$ BEGIN
        IF TG_OP = 'INSERT' OR (OLD.pact_state, OLD.pact_agent_id)
                IS DISTINCT FROM (NEW.pact_state, NEW.pact_agent_id) THEN
            INSERT INTO load_journal (user_id, channel_id, state, reason)
            VALUES (NEW.pact_agent_id, NEW.id, NEW.pact_state,
                (SELECT reason FROM pact_assignment WHERE id = NEW.pact_stint_id));
        END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
    CREATE FUNCTION load_journal_of_member() RETURNS trigger AS $$ BEGIN
        IF OLD.availability IS DISTINCT FROM NEW.availability THEN
            INSERT INTO load_journal (user_id, availability)
            VALUES (NEW.user_id, NEW.availability);
        END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER load_journal AFTER INSERT OR UPDATE ON discuss_channel
        FOR EACH ROW EXECUTE FUNCTION load_journal_of_channel();
    CREATE TRIGGER load_journal AFTER UPDATE ON pact_member
        FOR EACH ROW EXECUTE FUNCTION load_journal_of_member();
"""
END = """
    DROP TRIGGER load_journal ON discuss_channel;
    DROP TRIGGER load_journal ON pact_member;
    DROP FUNCTION load_journal_of_channel();
    DROP FUNCTION load_journal_of_member();
    DROP PROCEDURE load_beat();
    DROP TABLE load_journal, load_beats, load_is_kept;
"""
SILENCE = "DELETE FROM load_is_kept"
MARK = "INSERT INTO load_journal (state) VALUES (%s)"
READ = """
    SELECT extract(epoch FROM at)::float, user_id, availability, channel_id, state,
           reason
      FROM load_journal ORDER BY at, id
"""
BEATS = "SELECT extract(epoch FROM at)::float FROM load_beats ORDER BY at"
# A beat that comes so much later than the one before was kept from coming.
LATE = 0.3
# Then a server that has begun to answer does all of its work: its lanes listen.
STARTING = 10
# Whoever takes something themself need not be there; they only must not pause.
OF_THEIR_OWN = frozenset({"taken", "dispensed"})
HANDED_OVER = frozenset({"transferred"})


@contextmanager
def kept(sql, database):
    """Keep a journal for as long as the block lasts."""
    sql(BEGIN)
    metronome = threading.Thread(target=_beat, args=(database,))
    metronome.start()
    try:
        yield
    finally:
        sql(SILENCE)
        metronome.join()
        sql(END)


def _beat(database):
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CALL load_beat()")
    connection.close()


@contextmanager
def nobody_serves(sql):
    """Remember that the server was down for as long as the block lasts."""
    sql(MARK, "down")
    yield
    sql(MARK, "up")


class Story:
    """The journal told again, one event after the other."""

    def __init__(self, sql, limits):
        self._limits = limits
        self._states, self._held, self._waiting = {}, {}, {}
        self._had = defaultdict(set)
        self._idle = _stood_still([at for (at,) in sql(BEATS)])
        self.stood_still = sum(until - since for since, until in self._idle)
        # What must never be, and how long somebody waited whom somebody could have had.
        self.problems, self.delays, self.given = [], [], set()
        # How often nobody had room for who waited, and how each was given.
        self.times_full, self.reasons = 0, defaultdict(int)
        rows = sql(READ)
        self._idle += _spans_down(rows)
        for row in rows:
            self._tell(*row)

    @property
    def longest_delay(self):
        return max(self.delays, default=0)

    def _tell(self, at, user, availability, channel, state, reason):
        if channel:
            self._move(at, user, channel, state, reason)
        elif user:
            self._states[user] = availability
        free = {each for each in self._states if self._is_free(each)}
        self.times_full += bool(self._waiting) and not free
        for waiting, since in self._waiting.items():
            is_for_somebody = bool(free - self._had[waiting])
            self._waiting[waiting] = (since or at) if is_for_somebody else None

    def _is_free(self, user):
        return self._states.get(user) == "available" and self._has_room(user)

    def _has_room(self, user):
        most = self._limits.get(user)
        return most is not None and (not most or self._count(user) < most)

    def _count(self, user):
        return len(self._held.get(user, ()))

    def _move(self, at, user, channel, state, reason):
        holder = next((u for u, held in self._held.items() if channel in held), None)
        if holder:
            self._held[holder].discard(channel)
            self._had[channel].add(holder)
        if state == "waiting":
            self._waiting[channel] = None
        elif state == "in_progress":
            self._give(at, user, channel, reason, holder)

    def _give(self, at, user, channel, reason, holder):
        is_waiting = channel in self._waiting
        if not is_waiting and (reason not in HANDED_OVER or holder == user):
            self.problems.append(f"{channel} was {reason} while somebody had it")
        since = self._waiting.pop(channel, None)
        self.delays.append(self._waited(since, at) if since else 0)
        state = self._states.get(user, "unavailable")
        if state == "paused" or (state != "available" and reason not in OF_THEIR_OWN):
            self.problems.append(f"{channel} was {reason} to {user}, who was {state}")
        if not self._has_room(user):
            self.problems.append(f"{channel} was {reason} to {user}, who was full")
        self._held.setdefault(user, set()).add(channel)
        self.given.add(channel)
        self.reasons[reason] += 1

    def _waited(self, since, until):
        """Return for how long somebody waited while anybody could have acted."""
        idle = sorted(
            (max(since, begins), min(until, ends))
            for begins, ends in self._idle
            if begins < until and ends > since
        )
        waited, reached = until - since, since
        for begins, ends in idle:
            waited -= max(0, ends - max(begins, reached))
            reached = max(reached, ends)
        return waited


def _stood_still(beats):
    """Return the spans in which not even the database itself came to do anything."""
    return [(one + LATE, next_) for one, next_ in pairwise(beats) if next_ - one > LATE]


def _spans_down(rows):
    marks = [(at, state) for at, _u, _a, channel, state, _r in rows if not channel]
    downs = [at for at, state in marks if state == "down"]
    ups = [at + STARTING for at, state in marks if state == "up"]
    return list(zip(downs, ups, strict=True))
