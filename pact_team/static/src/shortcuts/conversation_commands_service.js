import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** What has no button that is always in sight: it is found by Ctrl+K, and by a key. */
export const conversationCommandsService = {
    dependencies: ["command", "mail.store"],
    start(_env, { command, "mail.store": store }) {
        // Whoever answers stands in the composer all day.
        const hotkeyOptions = { bypassEditableProtection: true };

        command.add(
            _t("Open the next one waiting"),
            // What a command returns would be taken for another palette.
            () => void store.discuss.pactWaiting.threads[0].open({ focus: true }),
            {
                global: true,
                hotkey: "alt+shift+q",
                hotkeyOptions,
                isAvailable: () => Boolean(store.discuss.pactWaiting?.threads.length),
            },
        );
        command.add(_t("Send later"), () => store.discuss.thread.pactSendLater(), {
            global: true,
            hotkey: "alt+shift+l",
            hotkeyOptions,
            isAvailable: () =>
                store.discuss.isActive &&
                Boolean(store.discuss.thread?.pactMaySendLater),
        });
    },
};
registry
    .category("services")
    .add("pact_team.conversation_commands", conversationCommandsService);
