import { Component } from "@odoo/owl";

import { formatDuration } from "../duration";

/** What may be known of a conversation before taking it, in two lines. */
export class WaitingEntry extends Component {
    static template = "pact_team.WaitingEntry";
    static props = { thread: Object };

    get waited() {
        return formatDuration(this.props.thread.pactWaited);
    }
}
