import { fields } from "@mail/core/common/record";
import { Store } from "@mail/core/common/store_service";
import { browser } from "@web/core/browser/browser";
import { patch } from "@web/core/utils/patch";

import { refusalSentence } from "../refusal";

const { DateTime } = luxon;
const TICK = 15000;
const FEW = 20;

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        this.pact_is_agent = fields.Attr(false, {
            onUpdate() {
                if (this.pact_is_agent) {
                    this._pactStart();
                }
            },
        });
        /** The companies one is a member of, and one's teams in all of them. */
        this.pact_company_ids = [];
        this.pact_starting_company_ids = [];
        this.pact_teams = [];
        this.pactClock = fields.Attr(DateTime.now());
        /** Whether more wait than the server told. */
        this.pact_queue_is_cut = false;
    },

    _pactStart() {
        this.fetchStoreData("/pact/queue");
        browser.setInterval(() => (this.pactClock = DateTime.now()), TICK);
    },

    /** The server tells the first of a long queue; ask again before they run out. */
    pactRefillQueue() {
        const known = this.discuss.pactWaiting?.threads.length ?? 0;
        if (this.pact_queue_is_cut && known < FEW) {
            this.fetchStoreData("/pact/queue");
        }
    },

    /** Core keeps the reason of a refused message to itself; here it is told. */
    async doMessagePost(params, tmpMessage) {
        if (!tmpMessage?.thread.isPact) {
            return super.doMessagePost(...arguments);
        }
        try {
            return await super.doMessagePost(params);
        } catch (error) {
            this._pactKeepRefused(params, tmpMessage, refusalSentence(error));
            return undefined;
        }
    },

    _pactKeepRefused(params, tmpMessage, sentence) {
        tmpMessage.postFailRedo = () => {
            tmpMessage.postFailRedo = undefined;
            this.doMessagePost(params, tmpMessage);
        };
        if (sentence) {
            this.env.services.notification.add(sentence, { type: "warning" });
        }
    },
};
patch(Store.prototype, storePatch);
