from lxml import html
from markupsafe import Markup

from odoo import models

from ..rules import pictures

# What is fetched as soon as it is shown.
FETCHED = frozenset(
    [
        "audio",
        "embed",
        "iframe",
        "image",
        "img",
        "input",
        "link",
        "object",
        "picture",
        "source",
        "svg",
        "track",
        "use",
        "video",
    ]
)
FETCHING = ("background", "dynsrc", "lowsrc", "poster", "srcset")


class PactTicket(models.Model):
    """What was said, as it is shown and printed: it loads nothing from elsewhere."""

    _inherit = "pact.ticket"

    def _body_told(self, message):
        """Return the body without pictures of foreign servers, or what else is fetched.

        Whoever reads or prints it would tell them; a server that prints would ask for
        addresses within its own network.
        """
        if not message.body:
            return Markup()
        tree = html.fragment_fromstring(message.body, create_parent="div")
        for element in [*tree.iterdescendants()]:
            # A remark, as most mail programs leave: it has no name and no style.
            is_remark = not isinstance(element.tag, str)
            if is_remark or (element.tag in FETCHED and not _is_own_picture(element)):
                element.drop_tree()
            else:
                _silence(element)
        return Markup(html.tostring(tree, encoding="unicode"))


def _is_own_picture(element):
    return element.tag == "img" and pictures.is_own(element.get("src", ""))


def _silence(element):
    for name in FETCHING:
        element.attrib.pop(name, None)
    if not pictures.is_quiet(element.get("style", "")):
        del element.attrib["style"]
