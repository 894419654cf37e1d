import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { ProposalDialog } from "../proposal/proposal_dialog";
import { isMember } from "../user_menu/my_teams";

/** What could be better, said to the administrators. */
export class SuggestionDialog extends ProposalDialog {
    model = "pact.suggestion";
    mine = "pact_team.pact_suggestion_action";

    get title() {
        return _t("Suggest an improvement");
    }
    get thanks() {
        return _t("Thank you! The administrators have been told.");
    }
    get questions() {
        return [
            {
                id: "o-pact-suggestion",
                label: _t(
                    "What would make your work easier? The administrators of your company read it, with your name.",
                ),
                placeholder: _t("e.g. A button to answer later"),
                rows: 5,
                most: 2000,
            },
        ];
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
