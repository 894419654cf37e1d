import {
    click,
    contains,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, test } from "@odoo/hoot";
import { asyncStep, mockService, waitForSteps } from "@web/../tests/web_test_helpers";

import { createHeld, createWaiting, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const PANEL = ".o-pact-InformationPanel";

test("on a wide screen one sees who the customer is without asking", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado", { pact_username: "joana.p" });
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(PANEL, { text: "Joana Prado" });
    await contains(`${PANEL} a[href='tel:+5511999990001']`);
    await contains(PANEL, { text: "@joana.p" });
    await contains(".o-mail-ActionPanel dd", { text: "Shop line" });
    await contains(".o-mail-ActionPanel dd", { text: "Sales" });
    await contains(".o-mail-ActionPanel dd", { text: "Mitchell Admin" });
    await contains(`${PANEL}-window`, { text: "Closes in 5 h 12 min" });
});

test("it comes with taking a conversation, not before", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss();
    await click(".o-pact-WaitingEntry");
    await contains(".o-pact-WaitingPanel");
    await contains("button[name='pact-information']", { count: 0 });
    await click(".o-pact-WaitingPanel button");
    await contains(PANEL, { text: "Joana Prado" });
});

test("once closed, it stays closed for the next conversation", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    createHeld(pyEnv, "Ugo Sales");
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(PANEL);
    await click("button[name='pact-information']");
    await contains(PANEL, { count: 0 });
    await click(".o-mail-DiscussSidebarChannel:contains(Ugo Sales)");
    await contains(".o-mail-DiscussContent-threadName[title='Ugo Sales']");
    await contains(PANEL, { count: 0 });
});

test("from there one opens the contact", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    const [{ pact_partner_id: partnerId }] = pyEnv["discuss.channel"].browse(channelId);
    await start();
    await patchUiSize({ size: SIZES.XXL });
    await openDiscuss(channelId);
    await contains(PANEL);
    mockService("action", {
        doAction: (action) => asyncStep([action.res_model, action.res_id]),
    });
    await click(`${PANEL} button:contains(Open contact)`);
    await waitForSteps([["res.partner", partnerId]]);
});
