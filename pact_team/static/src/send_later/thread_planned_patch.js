import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

/**
 * @typedef {{id: number, date: string, text: string, is_template: boolean,
 * author: string, user_id: number, state: "planned"|"failed", reason: string}} Planned
 */

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** @type {Planned[]} */
        this.pact_scheduled = [];
    },
};
patch(Thread.prototype, threadPatch);
