from collections import defaultdict, namedtuple
from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ..rules import shift
from ..rules.nr17 import Taken

# One stretch in which somebody was there, in a pause or not; times in UTC, naive.
Presence = namedtuple("Presence", "state rest_kind begins ends planned_minutes type_id")
# A shift as planned or presumed, the part they were there for, and what they took.
Work = namedtuple("Work", "shift attended taken")

# Nobody works for so long in one go; what began before has to be known all the same.
LEAD = timedelta(days=3)


class PactMember(models.Model):
    """The shifts somebody had, and what they did in them: the log, read as days."""

    _inherit = "pact.member"

    def _works(self, first, last, now):
        """Return ``{member: [Work]}`` of whoever was there between two moments.

        One query for the log, and what Odoo needs for each of their working hours:
        nothing grows with how many they are.
        """
        presences = self._presences(first - LEAD, last + LEAD)
        hours = self._hours(first - LEAD, last + LEAD)
        return {
            member: member._work(hours[member.calendar_id], presences[member.id], now)
            for member in self
        }

    def _presences(self, first, last):
        self.env["pact.availability"].flush_model()
        self.env["pact.pause.type"].flush_model(["is_physiological"])
        found = defaultdict(list)
        query = self._presences_query(first, last)
        for member_id, *row in self.env.execute_query(query) if self else ():
            found[member_id].append(Presence(*row))
        return found

    def _presences_query(self, first, last):
        return SQL(
            """
            SELECT member_id, state,
                   CASE WHEN stretch.rest_kind IS NULL AND kind.is_physiological
                        THEN 'body' ELSE stretch.rest_kind END,
                   date_from, date_to, planned_minutes, kind.id
              FROM pact_availability stretch
              LEFT JOIN pact_pause_type kind ON kind.id = stretch.pause_type_id
             WHERE member_id IN %s AND state <> 'unavailable'
               AND (date_to IS NULL OR date_to > %s) AND date_from < %s
             ORDER BY member_id, date_from
            """,
            tuple(self.ids),
            first,
            last,
        )

    def _hours(self, first, last):
        """Return ``{calendar: [(from, until)]}``; those without fixed hours have none.

        Their public holidays are left out.
        """
        found = {self.env["resource.calendar"]: []}
        # sudo: resource.calendar - when somebody is expected, whoever looks at the log
        members = self.sudo()
        for calendar in members.calendar_id:
            company = members.company_id[:1]
            found[calendar] = calendar._pact_spans(first, last, company)
        return found

    def _work(self, hours, presences, now):
        """Return the shifts of one member, by the time they begin."""
        known = shift.planned(hours)
        starts = [one.begins for one in presences if one.state == "available"]
        zone = self._zone()
        shifts = sorted(
            [*known, *shift.presumed(starts, known, zone)], key=lambda one: one.begins
        )
        there = [
            shift.Stretch(one.begins, one.ends, one.state == "available")
            for one in presences
        ]
        taken = shift.shared_out(_taken(presences), shifts)
        return [
            Work(one, shift.attended(one, there, now=now), taken[one]) for one in shifts
        ]

    def _work_now(self, now):
        """Return ``{member: Work}`` of whoever is in a shift, or comes early to one."""
        found = {}
        for member, works in self._works(now, now, now).items():
            by_shift = {work.shift: work for work in works}
            if current := shift.current(by_shift, now=now):
                found[member] = by_shift[current]
        return found


def _taken(presences):
    return [
        Taken(one.rest_kind, one.begins, one.ends, one.planned_minutes or 0)
        for one in presences
        if one.rest_kind in ("rest", "meal")
    ]
