import { Component, useExternalListener, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { isMember } from "../user_menu/my_teams";
import { ExceptionDialog } from "./exception_dialog";
import { PauseClock } from "./pause_clock";
import { STATE_NAMES } from "./availability_service";

const { DateTime } = luxon;

/** Beside one's name: whether one is there, and the pauses one may take. */
export class AvailabilityMenu extends Component {
    static template = "pact_team.AvailabilityMenu";
    static components = { Dropdown, DropdownItem, PauseClock };
    static props = {};

    setup() {
        this.availability = useService("pact_team.availability");
        this.leaving = useService("pact_team.leave");
        this.mine = useState(this.availability.mine);
        this.dialog = useService("dialog");
        this.arriveWhenKnown();
        for (const sign of ["pointerdown", "keydown"]) {
            useExternalListener(browser, sign, () => this.comeBack(), {
                capture: true,
            });
        }
    }

    /** The page does not wait for it; who is no member is not asked. */
    async arriveWhenKnown() {
        await this.env.services["mail.store"].isReady;
        if (isMember(this.env)) {
            await this.availability.arrive();
        }
    }

    comeBack() {
        if (this.mine.state === "away") {
            this.mine.state = "available";
            this.availability.arrive();
        }
    }

    get isExpected() {
        return Boolean(this.mine.state);
    }
    get isPaused() {
        return this.mine.state === "paused";
    }
    get title() {
        const state = STATE_NAMES[this.mine.state];
        return this.isPaused ? _t("End the pause: %s", this.mine.pause.name) : state;
    }
    get stateName() {
        return STATE_NAMES[this.mine.state];
    }

    /** The place in the queue for a pause, and about when it is one's turn. */
    get turnText() {
        const { expected, name, place } = this.mine.turn;
        if (!expected) {
            return _t("%(name)s: place %(place)s in the queue", { name, place });
        }
        const time = deserializeDateTime(expected).toLocaleString(DateTime.TIME_SIMPLE);
        return _t("%(name)s: place %(place)s in the queue, about %(time)s", {
            name,
            place,
            time,
        });
    }

    askFor({ id, name }) {
        const ask = this.availability.askException;
        this.dialog.add(ExceptionDialog, { ask, pause: { id, name } });
    }

    /** When a pause that is refused begins, or why it does not. */
    hint({ exception, opens, refusal, minutes }) {
        if (exception === "asked") {
            return _t("asked");
        }
        if (exception === "granted") {
            return _t("granted once");
        }
        const reasons = {
            early: _t("from %s", opens),
            late: _t("over for today"),
            not_today: _t("not today"),
            used_up: _t("used up today"),
            first_hour: _t("from %s", opens),
            last_hour: _t("not in the last hour"),
        };
        return reasons[refusal] || (minutes ? _t("%s min", minutes) : "");
    }
}

registry
    .category("systray")
    .add("pact_team.availability", { Component: AvailabilityMenu }, { sequence: 1 });
