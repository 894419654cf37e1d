import { Message } from "@mail/core/common/message_model";
import { patch } from "@web/core/utils/patch";

/** @type {import("models").Message} */
const messagePatch = {
    setup() {
        super.setup(...arguments);
        /** @type {{state: string, reason: string, is_from_phone: boolean, is_automatic: boolean}|undefined} */
        this.pact_delivery = undefined;
    },
    /** What colleagues wrote is ours, and must not look like the customer's. */
    get bubbleColor() {
        return this.pact_delivery ? "green" : super.bubbleColor;
    },
    get editable() {
        return !this.thread?.isPact && super.editable;
    },
    canReplyTo(thread) {
        return (!thread?.isPact || thread.pactCanWrite) && super.canReplyTo(thread);
    },
};
patch(Message.prototype, messagePatch);
