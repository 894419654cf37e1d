import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { SendLaterDialog } from "./send_later_dialog";

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
    /** A file is sent at once, or not at all. */
    get pactMaySendLater() {
        return this.isPact && this.pactCanWrite && !this.composer.attachments.length;
    },
    pactSendLater() {
        const { composer } = this;
        this._pactAsk(SendLaterDialog, {
            text: composer.composerText,
            onPlanned: () => composer.clear(),
        });
    },
};
patch(Thread.prototype, threadPatch);
