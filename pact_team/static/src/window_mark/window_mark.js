import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

/** A sign beside a conversation whose window is about to close, or has closed. */
export class WindowMark extends Component {
    static template = "pact_team.WindowMark";
    static props = { thread: Object };

    get icon() {
        const { pactWindowIsOpen, pactWindowIsClosing, pactWindowIsAlmostOver } =
            this.props.thread;
        if (pactWindowIsClosing) {
            const colour = pactWindowIsAlmostOver ? "text-danger" : "text-warning";
            return `fa-hourglass-end ${colour}`;
        }
        return pactWindowIsOpen ? undefined : "fa-lock text-muted";
    }
    get label() {
        const { pactWindowLeftText: duration } = this.props.thread;
        return duration
            ? _t("Free text for another %(duration)s", { duration })
            : _t("The 24-hour window is closed");
    }
}
