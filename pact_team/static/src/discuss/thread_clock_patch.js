import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { formatDuration } from "../duration";
import { isAlmostOver, isClosing, isOpen, windowSpan } from "../window_span";

/**
 * How long somebody waits, and how long free text still reaches them. The server sends
 * the moments; here they are only compared with the clock on the wall.
 *
 * @type {import("models").Thread}
 */
const threadPatch = {
    /** @returns {luxon.Duration|undefined} */
    get pactWindowLeft() {
        const { pact_window_date: ends, pact_window_kind: kind } = this;
        return windowSpan(ends, kind, this.store.pactClock);
    },
    /** Whether a moment is known until which free text reaches the customer. */
    get pactWindowEnds() {
        return isOpen(this.pactWindowLeft);
    },
    get pactWindowIsOpen() {
        return this.pact_window_kind === "always" || this.pactWindowEnds;
    },
    get pactWindowIsClosing() {
        return isClosing(this.pactWindowLeft);
    },
    get pactWindowIsAlmostOver() {
        return isAlmostOver(this.pactWindowLeft);
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
