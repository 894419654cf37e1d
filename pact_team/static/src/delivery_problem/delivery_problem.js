import { Component } from "@odoo/owl";

/** Why a message did not arrive, and the way to try once more. */
export class DeliveryProblem extends Component {
    static template = "pact_team.DeliveryProblem";
    static props = { message: Object };

    get canSendAgain() {
        const { pact_delivery, thread } = this.props.message;
        return (
            ["failed", "uncertain"].includes(pact_delivery.state) && thread.pactCanWrite
        );
    }
    get color() {
        return this.props.message.pact_delivery.state === "failed"
            ? "text-danger"
            : "text-muted";
    }

    sendAgain() {
        return this.props.message.thread.pactSendAgain(this.props.message);
    }
}
