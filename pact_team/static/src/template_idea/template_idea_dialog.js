import { _t } from "@web/core/l10n/translation";

import { ProposalDialog } from "../proposal/proposal_dialog";

/** Tells those who make templates which one is missing. */
export class TemplateIdeaDialog extends ProposalDialog {
    model = "pact.template.idea";
    mine = "pact_team.pact_template_idea_action";

    get title() {
        return _t("Propose a template");
    }
    get sendLabel() {
        return _t("Propose");
    }
    get thanks() {
        return _t("Thank you! You will hear what becomes of it.");
    }
    get questions() {
        return [
            {
                id: "o-pact-idea-situation",
                label: _t("When do you need it?"),
                placeholder: _t(
                    "e.g. The order is ready, and the customer has not written since yesterday",
                ),
                rows: 2,
                most: 2000,
            },
            {
                id: "o-pact-idea-text",
                label: _t("What should it say?"),
                rows: 4,
                most: 1024,
            },
        ];
    }
}
