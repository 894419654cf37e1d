import { Component, useEffect, useState } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

import { formatDuration } from "../duration";

const { DateTime } = luxon;
const NAMES = [
    "user_id",
    "team_id",
    "date_from",
    "date_to",
    "reason",
    "transfer_reason",
    "note",
    "by_user_id",
    "first_reply_date",
    "closing_note",
    "classification_id",
    "is_ended_by_silence",
    "is_forced",
];

/** Who held the conversation from when to when, and why. */
export class CustodyTimeline extends Component {
    static template = "pact_team.CustodyTimeline";
    static props = { thread: Object };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ stints: [], words: {} });
        useEffect(
            () => {
                this.load();
            },
            () => {
                const { id, pact_state, pact_stint_ref } = this.props.thread;
                return [id, pact_state, pact_stint_ref];
            },
        );
    }

    async load() {
        const { id } = this.props.thread;
        const [stints, words] = await Promise.all([
            this.orm.searchRead("pact.assignment", [["channel_id", "=", id]], NAMES),
            this.orm.call("pact.assignment", "fields_get", [
                ["reason", "transfer_reason"],
            ]),
        ]);
        if (id === this.props.thread.id) {
            this.state.words = {
                ...Object.fromEntries(words.reason?.selection ?? []),
                ...Object.fromEntries(words.transfer_reason?.selection ?? []),
            };
            this.state.stints = stints.map((stint) => this.describe(stint));
        }
    }

    describe(stint) {
        const [from, to, replied] = ["date_from", "date_to", "first_reply_date"].map(
            (name) => stint[name] && deserializeDateTime(stint[name]),
        );
        const [byId, byName] = stint.by_user_id || [];
        const isDecidedByOther =
            byId &&
            stint.user_id &&
            byId !== stint.user_id[0] &&
            stint.reason !== "distributed";
        return {
            ...stint,
            who: stint.user_id ? stint.user_id[1] : _t("Queue"),
            span: to ? `${this.format(from)} – ${this.format(to)}` : this.format(from),
            why: [stint.reason, stint.transfer_reason]
                .filter(Boolean)
                .map((reason) => this.state.words[reason]),
            by: isDecidedByOther ? byName : undefined,
            reply: replied && formatDuration(replied.diff(from)),
        };
    }

    format(date) {
        const format = date.hasSame(DateTime.now(), "day")
            ? DateTime.TIME_SIMPLE
            : DateTime.DATETIME_SHORT;
        return date.toLocaleString(format, { locale: user.lang });
    }

    openDetails() {
        return this.action.doAction("pact_team.discuss_channel_action_pact_details", {
            props: { resId: this.props.thread.id },
        });
    }
}
