import { Component } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

import { SendLaterDialog } from "./send_later_dialog";

const { DateTime } = luxon;

/** What will be said in a conversation, and what should have been. */
export class PlannedMessages extends Component {
    static template = "pact_team.PlannedMessages";
    static props = { thread: Object };

    setup() {
        this.dialog = useService("dialog");
    }

    isMine(planned) {
        return planned.user_id === user.userId;
    }
    time(planned) {
        return deserializeDateTime(planned.date).toLocaleString(
            DateTime.DATETIME_SHORT,
            { locale: user.lang },
        );
    }
    change(planned) {
        this.dialog.add(SendLaterDialog, { planned, thread: this.props.thread });
    }
    cancel(planned) {
        const { thread } = this.props;
        return thread._pactAct("action_pact_schedule_cancel", [thread.id], planned.id);
    }
}
