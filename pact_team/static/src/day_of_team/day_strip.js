import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

import { STATE_NAMES } from "../availability/availability_service";

/** What is shown of a day, in the order of the legend; whoever is gone leaves it blank. */
export const STATES = [
    { state: "available", name: STATE_NAMES.available, className: "bg-success" },
    { state: "work", name: _t("Working in a pause"), className: "bg-info" },
    { state: "paused", name: STATE_NAMES.paused, className: "bg-warning" },
    { state: "away", name: STATE_NAMES.away, className: "bg-secondary" },
    {
        state: "unavailable",
        name: STATE_NAMES.unavailable,
        className: "bg-transparent border",
    },
];
const LOOKS = Object.fromEntries(STATES.map((one) => [one.state, one]));
// In percent of the hours: less than that holds no picture, or none on a phone.
const NARROW = 2;
const NARROW_ON_PHONES = 6;

/** One member's day: a strip to look at, and the same as a table to read. */
export class DayStrip extends Component {
    static template = "pact_team.DayStrip";
    static props = { hours: Array, now: [Number, { value: null }], person: Object };

    setup() {
        this.state = useState({ isOpen: false });
    }

    look({ state }) {
        return LOOKS[state];
    }
    nameOf({ name, state }) {
        return name || LOOKS[state].name;
    }
    titleOf(stretch) {
        return _t("%(name)s, %(from)s to %(until)s, %(minutes)s min", {
            ...stretch,
            name: this.nameOf(stretch),
        });
    }
    iconOf({ icon, width }) {
        if (!icon || width < NARROW) {
            return false;
        }
        const isAnywhere = width >= NARROW_ON_PHONES;
        return isAnywhere ? `fa ${icon}` : `fa ${icon} d-none d-md-inline-block`;
    }

    /** Hours and minutes in which they were there for customers, or worked. */
    get worked() {
        const { available = 0, work = 0 } = this.props.person.sums;
        const minutes = available + work;
        const rest = String(minutes % 60).padStart(2, "0");
        return `${Math.floor(minutes / 60)}:${rest}`;
    }
    get caption() {
        return _t("The day of %s", this.props.person.name);
    }
}
