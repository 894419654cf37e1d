from odoo import api, models
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store


class DiscussChannel(models.Model):
    """Who waits for whom, and who is told that it changed."""

    _inherit = "discuss.channel"

    def _pact_notify_queue(self):
        """Tell the team what waits now; no word of what was said."""
        for team, channels in self.grouped("pact_team_id").items():
            waiting = channels.filtered(lambda one: one.pact_state == "waiting")
            store = Store().add(waiting, self._pact_queue_fields())
            # Who knows it forgets that it waited; nobody else needs to know it.
            store.add(channels - waiting, ["channel_type", "pact_state"])
            team._tell("mail.record/insert", store.get_result())
        self._pact_notify_watchers(["pact_state", "pact_agent_name", "pact_agent_ref"])

    def _pact_notify_watchers(self, names):
        """Tell whoever has the conversation open, on its current stint."""
        for channel in self:
            Store(bus_channel=channel).add(channel, names).bus_send()

    def _pact_waiting_for_me(self, limit):
        """Return what waits for the asking user's teams, under sudo, oldest first."""
        oldest = self._pact_oldest_ids(self._pact_my_teams(), limit)
        # sudo: discuss.channel - only the fields that a queue may show are read
        return self.sudo().browse(oldest)

    @api.model
    def _pact_oldest_ids(self, teams, limit):
        """Return the ids of the first that wait for ``teams``, oldest first.

        Each team is asked for its own first ones, so its index is read from the front,
        however many wait.
        """
        self.flush_model(["active", "pact_state", "pact_team_id", "pact_waiting_date"])
        rows = self.env.execute_query(
            SQL(
                """SELECT first.id FROM unnest(%(teams)s::int[]) AS team (id)
                    CROSS JOIN LATERAL (
                        SELECT id, pact_waiting_date FROM discuss_channel
                         WHERE pact_team_id = team.id AND pact_state = 'waiting'
                           AND active
                         ORDER BY pact_waiting_date, id LIMIT %(limit)s
                    ) AS first
                    ORDER BY first.pact_waiting_date, first.id LIMIT %(limit)s""",
                teams=teams.ids,
                limit=limit,
            )
        )
        return [id_ for (id_,) in rows]

    def _pact_my_teams(self):
        return self.env["pact.member"]._mine().filtered("may_take").team_ids

    def _pact_follow(self, stint):
        """Tell who reads along where the conversation goes on: on its next stint.

        They subscribe to it by the right to read; whoever lost that hears nothing.
        """
        Store(bus_channel=self).add(self, {"pact_stint_ref": stint.id}).bus_send()

    def _pact_note(self, sentence):
        """Post a line of the system's own, seen by whoever reads the conversation."""
        return self.message_post(
            pact_from_network=self._pact_from_network,
            body=sentence,
            author_id=self.env.ref("base.partner_root").id,
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )
