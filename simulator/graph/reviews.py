"""What the network decides on a template, and how the business hears of it."""

from functools import partial

APPROVING = ("APPROVED", "REINSTATED", "UNARCHIVED", "UNLOCKED", "FLAGGED")
STATUSES = {"DELETED": "PENDING_DELETION", "IN_APPEAL": "IN_APPEAL"}
RECOMMENDATION = "Change the text and submit it again."


def review_later(network, template):
    """Approve after a while, where nobody has to do it by hand."""
    if seconds := network.settings.review_seconds:
        network.schedule.after(seconds, partial(_approve, network, template))


def review(network, template, event, *, reason=None):
    """Decide on a template, and tell the business."""
    template.status = "APPROVED" if event in APPROVING else STATUSES.get(event, event)
    template.rejected_reason = reason or "NONE"
    value = {
        "event": event,
        **_name(network, template),
        "message_template_category": template.category,
        "reason": template.rejected_reason,
    }
    if event == "REJECTED":
        info = {"reason": value["reason"], "recommendation": RECOMMENDATION}
        value["rejection_info"] = info
    _tell(network, template, "message_template_status_update", value)


def rate(network, template, score):
    """Let customers think otherwise of a template."""
    previous, template.quality = template.quality, score
    value = {
        "previous_quality_score": previous,
        "new_quality_score": score,
        **_name(network, template),
    }
    # Meta tells of it under another field than the one named after it.
    _tell(network, template, "message_template_status_update", value)


def reclassify(network, template, category, *, is_coming=False):
    """Put a template into another category, or announce it a day before."""
    if is_coming:
        value = {"new_category": template.category, "correct_category": category}
    else:
        template.previous_category, template.category = template.category, category
        previous = template.previous_category
        value = {"previous_category": previous, "new_category": category}
    _tell(
        network, template, "template_category_update", _name(network, template) | value
    )


def rewrite(network, template, body):
    """Let somebody change the words elsewhere."""
    template.components = [
        part | {"text": body} if part["type"] == "BODY" else part
        for part in template.components
    ]
    value = _name(network, template) | {"message_template_element": body}
    _tell(network, template, "message_template_components_update", value)


def _approve(network, template):
    with network.lock:
        if template.status == "PENDING":
            review(network, template, "APPROVED")


def _name(network, template):
    # News write the language with a dash more often than not.
    mark = "-" if network.settings.language_with_dash else "_"
    return {
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language.replace("_", mark),
    }


def _tell(network, template, field, value):
    network.courier.add(template.account, None, field, value)
