import { _t } from "@web/core/l10n/translation";

import { STATE_NAMES } from "../availability/availability_service";

/** Who is not there, or has no room, is named with why: the server refuses them. */
export function describePerson({ availability, held, load, max_open: most, name }) {
    if (availability !== "available") {
        return `${name} · ${STATE_NAMES[availability]}`;
    }
    return most
        ? _t("%(name)s · %(count)s of %(most)s", { name, count: load, most })
        : _t("%(name)s · %(count)s in progress", { name, count: held });
}
