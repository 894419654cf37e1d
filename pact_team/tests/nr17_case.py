from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.fields import Command

from .test_availability import PauseCase

# A Monday, at eight in the morning in São Paulo.
EIGHT = datetime(2026, 3, 2, 11)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


class Nr17Case(PauseCase):
    """Ana works from eight to two, in a company that keeps to NR-17."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.pact_nr17 = True
        cls.env["pact.pause.type"].search(
            [("company_id", "=", cls.company.id)]
        ).active = False
        cls.rest = cls._make_pause("Descanso", most_minutes=10, rest_kind="rest")
        cls.meal = cls._make_pause("Refeição", most_minutes=60, rest_kind="meal")
        cls.body = cls._make_pause("Particular", is_physiological=True)
        cls.meeting = cls._make_pause("Reunião", most_minutes=60, is_work=True)
        cls.calendar = cls._make_calendar([(8, 14)])
        cls.ana_member = cls._member_of(cls.ana)
        cls.bia_member = cls._member_of(cls.bia)
        cls.ana_member.calendar_id = cls.calendar
        cls._forget_the_log()

    @classmethod
    def _forget_the_log(cls):
        """Begin with nobody there, long before the day that is looked at."""
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE pact_member SET availability_id = NULL")
        cls.env.cr.execute("DELETE FROM pact_availability")
        cls.env.invalidate_all()

    @classmethod
    def _make_calendar(cls, hours, weekdays=range(5), zone="America/Sao_Paulo"):
        return cls.env["resource.calendar"].create(
            {
                "name": "Turno",
                "company_id": cls.company.id,
                "tz": zone,
                "attendance_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "name": "Turno",
                                "dayofweek": str(day),
                                "hour_from": begins,
                                "hour_to": ends,
                            }
                        )
                        for day in weekdays
                        for begins, ends in hours
                    ),
                ],
            }
        )

    def _at(self, after):
        return freeze_time(EIGHT + after)

    def _work(self, user=None, day=timedelta(), pauses=(), until=6 * HOUR):
        """Let somebody work a shift with ``pauses``: type, after, how long."""
        user = user or self.ana
        with self._at(day):
            self._choose(user)
        for kind, after, lasted in pauses:
            with self._at(day + after):
                self._begin(user, kind)
            with self._at(day + after + lasted):
                self._end(user)
        with self._at(day + until):
            self._choose(user, "unavailable")
