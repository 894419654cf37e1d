import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { formatDuration } from "../duration";

// As in rules/window.py.
const CLOSING_HOURS = 2;
const LAST_HOURS = 0.5;
// Of a group of a number that has none, and of an inbox that is archived, no clock opens anything.
const CLOSED = ["never", "archived"];

/**
 * How long somebody waits, and how long free text still reaches them. The server sends
 * the moments; here they are only compared with the clock on the wall.
 *
 * @type {import("models").Thread}
 */
const threadPatch = {
    /** @returns {luxon.Duration|undefined} */
    get pactWindowLeft() {
        return this.pact_window_date && !CLOSED.includes(this.pact_window_kind)
            ? this.pact_window_date.diff(this.store.pactClock)
            : undefined;
    },
    /** Whether a moment is known until which free text reaches the customer. */
    get pactWindowEnds() {
        return this.pactWindowLeft?.toMillis() > 0;
    },
    get pactWindowIsOpen() {
        return this.pact_window_kind === "always" || this.pactWindowEnds;
    },
    get pactWindowIsClosing() {
        return this.pactWindowEnds && this.pactWindowLeft.as("hours") <= CLOSING_HOURS;
    },
    get pactWindowIsAlmostOver() {
        return this.pactWindowEnds && this.pactWindowLeft.as("hours") <= LAST_HOURS;
    },
    get pactCanWrite() {
        return this.pactIsHeld && this.pactWindowIsOpen;
    },
    get pactWaitedText() {
        return formatDuration(this.store.pactClock.diff(this.pact_waiting_date));
    },
    get pactWindowLeftText() {
        return this.pactWindowEnds ? formatDuration(this.pactWindowLeft) : "";
    },
};
patch(Thread.prototype, threadPatch);
