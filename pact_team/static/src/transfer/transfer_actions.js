import { registerThreadAction } from "@mail/core/common/thread_actions";
import { Thread } from "@mail/core/common/thread_model";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
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

/** From a list or a form of conversations, which shows afterwards what became of it. */
async function handOver({ services }, { params }) {
    const thread = await services["mail.store"].Thread.getOrFetch({
        model: "discuss.channel",
        id: params.channel_id,
    });
    const reload = { type: "ir.actions.client", tag: "soft_reload" };
    await thread?.pactTransfer(() => services.action.doAction(reload));
}
registry.category("actions").add("pact_team.hand_over", handOver);

patch(Thread.prototype, {
    /** @param {() => void} [onClose] what follows, whether it was handed over or not */
    async pactTransfer(onClose) {
        const offer = await this._pactAct("pact_destinations", [this.id]);
        if (offer) {
            this._pactAsk(TransferDialog, { offer }, onClose);
        }
    },
    pactTransferTo(values) {
        return this._pactAct("action_pact_transfer", [this.id], values);
    },
});
