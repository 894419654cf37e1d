import {
    click,
    contains,
    insertText,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, press, queryAllTexts, test } from "@odoo/hoot";
import { advanceTime, mockDate } from "@odoo/hoot-mock";
import {
    getService,
    makeServerError,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";

import { availability, leaving } from "./mock_models/pact_member";
import { definePactModels } from "./pact_test_helpers";

describe.current.tags("desktop");
definePactModels();

const USER_MENU = ".o_user_menu button";
const LEAVE = ".dropdown-item[data-menu=pact_leave]";
const LOG_OUT = ".dropdown-item[data-menu=logout]";
const DIALOG = ".o-pact-LeaveDialog";
const ROW = ".o-pact-LeaveRow";
const NOTE = "#o-pact-leave-note";
const HAND_OVER = ".modal-footer .btn-primary";

const BIA = {
    id: 7,
    name: "Bia",
    availability: "available",
    held: 1,
    load: 1,
    max_open: 3,
};
const RUI = { id: 8, name: "Rui", availability: "away", held: 0, load: 0, max_open: 0 };
const SALES = { id: 1, name: "Sales", color: 10, people: [7, 8] };
const [MARIA, CARLOS, LUA] = [
    {
        id: 11,
        customer: "Maria",
        unanswered: "2026-03-02 11:47:30",
        window_ends: "2026-03-02 12:20:30",
        heir_id: 7,
    },
    { id: 12, customer: "Carlos", window_ends: "2026-03-02 13:20:30", heir_id: false },
    { id: 13, customer: "Lua", window_ends: "2026-03-02 10:00:00", heir_id: 7 },
].map((row) => ({ unanswered: false, team_id: 1, window_kind: "until", ...row }));
const OFFER = {
    member_id: false,
    name: "Ana",
    company: "Bela Vista",
    needs_note: false,
    more: 0,
    rows: [MARIA, CARLOS, LUA],
    teams: [SALES],
    people: [BIA, RUI],
};

async function show(values = {}, offers = [OFFER]) {
    patchWithCleanup(availability, { state: "available", pauses: [], paused: 0 });
    patchWithCleanup(leaving, { queued: {}, kept: {}, ...values, offers });
    mockDate("2026-03-02 12:00:00");
    onRpc("pact.member", "leave_hand_over", ({ args }) => {
        expect.step(args);
    });
    const pyEnv = await startServer();
    await start();
    await contains(".o-pact-Availability");
    return pyEnv;
}

async function open(...args) {
    const pyEnv = await show(...args);
    await click(USER_MENU);
    await click(LEAVE);
    await contains(DIALOG);
    return pyEnv;
}

async function choose(customer, label) {
    await click(`${ROW}:contains(${customer}) .o_select_menu_toggler`);
    await click(`.o_select_menu_item:contains(${label})`);
    await contains(`${ROW}:contains(${customer}) input:value(${label})`);
    await contains(".o_select_menu_item", { count: 0 });
}

function sent(note = "", rows = {}, memberId = false) {
    const heirs = { 11: 7, 12: false, 13: 7, ...rows };
    const asked = Object.entries(heirs)
        .filter(([, heir]) => heir !== undefined)
        .map(([id, heir_id]) => ({ id: Number(id), heir_id }));
    return [asked, note, memberId];
}

function watchTheWayOut() {
    patchWithCleanup(browser, {
        location: {
            ...browser.location,
            origin: browser.location.origin,
            set href(url) {
                expect.step(url);
            },
        },
    });
}

test("I3 what is held is listed with who waits, how long, and an heir", async () => {
    await open();
    await contains(".o-pact-Availability[data-state=unavailable]");
    await contains(ROW, { count: 3 });
    expect(queryAllTexts(".o-pact-HeldClock")).toEqual([
        "Unanswered for 12 min\nFree text for another 20 min",
        "Answered\nFree text for another 1 h 20 min",
        "Answered\nThe 24-hour window is closed",
    ]);
    await contains(`${ROW}:contains(Maria) .text-danger`);
    await contains(`${ROW}:contains(Carlos) .text-warning`);
    await contains(`${ROW}:contains(Maria) input:value(Bia · 1 of 3)`);
    await contains(`${ROW}:contains(Carlos) input:value(Queue of Sales)`);
});

test("I3 the clocks run while one chooses", async () => {
    await open();
    await advanceTime(60_000);
    await contains(`${ROW}:contains(Maria):contains(Free text for another 19 min)`);
    await contains(`${ROW}:contains(Maria):contains(Unanswered for 13 min)`);
});

test("I3 one click hands over, with a note, and what is kept is left out", async () => {
    await open();
    await choose("Lua", "I keep it");
    await choose("Carlos", "Rui · Away");
    await insertText(NOTE, "Back at nine");
    await click(HAND_OVER);
    await contains(DIALOG, { count: 0 });
    await contains(".o_notification:contains(Handed over: 2)");
    expect.verifySteps([sent("Back at nine", { 12: 8, 13: undefined })]);
});

test("I3 by keyboard alone", async () => {
    await open();
    await contains(`${ROW} .o_select_menu_toggler:focus`);
    await press(["control", "enter"]);
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([sent()]);
});

test("I3 what could not go where it was sent is said, and can be tried again", async () => {
    await open({
        queued: { 11: "Bia is in a pause." },
        kept: { 12: "Somebody else is changing it." },
    });
    await click(HAND_OVER);
    await contains(`${ROW}[data-outcome=queued]:contains(Bia is in a pause.)`);
    await contains(`${ROW}[data-outcome=queued]:contains(Queue of Sales)`);
    await contains(`${ROW}[data-outcome=handed]:contains(Member 7)`);
    await contains(`${ROW}[data-outcome=kept] .text-danger:contains(Somebody else)`);
    leaving.kept = {};
    await click(HAND_OVER);
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([sent(), sent("", { 11: undefined, 13: undefined })]);
});

test("I3 a colleague who goes meanwhile is named as gone", async () => {
    const pyEnv = await open();
    const [me] = pyEnv["res.partner"].read(serverState.partnerId);
    const told = { id: 7, availability: "paused", pause: false };
    pyEnv["bus.bus"]._sendone(me, "pact_team.availability", told);
    await contains(`${ROW}:contains(Maria) input:value(Bia · Paused)`);
});

test("U14 a note is asked for where the company wants one", async () => {
    await open({}, [{ ...OFFER, needs_note: true }]);
    await contains(`${HAND_OVER}:disabled`);
    await contains(".o-pact-LeaveDialog-noteMissing");
    await insertText(NOTE, "Back at nine");
    await contains(`${HAND_OVER}:not(:disabled)`);
    await insertText(NOTE, "", { replace: true });
    for (const customer of ["Maria", "Lua"]) {
        await choose(customer, "Queue of Sales");
    }
    await contains(`${HAND_OVER}:not(:disabled)`);
    expect.verifySteps([]);
});

test("I3 a refusal stays in the dialog, with what was chosen", async () => {
    await open();
    onRpc("pact.member", "leave_hand_over", () => {
        throw makeServerError({ type: "UserError", message: "Say in a note why." });
    });
    await click(HAND_OVER);
    await contains(`${DIALOG} [role=alert]:contains(Say in a note why.)`);
    await contains(ROW, { count: 3 });
});

test("C1 without anything held there is no dialog", async () => {
    await show({}, []);
    await click(USER_MENU);
    await click(LEAVE);
    await contains(".o_notification:contains(Nothing new)");
    await contains(".o-pact-Availability[data-state=unavailable]");
    await contains(DIALOG, { count: 0 });
});

test("C1 the menu of one's availability opens it too", async () => {
    await show();
    await click(".o-pact-Availability");
    await click(".o-pact-Availability-leave");
    await contains(DIALOG);
    await click(".modal-footer button:contains(Keep all)");
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([]);
});

test("C1 logging out asks first, and then logs out", async () => {
    await show();
    watchTheWayOut();
    await click(USER_MENU);
    await click(LOG_OUT);
    await click(`${HAND_OVER}:contains(Hand over and log out)`);
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([sent(), "/web/session/logout"]);
});

test("C1 who keeps all is logged out, who closes the dialog is not", async () => {
    await show();
    watchTheWayOut();
    await click(USER_MENU);
    await click(LOG_OUT);
    await click(".modal-header .btn-close");
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([]);
    await click(USER_MENU);
    await click(LOG_OUT);
    await click(".modal-footer button:contains(Log out and keep all)");
    expect.verifySteps(["/web/session/logout"]);
});

test("C1 nobody is kept from logging out", async () => {
    await show();
    watchTheWayOut();
    onRpc("pact.member", "leave", () => {
        throw makeServerError({ message: "Trouble" });
    });
    await click(USER_MENU);
    await click(LOG_OUT);
    await expect.waitForSteps(["/web/session/logout"]);
});

test("P5 who is no member logs out as ever, and finds no Leave", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users"].write([serverState.userId], { is_agent: false });
    onRpc("pact.member", "leave", () => expect.step("leave"));
    await start();
    watchTheWayOut();
    await click(USER_MENU);
    await contains(LEAVE, { count: 0 });
    await click(LOG_OUT);
    expect.verifySteps(["/web/session/logout"]);
});

