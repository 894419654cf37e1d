import { CannedResponse } from "@mail/core/common/canned_response_model";
import { Store } from "@mail/core/common/store_service";
import { UseSuggestion } from "@mail/core/common/suggestion_hook";
import { SuggestionService } from "@mail/core/common/suggestion_service";
import { patch } from "@web/core/utils/patch";

import { fillBlanks } from "./fill_blanks";

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        /** @type {Object<number, string>} */
        this.pact_company_names = {};
    },
};
patch(Store.prototype, storePatch);

patch(CannedResponse.prototype, {
    setup() {
        super.setup?.(...arguments);
        /** The company it is shared with; none if it is one's own. */
        this.pact_company_ref = undefined;
    },
});

patch(SuggestionService.prototype, {
    /** What another company says is nothing for this company's customers. */
    searchSuggestions({ delimiter }, { thread } = {}) {
        const found = super.searchSuggestions(...arguments);
        if (delimiter === "::" && thread?.pactIsAnswered) {
            found.suggestions = found.suggestions.filter(
                ({ pact_company_ref: company }) =>
                    !company || company === thread.pact_company_ref,
            );
        }
        return found;
    },
});

patch(UseSuggestion.prototype, {
    insert(option) {
        const isFilled = option.cannedResponse && this.thread?.pactIsAnswered;
        return super.insert(
            isFilled
                ? { ...option, label: fillBlanks(option.label, this.thread) }
                : option,
        );
    },
});
