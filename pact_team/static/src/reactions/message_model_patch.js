import { Message } from "@mail/core/common/message_model";
import { patch } from "@web/core/utils/patch";

/** @type {import("models").Message} */
const messagePatch = {
    setup() {
        super.setup(...arguments);
        /** @type {{state: string, reason: string}|undefined} */
        this.pact_reaction = undefined;
    },
    /** Who answers here reacts to the customer; the network has no other use for it. */
    canAddReaction() {
        const { thread } = this;
        return (
            super.canAddReaction(...arguments) &&
            (!thread.isPact || (thread.pactCanWrite && this.pactIsTheCustomers))
        );
    },
    get pactIsTheCustomers() {
        return Boolean(this.author_id?.eq(this.thread.pact_partner_id));
    },
    get pactHasOurReaction() {
        const customer = this.thread?.pact_partner_id;
        return this.reactions.some(({ personas }) =>
            personas.some((persona) => persona.notEq(customer)),
        );
    },
};
patch(Message.prototype, messagePatch);
