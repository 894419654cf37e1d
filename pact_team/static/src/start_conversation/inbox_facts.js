import { Component } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

function written(date) {
    return deserializeDateTime(date).toLocaleString(DateTime.DATETIME_SHORT);
}

/** What is known of a customer on one inbox before somebody writes to them there. */
export class InboxFacts extends Component {
    static template = "pact_team.InboxFacts";
    static props = { inbox: Object };

    get windowState() {
        const { is_free, free_until, last_inbound } = this.props.inbox;
        if (is_free) {
            return free_until
                ? _t("Free text until %(time)s", { time: written(free_until) })
                : _t("Free text at any time");
        }
        return last_inbound
            ? _t("Only a template")
            : _t("Never wrote: only a template");
    }
    get lastInbound() {
        const { last_inbound: date } = this.props.inbox;
        return date && _t("Last wrote %(time)s", { time: written(date) });
    }
    get attempt() {
        const { attempt } = this.props.inbox;
        if (!attempt) {
            return undefined;
        }
        const time = written(attempt.date);
        return {
            failed: _t("Last message to them, %(time)s: failed.", { time }),
            queued: _t("Last message to them, %(time)s: queued.", { time }),
            sending: _t("Last message to them, %(time)s: on its way.", { time }),
            uncertain: _t("Last message to them, %(time)s: uncertain.", { time }),
            sent: _t("Last message to them, %(time)s: sent.", { time }),
            delivered: _t("Last message to them, %(time)s: delivered.", { time }),
            read: _t("Last message to them, %(time)s: read.", { time }),
        }[attempt.state];
    }
}
