import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useAutofocus, useService } from "@web/core/utils/hooks";

import { refusalSentence } from "../refusal";
import { isMember } from "../user_menu/my_teams";

/** A few words to the administrators about what could be better. */
export class SuggestionDialog extends Component {
    static template = "pact_team.SuggestionDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.state = useState({ text: "", refusal: "", isSending: false });
        useAutofocus({ refName: "text" });
    }

    get title() {
        return _t("Suggest an improvement");
    }
    get canSend() {
        return Boolean(this.state.text.trim()) && !this.state.isSending;
    }

    async send() {
        this.state.isSending = true;
        try {
            await this.suggest();
        } catch (error) {
            this.keep(error);
        }
        this.state.isSending = false;
    }

    async suggest() {
        const company = user.activeCompany.id;
        await this.orm.call("pact.suggestion", "suggest", [this.state.text, company]);
        this.props.close();
        this.notification.add(_t("Thank you! The administrators have been told."), {
            type: "success",
        });
    }

    /** What was typed stays, and the server's sentence says what to do about it. */
    keep(error) {
        this.state.refusal = refusalSentence(error);
        if (!this.state.refusal) {
            throw error;
        }
    }

    openMine() {
        this.props.close();
        return this.action.doAction("pact_team.pact_suggestion_action", {
            additionalContext: { search_default_mine: 1 },
        });
    }
}

function suggestionItem(env) {
    return {
        type: "item",
        id: "pact_suggestion",
        description: _t("Suggest an improvement"),
        callback: () => env.services.dialog.add(SuggestionDialog),
        show: () => isMember(env),
        sequence: 55,
    };
}
registry.category("user_menuitems").add("pact_team.suggestion", suggestionItem);
