import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import html2plaintext

from odoo.addons.mail.tools.discuss import Store

from ..providers.signals import Failure
from ..rules import delivery


class PactMessage(models.Model):
    """The network's side of a message: the outbox, and how far each one has come.

    What an agent writes may travel in several pieces, a row each; what a customer
    writes leaves a row too, by which it is recognised when it comes again.
    """

    _name = "pact.message"
    _description = "Message on a network"
    _inherit = ["pact.owned"]
    _order = "id desc"
    _rec_name = "uid"

    inbox_id = fields.Many2one("pact.inbox", required=True, ondelete="restrict")
    identity_id = fields.Many2one(
        "pact.identity", required=True, index=True, ondelete="restrict"
    )
    channel_id = fields.Many2one(
        "discuss.channel",
        string="Conversation",
        required=True,
        index=True,
        ondelete="cascade",
    )
    message_id = fields.Many2one(
        "mail.message", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty for what the customer wrote, or the owner on the phone.",
    )
    direction = fields.Selection([("in", "In"), ("out", "Out")], required=True)
    uid = fields.Char(string="Network's id")
    tag = fields.Char(help="Our word that comes back in every status.")
    text = fields.Text()
    attachment_id = fields.Many2one(
        "ir.attachment", index="btree_not_null", ondelete="set null"
    )
    state = fields.Selection(
        [
            ("received", "Received"),
            ("queued", "Queued"),
            ("sending", "On its way"),
            ("uncertain", "Uncertain"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("read", "Read"),
            ("failed", "Failed"),
        ],
        required=True,
    )
    attempts = fields.Integer()
    next_date = fields.Datetime(default=fields.Datetime.now)
    state_date = fields.Datetime(default=fields.Datetime.now)
    failure_kind = fields.Char()
    failure_detail = fields.Char(string="In the network's words")

    _inbox_uid_uniq = models.UniqueIndex(
        "(inbox_id, uid) WHERE uid IS NOT NULL", "This message came in before."
    )
    _tag_uniq = models.UniqueIndex("(tag) WHERE tag IS NOT NULL")
    _open_idx = models.Index(
        "(identity_id, id) WHERE state IN ('queued', 'sending', 'uncertain')"
    )

    @api.model
    def _enqueue(self, channel, message):
        """Write down what is to be sent; it travels once this is committed.

        :raise UserError: if a file is more than the network takes
        """
        pieces = self._pieces(channel.pact_inbox_id._provider(), message)
        self.create(
            [
                {
                    "company_id": channel.pact_company_id.id,
                    "inbox_id": channel.pact_inbox_id.id,
                    "identity_id": channel.pact_identity_id.id,
                    "channel_id": channel.id,
                    "message_id": message.id,
                    "user_id": self.env.uid,
                    "direction": "out",
                    "state": "queued",
                    "tag": uuid.uuid4().hex,
                    **piece,
                }
                for piece in pieces
            ]
        )
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    @api.model
    def _send_again(self, channel, message_id):
        """Queue what a person decided to send again, under a new word of ours."""
        rows = self.search(
            [
                ("channel_id", "=", channel.id),
                ("message_id", "=", message_id),
                ("direction", "=", "out"),
            ]
        )
        now = fields.Datetime.now()
        stuck = rows.filtered(
            lambda row: (
                row.state == "failed"
                or (row.state == "uncertain" and row.next_date <= now)
            )
        )
        if not stuck:
            raise UserError(
                self.env._("This message is on its way already, or has arrived.")
            )
        for row in stuck:
            row.write(
                {
                    "state": "queued",
                    "tag": uuid.uuid4().hex,
                    "uid": False,
                    "attempts": 0,
                    "next_date": now,
                    "failure_kind": False,
                    "failure_detail": False,
                }
            )
        stuck._notify_progress()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    @api.model
    def _pieces(self, provider, message):
        """Return the text and the files of ``message`` as the network takes them."""
        text = html2plaintext(message.body, include_references=False).strip()
        files = message.attachment_ids.sorted("id")
        kinds = [self._file_kind(provider, attachment) for attachment in files]
        is_caption = (
            len(files) == 1
            and kinds[0] in provider.captioned_kinds
            and len(text) <= provider.caption_limit
        )
        texts = [] if is_caption else provider.split_text(text)
        return [{"text": piece} for piece in texts] + [
            {"attachment_id": attachment.id, "text": text if is_caption else ""}
            for attachment in files
        ]

    @api.model
    def _file_kind(self, provider, attachment):
        kind = provider.check_media(attachment.mimetype, attachment.file_size)
        if isinstance(kind, Failure):
            raise UserError(
                self.env._(
                    "%(network)s does not take the file %(file)s: it is empty or too "
                    "big. Send a smaller one, or a link to it.",
                    network=provider.name,
                    file=attachment.name,
                )
            )
        return kind

    @api.model
    def _record_inbound(self, inbox, said, posted):
        """Remember what came in by the network's id, and which files follow it."""
        self.create(
            [
                {
                    "company_id": inbox.company_id.id,
                    "inbox_id": inbox.id,
                    "identity_id": identity.id,
                    "channel_id": channel.id,
                    "message_id": post.id,
                    "direction": "out" if message.is_echo else "in",
                    "state": "sent" if message.is_echo else "received",
                    "uid": message.uid,
                }
                for (channel, identity, message), post in zip(said, posted, strict=True)
            ]
        )
        self._record_media(inbox, said, posted)

    @api.model
    def _record_media(self, inbox, said, posted):
        values = [
            {
                "company_id": inbox.company_id.id,
                "inbox_id": inbox.id,
                "message_id": post.id,
                "ref": message.media.ref,
                "mime_type": message.media.mime_type,
                "filename": message.media.filename,
                "is_voice": message.media.is_voice,
            }
            for (_channel, _identity, message), post in zip(said, posted, strict=True)
            if message.media
        ]
        if values:
            self.env["pact.media"].create(values)
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_fetch")

    @api.model
    def _advance(self, inbox, statuses):
        """Move messages of ours forward as the network reports it.

        A status may be faster than the answer to our own request: then the tag that
        travelled with the message tells which one it is.
        """
        rows = self.search(
            Domain("inbox_id", "=", inbox.id)
            & (
                Domain("uid", "in", [status.uid for status in statuses])
                | Domain("tag", "in", [s.tag for s in statuses if s.tag])
            )
        )
        by_name = {row.uid: row for row in rows} | {row.tag: row for row in rows}
        for status in statuses:
            if row := by_name.get(status.uid) or by_name.get(status.tag):
                row._advance_one(status)
        rows._notify_progress()

    def _advance_one(self, status):
        state = delivery.advance(self.state, status.state)
        values = {} if self.uid else {"uid": status.uid}
        if state != self.state:
            values |= {"state": state, "state_date": fields.Datetime.now()}
            values |= self._failure_values(state == "failed" and status.failure)
        if values:
            self.write(values)

    @api.model
    def _failure_values(self, failure):
        if not failure:
            return {"failure_kind": False, "failure_detail": False}
        detail = f"{failure.code} {failure.detail}".strip()
        return {"failure_kind": failure.kind, "failure_detail": detail}

    def _notify_progress(self):
        """Show everyone who reads the conversation how far its messages have come."""
        for message in self.message_id:
            channel = message.channel_id
            lang = channel.pact_agent_id.lang or self.env.lang
            store = Store(bus_channel=channel, bus_subchannel="internal_users")
            self.with_context(lang=lang)._add_deliveries(store, message)
            store.bus_send()

    @api.model
    def _add_deliveries(self, store, messages):
        """Add to ``store`` how far each of ``messages`` has come."""
        # sudo: pact.message - whoever reads a message may know whether it arrived
        rows = self.sudo().search_fetch(
            [("message_id", "in", messages.ids), ("direction", "=", "out")],
            ["message_id", "state", "failure_kind", "user_id"],
        )
        for message, pieces in rows.grouped("message_id").items():
            slowest = min(pieces, key=lambda piece: piece._rank())
            store.add(
                message.sudo(False),
                {
                    "pact_delivery": {
                        "state": slowest.state,
                        "reason": slowest._reason(),
                        "is_from_phone": not slowest.user_id,
                    }
                },
            )

    def _rank(self):
        return delivery.RANK.get(self.state, -1)

    def _reason(self):
        """Return why this one did not arrive, and what to do about it."""
        if self.state == "uncertain":
            return self._reasons()["uncertain"]
        if self.state not in ("failed", "queued") or not self.failure_kind:
            return ""
        return self._reasons()[self.failure_kind]

    @api.model
    def _reasons(self):
        return {
            "account": self.env._(
                "The network serves none of our messages at the moment. An "
                "administrator has to look at the inbox."
            ),
            "throttled": self.env._(
                "The network asked us to send more slowly. It is tried again by itself."
            ),
            "recipient_throttled": self.env._(
                "Too many messages to this customer at once. Send it again later."
            ),
            "busy": self.env._(
                "The network did not answer. Send it again in a few minutes."
            ),
            "window": self.env._(
                "More than 24 hours have passed since the customer last wrote. Only "
                "an approved template reaches them now."
            ),
            "unreachable": self.env._(
                "This customer cannot be reached here. Try a call, SMS or e-mail."
            ),
            "withheld": self.env._(
                "The network decided not to deliver it. Wait for the customer to write."
            ),
            "rejected": self.env._(
                "The network refused its content. Change it and send it again."
            ),
            "uncertain": self.env._(
                "It is not known whether this arrived. Send it again only if the "
                "customer does not have it."
            ),
        }

    def _react(self, reaction):
        """Show the customer's emoji on the message, in place of an earlier one."""
        partner, guest = self.identity_id.partner_id, self.env["mail.guest"]
        message = self.message_id
        former = message.reaction_ids.filtered(lambda each: each.partner_id == partner)
        for content in former.mapped("content"):
            message._message_reaction(content, "remove", partner, guest)
        if reaction.emoji:
            message._message_reaction(reaction.emoji, "add", partner, guest)
