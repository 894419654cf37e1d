import { Component, onMounted, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { sentenceOrThrow } from "../refusal";
import { TemplatePick } from "../template_picker/template_pick";
import { TemplatePicker } from "../template_picker/template_picker";

/** What may be sent in an open conversation, or whom to ask where that is nothing. */
export class ConversationTemplates extends Component {
    static template = "pact_team.ConversationTemplates";
    static components = { TemplatePicker };
    static props = {
        thread: Object,
        pick: TemplatePick,
        onSubmit: { type: Function, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ isLoaded: false, managers: [], refusal: "" });
        // Not before: what is chosen belongs to the parent, which would start anew.
        onMounted(() => this.load());
    }

    get whomToAsk() {
        const names = this.state.managers.join(", ");
        return names
            ? _t("Ask %(names)s to publish one to your team.", { names })
            : _t("Ask an administrator to publish one to your team.");
    }

    async load() {
        const { pick, thread } = this.props;
        try {
            const { templates, managers } = await this.orm.call(
                "discuss.channel",
                "action_pact_templates",
                [[thread.id]],
            );
            Object.assign(pick, { templates });
            Object.assign(this.state, { isLoaded: true, managers });
        } catch (error) {
            this.state.refusal = sentenceOrThrow(error);
        }
    }
}
