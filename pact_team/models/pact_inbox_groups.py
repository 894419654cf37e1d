import dataclasses

from odoo import api, fields, models

from ..providers import signals

# What the network tells of a message without anybody having said something new.
WORDLESS = ("system", "edit", "revoke")


class PactInbox(models.Model):
    """Groups of the network: whether this number has them, and what is told of them."""

    _inherit = "pact.inbox"

    group_access = fields.Selection(
        [
            ("unknown", "Not known yet"),
            ("offered", "Yes"),
            ("refused", "No"),
        ],
        string="Groups",
        required=True,
        readonly=True,
        copy=False,
        default="unknown",
        help="Whether the network lets this number write in groups. It tells so when a "
        "message comes from one or goes to one.",
    )

    def _receive_messages(self, messages):
        if any("group" in one.details and not one.is_history for one in messages):
            self._learn_group_access("offered")
        super()._receive_messages(messages)

    def _learn_group_access(self, access):
        """Keep what the network made known, and show it where groups are open."""
        if self.group_access == access:
            return
        self.group_access = access
        channels = self.env["discuss.channel"]._pact_open_groups(self)
        channels._pact_notify_watchers(["pact_window_kind"])

    @api.model
    def _in_its_group(self, message):
        """Keep what was said in a group apart from the private conversation.

        It opens the window of the group, and nobody's own.
        """
        group = message.details.get("group")
        if not group:
            return message
        author = message.person.name or message.person.keys[0]
        is_silent = message.is_echo or message.is_history or message.kind in WORDLESS
        return dataclasses.replace(
            message,
            person=self._group_person(group),
            details=message.details | {"author": author},
            opens_window=not is_silent,
        )

    def _group_person(self, key, subject=None):
        name = subject or self._in_its_language().env._("Group")
        return signals.Person((f"group:{key}",), name=name, is_group=True)

    def _receive_group_news(self, news):
        for one in news:
            if one.event != "failed":
                self._learn_group_access("offered")
            if identity := self._group_told_of(one):
                identity.with_env(self._in_its_language().env)._hear_group(one)

    def _group_told_of(self, news):
        """Return the group; one whose name is told is met before anybody writes."""
        Identity = self.env["pact.identity"]
        person = self._group_person(news.key, news.subject)
        if news.subject:
            return Identity._find_or_create(self, [person])[0]
        known = Identity._find_by_keys(self, [person])
        return known.get(person.keys[0])
