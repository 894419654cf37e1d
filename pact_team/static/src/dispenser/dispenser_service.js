import { reactive } from "@odoo/owl";
import { Store } from "@mail/core/common/store_service";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { registry } from "@web/core/registry";

import { sentenceOrThrow } from "../refusal";

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        this.pact_may_dispense = false;
        /** Whose only way is the dispenser sees no queue to choose from. */
        this.pact_may_take = true;
    },
});

/** Asks for the next conversation of the queue, from wherever one is. */
export const dispenserService = {
    dependencies: ["command", "mail.store", "notification", "orm"],
    start(_env, { command, "mail.store": store, notification, orm }) {
        const state = reactive({ isAsking: false });

        /** Each press gives one: a second one waits for the answer to the first. */
        async function ask() {
            if (state.isAsking) {
                return;
            }
            state.isAsking = true;
            try {
                await show(await orm.call("discuss.channel", "action_pact_next", []));
            } catch (error) {
                notification.add(sentenceOrThrow(error), { type: "warning" });
            } finally {
                state.isAsking = false;
            }
        }

        async function show({ channel_id: id, sentence }) {
            if (!id) {
                return notification.add(sentence, { type: "info" });
            }
            const model = "discuss.channel";
            const thread = await store.Thread.getOrFetch({ model, id });
            return thread?.open({ focus: true });
        }

        command.add(_t("Next of the queue"), () => void ask(), {
            global: true,
            hotkey: "alt+shift+d",
            // Whoever answers stands in the composer all day.
            hotkeyOptions: { bypassEditableProtection: true },
            isAvailable: () => store.pact_may_dispense,
        });
        return { ask, state };
    },
};
registry.category("services").add("pact_team.dispenser", dispenserService);
