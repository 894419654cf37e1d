import { Component } from "@odoo/owl";

import { formatDuration } from "../duration";

/** How long free text still reaches the customer, above the composer. */
export class WindowLine extends Component {
    static template = "pact_team.WindowLine";
    static props = { thread: Object };

    get left() {
        return formatDuration(this.props.thread.pactWindowLeft);
    }
}
