import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { sentenceOrThrow } from "../refusal";
import { TemplateIdeaDialog } from "../template_idea/template_idea_dialog";
import { TemplatePick } from "../template_picker/template_pick";
import { ConversationTemplates } from "./conversation_templates";

/** Sending a template in an open conversation. */
export class TemplateDialog extends Component {
    static template = "pact_team.TemplateDialog";
    static components = { ConversationTemplates, Dialog };
    static props = { close: Function, thread: Object };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.pick = useState(new TemplatePick([]));
        this.state = useState({ isSending: false, refusal: "" });
        useHotkey("control+enter", () => this.send(), {
            bypassEditableProtection: true,
        });
    }

    get title() {
        return _t("Send a template");
    }
    get canSend() {
        return this.pick.isComplete && !this.state.isSending;
    }

    async send() {
        if (!this.canSend) {
            return;
        }
        this.state.isSending = true;
        await this.attempt(async () => {
            const { chosen, values } = this.pick;
            const { id } = this.props.thread;
            const args = [[id], chosen.id, values];
            await this.orm.call("discuss.channel", "action_pact_send_template", args);
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
            this.state.refusal = sentenceOrThrow(error);
        }
    }
}
