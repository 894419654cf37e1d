import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { KeepLast } from "@web/core/utils/concurrency";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { refusalSentence } from "../refusal";
import { DayStrip, STATES } from "./day_strip";

const { DateTime } = luxon;
// What is on the screen of today grows old.
const MINUTE = 60_000;

/** The day of a team: who was there, in a pause and gone, hour by hour. */
export class DayOfTeam extends Component {
    static template = "pact_team.DayOfTeam";
    static components = { DateTimeInput, DayStrip, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.latest = new KeepLast();
        this.display = { controlPanel: {} };
        this.states = STATES;
        this.state = useState({ told: null, problem: "" });
        onWillStart(() => this.load(this.props.state?.asked || {}));
        const timer = browser.setInterval(() => this.refresh(), MINUTE);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    /** Show another day, or another team; whatever is not named stays. */
    async load(asked) {
        const { day, team_id } = { ...this.shown, ...asked };
        try {
            this.state.told = await this.latest.add(
                this.orm.call("pact.availability", "day_of_team", [day, team_id], {
                    context: user.context,
                }),
            );
            this.props.updateActionState?.({ asked: this.shown });
        } catch (error) {
            this.refuse(error);
        }
    }

    refuse(error) {
        const sentence = refusalSentence(error);
        if (!sentence) {
            throw error;
        }
        if (this.told) {
            this.notification.add(sentence, { type: "warning" });
        }
        this.state.problem = sentence;
    }

    refresh() {
        if (this.told?.is_today && !document.hidden) {
            this.load({});
        }
    }

    get told() {
        return this.state.told;
    }
    get shown() {
        const { day, team_id } = this.told || {};
        return { day: day || null, team_id: team_id || null };
    }
    get date() {
        return DateTime.fromISO(this.told.day);
    }
    get emptyText() {
        return _t("Nobody works in this team.");
    }

    move(days) {
        return this.load({ day: this.date.plus({ days }).toISODate() });
    }
    choose(date) {
        if (date) {
            this.load({ day: date.toISODate() });
        }
    }
    chooseTeam(event) {
        return this.load({ team_id: Number(event.target.value) || null });
    }
}

registry.category("actions").add("pact_team.day_of_team", DayOfTeam);
