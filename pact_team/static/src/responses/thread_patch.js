import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** Whom a request is answered to; conversations know their contact. */
        this.pact_contact_name = undefined;
    },
    /** Whether customers are answered here, for one company. */
    get pactIsAnswered() {
        return this.isPact || this.model === "pact.ticket";
    },
};
patch(Thread.prototype, threadPatch);
