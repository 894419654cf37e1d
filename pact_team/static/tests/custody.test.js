import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryText, test } from "@odoo/hoot";
import {
    asyncStep,
    makeServerError,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import {
    createHeld,
    createWaiting,
    definePactModels,
    say,
    tell,
} from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const PANEL = ".o-pact-WaitingPanel";
const MESSAGE = ".o-mail-Message:contains(Is my order on its way?)";
const ACTIVE = ".o-mail-DiscussSidebarChannel.o-active";

async function openWaiting() {
    await start();
    await openDiscuss();
    await click(".o-pact-WaitingEntry");
    await contains(PANEL);
}

test("X5 before it is taken, nothing of a conversation is asked for", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    onRpc("/discuss/channel/messages", () => asyncStep("messages"));
    await openWaiting();
    await contains(`${PANEL} h4`, { text: "Waiting for Sales" });
    await contains(PANEL, { text: "Shop line · for 12 min" });
    await contains(".o-mail-Composer", { count: 0 });
    expect(queryText(".o-mail-DiscussContent")).not.toInclude("Joana");
    await waitForSteps([]);
});

test("after taking it, one reads and writes", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    await openWaiting();
    await click(`${PANEL} button`);
    await contains(MESSAGE);
    await contains(".o-mail-Composer-input:focus");
    await contains(PANEL, { count: 0 });
    await contains(".o-pact-WaitingEntry", { count: 0 });
    await contains(ACTIVE, { text: "Joana Prado" });
});

test("who comes second reads why", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    const sentence = "Bruno already took this conversation. Choose the next one.";
    onRpc("discuss.channel", "action_pact_take", () => {
        throw makeServerError({ type: "UserError", message: sentence });
    });
    await openWaiting();
    await click(`${PANEL} button`);
    await contains(".o_notification:has(.bg-warning)", { text: sentence });
    await contains(".modal", { count: 0 });
});

test("a colleague's take is said in the open panel", async () => {
    const pyEnv = await startServer();
    const channelId = createWaiting(pyEnv, "Joana Prado");
    await openWaiting();
    tell(pyEnv, channelId, { pact_state: "in_progress", pact_stint_ref: 2 });
    await contains(`${PANEL}:contains(no longer waiting)`);
    await contains(`${PANEL} button`, { count: 0 });
});

test("X5 returned to the queue, it is forgotten by the browser", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
    await contains(MESSAGE);
    await click("button[title='Return to queue']");
    await contains(".o-pact-WaitingEntry");
    await contains(MESSAGE, { count: 0 });
    expect(queryText(".o-mail-Discuss")).not.toInclude("Joana");
});

test("taken again, what was said meanwhile is there too", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
    await contains(MESSAGE);
    await click("button[title='Return to queue']");
    await click(".o-pact-WaitingEntry");
    const [channel] = pyEnv["discuss.channel"].browse(channelId);
    say(pyEnv, channelId, "Still there?", channel.pact_partner_id);
    await click(`${PANEL} button`);
    await contains(MESSAGE);
    await contains(".o-mail-Message:contains(Still there?)");
});

test("after Finish comes the next of my conversations", async () => {
    const pyEnv = await startServer();
    const firstId = createHeld(pyEnv, "First");
    createHeld(pyEnv, "Second");
    await start();
    await openDiscuss(firstId);
    await contains(ACTIVE, { text: "First" });
    await click("button[title='Finish']");
    await contains(ACTIVE, { text: "Second" });
    await contains(".o-mail-DiscussSidebarChannel:contains(First)", { count: 0 });
});

test("after the last one, no channel is opened for want of another", async () => {
    const pyEnv = await startServer();
    pyEnv["discuss.channel"].create({ name: "general", channel_type: "channel" });
    const channelId = createHeld(pyEnv, "Last");
    await start();
    await openDiscuss(channelId);
    await click("button[title='Finish']");
    await contains("h4", { text: "No conversation selected." });
});

test("the header offers what one may do, and nothing of core's that fails", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
    const header = ".o-mail-DiscussContent-header button";
    await contains(`${header}[name='pact-return']`);
    await contains(`${header}[name='pact-finish']`);
    await contains(`${header}[name='pact-take']`, { count: 0 });
    await contains(`${header}[name='invite-people']`, { count: 0 });
    await contains(`${header}[name='notification-settings']`, { count: 0 });
    await contains(`${header}[name='pinned-messages']`, { count: 0 });
    await contains(`${header}[name='call']`, { count: 0 });
    await contains(".o-mail-DiscussContent-threadName[disabled]");
});

test("U20 who decides for others may return and finish, but not write", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { is_supervisor: true });
    const partnerId = pyEnv["res.partner"].create({ name: "Bruno Reis" });
    const brunoId = pyEnv["res.users"].create({ partner_id: partnerId });
    const channelId = createWaiting(pyEnv, "Joana Prado", {
        pact_state: "in_progress",
        pact_agent_id: brunoId,
        is_supervised: true,
    });
    await start();
    await openDiscuss(channelId);
    await contains(MESSAGE);
    await contains("button[name='pact-finish']");
    await contains("button[name='pact-return']");
    await contains(".o-pact-ComposerGate:contains(Bruno Reis answers here.)");
    await contains(".o-mail-Composer", { count: 0 });
});

test("a message the server refuses stays, and its reason is told", async () => {
    const pyEnv = await startServer();
    const channelId = createHeld(pyEnv, "Joana Prado");
    onRpc("/mail/message/post", () => {
        throw makeServerError({ type: "UserError", message: "The window closed." });
    });
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "On its way");
    await click("button[name='send-message']");
    await contains(".o_notification:has(.bg-warning)", { text: "The window closed." });
    await contains(".o-mail-Message:contains(On its way) .fa-warning");
});
