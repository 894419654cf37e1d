import { Composer } from "@mail/core/common/composer";
import { patch } from "@web/core/utils/patch";

patch(Composer.prototype, {
    /** The customer sees that somebody types; that they stopped, nobody is told. */
    notifyIsTyping(isTyping = true) {
        if (!this.thread?.isPact || (isTyping && this.thread.pactCanWrite)) {
            super.notifyIsTyping(...arguments);
        }
    },
});
