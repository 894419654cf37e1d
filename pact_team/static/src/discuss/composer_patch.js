import { Composer } from "@mail/core/common/composer";
import { patch } from "@web/core/utils/patch";

patch(Composer.prototype, {
    /** There is no other member to see that somebody types. */
    notifyIsTyping() {
        if (!this.thread?.isPact) {
            super.notifyIsTyping(...arguments);
        }
    },
});
