import { Component } from "@odoo/owl";

import { ActionPanel } from "@mail/discuss/core/common/action_panel";
import { ThreadIcon } from "@mail/core/common/thread_icon";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { History } from "../history/history";
import { PlannedMessages } from "../send_later/planned_messages";
import { ThreadRequest } from "../request/thread_request";
import { ThreadTags } from "../tags/thread_tags";
import { CustodyTimeline } from "../custody_timeline/custody_timeline";

export const CLOSED_KEY = "pact_team.information_panel_closed";

/** Who the customer is, where they write, and who answers them. */
export class InformationPanel extends Component {
    static template = "pact_team.InformationPanel";
    static components = {
        ActionPanel,
        CustodyTimeline,
        History,
        PlannedMessages,
        ThreadIcon,
        ThreadRequest,
        ThreadTags,
    };
    static props = { thread: Object };

    setup() {
        this.action = useService("action");
    }

    get windowState() {
        const { pactWindowLeftText: duration } = this.props.thread;
        return duration ? _t("Closes in %(duration)s", { duration }) : _t("Closed");
    }

    openContact() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: this.props.thread.pact_partner_id.id,
            views: [[false, "form"]],
            context: {
                form_view_ref: "pact_team.res_partner_view_form_pact_client",
            },
        });
    }
}
