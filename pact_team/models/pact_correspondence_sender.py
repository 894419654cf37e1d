from odoo import api, models
from odoo.exceptions import UserError

from ..rules import sender


class PactCorrespondence(models.Model):
    """From which number it leaves, and whether that may send to many.

    It is asked at every step, and again while it runs: an inbox may be archived, kept
    for customers, given to other teams or judged by the network meanwhile.
    """

    _inherit = "pact.correspondence"

    @api.depends("template_id")
    def _compute_inbox_id(self):
        """Send from the number under which the template is, unless told otherwise."""
        for one in self:
            one.template_id._origin.check_access("read")
            # sudo: pact.inbox - the account of a template that the asker may read
            account = one.template_id.sudo().inbox_id
            senders = account and account._all_of_account().filtered(one._is_sender)
            # sudo: pact.inbox - whether it is among those is asked, no more
            if account and one.sudo().inbox_id not in senders:
                one.inbox_id = account if account in senders else senders[:1]

    def _is_sender(self, inbox):
        return not self._sender_obstacle(inbox)

    @api.model
    def _selection_sender(self):
        """Return the inboxes by name: agents see nothing else of them."""
        companies = self._companies_preparing() & self.env.companies
        # sudo: pact.inbox - their names, for who may write to customers first
        inboxes = (
            self.env["pact.inbox"]
            .sudo()
            .search([("company_id", "in", companies.ids), ("active", "=", True)])
        )
        return [(str(inbox.id), inbox.name) for inbox in inboxes]

    @api.depends("inbox_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_sender(self):
        known = dict(self._selection_sender())
        for one in self:
            # sudo: pact.inbox - only its id, and whether its name may be seen
            chosen = str(one.sudo().inbox_id.id)
            one.sender = chosen if chosen in known else False

    def _inverse_sender(self):
        known = dict(self._selection_sender())
        for one in self:
            if one.sender and one.sender not in known:
                raise UserError(
                    self.env._("Choose one of the numbers that are offered to you.")
                )
            # sudo: pact.correspondence - one of the inboxes offered to this person
            one.sudo().inbox_id = one.sender and int(one.sender)
            one._check_sender()

    def _check_sender(self, *, is_complete=False):
        """Refuse an inbox from which the asking user sends nothing to many.

        What ``is_complete`` needs one, so it says why it has none.

        :raise UserError: with what is in the way
        """
        # sudo: pact.inbox - whether it sends to many is asked, no more
        one = self.sudo()
        inbox = one.inbox_id or (is_complete and one.template_id.inbox_id)
        if inbox and (sentence := self._obstacle_sentence(inbox)):
            raise UserError(sentence)

    def _obstacle_sentence(self, inbox):
        """Return in words why nothing leaves from ``inbox``, under sudo, if so."""
        obstacle = self._sender_obstacle(inbox)
        return obstacle and self._sender_sentence(inbox, obstacle)

    def _sender_obstacle(self, inbox):
        """Return why nothing leaves from ``inbox``, under sudo; None if it does."""
        return sender.problem(
            sender.Sender(
                is_active=inbox.active,
                is_begun_by_agents=inbox.use != "inbound",
                is_connected=inbox.is_configured,
                is_of_my_teams=inbox._is_begun_by(
                    lambda: self.env["pact.member"]._mine_in(inbox.company_id).team_ids
                ),
                is_stopped=bool(inbox.stop_reason),
                can_send=inbox.can_send or "",
            )
        )

    def _sender_sentence(self, inbox, obstacle):
        words = {
            "inbox": inbox.name,
            "reason": inbox.stop_reason or inbox.send_reasons or "",
        }
        return {
            "archived": self.env._("%(inbox)s is archived.", **words),
            "inbound": self.env._(
                "%(inbox)s only takes what customers write: nothing begins there.",
                **words,
            ),
            "unconnected": self.env._("%(inbox)s is not connected yet.", **words),
            "others": self.env._("Other teams begin from %(inbox)s.", **words),
            "stopped": self.env._(
                "The network serves none of our messages from %(inbox)s. %(reason)s",
                **words,
            ),
            "limited": self.env._(
                "The network lets %(inbox)s answer customers, but write first to "
                "nobody. %(reason)s",
                **words,
            ),
            "blocked": self.env._(
                "The network lets %(inbox)s send nothing. %(reason)s", **words
            ),
        }[obstacle].strip()

    def _hold_where_nothing_leaves(self):
        """Hold those that would be refused if they were started now."""
        for one in self:
            inbox = one.inbox_id._in_its_language()
            # Whoever let it out answers for it while it runs.
            starter = one.started_user_id or one.user_id
            # sudo: pact.correspondence - the lane's own look, as the starter's teams
            asked = one.with_env(inbox.env).with_user(starter).sudo()
            if sentence := asked._obstacle_sentence(inbox):
                one._pause_for(sentence)
