import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useAutofocus, useService } from "@web/core/utils/hooks";

import { refusalSentence } from "../refusal";

/** Tells those who make templates which one is missing. */
export class TemplateIdeaDialog extends Component {
    static template = "pact_team.TemplateIdeaDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.state = useState({
            situation: "",
            text: "",
            refusal: "",
            isSending: false,
        });
        useAutofocus({ refName: "situation" });
    }

    get title() {
        return _t("Propose a template");
    }
    get canSend() {
        return Boolean(this.state.situation.trim()) && !this.state.isSending;
    }

    async send() {
        this.state.isSending = true;
        try {
            await this.propose();
        } catch (error) {
            this.state.refusal = refusalSentence(error);
            if (!this.state.refusal) {
                throw error;
            }
        } finally {
            this.state.isSending = false;
        }
    }

    async propose() {
        const { situation, text } = this.state;
        await this.orm.call("pact.template.idea", "suggest", [
            situation,
            text,
            user.activeCompany.id,
        ]);
        this.props.close();
        this.notification.add(_t("Thank you! You will hear what becomes of it."), {
            type: "success",
        });
    }

    openMine() {
        this.props.close();
        return this.action.doAction("pact_team.pact_template_idea_action", {
            additionalContext: { search_default_mine: 1 },
        });
    }
}
