import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, press, queryAllTexts, test } from "@odoo/hoot";
import {
    getService,
    makeServerError,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

import { createHeld, definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const BUTTON = ".o-mail-DiscussContent-header button[title='Why?']";
const DIALOG = ".o-pact-WhyDialog";
const NOTHING = ".o-pact-WhyNothingDialog";
const GIVEN = {
    id: 7,
    who: "Ana Lima",
    from: "2026-03-02 12:00:00",
    to: false,
    reason: "Distributed",
    rule: "In turn.",
    chosen: "Ana Lima",
    others: [
        { word: "in_turn", why: "Others have waited longer", names: ["Bia", "Caio"] },
        { word: "paused", why: "In a pause", names: ["Eva"] },
    ],
};

async function open(isSupervisor) {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { is_supervisor: isSupervisor });
    const channelId = createHeld(pyEnv, "Joana Prado");
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message");
}

test("I1 who was chosen, by which rule, and why each of the others was not", async () => {
    onRpc("discuss.channel", "pact_why", () => ({ now: false, stints: [GIVEN] }));
    await open(true);
    await click(BUTTON);
    await contains(`${DIALOG} h5`, { text: "Ana Lima" });
    await contains(DIALOG, { text: "Distributed" });
    await contains(DIALOG, { text: "In turn." });
    expect(queryAllTexts(`${DIALOG} dt, ${DIALOG} dd`)).toEqual([
        "Others have waited longer",
        "Bia, Caio",
        "In a pause",
        "Eva",
    ]);
    await click(".modal-footer button:contains(Close)");
    await contains(DIALOG, { count: 0 });
});

test("I1 the key asks too, and what still waits says why", async () => {
    const now = { rule: "Nobody of Sales can have it.", chosen: false, others: [] };
    onRpc("discuss.channel", "pact_why", () => ({ now, stints: [] }));
    await open(true);
    await contains(BUTTON);
    await press(["alt", "y"]);
    await contains(`${DIALOG}-now`, { text: "Why it still waits" });
    await contains(`${DIALOG}-now`, { text: "Nobody of Sales can have it." });
});

test("I1 an agent is offered no reasons about colleagues", async () => {
    await open(false);
    await contains(".o-mail-DiscussContent-header button[title=Finish]");
    await contains(BUTTON, { count: 0 });
});

test("I1 why do I get nothing: what stands in the way, and team by team", async () => {
    onRpc("pact.member", "why_nothing", ({ args }) => {
        expect(args).toEqual([[1]]);
        return {
            name: "Ana Lima",
            obstacle: "Holds as many as they may",
            teams: [{ name: "Sales", why: "Nobody waits for this team." }],
        };
    });
    await startServer();
    await start();
    await click(".o-pact-Availability");
    await click(".o-pact-Availability-why");
    await contains(".modal-title", { text: "Why do I get nothing?" });
    await contains(`${NOTHING}-obstacle`, { text: "Holds as many as they may" });
    expect(queryAllTexts(`${NOTHING} dt, ${NOTHING} dd`)).toEqual([
        "Sales",
        "Nobody waits for this team.",
    ]);
});

test("I1 of somebody else, by who looks after them, with their name", async () => {
    onRpc("pact.member", "why_nothing", () => ({
        name: "Bia",
        obstacle: false,
        teams: [],
    }));
    await startServer();
    await start();
    const tag = "pact_team.why_nothing";
    const params = { member_id: 4 };
    await getService("action").doAction({ type: "ir.actions.client", tag, params });
    await contains(".modal-title", { text: "Why does Bia get nothing?" });
    await contains(NOTHING, { text: "In no team: nothing waits there." });
});

test("I1 what the server refuses is said in its words", async () => {
    const sentence = "Why others hold it is told to who looks after them.";
    onRpc("discuss.channel", "pact_why", () => {
        throw makeServerError({ type: "AccessError", message: sentence });
    });
    await open(true);
    await click(BUTTON);
    await contains(".o_notification:has(.bg-warning)", { text: sentence });
    await contains(DIALOG, { count: 0 });
});
