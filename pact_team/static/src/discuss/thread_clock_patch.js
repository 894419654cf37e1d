import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { formatDuration } from "../duration";

const CLOSING_HOURS = 2;

/**
 * How long somebody waits, and how long free text still reaches them. The server sends
 * the moments; here they are only compared with the clock on the wall.
 *
 * @type {import("models").Thread}
 */
const threadPatch = {
    /** @returns {luxon.Duration|undefined} */
    get pactWindowLeft() {
        return this.pact_window_date
            ? this.pact_window_date.diff(this.store.pactClock)
            : undefined;
    },
    get pactWindowIsOpen() {
        return this.pactWindowLeft?.toMillis() > 0;
    },
    get pactWindowIsClosing() {
        return this.pactWindowIsOpen && this.pactWindowLeft.as("hours") < CLOSING_HOURS;
    },
    get pactCanWrite() {
        return this.pactIsHeld && this.pactWindowIsOpen;
    },
    get pactWaitedText() {
        return formatDuration(this.store.pactClock.diff(this.pact_waiting_date));
    },
    get pactWindowLeftText() {
        return this.pactWindowIsOpen ? formatDuration(this.pactWindowLeft) : "";
    },
};
patch(Thread.prototype, threadPatch);
