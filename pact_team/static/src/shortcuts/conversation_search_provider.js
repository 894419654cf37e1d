import { registry } from "@web/core/registry";
import { normalize } from "@web/core/l10n/utils/normalize";

const providers = registry.category("command_provider");

/**
 * In Discuss, Ctrl+K looks among conversations only, and offers to create a channel of
 * whatever is typed. Agents find what they do with a conversation there as well.
 */
providers.add(
    "pact_conversation_commands",
    {
        namespace: "@",
        async provide(env, options = {}) {
            const words = normalize(options.searchValue?.trim() ?? "");
            if (!words || !env.services["mail.store"].pact_is_agent) {
                return [];
            }
            const found = await Promise.all(
                ["command", "data-hotkeys"].map((name) =>
                    providers.get(name).provide(env, options),
                ),
            );
            return found.flat().filter(({ name }) => normalize(name).startsWith(words));
        },
    },
    { sequence: 5 },
);
