import { SuggestionService } from "@mail/core/common/suggestion_service";
import { patch } from "@web/core/utils/patch";

/** A customer can do nothing with a mention, a channel or a command. */
const INTERNAL_DELIMITERS = ["@", "#", "/"];

patch(SuggestionService.prototype, {
    getSupportedDelimiters(thread) {
        const delimiters = super.getSupportedDelimiters(...arguments);
        return thread?.isPact
            ? delimiters.filter(([sign]) => !INTERNAL_DELIMITERS.includes(sign))
            : delimiters;
    },
});
