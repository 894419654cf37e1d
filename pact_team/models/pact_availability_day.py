from collections import Counter
from datetime import UTC, datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..rules import evidence, timeline, words
from .pact_member_day import LEAD

DAY, HOUR, MINUTE = (timedelta(hours=24), timedelta(hours=1), timedelta(minutes=1))
# More hours than these stand too close.
MOST_TICKS = 14


class PactAvailability(models.Model):
    """The day of a team as a picture: who was there, in a pause, and gone, and when."""

    _inherit = "pact.availability"

    @api.model
    def get_day(self, day=None, team_id=None):
        """Return what the picture of a day shows, in the current company.

        Whoever looks after its people sees a team, or everybody; anybody else sees
        themself. Places are in percent of the hours that are shown. A need of the body
        is shown as what was around it.

        :param day: as ``2026-03-02``, on the clock of the asking user; empty is today
        :raise AccessError: if they are no member of the company
        :raise UserError: for a day or a team that is none
        """
        company = self.env.company
        today = self._local(fields.Datetime.now()).date()
        day = evidence.day(day) if day else today
        if day is None:
            raise UserError(self.env._("This is no day. Choose another one."))
        teams = self._teams_of_day(company)
        team = self._team_of_day(teams, team_id)
        members = self._members_of_day(company, team)
        return {
            "day": day.isoformat(),
            "is_today": day == today,
            "title": format_date(self.env, day, date_format="full"),
            "teams": [{"id": one.id, "name": one.name} for one in teams],
            "team_id": team.id,
            **self._picture(day, members),
        }

    def _teams_of_day(self, company):
        if company not in self._supervised_companies():
            return self.env["pact.team"]
        # sudo: pact.team - names of teams, for who looks after the whole company
        return self.env["pact.team"].sudo().search([("company_id", "=", company.id)])

    def _team_of_day(self, teams, team_id):
        wanted = teams.filtered(lambda team: team.id == words.record_id(team_id))
        if team_id and not wanted:
            raise UserError(
                self.env._("You do not look after this team. Choose another one.")
            )
        return wanted

    def _members_of_day(self, company, team):
        """Return whose day is shown, under sudo; who has left may have worked then."""
        members = self.env["pact.member"]
        mine = members._mine_in(company)
        if not mine:
            raise AccessError(
                self.env._("You are no member of %(company)s.", company=company.name)
            )
        if company not in self._supervised_companies():
            return mine
        domain = [("company_id", "=", company.id)]
        if team:
            domain.append(("team_ids", "in", team.ids))
        # sudo: pact.member - everybody in a company whose people the user looks after
        return members.sudo().with_context(active_test=False).search(domain)

    def _picture(self, day, members):
        now = fields.Datetime.now()
        whole = self._span_of(day)
        presences = members._presences(whole.begins - LEAD, whole.ends)
        strips = {
            member: self._strip(presences[member.id], whole, now) for member in members
        }
        shown = {one: strip for one, strip in strips.items() if strip or _expected(one)}
        spans = [span for strip in shown.values() for _what, span in strip]
        window = timeline.window(spans, whole)
        kinds = {what[1] for strip in shown.values() for what, _span in strip}
        # sudo: pact.pause.type - the names of pauses whose stretches may be seen
        types = self.env["pact.pause.type"].sudo().browse(kinds - {0}).grouped("id")
        return {
            "hours": self._ticks(window),
            "now": _place(now, window),
            "people": [
                self._person_of_day(one, strip, window, types)
                for one, strip in shown.items()
            ],
        }

    def _span_of(self, day):
        begins, ends = (
            self.env.tz.localize(datetime.combine(one, time()))
            .astimezone(UTC)
            .replace(tzinfo=None)
            for one in (day, day + DAY)
        )
        return timeline.Span(begins, ends)

    def _strip(self, presences, whole, now):
        """Return what somebody was on this day, as ``((state, type), span)``."""
        clipped = (
            (_shown_as(one), timeline.clip(one.begins, one.ends, whole, now=now))
            for one in presences
        )
        return timeline.merged((what, span) for what, span in clipped if span)

    def _person_of_day(self, member, strip, window, types):
        stretches = [
            self._stretch_of_day(state, types.get(kind), span, window)
            for (state, kind), span in strip
        ]
        sums = Counter()
        for stretch in stretches:
            sums[stretch["state"]] += stretch["minutes"]
        return {
            "id": member.id,
            "name": member.name,
            "sums": dict(sums),
            "stretches": stretches,
        }

    def _stretch_of_day(self, state, kind, span, window):
        left, width = timeline.share(span, window)
        return {
            "state": "work" if _is_work(kind) else state,
            "name": kind.name if kind else "",
            "icon": kind.icon if kind else "",
            "left": left,
            "width": width,
            "from": self._clock(span.begins),
            "until": self._clock(span.ends),
            "minutes": round((span.ends - span.begins) / MINUTE),
        }

    def _ticks(self, window):
        count = (window.ends - window.begins) // HOUR
        step = 1 if count <= MOST_TICKS else 2
        moments = [window.begins + hour * HOUR for hour in range(0, count, step)]
        return [
            {"left": _place(moment, window), "text": self._clock(moment)}
            for moment in moments
        ]

    def _clock(self, moment):
        return self._local(moment).strftime("%H:%M")

    def _local(self, moment):
        return moment.replace(tzinfo=UTC).astimezone(self.env.tz)


def _shown_as(presence):
    """Return the state and the type of pause; nobody sees a need of the body."""
    if presence.rest_kind == "body":
        return "available", 0
    return presence.state, presence.type_id or 0


def _is_work(kind):
    """Return whether somebody worked in this pause; a rest that is paid is a rest."""
    return bool(kind) and kind.is_work and not kind.rest_kind


def _expected(member):
    return member.active and member.may_answer


def _place(moment, window):
    """Return where a moment lies, in percent; False outside of what is shown."""
    if not window.begins <= moment <= window.ends:
        return False
    length = window.ends - window.begins
    return round(100 * ((moment - window.begins) / length), 3)
