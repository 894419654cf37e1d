import { Component, onMounted, onWillUnmount, useEffect } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const PAUSE = 2000;

/** How far a correspondence has come; it looks again as long as it runs. */
export class CorrespondenceProgress extends Component {
    static template = "pact_team.CorrespondenceProgress";
    static props = standardWidgetProps;

    setup() {
        onMounted(() => this.plan());
        useEffect(
            () => this.plan(),
            () => [this.isRunning, this.props.record.resId],
        );
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    get data() {
        return this.props.record.data;
    }

    get isRunning() {
        return this.data.state === "running";
    }

    /** Each part tells what became of it last, so that they add up to the whole. */
    get parts() {
        const { data } = this;
        return [
            ["read", data.read_count, "bg-success", _t("Read")],
            [
                "delivered",
                data.delivered_count - data.read_count,
                "bg-info",
                _t("Delivered"),
            ],
            [
                "sent",
                data.sent_count - data.delivered_count,
                "bg-secondary",
                _t("Sent"),
            ],
            ["uncertain", data.uncertain_count, "bg-warning", _t("Uncertain")],
            ["failed", data.failed_count, "bg-danger", _t("Failed")],
            ["waiting", data.waiting_count, "bg-light border", _t("Waiting")],
        ]
            .filter(([, count]) => count > 0)
            .map(([name, count, color, label]) => ({ name, count, color, label }));
    }

    get total() {
        return this.data.recipient_count || 1;
    }

    get label() {
        return _t("%(done)s of %(total)s are done", {
            done: this.data.recipient_count - this.data.waiting_count,
            total: this.data.recipient_count,
        });
    }

    plan() {
        browser.clearTimeout(this.timer);
        if (this.isRunning) {
            this.timer = browser.setTimeout(() => this.look(), PAUSE);
        }
    }

    async look() {
        // What somebody types in this moment is not taken away from them.
        if (!document.hidden && !(await this.props.record.isDirty())) {
            await this.props.record.load();
        }
        this.plan();
    }
}

registry.category("view_widgets").add("pact_correspondence_progress", {
    component: CorrespondenceProgress,
});
