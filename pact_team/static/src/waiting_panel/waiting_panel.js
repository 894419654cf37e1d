import { Component, useState } from "@odoo/owl";

/** What is shown of a conversation instead of its messages, until it is taken. */
export class WaitingPanel extends Component {
    static template = "pact_team.WaitingPanel";
    static props = { thread: Object };

    setup() {
        this.state = useState({ isTaking: false });
    }

    async take() {
        this.state.isTaking = true;
        await this.props.thread.pactTake();
        this.state.isTaking = false;
    }
}
