import { fields } from "@mail/core/common/record";
import { Thread } from "@mail/core/common/thread_model";
import { patch } from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** @type {"waiting"|"in_progress"|"finished"|undefined} */
        this.pact_state = fields.Attr(undefined, {
            onUpdate() {
                if (this.isPact && !this.pactIsWaiting) {
                    this.store.pactRefillQueue();
                }
            },
        });
        /** Sent to whoever may read the conversation, and to nobody else. */
        this.pact_is_readable = fields.Attr(undefined, {
            onUpdate() {
                if (this.pact_is_readable === false) {
                    this._pactForget();
                }
            },
        });
        this.pact_stint_ref = fields.Attr(undefined, {
            onUpdate() {
                // Each stint has a bus channel of its own; a watcher follows it.
                this._pactFollow();
            },
        });
        this.pact_partner_id = fields.One("res.partner");
        this.pact_waiting_date = fields.Datetime();
        this.pact_window_date = fields.Datetime();
        this.pact_unanswered_date = fields.Datetime();
        /** @type {"always"|"until"|"never"|"archived"|undefined} */
        this.pact_window_kind = undefined;
        this.pact_is_group = undefined;
        this.pact_is_team_paused = undefined;
        this.pact_replier_names = undefined;
        this.pact_subject = undefined;
        this.pact_team_name = undefined;
        this.pact_team_color = undefined;
        this.pact_inbox_name = undefined;
        this.pact_provider = undefined;
        this.pact_agent_name = undefined;
        this.pact_phone = undefined;
        this.pact_username = undefined;
    },

    get isPact() {
        return this.channel_type === "pact";
    },
    get pactIsLocked() {
        return this.isPact && !this.pact_is_readable;
    },
    get pactIsWaiting() {
        return this.isPact && this.pact_state === "waiting";
    },
    get pactIsHeld() {
        return Boolean(this.self_member_id) && this.pact_state === "in_progress";
    },

    get displayName() {
        return this.pactIsLocked ? this.pact_team_name : super.displayName;
    },
    get avatarUrl() {
        if (this.pactIsLocked) {
            return "/pact_team/static/img/waiting.svg";
        }
        return this.isPact ? this.pact_partner_id?.avatarUrl : super.avatarUrl;
    },
    get isChatChannel() {
        return this.isPact || super.isChatChannel;
    },
    get supportsCustomChannelName() {
        return !this.isPact && super.supportsCustomChannelName;
    },
    get inChathubOnNewMessage() {
        return super.inChathubOnNewMessage && (!this.isPact || this.pactIsHeld);
    },
    get notifyWhenOutOfFocus() {
        return super.notifyWhenOutOfFocus && (!this.isPact || this.pactIsHeld);
    },

    /** The one member is oneself, which core would take for a chat with oneself. */
    computeCorrespondent() {
        return this.isPact ? undefined : super.computeCorrespondent();
    },
    _computeDiscussAppCategory() {
        if (!this.isPact) {
            return super._computeDiscussAppCategory();
        }
        const { pactMine, pactWaiting } = this.store.discuss;
        if (this.self_member_id) {
            return pactMine;
        }
        return this.pactIsWaiting ? pactWaiting : undefined;
    },
    _computeDisplayInSidebar() {
        return this.pactIsWaiting || super._computeDisplayInSidebar();
    },
    /** Nobody asks how far a colleague has fetched: there is one member. */
    async markAsFetched() {
        return this.isPact ? undefined : super.markAsFetched(...arguments);
    },

    _pactForget() {
        for (const message of [...this.allMessages]) {
            message.delete();
        }
        this.isLoaded = false;
        this.fetchChannelInfoState = "not_fetched";
    },
};
patch(Thread.prototype, threadPatch);
