import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

import { sentenceOrThrow } from "../refusal";

/** @type {import("models").Thread} */
const threadPatch = {
    pactTake() {
        return this._pactAct("action_pact_take", [this.id]);
    },
    pactReturn() {
        return this._pactAct("action_pact_return", [this.id]);
    },
    /** @param {import("models").Message} message */
    pactSendAgain(message) {
        return this._pactAct("action_pact_send_again", [this.id], message.id);
    },

    /** Return what the server answers; what it refuses is said, and undefined. */
    async _pactAct(action, ...args) {
        const { orm, notification } = this.store.env.services;
        try {
            return await orm.call("discuss.channel", action, args);
        } catch (error) {
            notification.add(sentenceOrThrow(error), { type: "warning" });
            return undefined;
        }
    },

    /** What it was asked from would get the focus back: nobody goes on there. */
    _pactAsk(dialogClass, props, onClose = () => void this.composer.autofocus++) {
        this.store.env.services.dialog.add(
            dialogClass,
            { ...props, thread: this },
            { onClose },
        );
    },

    setAsDiscussThread() {
        super.setAsDiscussThread(...arguments);
        if (this.isPact && this.store.env.services.ui.isSmall) {
            this.store.discuss.activeTab = "pact";
        }
        if (this.pactIsLocked) {
            // Whoever may read others' conversations gets the content with it.
            this.store.fetchChannel(this.id);
        }
    },

    onPinStateUpdated() {
        const isGone = this.isPact && !this.displayToSelf && !this.isLocallyPinned;
        if (isGone && this.eq(this.store.discuss.thread)) {
            this._pactGoOn();
        }
        super.onPinStateUpdated();
    },
    /** Core would open the first channel, whatever it is, and mark it as read. */
    _pactGoOn() {
        const { discuss, env } = this.store;
        const next = discuss.pactMine?.threads.find((thread) => thread.notEq(this));
        if (next && discuss.isActive && !env.services.ui.isSmall) {
            next.setAsDiscussThread();
        } else {
            discuss.thread = undefined;
        }
    },
};
patch(Thread.prototype, threadPatch);
