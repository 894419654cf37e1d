import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { sentenceOrThrow } from "../refusal";

/** Whoever grants pauses is asked wherever they are, and decides with one click. */
export const exceptionService = {
    dependencies: ["bus_service", "notification", "orm", "pact_team.availability"],
    start(_env, { bus_service: bus, notification, orm, ...services }) {
        const { mine } = services["pact_team.availability"];
        /** @type {Object<number, () => void>} what closes the notice, by exception */
        const notices = {};

        function close(id) {
            notices[id]?.();
            delete notices[id];
        }
        async function decide(id, method) {
            close(id);
            try {
                await orm.call("pact.pause.exception", method, [[id]]);
            } catch (error) {
                notification.add(sentenceOrThrow(error), { type: "warning" });
            }
        }

        bus.subscribe("pact_team.exception_asked", ({ id, text, title }) => {
            close(id);
            const buttons = [
                {
                    name: _t("Grant"),
                    primary: true,
                    onClick: () => decide(id, "action_grant"),
                },
                { name: _t("Refuse"), onClick: () => decide(id, "action_refuse") },
            ];
            notices[id] = notification.add(text, {
                title,
                type: "info",
                sticky: true,
                className: "o-pact-ExceptionNotice",
                buttons,
            });
        });
        bus.subscribe("pact_team.exception_decided", ({ id }) => close(id));
        bus.subscribe("pact_team.pause_news", ({ is_sticky: sticky, now, text }) => {
            // A new page hears once more what was said in the minute before it.
            const isStale = now < mine.now;
            if (!isStale) {
                notification.add(text, { type: "info", sticky });
            }
        });
        bus.start();
    },
};
registry.category("services").add("pact_team.exception", exceptionService);
