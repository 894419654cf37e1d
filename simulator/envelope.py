"""The outer shape of a webhook: entries, changes, values."""

LISTS = ("contacts", "messages", "statuses")


def wrap(updates, *, merges=False):
    """Return one payload for ``updates``, an entry per account."""
    entries = {}
    for update in updates:
        entry = entries.setdefault(
            (update.account_id, update.field == "messages"),
            {"id": update.account_id, "changes": []},
        )
        if update.field != "messages":
            entry["time"] = int(update.created)
        _add(entry["changes"], update, merges=merges)
    return {"object": "whatsapp_business_account", "entry": list(entries.values())}


def _add(changes, update, *, merges):
    last = changes[-1] if changes else None
    if merges and last and _may_merge(last, update):
        for name in LISTS:
            last["value"].setdefault(name, []).extend(update.value.get(name, []))
        last["value"] = {key: value for key, value in last["value"].items() if value}
    else:
        value = {
            key: list(part) if key in LISTS else part
            for key, part in update.value.items()
        }
        changes.append({"value": value, "field": update.field})


def _may_merge(change, update):
    return change["field"] == update.field == "messages" and change["value"].get(
        "metadata"
    ) == update.value.get("metadata")
