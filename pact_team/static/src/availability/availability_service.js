import { reactive } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { refusalSentence } from "../refusal";

const NOT_EXPECTED = { state: null, pauses: [], turn: false };

/** Whether one is available, in the company on the screen, and what one may change. */
export const availabilityService = {
    dependencies: ["bus_service", "notification", "orm"],
    start(_env, { bus_service: bus, notification, orm }) {
        const mine = reactive({ ...NOT_EXPECTED, skew: 0 });
        // Of those who came or went since this page was opened, by member.
        const colleagues = reactive({});

        function show(told) {
            // Clocks on desks are wrong: what runs, runs on the server's.
            const skew = told.now
                ? deserializeDateTime(told.now).diffNow().toMillis()
                : mine.skew;
            Object.assign(mine, NOT_EXPECTED, told, { skew });
        }

        async function ask(method, ...args) {
            try {
                show(await orm.silent.call("pact.member", method, args));
            } catch (error) {
                const sentence = refusalSentence(error);
                if (!sentence) {
                    throw error;
                }
                notification.add(sentence, { type: "warning" });
                show(await orm.silent.call("pact.member", "my_availability", []));
            }
        }

        bus.subscribe("pact_team.my_availability", (told) => {
            // A new page hears once more what was said in the minute before it.
            const isStale = told.now < mine.now;
            if (told.member_id === mine.member_id && !isStale) {
                show(told);
            }
        });
        bus.subscribe("pact_team.availability", ({ id, ...shown }) => {
            colleagues[id] = shown;
        });
        bus.start();
        return {
            colleagues,
            mine,
            show,
            arrive: () => ask("arrive"),
            refresh: () => ask("my_availability"),
            choose: (state) => ask("choose_availability", state),
            beginPause: (id) => ask("begin_pause", id),
            endPause: () => ask("end_pause"),
            withdraw: () => ask("withdraw_pause"),
            /** What is refused here is said in the dialog that asks. */
            async askException(id, why) {
                show(await orm.call("pact.member", "ask_exception", [id, why]));
            },
        };
    },
};
registry.category("services").add("pact_team.availability", availabilityService);

export const STATE_NAMES = {
    available: _t("Available"),
    away: _t("Away"),
    paused: _t("Paused"),
    unavailable: _t("Unavailable"),
};
