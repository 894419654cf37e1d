import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { refusalSentence } from "../refusal";
import { TemplateIdeaDialog } from "../template_idea/template_idea_dialog";
import { TemplatePick } from "../template_picker/template_pick";
import { TemplatePicker } from "../template_picker/template_picker";

/** Sending a template in an open conversation. */
export class TemplateDialog extends Component {
    static template = "pact_team.TemplateDialog";
    static components = { Dialog, TemplatePicker };
    static props = { close: Function, thread: Object };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.pick = useState(new TemplatePick([]));
        this.state = useState({ isSending: false, managers: [], refusal: "" });
        useHotkey("control+enter", () => this.send(), {
            bypassEditableProtection: true,
        });
        onWillStart(() => this.attempt(() => this.load()));
    }

    get title() {
        return _t("Send a template");
    }
    get canSend() {
        return this.pick.isComplete && !this.state.isSending;
    }
    get whomToAsk() {
        const names = this.state.managers.join(", ");
        return names
            ? _t("Ask %(names)s to publish one to your team.", { names })
            : _t("Ask an administrator to publish one to your team.");
    }

    async load() {
        const { templates, managers } = await this.call("action_pact_templates");
        Object.assign(this.pick, { templates });
        Object.assign(this.state, { managers });
    }

    async send() {
        if (!this.canSend) {
            return;
        }
        this.state.isSending = true;
        await this.attempt(async () => {
            const { chosen, values } = this.pick;
            await this.call("action_pact_send_template", chosen.id, values);
            this.props.close();
        });
        this.state.isSending = false;
    }

    propose() {
        this.props.close();
        this.dialog.add(TemplateIdeaDialog);
    }

    /** What was typed stays, and the server's sentence says what to do about it. */
    async attempt(work) {
        this.state.refusal = "";
        try {
            await work();
        } catch (error) {
            this.state.refusal = refusalSentence(error);
            if (!this.state.refusal) {
                throw error;
            }
        }
    }

    call(method, ...args) {
        const { id } = this.props.thread;
        return this.orm.call("discuss.channel", method, [[id], ...args]);
    }
}
