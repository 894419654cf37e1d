import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useAutofocus, useService } from "@web/core/utils/hooks";

import { sentenceOrThrow } from "../refusal";

/**
 * A few words to those who decide. What they are about is said by a subclass: `model`,
 * `mine` (the action of those one sent), `title`, `thanks` and `questions`, of which
 * the first one has to be answered.
 */
export class ProposalDialog extends Component {
    static template = "pact_team.ProposalDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        const answers = this.questions.map(() => "");
        this.state = useState({ answers, refusal: "", isSending: false });
        useAutofocus({ refName: "first" });
    }

    get sendLabel() {
        return _t("Send");
    }
    get canSend() {
        return Boolean(this.state.answers[0].trim()) && !this.state.isSending;
    }

    async send() {
        this.state.isSending = true;
        try {
            await this.suggest();
        } catch (error) {
            // What was typed stays, and the sentence says what to do about it.
            this.state.refusal = sentenceOrThrow(error);
        } finally {
            this.state.isSending = false;
        }
    }

    async suggest() {
        const company = user.activeCompany.id;
        await this.orm.call(this.model, "suggest", [...this.state.answers, company]);
        this.props.close();
        this.notification.add(this.thanks, { type: "success" });
    }

    openMine() {
        this.props.close();
        return this.action.doAction(this.mine, {
            additionalContext: { search_default_mine: 1 },
        });
    }
}
