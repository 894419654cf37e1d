"""What the database saw of a distribution, in order and to the microsecond.

Triggers write it down in the very transactions that change something, so that nothing
is taken from what the product says of itself.
"""

from contextlib import contextmanager

BEGIN = """
    CREATE TABLE load_journal (
        id serial PRIMARY KEY, at timestamptz DEFAULT clock_timestamp(),
        user_id int, available boolean, channel_id int, state text);
    CREATE FUNCTION load_journal_of_channel() RETURNS trigger AS $$ BEGIN
        IF TG_OP = 'INSERT' OR (OLD.pact_state, OLD.pact_agent_id)
                IS DISTINCT FROM (NEW.pact_state, NEW.pact_agent_id) THEN
            INSERT INTO load_journal (user_id, channel_id, state)
            VALUES (NEW.pact_agent_id, NEW.id, NEW.pact_state);
        END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
    CREATE FUNCTION load_journal_of_member() RETURNS trigger AS $$ BEGIN
        IF OLD.availability IS DISTINCT FROM NEW.availability THEN
            INSERT INTO load_journal (user_id, available)
            VALUES (NEW.user_id, NEW.availability = 'available');
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
    DROP TABLE load_journal;
"""
READ = """
    SELECT extract(epoch FROM at)::float, user_id, available, channel_id, state
      FROM load_journal ORDER BY at, id
"""


@contextmanager
def kept(sql):
    """Keep a journal for as long as the block lasts."""
    sql(BEGIN)
    try:
        yield
    finally:
        sql(END)


class Story:
    """The journal told again, one event after the other."""

    def __init__(self, rows, limits):
        self._limits = limits
        self._available, self._held, self._waiting = set(), {}, {}
        # What must never be, and how long somebody waited whom somebody could have had.
        self.problems, self.delays = [], []
        # How often nobody had room for who waited.
        self.times_full = 0
        for row in rows:
            self._tell(*row)

    @property
    def longest_delay(self):
        return max(self.delays, default=0)

    def _tell(self, at, user, available, channel, state):
        if channel:
            self._move(at, user, channel, state)
        elif available:
            self._available.add(user)
        else:
            self._available.discard(user)
        is_free = any(self._has_room(each) for each in self._available)
        self.times_full += bool(self._waiting) and not is_free
        for waiting, since in self._waiting.items():
            self._waiting[waiting] = (since or at) if is_free else None

    def _has_room(self, user):
        held = len(self._held.get(user, ()))
        return user in self._limits and held < self._limits[user]

    def _move(self, at, user, channel, state):
        holder = next((u for u, held in self._held.items() if channel in held), None)
        if holder:
            self._held[holder].discard(channel)
        if state == "waiting":
            self._waiting[channel] = None
        elif state == "in_progress":
            self._give(at, user, channel, holder)

    def _give(self, at, user, channel, holder):
        if holder or channel not in self._waiting:
            self.problems.append(f"{channel} was given while somebody had it")
        since = self._waiting.pop(channel, None)
        self.delays.append(at - since if since else 0)
        if user not in self._available:
            self.problems.append(f"{channel} was given to {user}, who was not there")
        if not self._has_room(user):
            self.problems.append(f"{channel} was given to {user}, who was full")
        self._held.setdefault(user, set()).add(channel)
