"""A team of five hundred, among whom each conversation finds somebody by itself."""

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tools import SQL

from . import payloads
from .measure import Operation
from .past import Past

DEALERS = 500
# Each of them has finished some, so that what is past could be counted by mistake.
FINISHED_FOR_ONE_OF_THEIRS = 20


class Deciding:
    """What is measured of the decider: to choose one, and to give it to them."""

    def _gather(self, env):
        """Return the team, made when first asked for; everybody is there."""
        teams = env["pact.team"]
        if team := teams.search([("name", "=", "Dealers")]):
            return team
        values = [
            {
                "name": f"Dealer {number}",
                "login": f"dealer{number}",
                "group_ids": [Command.set(env.ref("base.group_user").ids)],
            }
            for number in range(DEALERS)
        ]
        quiet = env["res.users"].with_context(no_reset_password=True)
        team = teams.create({"name": "Dealers", "method": "least_busy"})
        members = env["pact.member"].create(
            [
                {"user_id": user.id, "team_ids": [Command.set(team.ids)]}
                for user in quiet.create(values)
            ]
        )
        members._become("available")
        return team

    def write_past_of_dealers(self, env, inbox, count):
        users = self._gather(env).member_ids.user_id
        Past(env, inbox, users.ids).write(count // FINISHED_FOR_ONE_OF_THEIRS)

    def _know_dealers(self):
        """Read their groups, which a process that has run for a while knows.

        Whoever changed anybody's rights before has made it forget them.
        """
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            for user in self._gather(env).member_ids.user_id:
                user._get_group_ids()
            cr.commit()

    def deciding(self):
        self._know_dealers()

        def prepare(env):
            self.drain(env)
            self.accept(env, payloads.text(next(self.newcomers)))
            self._receive(env)
            channels = env["discuss.channel"].sudo()
            newest = channels.search(
                [("pact_state", "=", "waiting")], order="id desc", limit=1
            )
            newest._pact_change_team(self._gather(env))
            env.flush_all()
            # As if screens had had time to listen: nobody comes or goes here.
            env.cr.execute(SQL("UPDATE pact_team SET roster_date = '2020-01-01'"))
            return newest.id

        def give(env, channel):
            given = env["discuss.channel"].browse(channel)._pact_distribute()
            if given != "given":
                raise RuntimeError(f"nobody had the conversation: {given}")

        return Operation(self.registry, SUPERUSER_ID, give, prepare)
