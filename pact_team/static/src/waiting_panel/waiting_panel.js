import { Component, useState } from "@odoo/owl";

import { formatDuration } from "../duration";

/** What is shown of a conversation instead of its messages, until it is taken. */
export class WaitingPanel extends Component {
    static template = "pact_team.WaitingPanel";
    static props = { thread: Object };

    setup() {
        this.state = useState({ isTaking: false });
    }

    get waited() {
        return formatDuration(this.props.thread.pactWaited);
    }

    async take() {
        this.state.isTaking = true;
        await this.props.thread.pactTake();
        this.state.isTaking = false;
    }
}
