import { registerThreadAction } from "@mail/core/common/thread_actions";
import { Thread } from "@mail/core/common/thread_model";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

registerThreadAction("pact-join", {
    condition: ({ thread }) => thread?.pactMayJoin,
    hotkey: "j",
    icon: "fa fa-fw fa-sign-in",
    name: _t("Join"),
    open: ({ thread }) => thread.pactJoin(),
    sequence: 6,
});
registerThreadAction("pact-leave", {
    condition: ({ thread }) => thread?.pactIsJoined,
    hotkey: "j",
    icon: "fa fa-fw fa-sign-out",
    name: _t("Leave"),
    open: ({ thread }) => thread._pactAct("action_pact_leave", [thread.id]),
    sequence: 6,
});

patch(Thread.prototype, {
    /** A whisper that is being written stays one; what comes after is an answer. */
    async pactJoin() {
        const isJoined = await this._pactAct("action_pact_join", [this.id]);
        if (isJoined && !this.composer.composerText) {
            this.composer.pactNote = false;
        }
    },
});
