import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

const LOOKS = {
    queued: { label: _t("Queued"), icon: "fa-clock-o", color: "text-muted" },
    sending: { label: _t("On its way"), icon: "fa-clock-o", color: "text-muted" },
    uncertain: {
        label: _t("Uncertain"),
        icon: "fa-question-circle",
        color: "text-warning",
    },
    sent: { label: _t("Sent"), icon: "fa-check", color: "text-muted" },
    delivered: {
        label: _t("Delivered"),
        icon: "fa-check",
        isDouble: true,
        color: "text-muted",
    },
    read: { label: _t("Read"), icon: "fa-check", isDouble: true, color: "text-info" },
    failed: {
        label: _t("Failed"),
        icon: "fa-exclamation-circle",
        color: "text-danger",
    },
};

/** How far a message of ours has come. */
export class DeliveryTick extends Component {
    static template = "pact_team.DeliveryTick";
    static props = { delivery: Object };

    get look() {
        return LOOKS[this.props.delivery.state];
    }
}
