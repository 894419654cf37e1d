import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, queryAllTexts, queryText, test } from "@odoo/hoot";
import { advanceTime } from "@odoo/hoot-mock";
import { serverState } from "@web/../tests/web_test_helpers";

import {
    createHeld,
    createWaiting,
    definePactModels,
    fromNow,
    say,
    tell,
} from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const WAITING = ".o-pact-WaitingEntry";

test("both categories are there for an agent, even when empty", async () => {
    await startServer();
    await start();
    await openDiscuss();
    await contains(".o-pact-Category", { count: 2 });
    await contains(".o-pact-Category:contains(My conversations)");
    await contains(".o-pact-Category:contains(Waiting)");
    await contains(".o-pact-Category-count", { count: 0 });
});

test("somebody who is no agent sees neither", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { is_agent: false });
    createWaiting(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    await contains(".o-mail-DiscussSidebarCategory:contains(Channels)");
    await contains(".o-pact-Category", { count: 0 });
});

test("X5 who waits is shown by team, inbox and time, never by name", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    await contains(WAITING, { text: "Sales" });
    await contains(WAITING, { text: "Shop line" });
    await contains(WAITING, { text: "12 min" });
    await contains(".o-mail-DiscussSidebar .fa-whatsapp");
    expect(queryText(".o-mail-DiscussSidebar")).not.toInclude("Joana");
});

test("who waits longest comes first", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Later", { pact_team_name: "Later" });
    createWaiting(pyEnv, "Earlier", {
        pact_team_name: "Earlier",
        pact_waiting_date: fromNow({ hours: -3 }),
    });
    await start();
    await openDiscuss();
    await contains(WAITING, { count: 2 });
    expect(queryAllTexts(`${WAITING} .text-truncate:first`)[0]).toBe("Earlier");
    await contains(".o-pact-Category:contains(Waiting) .o-pact-Category-count", {
        text: "2",
    });
});

test("the waiting time goes on while one looks", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    await contains(`${WAITING}-waited`, { text: "12 min" });
    await advanceTime(60_000);
    await contains(`${WAITING}-waited`, { text: "13 min" });
});

test("a newcomer appears at once", async () => {
    const pyEnv = await startServer();
    await start();
    await openDiscuss();
    await contains(".o-pact-Category", { count: 2 });
    const channelId = createWaiting(pyEnv, "Joana Prado");
    pyEnv["discuss.channel"]._tellQueue(channelId);
    await contains(WAITING);
});

test("what a colleague takes leaves the queue", async () => {
    const pyEnv = await startServer();
    const channelId = createWaiting(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    await contains(WAITING);
    tell(pyEnv, channelId, { pact_state: "in_progress", pact_stint_ref: 2 });
    await contains(WAITING, { count: 0 });
});

test("of one's own, who spoke last comes first, with what is unread", async () => {
    const pyEnv = await startServer();
    const quietId = createHeld(pyEnv, "Quiet", {
        last_interest_dt: fromNow({ hours: -2 }),
    });
    const busyId = createHeld(pyEnv, "Busy", {
        last_interest_dt: fromNow({ hours: -1 }),
    });
    for (const id of [quietId, busyId]) {
        const [member] = pyEnv["discuss.channel.member"].search([
            ["channel_id", "=", id],
        ]);
        pyEnv["discuss.channel.member"].write([member], {
            last_interest_dt: fromNow({ hours: -9 }),
        });
    }
    say(pyEnv, busyId, "Hello?", serverState.odoobotId);
    await start();
    await openDiscuss();
    await contains(".o-mail-DiscussSidebarChannel:contains(Busy) .badge");
    const names = queryAllTexts(".o-mail-DiscussSidebarChannel-itemName");
    expect(names.indexOf("Busy")).toBeLessThan(names.indexOf("Quiet"));
});

test("C25 a mark warns of a window that closes within two hours", async () => {
    const pyEnv = await startServer();
    createHeld(pyEnv, "Early", {
        pact_window_date: fromNow({ hours: 2, seconds: 30 }),
    });
    createHeld(pyEnv, "Closed", { pact_window_date: fromNow({ minutes: -1 }) });
    await start();
    await openDiscuss();
    await contains(".o-mail-DiscussSidebarChannel:contains(Closed) .fa-lock");
    await contains(".o-mail-DiscussSidebarChannel:contains(Early)");
    await contains(".o-pact-WindowMark.text-warning", { count: 0 });
    await advanceTime(60_000);
    await contains(
        ".o-mail-DiscussSidebarChannel:contains(Early) .o-pact-WindowMark.text-warning" +
            "[title='Free text for another 1 h 59 min']",
    );
});

test("the category counts also when it is folded", async () => {
    const pyEnv = await startServer();
    createWaiting(pyEnv, "Joana Prado");
    await start();
    await openDiscuss();
    await click(".o-mail-DiscussSidebarCategory-toggler:contains(Waiting)");
    await contains(WAITING, { count: 0 });
    await contains(".o-pact-Category-count", { text: "1" });
});

test("I6 one may see first whose window closes first", async () => {
    const pyEnv = await startServer();
    for (const [name, hours] of [
        ["Closed", -1],
        ["Later", 9],
        ["Sooner", 1],
        ["Last", 0.4],
    ]) {
        createWaiting(pyEnv, name, {
            pact_team_name: name,
            pact_window_date: fromNow({ hours }),
        });
    }
    await start();
    await openDiscuss();
    await contains(WAITING, { count: 4 });
    const teams = () => queryAllTexts(`${WAITING} .text-truncate.flex-grow-1`);
    expect(teams()).toEqual(["Closed", "Later", "Sooner", "Last"]);
    await click(".o-pact-Category:contains(Waiting) .o-pact-Category-sort");
    await contains(".o-pact-Category-sort[aria-pressed='true']");
    expect(teams()).toEqual(["Last", "Sooner", "Later", "Closed"]);
    await contains(".o-pact-WindowMark.text-danger", { count: 1 });
    await contains(".o-pact-WindowMark.text-warning", { count: 1 });
});
