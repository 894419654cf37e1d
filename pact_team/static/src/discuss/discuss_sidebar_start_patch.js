import { DiscussSidebarCategory } from "@mail/discuss/core/public_web/discuss_sidebar_categories";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

import { mayStart, startConversation } from "../start_conversation/start_action";

/** @type {import("@mail/discuss/core/public_web/discuss_sidebar_categories").DiscussSidebarCategory} */
const sidebarPatch = {
    get actions() {
        const actions = super.actions;
        if (this.category.id === "pact_mine" && mayStart(this.env)) {
            actions.push({
                class: "o-pact-start",
                icon: "fa fa-plus",
                label: _t("Start a conversation"),
                onSelect: () => startConversation(this.env),
            });
        }
        return actions;
    },
};
patch(DiscussSidebarCategory.prototype, sidebarPatch);
