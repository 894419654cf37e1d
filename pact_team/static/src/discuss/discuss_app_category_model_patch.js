import { DiscussAppCategory } from "@mail/discuss/core/public_web/discuss_app_category_model";
import { compareDatetime } from "@mail/utils/common/misc";
import { patch } from "@web/core/utils/patch";

/** Where free text is over, or knows no end, nothing presses any more. */
function byWindow(t1, t2) {
    if (t1.pactWindowEnds && t2.pactWindowEnds) {
        return compareDatetime(t1.pact_window_date, t2.pact_window_date);
    }
    return Boolean(t2.pactWindowEnds) - Boolean(t1.pactWindowEnds);
}

patch(DiscussAppCategory.prototype, {
    /**
     * Who waits longest comes first; of one's own, who spoke last. Or, if one likes it
     * better, whose window closes first.
     */
    sortThreads(t1, t2) {
        if (this.extraClass === "o-pact-Category" && this.store.pactSortsByWindow) {
            return byWindow(t1, t2) || t1.id - t2.id;
        }
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
