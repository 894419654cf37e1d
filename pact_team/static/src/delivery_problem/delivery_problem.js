import { Component } from "@odoo/owl";

import { mayStart, startConversation } from "../start_conversation/start_action";

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
    get canTryElsewhere() {
        const { pact_delivery, thread } = this.props.message;
        return pact_delivery.is_unreachable && thread.pactIsHeld && mayStart(this.env);
    }
    get color() {
        return this.props.message.pact_delivery.state === "failed"
            ? "text-danger"
            : "text-muted";
    }

    tryElsewhere() {
        startConversation(this.env, {
            partnerId: this.props.message.thread.pact_partner_id.id,
            avoidsFailed: true,
        });
    }
    sendAgain() {
        return this.props.message.thread.pactSendAgain(this.props.message);
    }
}
