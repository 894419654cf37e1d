"""What a stranger's form says."""

from werkzeug.exceptions import BadRequest

from odoo.http import request

# No login and no name is longer; core lets a password be of 4096 characters.
LONGEST = 4096


def typed(name):
    """Return what was typed as ``name``; what no browser sends is refused."""
    value = request.params.get(name, "")
    if not isinstance(value, str) or "\x00" in value or len(value) > LONGEST:
        raise BadRequest
    return value
