import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const USABLE = [
    ["active", "=", true],
    ["is_configured", "=", true],
];

/** Every kind of inbox the product knows, and whether one of it is in use. */
export class InboxKinds extends Component {
    static template = "pact_team.InboxKinds";
    static props = { selection: Array };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ counts: {} });
        onWillStart(() => this.load());
    }

    async load() {
        const rows = await this.orm.formattedReadGroup(
            "pact.inbox",
            USABLE,
            ["provider"],
            ["__count"],
        );
        for (const { provider, __count } of rows) {
            this.state.counts[provider] = __count;
        }
    }

    get kinds() {
        return this.props.selection.map(([code, name]) => {
            const isUsed = Boolean(this.state.counts[code]);
            return {
                code,
                name,
                isUsed,
                standing: isUsed ? _t("In use") : _t("Not configured"),
                offer: isUsed ? _t("Connect another") : _t("Connect"),
            };
        });
    }

    connect(code) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("New inbox"),
            res_model: "pact.inbox",
            views: [[false, "form"]],
            context: { default_provider: code },
        });
    }
}
