import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

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
    _is_written_by_system = True
    _is_name_secret = True
    _order = "id desc"
    _rec_name = "uid"

    inbox_id = fields.Many2one("pact.inbox", required=True, ondelete="restrict")
    identity_id = fields.Many2one(
        "pact.identity", required=True, index=True, ondelete="restrict"
    )
    channel_id = fields.Many2one(
        "discuss.channel",
        string="Conversation",
        index=True,
        ondelete="cascade",
        help="Empty until somebody replies to a correspondence.",
    )
    message_id = fields.Many2one("mail.message", index=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty for what the customer wrote, or the owner on the phone.",
    )
    is_automatic = fields.Boolean(help="The product wrote it by itself, no person did.")
    direction = fields.Selection(
        [("in", "In"), ("out", "Out"), ("reaction", "Our reaction")], required=True
    )
    uid = fields.Char(string="Network's id")
    tag = fields.Char(help="Our word that comes back in every status.")
    text = fields.Text()
    template_id = fields.Many2one(
        "pact.template", index="btree_not_null", ondelete="restrict"
    )
    content = fields.Json(help="The template with its blanks filled, as it is sent.")
    attachment_id = fields.Many2one(
        "ir.attachment", index="btree_not_null", ondelete="set null"
    )
    is_file = fields.Boolean(help="It carries a file, even if that is deleted later.")
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
    def _enqueue(self, channel, message, *, is_automatic=False):
        """Write down what is to be sent; it travels once this is committed.

        :raise UserError: if a file is more than the network takes
        """
        pieces = self._pieces(channel.pact_inbox_id._provider(), message)
        self._queue_pieces(channel, message, pieces, is_automatic=is_automatic)

    @api.model
    def _enqueue_template(self, channel, message, filled):
        """Write down a filled template; its text is what people read of it here."""
        piece = {
            "template_id": filled.template_id,
            "content": filled.content,
            "text": filled.text,
            "attachment_id": message.attachment_ids.id,
            "is_file": bool(message.attachment_ids),
        }
        self._queue_pieces(channel, message, [piece])

    @api.model
    def _queue_pieces(self, channel, message, pieces, *, is_automatic=False):
        self.create(
            [
                {
                    "company_id": channel.pact_company_id.id,
                    "inbox_id": channel.pact_inbox_id.id,
                    "identity_id": channel.pact_identity_id.id,
                    "channel_id": channel.id,
                    "message_id": message.id,
                    "user_id": not is_automatic and self.env.uid,
                    "is_automatic": is_automatic,
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
        """Queue what a person decided to send again, under a new word of ours.

        :raise UserError: if it is on its way, or arrived
        """
        stuck = self._stuck(channel, message_id)
        if not stuck:
            raise UserError(
                self.env._(
                    "This message is on its way already, has arrived, or was withheld "
                    "by the network less than a day ago."
                )
            )
        for row in stuck:
            row.write(row._fresh_values())
        stuck._notify_progress()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    @api.model
    def _stuck(self, channel, message_id):
        """Return the pieces of a message that a person may send once more."""
        now = fields.Datetime.now()
        pieces = self.search(
            [
                ("channel_id", "=", channel.id),
                ("message_id", "=", message_id),
                ("direction", "=", "out"),
            ]
        )
        return pieces.filtered(
            lambda piece: delivery.may_send_again(
                piece.state, piece.state_date, piece.failure_kind, now=now
            )
        )

    def _fresh_values(self):
        return self._failure_values(None) | {
            "state": "queued",
            "tag": uuid.uuid4().hex,
            "uid": False,
            "attempts": 0,
            "next_date": fields.Datetime.now(),
        }

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
            {
                "attachment_id": attachment.id,
                "is_file": True,
                "text": text if is_caption else "",
            }
            for attachment in files
        ]

    @api.model
    def _file_kind(self, provider, attachment):
        kind = provider.check_media(attachment.mimetype, attachment.file_size)
        if isinstance(kind, Failure):
            raise UserError(self._file_problem(provider, attachment))
        return kind

    @api.model
    def _file_problem(self, provider, attachment):
        """Return why a file cannot be sent, with the limit in words."""
        words = {"network": provider.name, "file": attachment.name}
        if not attachment.file_size:
            return self.env._("%(file)s is empty. Choose another file.", **words)
        kind, limit = provider.limit_of(attachment.mimetype)
        words["size"] = limit // 1_000_000
        sentences = {
            "image": self.env._(
                "%(file)s is too big: %(network)s takes pictures up to %(size)s MB.",
                **words,
            ),
            "video": self.env._(
                "%(file)s is too big: %(network)s takes videos up to %(size)s MB.",
                **words,
            ),
            "audio": self.env._(
                "%(file)s is too big: %(network)s takes sound up to %(size)s MB.",
                **words,
            ),
            "document": self.env._(
                "%(file)s is too big: %(network)s takes files up to %(size)s MB.",
                **words,
            ),
        }
        return sentences[kind]
