import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

const CLOSING_HOURS = 2;

/**
 * How long free text still reaches the customer. The server sends the moment; here it
 * is only compared with the clock on the wall.
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
    /** @returns {luxon.Duration} */
    get pactWaited() {
        return this.store.pactClock.diff(this.pact_waiting_date);
    },
};
patch(Thread.prototype, threadPatch);
