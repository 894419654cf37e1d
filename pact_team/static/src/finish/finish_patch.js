import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { FinishDialog } from "./finish_dialog";

patch(Thread.prototype, {
    /** Where nothing can be said about it, one click is enough. */
    async pactFinish() {
        const offer = await this._pactAct("pact_finishing", [this.id]);
        if (offer?.classifications.length || offer?.request) {
            this._pactAsk(FinishDialog, { offer });
        } else if (offer) {
            await this.pactFinishWith({});
        }
    },
    pactFinishWith(values) {
        return this._pactAct("action_pact_finish", [this.id], values);
    },
});
