from datetime import date, timedelta

from ..report.rest_evidence import document
from .nr17_case import MINUTE, Nr17Case

DAY = timedelta(days=1)
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


class EvidenceCase(Nr17Case):
    def _kept(self, day=timedelta(), user=None):
        """Let somebody work a day as it ought to be, and go when they had to."""
        pauses = (
            (self.rest, 70 * MINUTE, 10 * MINUTE),
            (self.body, 100 * MINUTE, 7 * MINUTE),
            (self.meal, 120 * MINUTE, 25 * MINUTE),
            (self.rest, 200 * MINUTE, 12 * MINUTE),
        )
        self._work(user, day, pauses)

    def _document(self, user=None, members=None, first=MONDAY, last=FRIDAY, team=None):
        user = user or self.ana
        asking = self.env["pact.member"].with_user(user).sudo(False)
        with self._at(30 * DAY):
            people = asking._proven(self.company.with_user(user), team, members)
            return document(people, first, last)

    def _told(self, made):
        return [
            (
                line.day.day,
                line.kind,
                line.begins,
                line.ends,
                line.minutes,
                line.verdict,
            )
            for person in made.people
            for line in person.lines
        ]
