import { Component, onMounted } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";

import { NoteButton } from "../note/note_button";

const { DateTime } = luxon;

/** Stands where the composer would be and says why nothing can be written. */
export class ComposerGate extends Component {
    static template = "pact_team.ComposerGate";
    static components = { NoteButton };
    static props = { thread: Object };

    setup() {
        onMounted(() => {
            if (this.props.thread.pactIsHeld) {
                // Core does so when the composer is focused; here there is none.
                this.props.thread.markAsRead();
            }
        });
    }

    get sentence() {
        const { thread } = this.props;
        if (thread.pactIsWaiting) {
            return _t("Waiting for %(team)s. Take it to answer.", {
                team: thread.pact_team_name,
            });
        }
        if (thread.pact_state === "finished") {
            return _t(
                "Finished. When the customer writes again soon, it goes on here; else " +
                    "in a new conversation.",
            );
        }
        return thread.pactIsHeld ? this.closedSentence : this.watchedSentence;
    }
    get watchedSentence() {
        return _t("%(name)s answers here. You are reading along.", {
            name: this.props.thread.pact_agent_name || _t("A colleague"),
        });
    }
    get closedSentence() {
        const { pact_window_date: closed, pact_window_kind: kind } = this.props.thread;
        if (kind === "never") {
            return _t(
                "Groups can be read here, but not answered. The network lets official " +
                    "business accounts write in groups, and this number is of none.",
            );
        }
        if (kind === "archived") {
            return _t(
                "This inbox is archived and sends nothing. Ask an administrator.",
            );
        }
        if (this.props.thread.pact_is_group) {
            return _t(
                "The 24-hour window is closed. Wait until somebody writes in the group " +
                    "again.",
            );
        }
        if (!closed) {
            return _t(
                "The 24-hour window is closed. Wait until the customer writes again, " +
                    "or use a template.",
            );
        }
        const format = closed.hasSame(DateTime.now(), "day")
            ? DateTime.TIME_SIMPLE
            : DateTime.DATETIME_MED;
        return _t(
            "The 24-hour window is closed since %(time)s. Wait until the customer " +
                "writes again, or use a template.",
            { time: closed.toLocaleString(format, { locale: user.lang }) },
        );
    }
}
