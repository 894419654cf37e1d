import { _t } from "@web/core/l10n/translation";

/**
 * Return a span as somebody glancing at it wants it: the two largest units.
 *
 * @param {luxon.Duration} duration
 */
export function formatDuration(duration) {
    const { days, hours, minutes } = duration.shiftTo("days", "hours", "minutes");
    if (days) {
        return _t("%(days)s d %(hours)s h", { days, hours });
    }
    if (hours) {
        return _t("%(hours)s h %(minutes)s min", {
            hours,
            minutes: Math.floor(minutes),
        });
    }
    return _t("%(minutes)s min", { minutes: Math.max(0, Math.floor(minutes)) });
}
