// As in rules/window.py.
const CLOSING_HOURS = 2;
const LAST_HOURS = 0.5;
// Of a group of a number that has none, and of an inbox that is archived, no clock opens anything.
const CLOSED = ["never", "archived"];

/**
 * How long free text still reaches a customer; undefined where no clock says so.
 *
 * @param {luxon.DateTime|undefined} ends
 * @param {string} kind as the server names it: always, until, never or archived
 * @param {luxon.DateTime} now
 */
export function windowSpan(ends, kind, now) {
    return ends && !CLOSED.includes(kind) ? ends.diff(now) : undefined;
}

/** @param {luxon.Duration|undefined} span */
export function isOpen(span) {
    return span?.toMillis() > 0;
}

export function isClosing(span) {
    return isOpen(span) && span.as("hours") <= CLOSING_HOURS;
}

export function isAlmostOver(span) {
    return isOpen(span) && span.as("hours") <= LAST_HOURS;
}
