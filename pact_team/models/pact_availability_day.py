from collections import Counter
from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..rules import clock, evidence, timeline, words

MINUTE = timedelta(minutes=1)
# Those of a larger company are looked at team by team.
MOST_PEOPLE = 200
# What is shown with the name of its pause.
NAMED = frozenset({"paused", "work"})


class PactAvailability(models.Model):
    """The day of a team as a picture: who was there, in a pause, and gone, and when."""

    _inherit = "pact.availability"

    @api.model
    def day_of_team(self, day=None, team_id=None):
        """Return what the picture of a day shows, in the current company.

        Whoever looks after its people sees a team, or everybody; anybody else sees
        themself. Places are in percent of the hours that are shown; ``is_cut`` tells
        that there are more people than these. A need of the body is shown as what was
        around it.

        :param day: as ``2026-03-02``, on the clock of the asking user; empty is today
        :raise AccessError: if they are no member of the company
        :raise UserError: for a day or a team that is none
        """
        company = self.env.company
        today = clock.at(fields.Datetime.now(), self._zone_of_day()).date()
        day = evidence.day(day) if day else today
        if day is None:
            raise UserError(self.env._("This is no day. Choose another one."))
        teams = self._teams_of_day(company)
        team = self._team_of_day(teams, team_id)
        midnight = datetime.combine(day, time(), self._zone_of_day())
        whole = timeline.Span(*clock.day_bounds(midnight))
        members, is_cut = self._members_of_day(company, team, whole)
        return {
            "day": day.isoformat(),
            "is_today": day == today,
            "title": format_date(self.env, day, date_format="full"),
            "teams": [{"id": one.id, "name": one.name} for one in teams],
            "team_id": team.id,
            "is_cut": is_cut,
            **self._picture(members, whole),
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

    def _members_of_day(self, company, team, whole):
        """Return whose day is shown, under sudo, and whether there are more of them."""
        members = self.env["pact.member"]
        mine = members._mine_in(company)
        if not mine:
            raise AccessError(
                self.env._("You are no member of %(company)s.", company=company.name)
            )
        if company not in self._supervised_companies():
            return mine, False
        # sudo: pact.member - everybody in a company whose people the user looks after
        everybody = members.sudo().with_context(active_test=False)
        domain = self._expected_domain(company, team, whole)
        found = everybody.search(domain, limit=MOST_PEOPLE + 1)
        return found[:MOST_PEOPLE], len(found) > MOST_PEOPLE

    def _expected_domain(self, company, team, whole):
        """Return who is expected there; who has left may have worked on that day."""
        # sudo: pact.availability - of the company whose people the user looks after
        worked = self.sudo()._search(
            [
                ("company_id", "=", company.id),
                ("state", "!=", "unavailable"),
                ("date_from", "<", whole.ends),
                "|",
                ("date_to", "=", False),
                ("date_to", ">", whole.begins),
            ]
        )
        shown = Domain("active", "=", True) & Domain("may_answer", "=", True)
        shown |= Domain("id", "in", worked.subselect("member_id"))
        if team:
            shown &= Domain("team_ids", "in", team.ids)
        return shown & Domain("company_id", "=", company.id)

    def _picture(self, members, whole):
        now = fields.Datetime.now()
        presences = members._presences(whole.begins, whole.ends)
        kinds = {one.type_id for each in presences.values() for one in each}
        # sudo: pact.pause.type - the names of pauses whose stretches may be seen
        types = self.env["pact.pause.type"].sudo().browse(kinds - {None}).grouped("id")
        strips = {
            member: self._strip(presences[member.id], types, whole, now)
            for member in members
        }
        spans = [span for strip in strips.values() for _what, span in strip]
        shown = timeline.window(spans, whole)
        return {
            "hours": [
                {"left": timeline.place(hour, shown), "text": self._clock(hour)}
                for hour in timeline.ticks(shown)
            ],
            "now": timeline.place(now, shown),
            "people": [
                self._person_of_day(member, strip, shown)
                for member, strip in strips.items()
            ],
        }

    def _strip(self, presences, types, whole, now):
        """Return what somebody was on this day, as ``((state, type), span)``."""
        found = []
        for one in presences:
            kind = types.get(one.type_id)
            is_work = bool(kind) and kind.is_work
            state = timeline.shown_as(one.state, one.rest_kind, is_work=is_work)
            if span := timeline.clip(one.begins, one.ends, whole, now=now):
                found.append(((state, kind if state in NAMED else None), span))
        return timeline.merged(found)

    def _person_of_day(self, member, strip, shown):
        stretches = [self._stretch_of_day(*what, span, shown) for what, span in strip]
        sums = Counter()
        for stretch in stretches:
            sums[stretch["state"]] += stretch["minutes"]
        return {
            "id": member.id,
            "name": member.name,
            "sums": dict(sums),
            "stretches": stretches,
        }

    def _stretch_of_day(self, state, kind, span, shown):
        left, width = timeline.share(span, shown)
        return {
            "state": state,
            "name": kind.name if kind else "",
            "icon": kind.icon if kind else "",
            "left": left,
            "width": width,
            "from": self._clock(span.begins),
            "until": self._clock(span.ends),
            "minutes": round((span.ends - span.begins) / MINUTE),
        }

    def _clock(self, moment):
        return clock.at(moment, self._zone_of_day()).strftime("%H:%M")

    def _zone_of_day(self):
        return clock.first([self.env.tz.zone])
