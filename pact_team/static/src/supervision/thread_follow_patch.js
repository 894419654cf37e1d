import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    /** Whoever reads along goes on with the next stint, and misses nothing of it. */
    async _pactFollow() {
        if (this.isPact && this.shouldSubscribeToBusChannel) {
            this.store.updateBusSubscription();
            if (this.pact_is_readable) {
                await this.store.fetchChannel(this.id);
                await this.fetchNewMessages();
            }
        }
    },
});
