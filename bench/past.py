"""Thousands of finished conversations of Pact Team, as the product leaves them."""

from odoo.tools import SQL

from . import fill

EPISODES_OF_A_CUSTOMER = 5
# Within the day that follows a customer's message.
CLOSES = SQL("now() AT TIME ZONE 'UTC' + (1 + n %% 1440) * interval '1 minute'")


class Past:
    def __init__(self, env, inbox, agents):
        self.env = env
        self.inbox = inbox
        self.company = inbox.company_id
        self.agent = fill.one_of(agents)

    def write(self, count):
        """Insert ``count`` conversations, with customers, stints and messages."""
        partner, identity = self._customers(count // EPISODES_OF_A_CUSTOMER)
        by_customer = {
            "pact_partner_id": fill.numbered(partner, per=EPISODES_OF_A_CUSTOMER),
            "pact_identity_id": fill.numbered(identity, per=EPISODES_OF_A_CUSTOMER),
        }
        channel = self._conversations(count, **by_customer)
        self._stints(channel, count)
        message = fill.say(
            self.env,
            channel,
            count,
            author_id=fill.numbered(
                partner, per=EPISODES_OF_A_CUSTOMER * fill.SAID_IN_EACH
            ),
        )
        self._traces(identity, channel, message, count)

    def _customers(self, count):
        partner = fill.people(self.env, count, company_id=self.company.id)
        identity = fill.insert(
            self.env.cr,
            "pact_identity",
            count,
            company_id=self.company.id,
            inbox_id=self.inbox.id,
            partner_id=fill.numbered(partner),
            phone=fill.phone(partner),
            last_inbound_date=fill.PAST,
            create_date=fill.PAST,
        )
        fill.insert(
            self.env.cr,
            "pact_identity_key",
            count,
            inbox_id=self.inbox.id,
            identity_id=fill.numbered(identity),
            value=fill.phone(partner),
        )
        return partner, identity

    def write_open(self, count):
        """Insert ``count`` open conversations; every other one waits in the queue."""
        if not count:
            return
        partner, identity = self._customers(count)
        waits = SQL("n %% 2 = 0")
        self._conversations(
            count,
            pact_partner_id=fill.numbered(partner),
            pact_identity_id=fill.numbered(identity),
            pact_state=SQL("CASE WHEN %s THEN 'waiting' ELSE 'in_progress' END", waits),
            pact_agent_id=SQL("CASE WHEN %s THEN NULL ELSE %s END", waits, self.agent),
            pact_finished_date=None,
            pact_window_date=CLOSES,
            pact_unanswered_date=fill.PAST,
        )

    def write_waiting(self, count, teams):
        """Insert ``count`` conversations that wait, in turn for each of the teams."""
        partner, identity = self._customers(count)
        self._conversations(
            count,
            pact_partner_id=fill.numbered(partner),
            pact_identity_id=fill.numbered(identity),
            pact_team_id=fill.one_of(teams.ids),
            pact_agent_id=None,
            pact_state="waiting",
            pact_finished_date=None,
            pact_window_date=CLOSES,
            pact_unanswered_date=fill.PAST,
        )

    def _conversations(self, count, **rest):
        values = {
            "pact_company_id": self.company.id,
            "pact_inbox_id": self.inbox.id,
            "pact_team_id": self.inbox.team_id.id,
            "pact_agent_id": self.agent,
            "pact_state": "finished",
            "pact_waiting_date": fill.PAST,
            "pact_finished_date": fill.PAST,
            "pact_window_date": fill.PAST,
        }
        return fill.open_channels(self.env, count, "pact", **values | rest)

    def _stints(self, channel, count):
        stint = fill.insert(
            self.env.cr,
            "pact_assignment",
            count,
            channel_id=fill.numbered(channel),
            company_id=self.company.id,
            team_id=self.inbox.team_id.id,
            user_id=self.agent,
            date_from=fill.PAST,
            date_to=fill.PAST,
            reason="taken",
        )
        self.env.cr.execute(
            SQL(
                "UPDATE discuss_channel SET pact_stint_id = id + %s WHERE id >= %s",
                stint - channel,
                channel,
            )
        )

    def _traces(self, identity, channel, message, count):
        """Insert the network's side: the customer, an answer, the customer again."""
        said = fill.SAID_IN_EACH
        is_answer = SQL("n %% %s = 1", said)
        fill.insert(
            self.env.cr,
            "pact_message",
            count * said,
            company_id=self.company.id,
            inbox_id=self.inbox.id,
            identity_id=fill.numbered(identity, per=EPISODES_OF_A_CUSTOMER * said),
            channel_id=fill.numbered(channel, per=said),
            message_id=fill.numbered(message),
            user_id=SQL("CASE WHEN %s THEN %s END", is_answer, self.agent),
            direction=SQL("CASE WHEN %s THEN 'out' ELSE 'in' END", is_answer),
            state=SQL("CASE WHEN %s THEN 'read' ELSE 'received' END", is_answer),
            uid=SQL("'wamid.past.' || %s || '.' || n", message),
            create_date=fill.PAST,
        )
