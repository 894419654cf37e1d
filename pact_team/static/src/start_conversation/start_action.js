import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";

import { StartDialog } from "./start_dialog";

export const HOTKEY = "alt+shift+n";

/** Whether the person on the screen may start conversations for this company. */
export function mayStart(env) {
    const { pact_starting_company_ids: ids } = env.services["mail.store"];
    return ids.includes(user.activeCompany.id);
}

/** @param {{partnerId?: number, avoidsFailed?: boolean}} [known] */
export function startConversation(env, known = {}) {
    env.services.dialog.add(StartDialog, known);
}

registry
    .category("actions")
    .add("pact_team.start_conversation", (env, { params = {} }) =>
        startConversation(env, { partnerId: params.partner_id || undefined }),
    );

registry.category("services").add("pact_team.start_conversation", {
    dependencies: ["command", "dialog", "mail.store"],
    start(env, { command }) {
        command.add(_t("Start a conversation"), () => startConversation(env), {
            category: "app",
            global: true,
            hotkey: HOTKEY,
            // Whoever answers stands in the composer all day.
            hotkeyOptions: { bypassEditableProtection: true },
            isAvailable: () => mayStart(env),
        });
    },
});
