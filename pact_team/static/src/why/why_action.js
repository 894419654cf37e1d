import { registerThreadAction } from "@mail/core/common/thread_actions";
import { Store } from "@mail/core/common/store_service";
import { Thread } from "@mail/core/common/thread_model";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

import { WhyDialog } from "./why_dialog";

registerThreadAction("pact-why", {
    condition: ({ owner, thread }) =>
        thread?.pactMayAskWhy && !owner.isDiscussSidebarChannelActions,
    hotkey: "y",
    icon: "fa fa-fw fa-question",
    name: _t("Why?"),
    open: ({ thread }) => thread.pactAskWhy(),
    sequence: 6,
    sequenceGroup: 10,
});

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        /** The companies whose people one looks after. */
        this.pact_explaining_company_ids = [];
    },
});

patch(Thread.prototype, {
    get pactMayAskWhy() {
        return (
            !this.pactIsLocked &&
            this._pactIsAmong(this.store.pact_explaining_company_ids)
        );
    },
    async pactAskWhy() {
        const told = await this._pactAct("pact_why", [this.id]);
        if (told) {
            this.store.env.services.dialog.add(WhyDialog, { told });
        }
    },
});
