import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { user } from "@web/core/user";

const { DateTime } = luxon;

/** By which rule it was decided, and what was said of whom. */
export class WhyReasons extends Component {
    static template = "pact_team.WhyReasons";
    static props = { told: Object };
}

/** Who could have had a conversation, and why they did or did not. */
export class WhyDialog extends Component {
    static template = "pact_team.WhyDialog";
    static components = { Dialog, WhyReasons };
    static props = { close: Function, told: Object };

    span({ from, to }) {
        return [from, to].filter(Boolean).map(shown).join(" – ");
    }
}

function shown(moment) {
    const date = deserializeDateTime(moment);
    const format = date.hasSame(DateTime.now(), "day")
        ? DateTime.TIME_SIMPLE
        : DateTime.DATETIME_SHORT;
    return date.toLocaleString(format, { locale: user.lang });
}
