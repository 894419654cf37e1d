import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";

import { AvailabilityMenu } from "../availability/availability_menu";
import { sentenceOrThrow } from "../refusal";

/** Why nothing is given to somebody right now, team by team. */
export class WhyNothingDialog extends Component {
    static template = "pact_team.WhyNothingDialog";
    static components = { Dialog };
    static props = { close: Function, isMine: Boolean, told: Object };

    get title() {
        const { isMine, told } = this.props;
        return isMine
            ? _t("Why do I get nothing?")
            : _t("Why does %s get nothing?", told.name);
    }
}

async function askWhyNothing({ services }, memberId, isMine) {
    try {
        const ids = [memberId];
        const told = await services.orm.call("pact.member", "why_nothing", [ids]);
        services.dialog.add(WhyNothingDialog, { isMine, told });
    } catch (error) {
        services.notification.add(sentenceOrThrow(error), { type: "warning" });
    }
}

registry
    .category("actions")
    .add("pact_team.why_nothing", (env, { params }) =>
        askWhyNothing(env, params.member_id, false),
    );

patch(AvailabilityMenu.prototype, {
    askWhyNothing() {
        return askWhyNothing(this.env, this.mine.member_id, true);
    },
});
