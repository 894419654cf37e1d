import { _t } from "@web/core/l10n/translation";

/**
 * Return a span as somebody glancing at it wants it: the two largest units.
 *
 * @param {luxon.Duration} duration
 */
export function formatDuration(duration) {
    const total = Math.max(0, Math.floor(duration.as("minutes")));
    const hours = Math.floor(total / 60);
    if (hours >= 48) {
        const days = Math.floor(hours / 24);
        return _t("%(days)s d %(hours)s h", { days, hours: hours % 24 });
    }
    if (hours) {
        return _t("%(hours)s h %(minutes)s min", { hours, minutes: total % 60 });
    }
    return total ? _t("%(minutes)s min", { minutes: total }) : _t("< 1 min");
}
