import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { FileRequestDialog } from "./file_request_dialog";
import { LinkRequestDialog } from "./link_request_dialog";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        this.pact_ticket_protocol = undefined;
    },
    async pactFileRequest() {
        const offer = await this._pactAct("pact_filing", [this.id]);
        if (offer) {
            this._pactAsk(FileRequestDialog, { offer });
        }
    },
    /** Return the protocol, if it was filed. */
    pactFileRequestWith(values) {
        return this._pactAct("action_pact_file_request", [this.id], values);
    },
    async pactLinkRequest() {
        const found = await this.pactFindRequests("");
        if (found) {
            this._pactAsk(LinkRequestDialog, { found });
        }
    },
    pactFindRequests(typed) {
        return this._pactAct("pact_linkable_requests", [this.id], typed);
    },
    /** @param {number|false} ticketId none, if it is false */
    pactLinkRequestTo(ticketId) {
        return this._pactAct("action_pact_link_request", [this.id], ticketId);
    },
    async pactOpenRequest() {
        const action = await this._pactAct("action_pact_open_request", [this.id]);
        if (action) {
            await this.store.env.services.action.doAction(action);
        }
    },
};
patch(Thread.prototype, threadPatch);
