import re

from werkzeug.exceptions import BadRequest, NotFound

from odoo import models
from odoo.http import request

OURS = "odoo.addons.pact_team."
# No address has them, and core falls over each: in a query, and in a redirection.
UNWRITTEN = frozenset("\0\r\n")
# Says itself what it says of any link that is worth nothing.
INVITATION = re.compile(r"/pact/invitation/[^/]+(/opened|/progress)?")


class IrHttp(models.AbstractModel):
    """Whatever is sent to a door of ours is answered, and never with a 500."""

    _inherit = "ir.http"

    @classmethod
    def _match(cls, path_info):
        is_answered = INVITATION.fullmatch(path_info)
        if UNWRITTEN.intersection(path_info) and not is_answered:
            raise NotFound
        return super()._match(path_info)

    @classmethod
    def _serve_fallback(cls):
        if UNWRITTEN.intersection(request.httprequest.path):
            return None
        return super()._serve_fallback()

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Take no file for the token of a form: core would read it as a word."""
        super()._pre_dispatch(rule, args)
        is_ours = rule.endpoint.__module__.startswith(OURS)
        if is_ours and "csrf_token" in request.httprequest.files:
            raise BadRequest

    @classmethod
    def _dispatch(cls, endpoint):
        """Take no ``?self=``, with which core would name the controller twice."""
        if endpoint.__module__.startswith(OURS):
            request.params.pop("self", None)
        return super()._dispatch(endpoint)
