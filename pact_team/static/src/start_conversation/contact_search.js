import { Component, useState } from "@odoo/owl";
import { useAutofocus } from "@web/core/utils/hooks";

/** Finding whom to write to, by name or number; a whole number may be a new contact. */
export class ContactSearch extends Component {
    static template = "pact_team.ContactSearch";
    static props = {
        typed: String,
        seen: Object,
        onType: Function,
        onPartner: Function,
        onNumber: Function,
    };

    setup() {
        this.state = useState({ at: 0 });
        useAutofocus({ refName: "search", mobile: true });
    }

    get options() {
        const { matches, number, partner } = this.props.seen;
        const known = partner ? [partner] : matches;
        const options = known.map((one) => ({
            key: one.id,
            label: one.name,
            detail: one.phone,
            choose: () => this.props.onPartner(one),
        }));
        return number && !partner ? [this.newcomer, ...options] : options;
    }
    get newcomer() {
        return {
            key: "new",
            isNew: true,
            detail: this.props.seen.number,
            choose: () => this.props.onNumber(),
        };
    }
    get current() {
        return Math.min(this.state.at, this.options.length - 1);
    }

    onInput(ev) {
        this.state.at = 0;
        this.props.onType(ev.target.value);
    }
    onKeydown(ev) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        const count = this.options.length;
        if (step && count) {
            this.state.at = (this.current + step + count) % count;
        } else if (ev.key === "Enter" && !ev.ctrlKey && count) {
            this.options[this.current].choose();
        } else {
            return;
        }
        ev.preventDefault();
    }
}
