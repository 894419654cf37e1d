import { DiscussAppCategory } from "@mail/discuss/core/public_web/discuss_app_category_model";
import { compareDatetime } from "@mail/utils/common/misc";
import { patch } from "@web/core/utils/patch";

patch(DiscussAppCategory.prototype, {
    /** Who waits longest comes first; of one's own, who spoke last. */
    sortThreads(t1, t2) {
        if (this.id === "pact_waiting") {
            return (
                compareDatetime(t1.pact_waiting_date, t2.pact_waiting_date) ||
                t1.id - t2.id
            );
        }
        if (this.id === "pact_mine") {
            return (
                compareDatetime(t2.lastInterestDt, t1.lastInterestDt) || t2.id - t1.id
            );
        }
        return super.sortThreads(...arguments);
    },
    get pactCount() {
        if (this.extraClass !== "o-pact-Category") {
            return 0;
        }
        const isCut = this.id === "pact_waiting" && this.store.pact_queue_is_cut;
        return isCut ? `${this.threads.length}+` : this.threads.length;
    },
});
