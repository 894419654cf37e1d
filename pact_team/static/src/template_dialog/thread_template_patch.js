import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { TemplateDialog } from "./template_dialog";

/** @type {import("models").Thread} */
const threadPatch = {
    /** Templates go to single customers, where there is a window at all. */
    get pactCanUseTemplate() {
        return (
            this.isPact &&
            this.pactIsHeld &&
            !this.pact_is_group &&
            this.pact_window_kind === "until"
        );
    },
    pactUseTemplate() {
        this._pactAsk(TemplateDialog);
    },
};
patch(Thread.prototype, threadPatch);
