from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..providers.signals import Failure


class PactMessage(models.Model):
    """One answer as the network takes it: in several pieces where it has to be."""

    _inherit = "pact.message"

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
