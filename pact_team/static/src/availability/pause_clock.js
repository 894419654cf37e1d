import { Component, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { deserializeDateTime } from "@web/core/l10n/dates";

const { DateTime, Duration } = luxon;
const SECOND = 1000;

/** How much of a pause is left, or by how much it is overrun, at the second. */
export class PauseClock extends Component {
    static template = "pact_team.PauseClock";
    static props = { ends: [String, Boolean], since: String, skew: Number };

    setup() {
        this.state = useState({ now: DateTime.utc() });
        const timer = browser.setInterval(() => {
            this.state.now = DateTime.utc();
        }, SECOND);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    /** Whole seconds left; below zero it is overrun. Without an end, what has passed. */
    get seconds() {
        const { ends, skew } = this.props;
        const since = deserializeDateTime(this.props.since);
        // The server tells its time late, and no second from before the pause is left.
        const now = DateTime.max(this.state.now.plus(skew), since);
        return ends
            ? Math.ceil(deserializeDateTime(ends).diff(now).as("seconds"))
            : Math.floor(now.diff(since).as("seconds"));
    }
    get isOverrun() {
        return this.seconds < 0;
    }
    get text() {
        const span = Duration.fromObject({ seconds: Math.abs(this.seconds) });
        const shown = span.toFormat(span.as("hours") < 1 ? "mm:ss" : "h:mm:ss");
        return this.isOverrun ? `+${shown}` : shown;
    }
}
