import { Store } from "@mail/core/common/store_service";
import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {Object<number, () => void>} what closes the notice, by conversation */
        this.pactNotices = {};
    },
    pactCloseNotice(id) {
        this.pactNotices[id]?.();
        delete this.pactNotices[id];
    },
});
patch(Thread.prototype, {
    setAsDiscussThread() {
        if (this.isPact) {
            this.store.pactCloseNotice(this.id);
        }
        return super.setAsDiscussThread(...arguments);
    },
});
