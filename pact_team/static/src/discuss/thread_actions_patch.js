import { ThreadAction } from "@mail/core/common/thread_actions";
import { patch } from "@web/core/utils/patch";

/** What the server refuses, or what makes no sense with one customer and one agent. */
const NEVER = [
    "advanced-settings",
    "invite-people",
    "member-list",
    "notification-settings",
    "pinned-messages",
    "rename-thread",
];
const ONLY_READABLE = ["attachments", "search-messages"];

patch(ThreadAction.prototype, {
    _condition({ action, thread }) {
        const isHidden =
            thread?.isPact &&
            (NEVER.includes(action.id) ||
                (thread.pactIsLocked && ONLY_READABLE.includes(action.id)));
        return isHidden ? false : super._condition(...arguments);
    },
});
