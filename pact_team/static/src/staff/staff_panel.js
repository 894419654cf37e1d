import { Component, onWillStart, onWillUnmount, status, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

import { sentenceOrThrow } from "../refusal";

const PAUSE = 2000;
const FEW = 8;
const COLORS = {
    draft: "dark",
    sent: "info",
    bounced: "danger",
    opened: "primary",
    accepted: "success",
    expired: "warning",
    cancelled: "dark",
};
const CLOSED = ["accepted", "cancelled"];
const SHOWN = {
    // Read with the rest, or the check of each row asks for them again.
    company_id: {},
    is_agent_only: {},
    email: {},
    state: {},
    sent_date: {},
    expiry_date: {},
    failure_reason: {},
    role_ids: { fields: { display_name: {} } },
    create_uid: { fields: { display_name: {} } },
};

/** How far the invitations of this company have come; for those who may invite. */
export class StaffPanel extends Component {
    static template = "pact_team.StaffPanel";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ funnel: null, invitations: [] });
        onWillStart(() => this.open());
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    async open() {
        if (await user.hasGroup("pact_team.pact_team_group_manager")) {
            await this.load();
        }
    }

    /** Whoever invites in another company only is refused, and sees no panel. */
    async load() {
        // A dialog that leads elsewhere closes after its page is gone.
        if (status(this) === "destroyed") {
            return;
        }
        try {
            await this.fetch();
        } catch (error) {
            sentenceOrThrow(error);
        }
    }

    async fetch() {
        const company = user.activeCompany.id;
        const orm = this.orm.silent;
        const funnel = await orm.call("pact.invitation", "get_funnel", [company]);
        const { records } = await orm.webSearchRead(
            "pact.invitation",
            this.openDomain,
            {
                specification: SHOWN,
                limit: FEW,
                // How many there are stands in the funnel.
                count_limit: FEW,
            },
        );
        Object.assign(this.state, { funnel, invitations: records });
        this.lookAgainWhileSending();
    }

    lookAgainWhileSending() {
        browser.clearTimeout(this.timer);
        if (this.isSending) {
            this.timer = browser.setTimeout(() => this.load(), PAUSE);
        }
    }

    get openDomain() {
        return [
            ["company_id", "=", user.activeCompany.id],
            ["is_over", "=", false],
            ["state", "not in", CLOSED],
        ];
    }
    get openCount() {
        const open = this.state.funnel.states.filter(
            ({ state }) => !CLOSED.includes(state),
        );
        return open.reduce((total, { count }) => total + count, 0);
    }
    get isSending() {
        return this.state.funnel?.queued > 0;
    }
    get isEmpty() {
        return this.state.funnel.states.every((step) => !step.count);
    }
    get progress() {
        const { sent, queued } = this.state.funnel;
        return Math.round((100 * sent) / queued);
    }
    get progressText() {
        const { sent, queued } = this.state.funnel;
        return _t("%(sent)s of %(queued)s sent", { sent, queued });
    }
    get labels() {
        return Object.fromEntries(
            this.state.funnel.states.map(({ state, label }) => [state, label]),
        );
    }

    color(state) {
        return COLORS[state] ?? "secondary";
    }
    roles(invitation) {
        return invitation.role_ids.map((role) => role.display_name).join(", ");
    }
    day(value) {
        return deserializeDateTime(value).toLocaleString(luxon.DateTime.DATE_MED);
    }
    /** A link can be copied as long as it leads somewhere. */
    isValid(invitation) {
        const { expiry_date } = invitation;
        return !expiry_date || luxon.DateTime.now() < deserializeDateTime(expiry_date);
    }

    invite() {
        return this.action.doAction("pact_team.pact_invitation_send_action", {
            onClose: () => this.load(),
        });
    }
    async send(invitation) {
        await this.act("action_send", invitation);
    }
    async copyLink(invitation) {
        await this.act("action_copy_link", invitation);
    }
    async act(method, { id }) {
        await this.action.doAction(
            await this.orm.call("pact.invitation", method, [[id]]),
        );
        await this.load();
    }
    openInvitation({ id }) {
        return this.show({ views: [[false, "form"]], res_id: id });
    }
    openStep({ state, label }) {
        const company = ["company_id", "=", user.activeCompany.id];
        return this.showList(label, [company, ["state", "=", state]]);
    }
    openAll() {
        return this.showList(_t("Open invitations"), this.openDomain);
    }
    showList(name, domain) {
        const views = ["list", "kanban", "form"].map((kind) => [false, kind]);
        return this.show({ name, domain, views });
    }
    show(values) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Invitation"),
            res_model: "pact.invitation",
            ...values,
        });
    }
}
