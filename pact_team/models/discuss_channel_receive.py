import json

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import plaintext2html

from .discuss_channel import OPEN

# From here on one write for all costs less than a message_post each.
BACKLOG = 5


class DiscussChannel(models.Model):
    """What customers say: into which conversation it goes, and how it reads."""

    _inherit = "discuss.channel"

    @api.model
    def _pact_receive(self, inbox, arrivals):
        """Put what customers said into their conversations, opening what is needed.

        ``arrivals`` are (identity, message) pairs in the order of their arrival.
        """
        channels = self._pact_find_or_open(inbox, arrivals)
        self._pact_write_down(
            inbox,
            [(channels[identity], identity, message) for identity, message in arrivals],
        )

    @api.model
    def _pact_write_down(self, inbox, said):
        """Post (conversation, identity, message) triples, and remember them."""
        self.concat(*{channel for channel, _i, _m in said})._pact_refresh_window()
        for channel, _identity, message in said:
            channel._pact_hear(message)
        posted = self._pact_post(said)
        self.env["pact.message"]._record_inbound(inbox, said, posted)

    @api.model
    def _pact_find_or_open(self, inbox, arrivals):
        """Return ``{identity: conversation}``, reopening or opening what is needed."""
        identities = self.env["pact.identity"].concat(*{one for one, _m in arrivals})
        running = self.search_fetch(
            [("pact_identity_id", "in", identities.ids), ("pact_state", "in", OPEN)]
        )
        found = {channel.pact_identity_id: channel for channel in running}
        written = {identity for identity, m in arrivals if not m.is_echo}
        echoed = identities - self.env["pact.identity"].concat(*found, *written)
        found |= {one: last for one in echoed if (last := self._pact_last(one))}
        found |= self._pact_reopen_written(inbox, arrivals, written - found.keys())
        opened = self._pact_open(
            inbox, [one for one in identities if one not in found], written
        )
        found |= {channel.pact_identity_id: channel for channel in opened}
        for identity in written:
            found[identity]._pact_show_replied(identity)
        return found

    @api.model
    def _pact_last(self, identity):
        return self.search(
            [("pact_identity_id", "=", identity.id)], order="id desc", limit=1
        )

    @api.model
    def _pact_open(self, inbox, identities, written):
        """Open a conversation for each identity: waiting if the customer wrote."""
        if not identities:
            return self.browse()
        now = fields.Datetime.now()
        queue = inbox._queue()
        channels = self.create(
            [
                {
                    "channel_type": "pact",
                    "name": identity.partner_id.display_name,
                    "pact_company_id": inbox.company_id.id,
                    "pact_inbox_id": inbox.id,
                    "pact_identity_id": identity.id,
                    "pact_is_group": identity.is_group,
                    "pact_partner_id": identity.partner_id.id,
                    "pact_team_id": (identity._replying_team() or queue).id,
                    "pact_state": "waiting" if identity in written else "finished",
                    "pact_waiting_date": now,
                }
                for identity in identities
            ]
        )
        stints = self.env["pact.assignment"]._begin(channels, "arrived")
        for channel, stint in zip(channels, stints, strict=True):
            channel.pact_stint_id = stint
        channels.filtered(lambda c: c.pact_state == "waiting")._pact_notify_queue()
        return channels

    def _pact_refresh_window(self):
        """Copy each customer's window to where the screen reads it."""
        for channel in self:
            closes = channel.pact_identity_id._window_closes() or False
            if channel.pact_window_date != closes:
                channel.write({"pact_window_date": closes, "pact_is_nudged": False})
                channel._pact_notify_watchers(["pact_window_date"])

    @api.model
    def _pact_post(self, said):
        if len(said) > BACKLOG:
            return self._pact_post_many(said)
        return [
            channel._pact_post_one(identity, message)
            for channel, identity, message in said
        ]

    def _pact_post_one(self, identity, message):
        values = self._pact_message_values(identity, message)
        return self.message_post(
            pact_from_network=self._pact_from_network,
            attachments=self._pact_raw_file(message),
            **values,
        )

    @api.model
    def _pact_post_many(self, said):
        """Post a backlog: all rows in one write, then each pushed as core would."""
        now = fields.Datetime.now()
        rows = [
            channel._pact_message_values(identity, message)
            | {"model": self._name, "res_id": channel.id}
            for channel, identity, message in said
        ]
        for row in rows:
            subtype = row.pop("subtype_xmlid")
            row["subtype_id"] = self.env["ir.model.data"]._xmlid_to_res_id(subtype)
        messages = self._message_create(rows)
        self.concat(*{channel for channel, _i, _m in said}).last_interest_dt = now
        for (channel, _identity, message), post, row in zip(
            said, messages, rows, strict=True
        ):
            if raw := self._pact_raw_file(message):
                post.write(channel._process_attachments_for_post(raw, [], row))
            channel._notify_thread(post, row)
        return list(messages)

    def _pact_message_values(self, identity, message):
        """Return what ``message_post`` and a plain create both understand."""
        company = self.pact_company_id
        author = company.partner_id if message.is_echo else identity.partner_id
        quoted = self.pact_inbox_id._find_message(message.quoted_uid)
        is_here = quoted.channel_id == self
        return {
            "body": self._pact_body(message)
            if is_here or not quoted
            else self._pact_earlier_quote() + self._pact_body(message),
            "author_id": author.id,
            # False, not None: core would make up an address for the customer.
            "email_from": False,
            "date": message.sent_date or fields.Datetime.now(),
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "parent_id": is_here and quoted.message_id.id,
            # Given, so that core does not look up mail aliases for a chat.
            "reply_to": False,
            "record_alias_domain_id": False,
            "record_company_id": company.id,
        }

    def _pact_body(self, message):
        """Return what was said as safe HTML; the words around it are translated."""
        if message.kind == "text" and not message.details:
            return plaintext2html(message.text)
        text = plaintext2html(message.text) if message.text else Markup()
        return (
            self.pact_inbox_id._in_its_language()
            .env["ir.qweb"]
            ._render("pact_team.message_body", {"message": message, "text": text})
        )

    def _pact_earlier_quote(self):
        """Return a hint at words that whoever answers now may not be one to read."""
        inbox = self.pact_inbox_id._in_its_language()
        return Markup("<p><i>%s</i></p>") % inbox.env._(
            "In reply to an earlier conversation:"
        )

    @api.model
    def _pact_raw_file(self, message):
        """Return the raw element of a kind nobody knows, as a file for the curious."""
        if message.raw is None:
            return []
        raw = json.dumps(message.raw, indent=2, ensure_ascii=True)
        return [(f"{message.kind}.json", raw.encode())]
