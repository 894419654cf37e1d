import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Whoever is given a conversation reads from whom, and why, wherever they are. */
export const handedOverService = {
    dependencies: ["bus_service", "mail.store", "notification"],
    start(_env, { bus_service: bus, "mail.store": store, notification }) {
        bus.subscribe("pact/handed_over", ({ channel_id: id, note, title }) => {
            // Once it is open, the note stands in it, and this in front of its buttons.
            store.pactNotices[id] = notification.add(note, {
                title,
                type: "info",
                sticky: true,
                buttons: [
                    { name: _t("Open the conversation"), onClick: () => open(id) },
                ],
            });
        });
        async function open(id) {
            store.pactCloseNotice(id);
            const thread = await store.Thread.getOrFetch({
                model: "discuss.channel",
                id,
            });
            thread?.open({ focus: true });
        }
        bus.start();
    },
};
registry.category("services").add("pact_team.handed_over", handedOverService);
