import { MessageAction } from "@mail/core/common/message_actions";
import { patch } from "@web/core/utils/patch";

patch(MessageAction.prototype, {
    _condition({ action, message }) {
        return action.id === "pin" && message.thread?.isPact
            ? false
            : super._condition(...arguments);
    },
});
