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

/**
 * @param {Object} [known] what is chosen already
 * @param {number} [known.partnerId]
 * @param {string} [known.number] of somebody who may be no contact yet
 * @param {string} [known.name]
 * @param {number} [known.teamId]
 * @param {string} [known.subject]
 * @param {number} [known.ticketId] the request that it goes on with
 * @param {boolean} [known.avoidsFailed]
 */
export function startConversation(env, known = {}) {
    env.services.dialog.add(StartDialog, { known });
}

registry
    .category("actions")
    .add("pact_team.start_conversation", (env, { params = {} }) =>
        startConversation(env, {
            partnerId: params.partner_id || undefined,
            number: params.number || undefined,
            name: params.name || undefined,
            teamId: params.team_id || undefined,
            subject: params.subject || undefined,
            ticketId: params.ticket_id || undefined,
        }),
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
