from odoo import api, fields, models


class PactIdentity(models.Model):
    """A group is one customer: what it is called, who comes and goes."""

    _inherit = "pact.identity"

    group_named_date = fields.Datetime(help="When its name was last told.")

    def _group_key(self):
        """Return what the network calls this group."""
        value = next(
            key.value for key in self.key_ids if key.value.startswith("group:")
        )
        return value.removeprefix("group:")

    def _is_closed_group(self):
        """Return whether this is a group, of a number that may not write in any."""
        return self.is_group and self.inbox_id.group_access == "refused"

    def _why_no_group_answer(self):
        """Return the sentence for whoever cannot write to this group now."""
        if self._is_closed_group():
            return self.env._(
                "Groups can be read here, but not answered. The network lets official "
                "business accounts write in groups, and this number is of none."
            )
        return self.env._(
            "More than %(hours)s hours have passed since somebody wrote in this group. "
            "Wait until they write again.",
            hours=int(self._window().total_seconds() // 3600),
        )

    def _hear_group(self, news):
        """Take in what happened to a group, once however often it is told."""
        self._rename_group(news)
        channel = self.env["discuss.channel"]._pact_last(self)
        sentence = self._group_sentences(news).get(news.event)
        if not channel or not sentence:
            return
        uid = self._group_news_uid(news)
        if not self.inbox_id._find_message(uid):
            note = channel._pact_note(sentence)
            self.env["pact.message"]._remember(channel, note, uid)

    def _rename_group(self, news):
        """Call the contact as the group is called; older news change nothing."""
        told = news.sent_date or fields.Datetime.now()
        if not news.subject or (self.group_named_date and told < self.group_named_date):
            return
        self.group_named_date = told
        if self.partner_id.name != news.subject:
            self.partner_id.name = news.subject
            self.env["discuss.channel"]._pact_rename(self)

    @api.model
    def _group_news_uid(self, news):
        """Return a word by which these news are recognised: they have no id."""
        who = sorted(key for one in news.people for key in one.keys)
        moment = news.sent_date and int(news.sent_date.timestamp())
        return ":".join(("group", news.key, news.event, str(moment), *who))

    def _group_sentences(self, news):
        """Return what is noted of each event; who is not named is not told of."""
        people = ", ".join(one.name or one.phone or one.keys[0] for one in news.people)
        return {
            "joined": people
            and self.env._("%(people)s joined the group.", people=people),
            "left": people and self.env._("%(people)s left the group.", people=people),
            "renamed": self.env._(
                "The group is called %(name)s now.", name=news.subject or ""
            ),
            "suspended": self.env._(
                "The network suspended this group. Nothing reaches it until that is "
                "over."
            ),
            "resumed": self.env._("The network lets this group be written in again."),
            "deleted": self.env._(
                "The group was deleted. Nothing reaches it any more."
            ),
        }
