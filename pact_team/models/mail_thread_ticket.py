import logging
from email.message import EmailMessage
from functools import partial

from odoo import api, models

from ..rules import addresses, words

_logger = logging.getLogger(__name__)

# What core looks up, or keeps, as it is written.
HEADERS = (
    "From",
    "To",
    "Cc",
    "Delivered-To",
    "Resent-To",
    "Resent-Cc",
    "Subject",
    "Date",
    "Message-Id",
    "References",
    "In-Reply-To",
)
OF_ADDRESSES = ("From", "To", "Cc", "Delivered-To", "Resent-To", "Resent-Cc")


class MailThread(models.AbstractModel):
    """Letters on their way in: none is lost for an odd sign or a bad moment.

    Those about a request are asked whose word they are before they are kept.
    """

    _inherit = "mail.thread"

    @api.model
    def message_process(self, *args, **kwargs):
        """Take a letter; again, where somebody changed the same request meanwhile.

        The lane that fetches letters asks for each once only, and commits after it.
        Whoever else hands one over is repeated by Odoo.
        """
        take = partial(super().message_process, *args, **kwargs)
        # All that core tells a letter of its lane: through which mailbox it came.
        is_lane = self.env.context.get("default_fetchmail_server_id")
        if not (is_lane and (self.env.su or self.env.user._is_system())):
            return take()
        return self.env["ir.cron"]._pact_commit(take)

    @api.model
    def message_parse(self, message, save_original=False):
        """Leave out what no database keeps, wherever it stands."""
        if isinstance(message, EmailMessage):
            for name in HEADERS:
                self._pact_clean_header(message, name)
            for part in message.walk():
                self._pact_clean_charset(part)
        said = super().message_parse(message, save_original)
        if isinstance(said["body"], str):
            # Markup or plain text, as it was.
            said["body"] = type(said["body"])(words.clean(said["body"]))
        said["attachments"] = [
            one._replace(fname=words.clean(one.fname) or "attachment")
            for one in said["attachments"]
        ]
        return said

    @api.model
    def _pact_clean_header(self, message, name):
        """Leave it as it is, or as a database and Python's own reader take it."""
        written = _read(message, name)
        cleaned = [words.clean(value) for value in written or ()]
        if written == cleaned:
            return
        tries = [", ".join(cleaned), self._pact_rest_of(message, name)]
        for kept in filter(None, map(words.one_line, tries)):
            del message[name]
            if _is_taken(message, name, kept):
                return
        del message[name]

    @api.model
    def _pact_rest_of(self, message, name):
        """Return what of a header can be read that is broken as a whole."""
        raw = [
            value for key, value in message.raw_items() if key.lower() == name.lower()
        ]
        if name not in OF_ADDRESSES:
            return ", ".join(map(str, raw))
        found = addresses.read("\n".join(map(str, raw)))
        return ", ".join(one.email for one in found if one.email)

    @api.model
    def _pact_clean_charset(self, part):
        """Let be read what is in letters that nobody here knows the name of."""
        try:
            b"x".decode(part.get_content_charset("ascii"), "replace")
        except (LookupError, ValueError):
            part.set_param("charset", "utf-8")

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """Find where a letter belongs; requests decide whose word it is to them."""
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        return self.env["pact.ticket"]._admit(message, message_dict, routes)

    @api.model
    def _message_parse_post_process(self, message, message_dict, routes):
        found = super()._message_parse_post_process(message, message_dict, routes)
        if any(route[0] == "pact.ticket" for route in routes or ()):
            # Decided already; core takes an address for whoever has it.
            found["author_id"] = message_dict.get("author_id") or False
        return found


def _read(message, name):
    """Return what stands in a header; nothing where it cannot be read.

    Python's own reader stumbles over broken ones, each time in another way.
    """
    try:
        return [str(value) for value in message.get_all(name, [])]
    except Exception:
        _logger.info("A letter has a broken header %s", name, exc_info=True)
        return None


def _is_taken(message, name, value):
    try:
        message[name] = value
    except Exception:
        _logger.info("A letter has a broken header %s", name, exc_info=True)
        return False
    return _read(message, name) is not None
