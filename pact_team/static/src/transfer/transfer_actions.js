import { registerThreadAction } from "@mail/core/common/thread_actions";
import { Thread } from "@mail/core/common/thread_model";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

import { TransferDialog } from "./transfer_dialog";

registerThreadAction("pact-transfer", {
    condition: ({ thread }) => thread?.pactMayTransfer,
    hotkey: "g",
    icon: "fa fa-fw fa-share",
    name: ({ thread }) => (thread?.pactIsWaiting ? _t("Assign") : _t("Transfer")),
    open: ({ thread }) => thread.pactTransfer(),
    sequence: 8,
});

patch(Thread.prototype, {
    async pactTransfer() {
        const offer = await this._pactAct("pact_destinations", [this.id]);
        if (offer) {
            this._pactAsk(TransferDialog, { offer });
        }
    },
    pactTransferTo(values) {
        return this._pactAct("action_pact_transfer", [this.id], values);
    },
});
