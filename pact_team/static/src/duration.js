import { _t } from "@web/core/l10n/translation";

const UNITS = ["days", "hours", "minutes", "seconds"];

/**
 * Return a span as somebody glancing at it wants it: the two largest units.
 *
 * @param {luxon.Duration} duration
 */
export function formatDuration(duration) {
    const { days, hours, minutes } = duration.shiftTo(...UNITS);
    if (days) {
        return _t("%(days)s d %(hours)s h", { days, hours });
    }
    if (hours) {
        return _t("%(hours)s h %(minutes)s min", { hours, minutes });
    }
    return minutes > 0 ? _t("%(minutes)s min", { minutes }) : _t("< 1 min");
}
