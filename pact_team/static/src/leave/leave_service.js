import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { sentenceOrThrow } from "../refusal";
import { LeaveDialog } from "./leave_dialog";

/** Leaving for today: first nothing new comes, then one asks who goes on with what. */
export const leaveService = {
    dependencies: ["dialog", "notification", "orm", "pact_team.availability"],
    start(_env, { dialog, notification, orm, "pact_team.availability": availability }) {
        /** Be unavailable; return what is held, and who could have it. */
        async function stop(memberId, isLoggingOut) {
            const args = [memberId, isLoggingOut];
            const told = await orm.call("pact.member", "leave", args);
            availability.show(told.availability);
            return told.offers;
        }

        /** Return the offers; a refusal is said, and there are none. */
        async function stopOrSay(memberId = false) {
            try {
                return await stop(memberId, false);
            } catch (error) {
                notification.add(sentenceOrThrow(error), { type: "warning" });
                return undefined;
            }
        }

        function ask(offers, props, onClose) {
            dialog.add(LeaveDialog, { offers, ...props }, { onClose });
        }

        async function leave() {
            const offers = await stopOrSay();
            if (offers?.length) {
                ask(offers, { again: leave });
            } else if (offers) {
                notification.add(_t("Nothing new comes to you from now on."), {
                    type: "info",
                });
            }
        }

        /** Nobody is kept from logging out, whatever became of the question. */
        async function logOut(goOn) {
            let offers = [];
            try {
                offers = await stop(false, true);
            } catch {
                // The server hears of it with the logout itself.
            }
            if (offers.length) {
                ask(offers, { again: () => logOut(goOn), logOut: goOn });
            } else {
                goOn();
            }
        }

        async function leaveFor(memberId, onClose) {
            const offers = await stopOrSay(memberId);
            if (offers?.length) {
                ask(offers, { again: () => leaveFor(memberId, onClose) }, onClose);
            } else {
                onClose();
            }
        }

        return { leave, leaveFor, logOut };
    },
};
registry.category("services").add("pact_team.leave", leaveService);
