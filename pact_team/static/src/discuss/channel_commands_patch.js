import "@mail/discuss/core/common/channel_commands";
import { registry } from "@web/core/registry";

// What begins with a slash is written to the customer, never run as a command.
for (const command of registry.category("discuss.channel_commands").getAll()) {
    const { condition } = command;
    command.condition = (where) =>
        !where.thread?.isPact && (!condition || condition(where));
}
