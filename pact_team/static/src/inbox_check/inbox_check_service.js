import { registry } from "@web/core/registry";

const MODEL = "pact.inbox";

/** Tells who asked for a check what came out of it, and shows the inbox anew. */
export const inboxCheckService = {
    dependencies: ["action", "bus_service", "notification"],
    start(_env, { action, bus_service, notification }) {
        bus_service.subscribe("pact_team.inbox_checked", ({ id, message, type }) => {
            notification.add(message, { type });
            const { props, currentState } = action.currentController ?? {};
            // A record that was made on this very page is known to its state only.
            const shown = currentState?.resId ?? props?.resId;
            if (props?.resModel === MODEL && shown === id) {
                action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
            }
        });
        bus_service.start();
    },
};

registry.category("services").add("pact_team.inbox_check", inboxCheckService);
