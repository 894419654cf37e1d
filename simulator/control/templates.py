"""What the network makes of the business's templates."""

from ..account import Template
from ..graph import reviews
from .routes import route


@route("GET", "templates")
def list_templates(network, _given):
    return [
        {
            "id": template.id,
            "name": template.name,
            "language": template.language,
            "category": template.category,
            "status": template.status,
            "quality": template.quality,
            "components": template.components,
        }
        for template in network.of_kind(Template)
    ]


@route("POST", "templates/<name>/review")
def review(network, given, name):
    """Approve, reject, pause or disable a template, in one language or in all."""
    for template in network.templates(name, given.get("language")):
        reviews.review(network, template, given["event"], reason=given.get("reason"))
    return {"success": True}


@route("POST", "templates/<name>/quality")
def rate(network, given, name):
    for template in network.templates(name, given.get("language")):
        reviews.rate(network, template, given["score"])
    return {"success": True}


@route("POST", "templates/<name>/category")
def reclassify(network, given, name):
    """Put it into another category at once, or announce it with ``coming``."""
    for template in network.templates(name, given.get("language")):
        reviews.reclassify(
            network, template, given["category"], is_coming=given.get("coming", False)
        )
    return {"success": True}


@route("POST", "templates/<name>/rewrite")
def rewrite(network, given, name):
    for template in network.templates(name, given.get("language")):
        reviews.rewrite(network, template, given["body"])
    return {"success": True}
