import logging
from datetime import timedelta

import pytz

from odoo import models

from ..rules import clock

_logger = logging.getLogger(__name__)

MOMENT = timedelta(seconds=1)
# What core raises for an hour that no clock shows: of a day, or of any day at all.
UNREADABLE = (ValueError, OverflowError)


class ResourceCalendar(models.Model):
    """Odoo's working hours, asked whether somebody works in this moment."""

    _inherit = "resource.calendar"

    def _pact_is_working(self, now, company):
        """Return whether ``now``, in UTC and naive, is within these hours."""
        return self._pact_opens_on(now, MOMENT, company) == now

    def _pact_opens_on(self, now, within, company):
        """Return the first working moment from ``now`` on; None if there is none.

        Three queries, whoever and however many work by these hours.
        """
        self.ensure_one()
        if self.flexible_hours:
            # Nobody said which hours those are.
            return now
        try:
            spans = self._pact_intervals(now, now + within, company)
        except UNREADABLE:
            # An hour that no clock shows can be saved: such hours bind nobody.
            _logger.warning("Working hours %s cannot be read", self.id, exc_info=True)
            return now
        return spans[0][0] if spans else None

    def _pact_spans(self, first, last, company):
        """Return the working hours between two moments; those nobody said are none."""
        self.ensure_one()
        if self.flexible_hours:
            return []
        try:
            return self._pact_intervals(first, last, company)
        except UNREADABLE:
            _logger.warning("Working hours %s cannot be read", self.id, exc_info=True)
            return []

    def _pact_intervals(self, first, last, company):
        """Return ``[(from, until)]``, in UTC and naive, without holidays.

        :raise ValueError, OverflowError: where an hour was saved that no clock shows
        """
        holidays = [
            ("time_type", "=", "leave"),
            # Companies may share working hours, and a holiday may name none: ours only.
            ("company_id", "=", company.id),
        ]
        # Given, for core knows no way out of a zone that this machine lacks.
        found = self._work_intervals_batch(
            *(pytz.utc.localize(moment) for moment in (first, last)),
            domain=holidays,
            tz=self._pact_zone(company),
        )
        return [
            (clock.utc(begins), clock.utc(ends)) for begins, ends, _line in found[False]
        ]

    def _pact_zone(self, company):
        names = [self.tz, *company._pact_zones()]
        return pytz.timezone(clock.first_name(names))
