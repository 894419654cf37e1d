"""Managing templates: list, propose, look at, change, delete."""

from urllib.parse import urlencode

from ..account import Account, Template
from ..errors import GraphError
from . import reviews, template_rules
from .edges import edge

FILTERS = ("status", "category", "language", "name")
TEMPLATE_LIMIT = 250
DAY, MONTHLY_EDITS = 86400, 10
EDITABLE = ("APPROVED", "REJECTED", "PAUSED")


@edge(Account, "GET", "message_templates")
def list_templates(call):
    """Return a page; there is a next one only when something follows."""
    found = [each for each in call.node.templates if _is_asked(call, each)]
    size = _size(call)
    start = _start(call, found)
    shown = found[start : start + size]
    answer = {"data": [_describe(template) for template in shown]}
    if shown:
        answer["paging"] = _paging(call, shown, start + size < len(found))
    if call.given("summary"):
        answer["summary"] = {
            "total_count": len(found),
            "message_template_count": len(call.node.templates),
            "message_template_limit": TEMPLATE_LIMIT,
            "are_translations_complete": True,
        }
    return answer


@edge(Account, "POST", "message_templates")
def propose(call):
    account, now = call.node, call.network.clock.now()
    if len(account.templates) >= TEMPLATE_LIMIT:
        raise GraphError(100, "The account has as many templates as it may")
    values = template_rules.check(account, call.body, now)
    template = Template(call.network.ids.template(), call.node, **values)
    call.network.add(template)
    call.node.templates.append(template)
    reviews.review_later(call.network, template)
    return {
        "id": template.id,
        "status": template.status,
        "category": template.category,
    }


@edge(Account, "DELETE", "message_templates")
def delete(call):
    """Delete a name in every language, or one of them by its id."""
    name, template_id = call.given("name"), call.given("hsm_id")
    found = [
        each
        for each in call.node.templates
        if each.name == name and template_id in (None, each.id)
    ]
    if not found:
        raise GraphError(100, "There is no such template")
    if any(template.status == "DISABLED" for template in found):
        raise GraphError(100, "A disabled template cannot be deleted")
    for template in found:
        if template.status == "APPROVED":
            call.node.deleted_names[name] = call.network.clock.now()
        call.node.templates.remove(template)
        del call.network.nodes[template.id]
    return {"success": True}


@edge(Template, "GET")
def describe(call):
    return _describe(call.node)


@edge(Template, "POST")
def edit(call):
    """Replace the words, which are then reviewed again."""
    template, now = call.node, call.network.clock.now()
    if template.status not in EDITABLE:
        raise GraphError(100, f"A {template.status} template cannot be changed")
    if template.status == "APPROVED":
        _check_frequency(template, now)
        category = str(call.given("category", template.category)).upper()
        if category != template.category:
            raise GraphError(100, "The category of an approved template stays")
    if "components" in call.body:
        template.components = template_rules.components(
            template.account, call.body, template.parameter_format, template
        )
    template.edit_dates.append(now)
    template.status = "PENDING"
    reviews.review_later(call.network, template)
    return {
        "success": True,
        "id": template.id,
        "name": template.name,
        "category": template.category,
    }


def _check_frequency(template, now):
    edits = [date for date in template.edit_dates if date > now - 30 * DAY]
    if len(edits) >= MONTHLY_EDITS or any(date > now - DAY for date in edits):
        raise GraphError(100, "Too many changes: one a day, ten in thirty days")


def _is_asked(call, template):
    return all(call.given(name) in (None, getattr(template, name)) for name in FILTERS)


def _size(call):
    asked = str(call.given("limit", call.network.settings.page_size))
    if not asked.isdecimal() or asked == "0":
        raise GraphError(100, "'limit' must be a positive number")
    return int(asked)


def _start(call, found):
    after = call.given("after")
    if not after:
        return 0
    positions = {each.id: position for position, each in enumerate(found)}
    if after not in positions:
        raise GraphError(131059, "The cursor is not valid")
    return positions[after] + 1


def _paging(call, shown, is_followed):
    paging = {"cursors": {"before": shown[0].id, "after": shown[-1].id}}
    if is_followed:
        query = urlencode(call.args | {"after": shown[-1].id})
        paging["next"] = f"{call.base_url}?{query}"
    return paging


def _describe(template):
    return {
        "id": template.id,
        "name": template.name,
        "language": template.language,
        "status": template.status,
        "category": template.category,
        "previous_category": template.previous_category,
        "parameter_format": template.parameter_format,
        "components": template.components,
        "rejected_reason": template.rejected_reason,
        "quality_score": {
            "score": template.quality,
            "date": int(template.rated_date),
        },
    }
