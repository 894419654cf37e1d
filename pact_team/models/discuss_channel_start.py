from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools import plaintext2html
from odoo.tools.misc import clean_context

from ..rules import starting


class DiscussChannel(models.Model):
    """Starting a conversation, in the name of the company."""

    _inherit = "discuss.channel"

    pact_subject = fields.Char(
        string="Subject", help="What the agent who started it wanted to talk about."
    )
    # One press of a button is one conversation, however often it arrives.
    pact_request_key = fields.Char(groups=fields.NO_ACCESS)

    _pact_started_only = models.Constraint(
        """CHECK (channel_type = 'pact' OR (
            pact_subject IS NULL AND pact_request_key IS NULL))""",
        "Only a conversation with a customer is started with a subject.",
    )
    _pact_request_uniq = models.UniqueIndex(
        "(pact_request_key) WHERE pact_request_key IS NOT NULL",
        "This conversation was started already.",
    )

    @api.model
    def action_pact_start(self, asked):
        """Start a conversation with a customer, and open it.

        ``asked`` has the keys of ``starting.Wish``: the contact by ``partner_id``, or
        by ``number`` (with a ``name`` for a new one), a team of one's own, an inbox,
        and a template with its ``values``, or a ``text`` while the window is open.
        The same ``request_key`` starts one conversation, however often it arrives.
        An own conversation with this customer is opened instead of a second one.

        :raise AccessError: if the asking user may not start conversations
        :raise UserError: if it cannot be started like this, with what to do instead
        """
        wish = starting.read(asked)
        member = self._pact_starter()
        env = self.env(context=clean_context(self.env.context))
        # sudo: discuss.channel - each thing it is made of is checked before it is used
        channels = self.with_env(env).sudo()
        channel = channels._pact_requested(wish) or channels._pact_start(member, wish)
        return channel.with_env(self.env).action_pact_open()

    @api.model
    def _pact_starter(self):
        """Return the membership by which the asking user may start conversations."""
        member = self.env["pact.member"]._mine_in(self.env.company)
        if not (member.may_start and member.may_answer):
            raise AccessError(
                self.env._(
                    "Your roles do not let you start conversations in %(company)s.",
                    # sudo: res.company - the name of one's own company
                    company=self.env.company.sudo().name,
                )
            )
        return member

    @api.model
    def _pact_requested(self, wish):
        """Return the conversation that this very request has started already."""
        key = self._pact_key(wish)
        return self.search([("pact_request_key", "=", key)] if key else [(0, "=", 1)])

    @api.model
    def _pact_key(self, wish):
        # Nobody finds the conversation of a colleague by guessing their key.
        return wish.request_key and f"{self.env.uid}:{wish.request_key}"

    @api.model
    def _pact_start(self, member, wish):
        team = self._pact_start_team(member, wish.team_id)
        inbox = self._pact_start_inbox(team, wish.inbox_id)
        partner, number = self._pact_whom(member.company_id, wish)
        known = self.env["pact.identity"]._known_to(inbox, partner, number)
        identity = known.get(inbox, self.env["pact.identity"])
        self._pact_check_whose(identity, partner)
        if running := self._pact_running(identity):
            return running._pact_mine_or_refuse()
        template = self._pact_start_template(member, wish, inbox, team)
        self._pact_check_lack(wish, inbox, identity, template)
        if not identity and not number:
            raise UserError(self._pact_no_number(partner))
        channel = self._pact_begin_once(wish, team, inbox, identity, (partner, number))
        channel._pact_say_first(wish, template)
        return channel

    @api.model
    def _pact_begin_once(self, wish, team, inbox, identity, whom):
        """Open the conversation; whoever comes second starts again, and sees it.

        :raise ConcurrencyError: if somebody else opened one in this moment
        """
        try:
            with self.env.cr.savepoint():
                identity = identity or self._pact_meet(inbox, whom, wish.name)
                return self._pact_begin(wish, team, identity)
        except UniqueViolation as error:
            # Odoo then repeats the request, which finds what the other one made.
            raise ConcurrencyError from error

    @api.model
    def _pact_meet(self, inbox, whom, name):
        partner, number = whom
        # A person's own defaults must not slip into a contact made under sudo.
        identities = self.env["pact.identity"].with_user(SUPERUSER_ID)
        identity = identities._reach(
            inbox._in_its_language().with_user(SUPERUSER_ID), number, partner, name
        )
        return identity.with_env(self.env)

    @api.model
    def _pact_begin(self, wish, team, identity):
        """Open a conversation that the asking user holds from its beginning."""
        user = self.env.user
        channel = self.create(
            {
                "channel_type": "pact",
                "name": identity.partner_id.display_name,
                "pact_company_id": identity.company_id.id,
                "pact_inbox_id": identity.inbox_id.id,
                "pact_identity_id": identity.id,
                "pact_partner_id": identity.partner_id.id,
                "pact_team_id": team.id,
                "pact_agent_id": user.id,
                "pact_state": "in_progress",
                "pact_window_date": identity._window_closes() or False,
                "pact_subject": wish.subject,
                "pact_request_key": self._pact_key(wish) or False,
            }
        )
        stint = self.env["pact.assignment"]._begin(channel, "started", user)
        channel.pact_stint_id = stint
        channel._add_members(users=user, post_joined_message=False)
        return channel

    def _pact_say_first(self, wish, template):
        """Send what the conversation begins with, if anything."""
        if template:
            about = template.variable_ids.filtered(lambda one: one.source == "subject")
            values = dict.fromkeys((one._key() for one in about), wish.subject)
            # What was typed into the blank itself is what was seen.
            self._pact_post_template(template, self.env.user, values | wish.values)
        elif wish.text:
            self.message_post(
                body=plaintext2html(wish.text),
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
