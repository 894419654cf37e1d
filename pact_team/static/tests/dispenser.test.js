import {
    click,
    contains,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, press, test } from "@odoo/hoot";
import { Deferred } from "@odoo/hoot-mock";
import {
    asyncStep,
    makeServerError,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import { createWaiting, definePactModels, fromNow } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const NEXT = ".o-pact-NextButton button";
const WAITING = ".o-pact-WaitingEntry";
const ACTIVE = ".o-mail-DiscussSidebarChannel.o-active";

async function startWith(mayDispense) {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { has_dispenser: mayDispense });
    createWaiting(pyEnv, "Joana Prado");
    createWaiting(pyEnv, "Ugo Sales", { pact_waiting_date: fromNow({ hours: -3 }) });
    return pyEnv;
}

async function open() {
    await start();
    await openDiscuss();
    await contains(WAITING, { count: 2 });
}

test("U13 one press opens the one that has waited longest", async () => {
    await startWith(true);
    await open();
    await click(`${NEXT}:contains(Next)`);
    await contains(ACTIVE, { text: "Ugo Sales" });
    await contains(".o-mail-Composer-input:focus");
    await contains(WAITING, { count: 1 });
});

test("U13 without the right there is no button, and no key", async () => {
    await startWith(false);
    onRpc("discuss.channel", "action_pact_next", () => asyncStep("asked"));
    await open();
    await press(["alt", "shift", "d"]);
    await contains(NEXT, { count: 0 });
    await contains(WAITING, { count: 2 });
    await waitForSteps([]);
});

test("U13 the key asks too, from wherever one writes", async () => {
    await startWith(true);
    await open();
    await press(["alt", "shift", "d"]);
    await contains(ACTIVE, { text: "Ugo Sales" });
    await contains(".o-mail-Composer-input:focus");
    await press(["alt", "shift", "d"]);
    await contains(ACTIVE, { text: "Joana Prado" });
});

test("U13 while it asks it turns, and a second press is none", async () => {
    await startWith(true);
    const answer = new Deferred();
    onRpc("discuss.channel", "action_pact_next", async () => {
        asyncStep("asked");
        await answer;
    });
    await open();
    await click(NEXT);
    await contains(`${NEXT}:disabled[aria-busy=true] .fa-spin`);
    await press(["alt", "shift", "d"]);
    answer.resolve();
    await contains(`${NEXT}:enabled`);
    await contains(ACTIVE, { text: "Ugo Sales" });
    await waitForSteps(["asked"]);
});

test("U13 where nobody waits, a sentence says so", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { has_dispenser: true });
    await start();
    await openDiscuss();
    await click(NEXT);
    await contains(".o_notification", { text: "Nobody waits for your teams." });
    await contains(`${NEXT}:enabled`);
});

test("U13 what the server refuses is said in its words", async () => {
    await startWith(true);
    const sentence = "You are in a pause. End it before you take more.";
    onRpc("discuss.channel", "action_pact_next", () => {
        throw makeServerError({ type: "UserError", message: sentence });
    });
    await open();
    await click(NEXT);
    await contains(".o_notification:has(.bg-warning)", { text: sentence });
    await contains(`${NEXT}:enabled`);
    await contains(WAITING, { count: 2 });
});

test("A.7 whose only way is the dispenser sees no queue, and gets the next", async () => {
    const pyEnv = await startWith(true);
    pyEnv["res.users"].write([serverState.userId], { is_taking: false });
    await start();
    await openDiscuss();
    await contains(".o-pact-Category", { count: 1 });
    await contains(WAITING, { count: 0 });
    await click(NEXT);
    await contains(ACTIVE, { text: "Ugo Sales" });
    await contains(WAITING, { count: 0 });
});

test("U13 on a phone the button stands above the customers", async () => {
    await startWith(true);
    await patchUiSize({ size: SIZES.SM });
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-MessagingMenu-navbar");
    await contains(NEXT, { count: 0 });
    await click(".o-mail-MessagingMenu-tab[aria-label='Customers']");
    await click(NEXT);
    await contains(".o-mail-ChatWindow .o-mail-Message:contains(Is my order)");
});