test("P7 logging out of two companies asks about both", async () => {
    const there = {
        ...OFFER,
        company: "Outra",
        rows: [{ ...MARIA, id: 21, customer: "Eva" }],
    };
    await show({}, [OFFER, there]);
    watchTheWayOut();
    await click(USER_MENU);
    await click(LOG_OUT);
    await contains(`${DIALOG} h6`, { count: 2 });
    await contains(ROW, { count: 4 });
    await click(HAND_OVER);
    await expect.waitForSteps([
        sent(),
        [[{ id: 21, heir_id: 7 }], "", false],
        "/web/session/logout",
    ]);
});

test("I3 more than a dialog shows come after those", async () => {
    await open({}, [{ ...OFFER, more: 4 }]);
    await contains(`${DIALOG}:contains(4 more)`);
    leaving.offers = [{ ...OFFER, rows: [CARLOS] }];
    await click(HAND_OVER);
    await contains(ROW, { count: 1 });
    expect.verifySteps([sent()]);
});

test("C12 a supervisor hands over for somebody who is gone", async () => {
    await show({}, [{ ...OFFER, member_id: 5, name: "Bruno Reis" }]);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "pact_team.leave_for",
        params: { member_id: 5 },
    });
    await contains(".modal-title:contains(Leave for Bruno Reis)");
    await choose("Maria", "Bruno Reis keeps it");
    await click(HAND_OVER);
    await contains(DIALOG, { count: 0 });
    expect.verifySteps([sent("", { 11: undefined }, 5)]);
});
